package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.FEES;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.MARKET;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.DoneReason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One BTC at 20,000: at a rate of 0.01 % (100,000 parts per billion) it pays 2. */
class FundingTest {
  private static final long RATE = 100_000;

  private Venue venue = new Venue();

  private List<Event> events() {
    return venue.events().stream().map(Event::new).toList();
  }

  /** The changes of balances, as account, amount and reason. */
  private static List<String> balances(List<Event> events) {
    return events.stream()
        .filter(e -> e.is("BalanceChanged") || e.is("FundChanged"))
        .map(e -> e.text("accountId") + " " + e.text("amount") + " " + e.text("reason"))
        .toList();
  }

  private static Event only(List<Event> events, String type) {
    List<Event> found = events.stream().filter(e -> e.is(type)).toList();
    assertEquals(1, found.size(), () -> type + " in " + events);
    return found.get(0);
  }

  private String rejection() {
    Event rejected = only(events(), "CommandRejected");
    return rejected.text("reason") + " " + rejected.text("fieldId") + " " + rejected.text("detail");
  }

  private long cross(long usdt, long quantity) {
    long trader = venue.trader(usdt);
    venue.commands.setLeverage(trader, BTC, 1_000);
    venue.trade(trader, 0, BTC, quantity, 20_000_00);
    return trader;
  }

  @Test
  void longsPayShortsTheRateOnTheirValueAtTheNextClock() {
    long buyer = venue.trader(30_000);
    long seller = venue.trader(30_000);
    venue.trade(buyer, 0, seller, BTC, 1_000, 20_000_00);
    venue.clear();

    venue.commands.funding(BTC, RATE, 0);
    assertEquals(List.of(), events());
    venue.commands.clock();

    List<Event> events = events();
    assertEquals(
        List.of(buyer + " -200000000 FUNDING", seller + " 200000000 FUNDING"), balances(events));
    Event finished = only(events, "FundingFinished");
    assertEquals(finished, events.get(events.size() - 1));
    assertEquals(RATE, finished.number("rate"));
    assertEquals(20_000_00, finished.number("price"));
    assertEquals(2 * ONE, finished.number("paid"));
    assertEquals(2 * ONE, finished.number("received"));
    assertEquals(1, finished.number("round"));
  }

  @Test
  void aNegativeRateAtAPriceOfItsOwnIsPaidByShorts() {
    long seller = cross(30_000, -1_000);
    venue.clear();

    venue.commands.funding(BTC, -RATE, 10_000_00);
    venue.commands.clock();

    // The market account is older than the trader: it receives first.
    assertEquals(
        List.of(MARKET + " 100000000 FUNDING", seller + " -100000000 FUNDING"), balances(events()));
  }

  @Test
  void payersAreRoundedUpReceiversDownAndTheDustStaysWithTheFeeAccount() {
    long buyer = cross(30_000, 1);
    venue.clear();

    // 0.001 x 20,000.01 = 2,000,001,000 units, of which 1 part per billion is 2.000001.
    venue.commands.funding(BTC, 1, 20_000_01);
    venue.commands.clock();

    List<Event> events = events();
    assertEquals(
        List.of(MARKET + " 2 FUNDING", buyer + " -3 FUNDING", FEES + " 1 FUNDING"),
        balances(events));
    assertEquals(3, only(events, "FundingFinished").number("paid"));
    assertEquals(2, only(events, "FundingFinished").number("received"));
  }

  @Test
  void anIsolatedPositionPaysFromItsMargin() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 500);
    venue.clear();

    venue.commands.funding(BTC, RATE, 0);
    venue.commands.clock();

    Event position = only(events(), "PositionChanged");
    assertEquals(trader, position.number("accountId"));
    assertEquals("FUNDING", position.text("reason"));
    assertEquals("ISOLATED", position.text("mode"));
    assertEquals(398 * ONE, position.number("margin"));
    assertEquals(0, position.number("tradeQuantity"));
    assertEquals(1_000, position.number("quantity"));
  }

  @Test
  void fundingMayStartALiquidation() {
    // Margin 200, requirement 0.5 % of 20,000 = 100: paying 100 leaves it at the line.
    venue.isolated(BTC, 1_000, 20_000_00, 100, 200);
    venue.commands.funding(BTC, 4_999_999, 0);
    venue.commands.clock();
    assertTrue(events().stream().noneMatch(e -> e.is("LiquidationStarted")));

    venue.isolated(BTC, 1_000, 20_000_00, 100, 200);
    venue.commands.funding(BTC, 5_000_000, 0);
    venue.clear();
    venue.commands.clock();
    List<Event> events = events();

    List<Event> started = events.stream().filter(e -> e.is("LiquidationStarted")).toList();
    assertEquals(2, started.size());
    assertEquals(100 * ONE, started.get(1).number("equity"));
    assertTrue(
        events.indexOf(started.get(1)) < events.indexOf(only(events, "FundingFinished")),
        events::toString);
  }

  @Test
  void aPositionThatTradesBeforeItsTurnFirstPaysWhatItOwedWhenTheFundingStarted() {
    long buyer = cross(30_000, 1_000);
    venue.commands.funding(BTC, RATE, 0);
    venue.clear();

    venue.trade(buyer, 0, BTC, -1_000, 20_500_00);

    List<Event> events = events();
    assertEquals(
        List.of(
            MARKET + " 200000000 FUNDING",
            FEES + " -200000000 FUNDING",
            buyer + " -200000000 FUNDING",
            FEES + " 200000000 FUNDING",
            MARKET + " -50000000000 REALISED_PNL",
            buyer + " 50000000000 REALISED_PNL"),
        balances(events));
    assertTrue(events.stream().limit(4).allMatch(e -> e.text("reason").equals("FUNDING")));
    venue.commands.clock();
    List<Event> clock = events();
    assertEquals(List.of(), balances(clock));
    assertEquals(2 * ONE, only(clock, "FundingFinished").number("paid"));
    assertEquals(2 * ONE, only(clock, "FundingFinished").number("received"));
  }

  @Test
  void anIsolatedPositionThatAddsBeforeItsTurnPaysFromTheMarginItHad() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 900);
    venue.commands.funding(BTC, RATE, 0);
    venue.clear();

    venue.trade(trader, 0, BTC, 1_000, 20_000_00);

    List<Event> positions =
        events().stream()
            .filter(e -> e.is("PositionChanged") && e.number("accountId") == trader)
            .toList();
    assertEquals(398 * ONE, positions.get(0).number("margin"));
    assertEquals(798 * ONE, positions.get(1).number("margin"));
  }

  @Test
  void aTakeoverFirstSettlesWhatTheAccountAndItsTakerOwe() {
    // The fund holds 1 BTC that it took from another.
    venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.markPrice(BTC, 19_650_00);
    venue.commands.orderDone(1L << 62, DoneReason.EXPIRED);
    venue.commands.markPrice(BTC, 20_000_00);
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.funding(BTC, RATE, 0);
    venue.commands.markPrice(BTC, 19_650_00);
    venue.clear();

    venue.commands.orderDone((1L << 62) + 1, DoneReason.EXPIRED);

    List<Event> events = events();
    Event taken = only(events, "TakeOver");
    // Equity 398 - 350 = 48 after the 2 of funding, so the fund takes it at 19,650 - 48.
    assertEquals(19_602 * ONE, taken.number("value"));
    Event paid = events.stream().filter(e -> e.is("PositionChanged")).findFirst().orElseThrow();
    assertEquals(trader, paid.number("accountId"));
    assertEquals("FUNDING", paid.text("reason"));
    assertTrue(events.indexOf(paid) < events.indexOf(taken), events::toString);
    assertEquals(
        List.of(
            FEES + " 200000000 FUNDING", FUND + " -200000000 FUNDING", FEES + " 200000000 FUNDING"),
        balances(events).stream().filter(b -> b.endsWith("FUNDING")).toList());
    venue.commands.takeSnapshot();
  }

  @Test
  void whoOpensAPositionDuringAFundingPaysNothing() {
    cross(30_000, 1_000);
    venue.commands.funding(BTC, RATE, 0);
    long late = cross(30_000, 2_000);
    venue.clear();

    venue.commands.clock();

    assertTrue(balances(events()).stream().noneMatch(b -> b.startsWith(late + " ")));
  }

  @Test
  void whatIsDueIsNotInTheFreeBalance() {
    long buyer = cross(3_000, 1_000);
    long seller = cross(3_000, -1_000);
    venue.commands.funding(BTC, RATE, 0);
    venue.clear();

    // 3,000 less the initial margin of 2,000 less the 2 that are due; income does not count yet.
    venue.commands.withdraw(buyer, USDT, 998 * ONE + 1);
    assertEquals("INSUFFICIENT_BALANCE 4 " + 998 * ONE, rejection());
    venue.commands.withdraw(seller, USDT, 1_000 * ONE + 1);
    assertEquals("INSUFFICIENT_BALANCE 4 " + 1_000 * ONE, rejection());

    venue.commands.clock();
    venue.clear();
    venue.commands.withdraw(buyer, USDT, 998 * ONE);
    venue.commands.withdraw(seller, USDT, 1_002 * ONE);
    assertTrue(events().stream().allMatch(e -> e.is("BalanceChanged")));
  }

  @Test
  void aPassThatIsLongerThanASliceGoesOnAtTheNextClockWithTheFeeAccountInBetween() {
    venue =
        new Venue(VenueRules.DEFAULT, Waterfall.DEFAULT, new WorkLimits(512, 256, 1, 1024, 1024));
    long buyer = cross(30_000, 1_000);
    long seller = venue.trader(30_000);
    venue.trade(seller, 0, BTC, -1_000, 20_000_00);
    venue.commands.funding(BTC, RATE, 0);
    byte[] queued = venue.engine().digest();
    venue.clear();

    venue.commands.clock();
    List<Event> first = events();
    assertEquals(
        List.of(buyer + " -200000000 FUNDING", FEES + " 200000000 FUNDING"), balances(first));
    assertTrue(first.stream().noneMatch(e -> e.is("FundingFinished")));
    byte[] between = venue.engine().digest();
    assertFalse(Arrays.equals(queued, between));

    venue.commands.clock();
    List<Event> second = events();
    assertEquals(
        List.of(seller + " 200000000 FUNDING", FEES + " -200000000 FUNDING"), balances(second));
    assertTrue(second.stream().noneMatch(e -> e.is("FundingFinished")));

    venue.commands.clock();
    assertEquals(2 * ONE, only(events(), "FundingFinished").number("received"));
    venue.commands.clock();
    assertEquals(List.of(), events());
  }

  @Test
  void aFundingWaitsForTheLastOneOfItsInstrumentToFinish() {
    venue.commands.funding(BTC, RATE, 0);
    venue.commands.funding(Venue.ETH, RATE, 0);
    assertEquals(List.of(), events());
    venue.commands.funding(BTC, RATE, 0);
    assertEquals("FUNDING_UNDER_WAY 5 1", rejection());

    venue.commands.clock();
    assertEquals(List.of("1", "2"), events().stream().map(e -> e.text("instrumentId")).toList());
    venue.commands.funding(BTC, RATE, 0);
    venue.commands.clock();
    assertEquals(2, only(events(), "FundingFinished").number("round"));
  }

  @Test
  void ratesBeyondOneAndPricesOutOfRangeAreRejected() {
    byte[] before = venue.engine().digest();

    venue.commands.funding(BTC, 1_000_000_001, 0);
    assertEquals("INVALID_VALUE 3 1000000001", rejection());
    venue.commands.funding(BTC, -1_000_000_001, 0);
    assertEquals("INVALID_VALUE 3 -1000000001", rejection());
    venue.commands.funding(BTC, RATE, 1_000_000_01);
    assertEquals("PRICE_OUT_OF_RANGE 4 100000001", rejection());
    venue.commands.funding(BTC, RATE, -1);
    assertEquals("PRICE_OUT_OF_RANGE 4 -1", rejection());
    venue.commands.funding(3, RATE, 0);
    assertEquals("UNKNOWN_INSTRUMENT 5 3", rejection());

    assertTrue(Arrays.equals(before, venue.engine().digest()));
    venue.commands.funding(BTC, 1_000_000_000, 1_000_000_00);
    assertEquals(List.of(), events());
  }
}
