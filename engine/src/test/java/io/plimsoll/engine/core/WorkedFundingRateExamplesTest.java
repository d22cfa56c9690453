package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Funding rates that venues print, from source and book prices to what is charged at a Clock. */
class WorkedFundingRateExamplesTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final long HOUR = 60 * MINUTE;

  private static final FundingRule HYPERLIQUID =
      new FundingRule(
          100_000,
          500_000,
          320_000_000,
          HOUR,
          0,
          8 * HOUR,
          5_000_000_000L,
          FundingRateRule.INTEREST_CLAMP,
          PremiumKind.IMPACT,
          PremiumAverage.PLAIN,
          FundingPriceKind.INDEX);

  private static final FundingRule DERIBIT =
      new FundingRule(
          0,
          250_000,
          1_000_000_000,
          0,
          0,
          8 * HOUR,
          MINUTE,
          FundingRateRule.DEAD_BAND,
          PremiumKind.MARK,
          PremiumAverage.PLAIN,
          FundingPriceKind.MARK);

  private static final PriceRule MEDIAN =
      new PriceRule(
          10_000_000_000L,
          0,
          1_000_000_000,
          1,
          0,
          0,
          0,
          1,
          1,
          1,
          MarkRule.MEDIAN,
          IndexRule.WEIGHTED_MEAN,
          GuardPolicy.REJECT,
          List.of(new IndexSource(1, 1)));

  private final Venue venue = new Venue();
  private final PriceEncoder prices = new PriceEncoder(venue.engine()::apply);
  private final int btc = Venue.BTC;
  private List<Event> clockEvents = List.of();

  // W38: Hyperliquid docs, funding: interest 0.01 %, impact bid 10,100 at an oracle of 10,000: 0.95
  // %
  // in 8 h, an eighth of it each hour, on the oracle price.
  @Test
  void anEighthOfTheEightHourRateIsChargedEachHourOnTheIndex() {
    long trader = longOfOneAt(10_000_00);
    start(HYPERLIQUID);

    prices.at(HOUR - MINUTE).bookPrice(btc, 0, 0, 10_100_00, 10_101_00, 0);
    prices.sourcePrice(btc, 1, 10_000_00);
    venue.clear();
    Event rate = rateAt(HOUR);
    assertEquals(10_000_000, rate.number("premium"));
    assertEquals(9_500_000, rate.number("rate"));
    assertEquals(1_187_500, rate.number("chargedRate"));
    assertEquals(10_000_00, rate.number("chargePrice"));
    assertEquals(10_050_00, rate.number("markPrice"));
    assertEquals(1, rate.number("samples"));

    Event paid =
        clockEvents.stream()
            .filter(e -> e.is("BalanceChanged") && e.number("accountId") == trader)
            .findFirst()
            .orElseThrow();
    assertEquals("FUNDING", paid.text("reason"));
    assertEquals(-11_87500000L, paid.number("amount")); // 0.11875 % of 10,000
  }

  // W42: support.deribit.com 31424939178397: premiums of -0.01 %, +0.10 % and -0.10 % under a
  // damper
  // of 0.025 %: 0, +0.075 % and -0.075 %.
  @Test
  void premiumWithinTheDamperCostsNothingAndOnlyWhatIsPastItIsCharged() {
    start(DERIBIT);
    assertEquals(List.of(-100_000L, 0L, 0L, 0L), deribit(8 * HOUR, 9_999_00));
    assertEquals(
        List.of(1_000_000L, 750_000L, 750_000L, 10_010_00L), deribit(16 * HOUR, 10_010_00));
    assertEquals(
        List.of(-1_000_000L, -750_000L, -750_000L, 9_990_00L), deribit(24 * HOUR, 9_990_00));
  }

  /** The mark stands a minute before; premium, rate, charged rate and price after eight hours. */
  private List<Long> deribit(long time, long mark) {
    venue.commands.at(time - MINUTE).markPrice(btc, mark);
    prices.at(time - MINUTE).sourcePrice(btc, 1, 10_000_00);
    venue.clear();
    Event rate = rateAt(time);
    return List.of(
        rate.number("premium"),
        rate.number("rate"),
        rate.number("chargedRate"),
        rate.number("chargePrice"));
  }

  @Test
  void continuousFundingChargesEachMinuteItsShareAndCarriesTheRest() {
    start(DERIBIT);
    long charged = 0;
    for (int minute = 1; minute <= 480; minute++) {
      charged += deribit(minute * MINUTE, 10_010_00).get(2);
    }
    assertEquals(750_000, charged); // 1,562.5 a minute
  }

  @Test
  void medianMarkCountsTheLastRateForTheTimeThatIsLeft() {
    start(HYPERLIQUID);
    prices.at(HOUR - MINUTE).bookPrice(btc, 0, 0, 10_100_00, 10_101_00, 0);
    prices.sourcePrice(btc, 1, 10_000_00);
    venue.clear();
    rateAt(HOUR);

    prices.setPriceRule(btc, MEDIAN);
    venue.clear();
    // 0.11875 % x 48 / 60 = 0.095 %
    prices.at(HOUR + 12 * MINUTE).sourcePrice(btc, 1, 10_000_00);
    assertEquals(10_009_50, onlyEvent().number("markPrice"));
    // Due again, and no Clock has come: the index alone.
    prices.at(2 * HOUR).sourcePrice(btc, 1, 10_000_00);
    assertEquals(10_000_00, onlyEvent().number("markPrice"));
  }

  @Test
  void withoutAnIndexFundingIsChargedOnTheMark() {
    start(HYPERLIQUID);
    prices.at(HOUR - MINUTE).bookPrice(btc, 0, 0, 10_100_00, 10_101_00, 0);
    prices.sourcePrice(btc, 1, 10_000_00);
    prices.setPriceRule(btc, PriceRule.DEFAULT);
    venue.clear();
    Event rate = rateAt(HOUR);
    assertEquals(0, rate.number("indexPrice"));
    assertEquals(10_050_00, rate.number("chargePrice"));
  }

  @Test
  void rateIsSetOnceAnIntervalAndNotBeforeTheLastFundingHasFinished() {
    for (int i = 0; i < 1_024; i++) {
      venue.trade(venue.trader(100), 0, btc, 1, 20_000_00);
    }
    start(HYPERLIQUID);
    prices.at(HOUR - MINUTE).bookPrice(btc, 0, 0, 10_100_00, 10_101_00, 0);
    prices.sourcePrice(btc, 1, 10_000_00);
    venue.clear();
    assertEquals(1_187_500, rateAt(HOUR).number("chargedRate"));

    clock(2 * HOUR); // the last funding ends in this slice
    assertTrue(types().contains("FundingFinished") && !types().contains("FundingRateSet"));
    clock(2 * HOUR); // no sample since
    assertEquals(List.of("FundingRateSet"), types());
    assertEquals(0, clockEvents.get(0).number("chargedRate"));
    assertEquals(0, clockEvents.get(0).number("chargePrice"));
    clock(3 * HOUR - 1);
    assertEquals(List.of(), types());
  }

  @Test
  void instrumentWithoutAMarkHasNoRate() {
    venue.commands.addInstrument(
        5, Venue.USDT, "NEW", ContractType.LINEAR, 2, 3, 1, 1_000_000, 1, Venue.FEES, Venue.FUND);
    prices.setFundingRule(5, HYPERLIQUID);
    venue.clear();
    clock(HOUR);
    assertEquals(List.of(), types());
  }

  /** Marks by hand at 10,050, one source, funding from now on. */
  private void start(FundingRule rule) {
    prices.setPriceRule(btc, PriceRule.direct(List.of(new IndexSource(1, 1)), 1));
    venue.commands.markPrice(btc, 10_050_00);
    prices.setFundingRule(btc, rule);
    venue.clear();
  }

  private long longOfOneAt(long price) {
    venue.commands.markPrice(btc, price);
    long trader = venue.trader(100_000);
    venue.commands.setMarginMode(trader, btc, MarginMode.CROSS);
    venue.trade(trader, 0, btc, 1_000, price);
    return trader;
  }

  private Event rateAt(long time) {
    clock(time);
    Event rate = clockEvents.get(0);
    assertEquals("FundingRateSet", rate.text("type"), rate::toString);
    return rate;
  }

  private void clock(long time) {
    venue.commands.at(time).clock();
    prices.at(time);
    clockEvents = venue.events().stream().map(Event::new).toList();
  }

  private List<String> types() {
    return clockEvents.stream().map(e -> e.text("type")).toList();
  }

  private Event onlyEvent() {
    List<String> events = venue.events();
    assertEquals(1, events.size(), events::toString);
    return new Event(events.get(0));
  }
}
