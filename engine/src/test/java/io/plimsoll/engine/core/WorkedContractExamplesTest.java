package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.core.OneContract.Scales;
import io.plimsoll.engine.core.OneContract.Tier;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What venues print about coin-margined contracts, and about maintenance at entry value, by tier
 * for the whole position, and rising with the quantity.
 */
class WorkedContractExamplesTest {
  private static final Scales CENTS = new Scales(2, 3, 8);
  private static final Scales FINE = new Scales(10, 0, 12);
  private static final Scales COINS = new Scales(2, 0, 8);

  private static final List<Tier> HALF_PERCENT = List.of(new Tier("0", "0.5"));
  private static final List<Tier> ONE_PERCENT = List.of(new Tier("0", "1"));

  // W15: testnet.bybit.com, "Liquidation Price Calculation under Isolated Mode" (inverse): 60,000
  // USD at 50,000, 10x: value 1.2, initial margin 0.12, maintenance margin 0.006 BTC at entry.
  @ParameterizedTest
  @CsvSource({"60000, 45662.1004", "-60000, 55248.6188"})
  void bybitInverseWithMaintenanceAtEntryFallsWhereTheMarginIsLostButForIt(
      String quantity, String liquidation) {
    OneContract contract = bybitInverse();
    contract.isolated(quantity, "50000", 10);
    Event opened = contract.all("PositionChanged").get(quantity.startsWith("-") ? 1 : 0);
    assertEquals("0.12", contract.money(opened, "margin"));

    Event started =
        quantity.startsWith("-")
            ? contract.shortFallsAt(liquidation)
            : contract.longFallsAt(liquidation);
    assertEquals("0.006", contract.money(started, "requirement"));
    assertEquals(quantity.startsWith("-") ? "1.2" : "-1.2", contract.money(started, "cost"));
  }

  private static OneContract bybitInverse() {
    Contract inverse = OneContract.inverse(COINS, "1", "1000");
    return contract(COINS, "50000", inverse, atEntry(COINS, HALF_PERCENT));
  }

  // W43: bitmex.com/app/perpetualContractsGuideExamples: long 15,000 XBTUSD at 750, closed at 800.
  @Test
  void bitmexLongOf15000At750EarnsOneAndAQuarterCoinAt800() {
    Contract inverse = OneContract.inverse(COINS, "1", "10");
    OneContract contract = contract(COINS, "750", inverse, atEntry(COINS, HALF_PERCENT));
    long trader = contract.cross("30", "15000", "750");
    assertEquals("-20", contract.money(contract.all("PositionChanged").get(0), "cost"));

    contract.trade(trader, "-15000", "800");

    Event closed =
        contract.all("PositionChanged").stream()
            .filter(e -> e.number("accountId") == trader)
            .findFirst()
            .orElseThrow();
    assertEquals("1.25", contract.money(closed, "realisedPnl"));
    assertEquals(0, closed.number("cost"));
  }

  // W39: support.deribit.com 25944738177565, BTC_USDC at 100,000, 25 BTC: 2.125 % and 1.125 %.
  @Test
  void deribitMarginOf25BitcoinsIs53125And28125() {
    Schedule schedule = deribit(20_000_000, 10_000_000, 50_000);

    assertEquals("53125", initialMargin(schedule, "25", "100000"));
    assertEquals("28125", requirement(schedule, "25", "110000", "100000"));
  }

  // W41: the same page, SOL_USDC at 200, 25 SOL: 200.625 and 100.625.
  @Test
  void deribitMarginOf25SolIs200_625And100_625() {
    Schedule schedule = deribit(40_000_000, 20_000_000, 5_000);

    assertEquals("200.625", initialMargin(schedule, "25", "200"));
    assertEquals("100.625", requirement(schedule, "25", "220", "200"));
  }

  /** What an order of a trader without a position reserves. */
  private static String initialMargin(Schedule schedule, String quantity, String price) {
    OneContract contract = contract(CENTS, price, Contract.LINEAR, schedule);
    long trader = contract.crossTrader("1000000");
    contract.order(trader, quantity, price);
    return contract.money(contract.only("OrderChanged"), "reserved");
  }

  /** The requirement with which a long is liquidated. */
  private static String requirement(
      Schedule schedule, String quantity, String entry, String liquidatedAt) {
    OneContract contract = contract(CENTS, entry, Contract.LINEAR, schedule);
    contract.isolated(quantity, entry, 40);
    contract.mark(liquidatedAt);
    return contract.money(contract.only("LiquidationStarted"), "requirement");
  }

  private static Schedule deribit(long initialRate, long maintenanceRate, long premium) {
    return new Schedule(
        ScheduleForm.CONTINUOUS,
        TierMeasure.QUANTITY,
        Valuation.MARK,
        initialRate,
        premium,
        500_000_000,
        List.of(new RiskTier(0, maintenanceRate, 100_000)));
  }

  // W45: bitmex.com/app/riskLimitsExamples, XBTUSD: 180 XBT under the base limit of 200 XBT: 0.50 %
  // is 0.90 XBT; 50 more are past it: 1.00 % of all 230, and 1.50 % initial margin, 66.66x.
  @Test
  void bitmexRiskLimitHoldsForTheWholePosition() {
    assertEquals("0.9", requirementOfShort("9000000"));
    assertEquals("2.3", requirementOfShort("11500000"));
  }

  @Test
  void bitmexRiskLimitCapsTheLeverageOfTheWholePosition() {
    OneContract contract = bitmexRiskLimits();
    long trader = contract.crossTrader("1000", 10_000);
    contract.trade(trader, "9000000", "50000");

    Event refused = contract.refusedOrder(trader, "2500000", "50000");
    assertEquals("LEVERAGE_TOO_HIGH", refused.text("reason"));
    contract.order(trader, "1000000", "50000");
  }

  /** The requirement of a short at 50,000, liquidated at 100,000. */
  private static String requirementOfShort(String contracts) {
    OneContract contract = bitmexRiskLimits();
    contract.isolated("-" + contracts, "50000", 10);
    contract.mark("100000");
    return contract.money(contract.only("LiquidationStarted"), "requirement");
  }

  private static OneContract bitmexRiskLimits() {
    Schedule schedule =
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.ENTRY_NOTIONAL,
            Valuation.ENTRY,
            0,
            0,
            0,
            List.of(
                new RiskTier(0, 5_000_000, 10_000),
                new RiskTier(200_00000001L, 10_000_000, 6_666)));
    return contract(COINS, "50000", OneContract.inverse(COINS, "1", "1000"), schedule);
  }

  // W53: supdljgzdhc.okx.com 360020411711: the first tier holds up to 2,000 swaps; 15,000 lie
  // above.
  // The page prints no rates: 1 % and 2 % stand for them.
  @Test
  void okxTiersCountSwaps() {
    Schedule schedule =
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.MARK,
            0,
            0,
            0,
            List.of(
                RiskTier.byQuantity(0, 10_000_000, 10_000),
                RiskTier.byQuantity(2_000_001, 20_000_000, 5_000)));

    assertEquals("1800", requirement(schedule, "2000", "100", "90"));
    assertEquals("27000", requirement(schedule, "15000", "100", "90"));
  }

  // W09: freqtrade tests/exchange/test_exchange.py (test_get_liquidation_price), Bybit: 1 at 10, 1
  // %:
  // 6.7666667, 8.1, 9.1 and 13.2333333, 11.9, 10.9. A third of 10 is rounded up as margin.
  @ParameterizedTest
  @CsvSource({"3, 6.7666666666", "5, 8.1", "10, 9.1"})
  void bybitLongFallsWherePrintedWithMaintenanceAtEntry(int leverage, String liquidation) {
    OneContract contract = contract(FINE, "10", Contract.LINEAR, atEntry(FINE, ONE_PERCENT));
    contract.isolated("1", "10", leverage);

    Event started = contract.longFallsAt(liquidation);
    assertEquals("0.1", contract.money(started, "requirement"));
  }

  @ParameterizedTest
  @CsvSource({"3, 13.2333333334", "5, 11.9", "10, 10.9"})
  void bybitShortFallsWherePrintedWithMaintenanceAtEntry(int leverage, String liquidation) {
    OneContract contract = contract(FINE, "10", Contract.LINEAR, atEntry(FINE, ONE_PERCENT));
    contract.isolated("-1", "10", leverage);

    contract.shortFallsAt(liquidation);
  }

  // W10: testnet.bybit.com, "Liquidation Price (USDT Contract)": 400, 100, 19,700. W11:
  // help.bybit.com articles/900000181046: 8,160. W12: the same, 9,850.
  @ParameterizedTest
  @CsvSource({"1, 20000, 50, 19700, 100", "-1, 8000, 40, 8160, 40", "1, 10000, 50, 9850, 50"})
  void bybitFallsWherePrintedWithHalfAPercentAtEntry(
      String quantity, String entry, int leverage, String liquidation, String maintenance) {
    OneContract contract = contract(CENTS, entry, Contract.LINEAR, atEntry(CENTS, HALF_PERCENT));
    contract.isolated(quantity, entry, leverage);

    Event started =
        quantity.startsWith("-")
            ? contract.shortFallsAt(liquidation)
            : contract.longFallsAt(liquidation);
    assertEquals(maintenance, contract.money(started, "requirement"));
  }

  private static OneContract contract(
      Scales scales, String mark, Contract terms, Schedule schedule) {
    return new OneContract(VenueRules.DEFAULT, scales, mark, terms, schedule, "0");
  }

  private static Schedule atEntry(Scales scales, List<Tier> tiers) {
    return new Schedule(
        ScheduleForm.MARGINAL,
        TierMeasure.ENTRY_NOTIONAL,
        Valuation.ENTRY,
        0,
        0,
        0,
        OneContract.tiers(scales, tiers));
  }
}
