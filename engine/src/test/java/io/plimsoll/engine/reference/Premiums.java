package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Exact.floorDiv;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.math.BigInteger;

/** Premium samples, and the funding rates that come of them. */
final class Premiums {
  private static final long SAMPLES_MAX = 100_000;

  /** Starts a funding of an instrument at a rate and a price. */
  @FunctionalInterface
  interface Charge {
    void start(Instrument instrument, long rate, long price);
  }

  private final World world;
  private final PriceEvents events;
  private final Charge charge;

  Premiums(World world, PriceEvents events, Charge charge) {
    this.world = world;
    this.events = events;
    this.charge = charge;
  }

  /** Takes a sample at an index that is new, if it is time for one and there is one. */
  static void sample(Instrument instrument, long now) {
    FundingState funding = instrument.fundingRates;
    if (funding == null
        || (funding.sampled && now - funding.sampleTime < funding.rule.sampleInterval())
        || funding.count >= SAMPLES_MAX) {
      return;
    }
    BigInteger distance =
        funding.rule.premiumKind() == PremiumKind.MARK
            ? fromMark(instrument)
            : fromBook(instrument.prices, now);
    if (distance == null) {
      return;
    }
    BigInteger premium =
        MarkComputation.clamp(
            floorDiv(Exact.BIG_PPB.multiply(distance), big(instrument.prices.index)),
            Exact.BIG_PPB.negate(),
            Exact.BIG_PPB);
    funding.count++;
    boolean plain = funding.rule.premiumAverage() == PremiumAverage.PLAIN;
    funding.sum = funding.sum.add(premium.multiply(plain ? BigInteger.ONE : big(funding.count)));
    funding.sampled = true;
    funding.sampleTime = now;
  }

  private static BigInteger fromMark(Instrument instrument) {
    return instrument.mark == 0
        ? null
        : big(instrument.mark).subtract(big(instrument.prices.index));
  }

  private static BigInteger fromBook(PriceState prices, long now) {
    PriceState.Book book = prices.liveBook(now);
    if (book.impactBid() == 0 && book.impactAsk() == 0) {
      return null;
    }
    long up = book.impactBid() > 0 ? Math.max(0, book.impactBid() - prices.index) : 0;
    long down = book.impactAsk() > 0 ? Math.max(0, prices.index - book.impactAsk()) : 0;
    return big(up).subtract(big(down));
  }

  /** Sets the rates that are due, and starts to charge them. */
  void setRates() {
    world.instruments.values().stream()
        .filter(i -> i.fundingRates != null && i.mark != 0 && !i.closed && !i.fundingUnderWay)
        .filter(i -> due(i.fundingRates))
        .forEach(this::setRate);
  }

  private boolean due(FundingState funding) {
    long now = world.lastTimestamp;
    return funding.rule.interval() > 0
        ? funding.period(now) > funding.period
        : funding.count > 0 && now > funding.last;
  }

  private void setRate(Instrument instrument) {
    FundingState funding = instrument.fundingRates;
    FundingRule rule = funding.rule;
    long now = world.lastTimestamp;
    long elapsed =
        rule.interval() > 0 ? rule.interval() : Math.min(now - funding.last, rule.ratePeriod());
    BigInteger premium = average(funding);
    BigInteger max = big(rule.rateMax());
    BigInteger rate =
        funding.count == 0
            ? Exact.ZERO
            : MarkComputation.clamp(raw(rule, premium), max.negate(), max);
    BigInteger share = rate.multiply(big(elapsed)).add(funding.carry);
    BigInteger charged = floorDiv(share, big(rule.ratePeriod()));
    funding.carry = share.subtract(charged.multiply(big(rule.ratePeriod())));
    funding.chargedRate = charged.longValueExact();
    long samples = funding.count;
    funding.count = 0;
    funding.sum = Exact.ZERO;
    funding.period = funding.period(now);
    funding.last = now;
    long index = instrument.prices == null ? 0 : instrument.prices.index;
    long price =
        rule.chargePrice() == FundingPriceKind.INDEX && index != 0 ? index : instrument.mark;
    boolean charges = funding.chargedRate != 0;
    events.fundingRateSet(
        instrument, rate.longValueExact(), premium.longValueExact(), charges ? price : 0, samples);
    if (charges) {
      charge.start(instrument, funding.chargedRate, price);
    }
  }

  private static BigInteger average(FundingState funding) {
    BigInteger n = big(funding.count);
    if (funding.count == 0) {
      return Exact.ZERO;
    }
    return funding.rule.premiumAverage() == PremiumAverage.PLAIN
        ? floorDiv(funding.sum, n)
        : floorDiv(funding.sum.multiply(BigInteger.TWO), n.multiply(n.add(BigInteger.ONE)));
  }

  private static BigInteger raw(FundingRule rule, BigInteger premium) {
    BigInteger interest = big(rule.interest());
    BigInteger damper = big(rule.damper());
    if (rule.rateRule() == FundingRateRule.INTEREST_CLAMP) {
      return premium.add(
          MarkComputation.clamp(interest.subtract(premium), damper.negate(), damper));
    }
    BigInteger beyond = Exact.ZERO;
    if (premium.compareTo(damper) > 0) {
      beyond = premium.subtract(damper);
    } else if (premium.compareTo(damper.negate()) < 0) {
      beyond = premium.add(damper);
    }
    return beyond.add(interest);
  }
}
