package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.FEES;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.MARKET;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A BTC future that expires at 1,000; the scales are those of {@link Venue}'s contracts. */
class ExpiryTest {
  private static final int DATED = 7;
  private static final long EXPIRY = 1_000;

  private final Venue venue = new Venue();

  @BeforeEach
  void addContract() {
    venue.commands.addInstrument(
        DATED,
        USDT,
        "BTC-DEC",
        new Contract(ContractType.LINEAR, 0, 1, EXPIRY),
        2,
        3,
        1,
        1_000_000_00,
        10_000_000,
        FEES,
        FUND);
    venue.commands.setRiskTiers(DATED, List.of(new RiskTier(0, 5_000_000, 10_000)));
    venue.commands.markPrice(DATED, 20_000_00);
    venue.clear();
  }

  private List<Event> events() {
    return venue.events().stream().map(Event::new).toList();
  }

  private static List<Event> all(List<Event> events, String type) {
    return events.stream().filter(e -> e.is(type)).toList();
  }

  private static List<String> balances(List<Event> events) {
    return events.stream()
        .filter(e -> e.is("BalanceChanged") || e.is("FundChanged"))
        .map(e -> e.text("accountId") + " " + e.text("amount") + " " + e.text("reason"))
        .toList();
  }

  private String rejection() {
    List<Event> events = events();
    assertEquals(1, events.size(), events::toString);
    Event rejected = events.get(0);
    return rejected.text("reason") + " " + rejected.text("fieldId") + " " + rejected.text("detail");
  }

  private long cross(long usdt, long quantity) {
    long trader = venue.trader(usdt);
    venue.commands.setLeverage(trader, DATED, 1_000);
    venue.trade(trader, 0, DATED, quantity, 20_000_00);
    return trader;
  }

  @Test
  void everyPositionIsClosedAtTheSettlementPriceWithTheFeeAccountInBetween() {
    long buyer = cross(3_000, 1_000);
    venue.clear();

    venue.commands.at(EXPIRY).settleInstrument(DATED, 20_300_00);
    assertEquals(List.of(), events());
    venue.commands.clock();

    List<Event> events = events();
    assertEquals(
        List.of(MARKET + " -30000000000 EXPIRY", buyer + " 30000000000 EXPIRY"), balances(events));
    Event position = all(events, "PositionChanged").get(1);
    assertEquals("EXPIRY", position.text("reason"));
    assertEquals(-1_000, position.number("tradeQuantity"));
    assertEquals(-20_300 * ONE, position.number("tradeValue"));
    assertEquals(0, position.number("quantity"));
    assertEquals(0, position.number("cost"));
    assertEquals(300 * ONE, position.number("realisedPnl"));
    Event settled = events.get(events.size() - 1);
    assertTrue(settled.is("InstrumentSettled"), events::toString);
    assertEquals(20_300_00, settled.number("price"));
    venue.commands.takeSnapshot();
    assertEquals(0, all(events(), "SnapshotTaken").get(0).number("openPositions"));
  }

  /** A long among the first accounts, a short of 100x behind more accounts than a slice visits. */
  private void longBeforeAndShortBehindTheFirstSlice() {
    long buyer = venue.trader(100_000);
    for (int i = 0; i < 1_100; i++) {
      venue.commands.addAccount(50_000 + i, AccountKind.TRADER);
    }
    long seller = venue.trader(250);
    venue.commands.setMarginMode(seller, DATED, MarginMode.ISOLATED);
    venue.commands.setLeverage(seller, DATED, 10_000);
    venue.commands.fill(1, DATED, 20_000_00, 1_000, buyer, 0, seller, 0, Side.BUY);
    venue.commands.at(EXPIRY).settleInstrument(DATED, 20_300_00);
    venue.commands.clock();
    venue.clear();
  }

  @Test
  void aSnapshotMayFallIntoASettlementAndShortsThatAreLeftKeepTheirTiers() {
    longBeforeAndShortBehindTheFirstSlice();

    venue.commands.takeSnapshot();
    assertEquals(1, all(events(), "SnapshotTaken").get(0).number("openPositions"));
    venue.clear();
    venue.commands.setRiskTiers(DATED, List.of(new RiskTier(0, 6_000_000, 10_000)));

    assertEquals("INSTRUMENT_IN_USE 3 7", rejection());
  }

  @Test
  void aShortThatTheFundTookOverAfterItsVisitIsSettledInTheNextPass() {
    longBeforeAndShortBehindTheFirstSlice();

    venue.commands.orderDone(1L << 62, DoneReason.EXPIRED);
    assertEquals(FUND, all(events(), "TakeOver").get(0).number("fundAccountId"));
    venue.clear();
    venue.commands.clock();
    venue.commands.clock();

    List<Event> events = events();
    assertEquals(FUND, all(events, "PositionChanged").get(0).number("accountId"));
    assertEquals(1, all(events, "InstrumentSettled").size());
    venue.commands.takeSnapshot();
    assertEquals(0, all(events(), "SnapshotTaken").get(0).number("openPositions"));
  }

  @Test
  void theMarginOfAnIsolatedPositionGoesBackToItsWallet() {
    long trader = venue.trader(500);
    venue.commands.setMarginMode(trader, DATED, MarginMode.ISOLATED);
    venue.commands.setLeverage(trader, DATED, 5_000);
    venue.trade(trader, 0, DATED, 1_000, 20_000_00);
    venue.clear();

    venue.commands.at(EXPIRY).settleInstrument(DATED, 19_900_00);
    venue.commands.clock();

    List<Event> events = events();
    assertEquals(
        List.of(
            MARKET + " 10000000000 EXPIRY",
            trader + " 40000000000 MARGIN_TRANSFER",
            trader + " -10000000000 EXPIRY"),
        balances(events));
    assertEquals(0, all(events, "PositionChanged").get(1).number("margin"));
  }

  @Test
  void openOrdersAreAskedToBeCancelledOnceAndNothingTradesAnyMore() {
    long trader = cross(9_000, 1_000);
    venue.commands.placeOrder(7, trader, DATED, Side.BUY, 19_000_00, 1_000, false);
    venue.clear();

    venue.commands.at(EXPIRY).settleInstrument(DATED, 20_000_00);
    venue.commands.clock();
    List<Event> requests = all(events(), "CancelRequested");
    assertEquals(1, requests.size());
    assertEquals(7, requests.get(0).number("orderId"));
    assertEquals(0, requests.get(0).number("liquidationId"));

    venue.commands.fill(99, DATED, 19_000_00, 1_000, trader, 7, MARKET, 0, Side.BUY);
    assertEquals("INSTRUMENT_CLOSED 10 7", rejection());
    venue.commands.placeOrder(8, trader, DATED, Side.BUY, 19_000_00, 1_000, false);
    assertEquals("INSTRUMENT_CLOSED 7 7", rejection());
    venue.commands.markPrice(DATED, 19_000_00);
    assertEquals("INSTRUMENT_CLOSED 4 7", rejection());
    venue.commands.funding(DATED, 1, 0);
    assertEquals("INSTRUMENT_CLOSED 5 7", rejection());
    venue.commands.settleInstrument(DATED, 19_000_00);
    assertEquals("INSTRUMENT_CLOSED 4 7", rejection());

    venue.commands.orderDone(7, DoneReason.CANCELLED);
    assertEquals("DONE", events().get(0).text("state"));
    venue.commands.withdraw(trader, USDT, 9_000 * ONE);
    assertEquals(List.of(trader + " -900000000000 WITHDRAWAL"), balances(events()));
  }

  @Test
  void aContractIsSettledFromItsExpiryOnAndAPerpetualNever() {
    venue.commands.at(EXPIRY - 1).settleInstrument(DATED, 20_000_00);
    assertEquals("NOT_EXPIRED 4 1000", rejection());
    venue.commands.at(EXPIRY).settleInstrument(BTC, 20_000_00);
    assertEquals("NOT_EXPIRED 4 0", rejection());
    venue.commands.settleInstrument(DATED, -1);
    assertEquals("PRICE_OUT_OF_RANGE 3 -1", rejection());
    venue.commands.funding(DATED, 1, 0);
    venue.commands.settleInstrument(DATED, 20_000_00);
    assertEquals("FUNDING_UNDER_WAY 4 7", rejection());

    venue.commands.clock();
    venue.clear();
    venue.commands.settleInstrument(DATED, 20_000_00);
    assertEquals(List.of(), events());
  }

  @Test
  void theSettlementPriceIsAMarkThatLiquidatesBeforeTheContractCloses() {
    long trader = cross(2_000, 1_000);
    venue.clear();

    // 2,000 - 1,950 = 50, below 0.5 % of 18,050 = 90.25.
    venue.commands.at(EXPIRY).settleInstrument(DATED, 18_050_00);

    List<Event> events = events();
    assertEquals(trader, all(events, "LiquidationStarted").get(0).number("accountId"));
    Event forced = all(events, "ForcedOrder").get(0);
    venue.commands.clock();
    venue.clear();

    // Settled meanwhile, it has no position left; what is left of the wallet is the account's.
    venue.commands.orderDone(forced.number("orderId"), DoneReason.REJECTED);

    Event finished = all(events(), "LiquidationFinished").get(0);
    assertEquals("CLOSED", finished.text("outcome"));
    assertEquals(0, finished.number("covered"));
    venue.commands.withdraw(trader, USDT, 50 * ONE);
    assertEquals(List.of(trader + " -5000000000 WITHDRAWAL"), balances(events()));
  }

  @Test
  void aSettlementThatLeavesAWalletBelowZeroIsCoveredByTheFund() {
    long trader = venue.trader(400);
    venue.commands.setMarginMode(trader, DATED, MarginMode.ISOLATED);
    venue.commands.setLeverage(trader, DATED, 5_000);
    venue.trade(trader, 0, DATED, 1_000, 20_000_00);
    venue.clear();

    // The isolated position is under liquidation; its margin of 400 does not pay the loss of 500.
    venue.commands.at(EXPIRY).settleInstrument(DATED, 19_500_00);
    venue.commands.clock();

    List<Event> events = events();
    Event finished = all(events, "LiquidationFinished").get(0);
    assertEquals(2, finished.number("liquidationId"));
    assertEquals(0, finished.number("instrumentId"));
    assertEquals(100 * ONE, finished.number("covered"));
  }

  @Test
  void aFundThatTakesOverAfterItsVisitIsClosedInAnotherPass() {
    // The fund is account 1; the trader stands past the first slice.
    for (int i = 4; i <= 1_024; i++) {
      venue.commands.addAccount(1_000_000 + i, AccountKind.TRADER);
    }
    cross(2_000, 1_000);
    venue.commands.at(EXPIRY).settleInstrument(DATED, 18_050_00);
    Event forced = all(events(), "ForcedOrder").get(0);
    venue.commands.clock();
    // The market account's short is closed; the long that was against it is not reached yet.
    assertEquals(
        List.of(MARKET + " 195000000000 EXPIRY", FEES + " 1805000000000 EXPIRY"),
        balances(events()));

    venue.commands.orderDone(forced.number("orderId"), DoneReason.REJECTED);
    assertEquals(1, all(events(), "TakeOver").size());
    venue.commands.clock();

    // One visit to the trader, who has nothing left, then the fund in pass 2: 18,000 to 18,050.
    assertEquals(
        List.of(FUND + " 5000000000 EXPIRY", FEES + " -1805000000000 EXPIRY"), balances(events()));
    venue.commands.clock();
    assertEquals(1, all(events(), "InstrumentSettled").size());
  }

  @Test
  void withoutAPriceTheContractSettlesAtTheAverageOfItsIndex() {
    PriceEncoder prices = new PriceEncoder(venue.engine()::apply);
    PriceRule rule = PriceRule.direct(List.of(new IndexSource(1, 1)), 1);
    prices.setPriceRule(DATED, rule.withSettlementWindow(100));
    long longs = cross(3_000, 1_000);
    prices.at(930).sourcePrice(DATED, 1, 20_100_00);
    prices.at(970).sourcePrice(DATED, 1, 20_200_00);
    venue.clear();

    venue.commands.at(EXPIRY).settleInstrument(DATED, 0);
    venue.commands.clock();

    // Known for 70 of the 100: (40 x 20,100 + 30 x 20,200) / 70 = 20,142.857
    List<Event> events = events();
    Event mark = all(events, "MarkPriceChanged").get(0);
    assertEquals("SETTLEMENT 2014285", mark.text("result") + " " + mark.text("markPrice"));
    assertEquals("2014285", all(events, "InstrumentSettled").get(0).text("price"));
    assertTrue(balances(events).contains(longs + " " + 142_85 * (ONE / 100) + " EXPIRY"));
  }

  @Test
  void settlementWithoutAPriceNeedsAnIndexInTheWindow() {
    PriceEncoder prices = new PriceEncoder(venue.engine()::apply);
    venue.commands.at(EXPIRY).settleInstrument(DATED, 0);
    assertEquals("NO_INDEX_AVERAGE 3 0", rejection());
    venue.clear();

    PriceRule rule = PriceRule.direct(List.of(new IndexSource(1, 1)), 1);
    prices.at(EXPIRY).setPriceRule(DATED, rule.withSettlementWindow(100));
    prices.sourcePrice(DATED, 1, 20_100_00);
    venue.clear();
    venue.commands.settleInstrument(DATED, 0);

    assertEquals("NO_INDEX_AVERAGE 3 0", rejection());
  }
}
