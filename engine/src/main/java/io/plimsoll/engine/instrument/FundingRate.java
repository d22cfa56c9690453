package io.plimsoll.engine.instrument;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;

/**
 * Premium samples of one instrument and the funding rate that follows: docs/prices.md, sections 3
 * to 5. Rates and premiums in parts per billion, times in nanoseconds. Not thread safe.
 *
 * <p>Sources: F = P + clamp(I - P, +-0.05 %) of Binance, Bybit, BitMEX and Hyperliquid; the dead
 * band is Deribit's.
 */
public final class FundingRate {
  /** Most samples in an average: weights 1, 2, 3 ... then still add up within 63 bits. */
  static final int SAMPLES_MAX = 100_000;

  private FundingRule rule;
  private int samples;
  private long sum;
  private boolean sampled;
  private long sampleTime;
  private long carry;
  private long period;
  private long last;
  private long chargedRate;

  private long premium;
  private long rate;
  private int samplesAveraged;

  /**
   * A rate by a rule other than NONE; nothing gathered yet.
   *
   * @param rule checked by the caller
   * @param timestamp now
   */
  public FundingRate(FundingRule rule, long timestamp) {
    rule(rule, timestamp);
  }

  /** Replaces the rule; what was gathered under the last one is forgotten. */
  public void rule(FundingRule newRule, long timestamp) {
    rule = newRule;
    samples = 0;
    sum = 0;
    sampled = false;
    sampleTime = 0;
    carry = 0;
    chargedRate = 0;
    premium = 0;
    rate = 0;
    samplesAveraged = 0;
    paid(timestamp);
  }

  private void paid(long timestamp) {
    last = timestamp;
    period = periodOf(timestamp);
  }

  private long periodOf(long timestamp) {
    return rule.interval() == 0 ? 0 : Math.floorDiv(timestamp - rule.phase(), rule.interval());
  }

  /**
   * Takes a premium sample, if one is due and there is something to compare with the index.
   *
   * @param prices with an index
   * @param mark the mark; 0 if none
   */
  public void sample(long timestamp, ComputedPrices prices, long mark) {
    boolean tooEarly = sampled && timestamp - sampleTime < rule.sampleInterval();
    if (tooEarly || samples == SAMPLES_MAX) {
      return;
    }
    long index = prices.index();
    if (rule.premiumKind() == PremiumKind.MARK) {
      if (mark != 0) {
        add(timestamp, premium(mark - index, index));
      }
    } else {
      BookTop book = prices.liveBook(timestamp);
      if (book != null && (book.impactBid() > 0 || book.impactAsk() > 0)) {
        add(timestamp, premium(impact(book, index), index));
      }
    }
  }

  private static long impact(BookTop book, long index) {
    long up = book.impactBid() > 0 ? Math.max(0, book.impactBid() - index) : 0;
    long down = book.impactAsk() > 0 ? Math.max(0, index - book.impactAsk()) : 0;
    return up - down;
  }

  /** A difference as a share of the index, at most 1. It is never below -1: prices are positive. */
  private static long premium(long difference, long index) {
    return difference >= index ? PPB : Int128.mulDivFloor(difference, PPB, index);
  }

  private void add(long timestamp, long value) {
    samples++;
    sum += rule.premiumAverage() == PremiumAverage.LINEAR ? samples * value : value;
    sampled = true;
    sampleTime = timestamp;
  }

  /** Whether a payment is due. */
  public boolean isDue(long timestamp) {
    return rule.interval() == 0 ? samples > 0 && timestamp > last : periodOf(timestamp) > period;
  }

  /**
   * The last charged rate times the share of the interval that is left until the next payment,
   * rounded down; 0 if payments are continuous, or one is due.
   */
  public long shareLeft(long timestamp) {
    long interval = rule.interval();
    if (interval == 0 || isDue(timestamp)) {
      return 0;
    }
    long left = interval - Math.floorMod(timestamp - rule.phase(), interval);
    return Int128.mulDivFloor(chargedRate, left, interval);
  }

  /** Computes the rate that is due now and starts the next average. */
  public void charge(long timestamp) {
    samplesAveraged = samples;
    premium = averagePremium();
    rate = samples == 0 ? 0 : PriceMath.clamp(uncapped(), -rule.rateMax(), rule.rateMax());
    long elapsed =
        rule.interval() == 0 ? Math.min(timestamp - last, rule.ratePeriod()) : rule.interval();
    split(elapsed);
    samples = 0;
    sum = 0;
    paid(timestamp);
  }

  private long averagePremium() {
    if (samples == 0) {
      return 0;
    }
    return rule.premiumAverage() == PremiumAverage.LINEAR
        ? Int128.mulDivFloor(sum, 2, samples * (samples + 1L))
        : Math.floorDiv(sum, samples);
  }

  private long uncapped() {
    long damper = rule.damper();
    if (rule.rateRule() == FundingRateRule.INTEREST_CLAMP) {
      return premium + PriceMath.clamp(rule.interest() - premium, -damper, damper);
    }
    return premium - PriceMath.clamp(premium, -damper, damper) + rule.interest();
  }

  /** The share of the rate for a time, rounded down; what is rounded off is carried. */
  private void split(long elapsed) {
    long ratePeriod = rule.ratePeriod();
    long charged = Int128.mulDivFloor(rate, elapsed, ratePeriod);
    // The remainder is below ratePeriod, so the low 64 bits of both products are enough.
    long rest = carry + (rate * elapsed - charged * ratePeriod);
    boolean makesOneMore = rest >= ratePeriod;
    chargedRate = makesOneMore ? charged + 1 : charged;
    carry = makesOneMore ? rest - ratePeriod : rest;
  }

  /** The rule in force. */
  public FundingRule rule() {
    return rule;
  }

  /** Samples in the sum. */
  public int samples() {
    return samples;
  }

  /** The sum of the samples, weighted as the rule says. */
  public long sum() {
    return sum;
  }

  /** Whether a sample was taken under this rule. */
  public boolean sampled() {
    return sampled;
  }

  /** When the last was taken; 0 before the first. */
  public long sampleTime() {
    return sampleTime;
  }

  /** What was rounded off and not yet charged, parts per billion x nanoseconds. */
  public long carry() {
    return carry;
  }

  /** The number of the interval in which the last payment fell; 0 if continuous. */
  public long period() {
    return period;
  }

  /** When the last payment was, or the rule was set. */
  public long last() {
    return last;
  }

  /** The last charged rate; 0 if none. */
  public long chargedRate() {
    return chargedRate;
  }

  /** The last rate, per ratePeriod. */
  public long rate() {
    return rate;
  }

  /** The average premium behind it. */
  public long premium() {
    return premium;
  }

  /** How many samples were in that average. */
  public int samplesAveraged() {
    return samplesAveraged;
  }

  /** Carries what the rule has gathered; the rule itself the instrument carries. */
  void state(StateStream stream) {
    samples = stream.of(samples);
    sum = stream.of(sum);
    sampled = stream.of(sampled);
    sampleTime = stream.of(sampleTime);
    carry = stream.of(carry);
    period = stream.of(period);
    last = stream.of(last);
    chargedRate = stream.of(chargedRate);
    premium = stream.of(premium);
    rate = stream.of(rate);
    samplesAveraged = stream.of(samplesAveraged);
  }
}
