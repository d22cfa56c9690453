package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.core.OneContract.Scales;
import io.plimsoll.engine.core.OneContract.Tier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Liquidation and bankruptcy prices that venues print or that open-source tests assert, through
 * commands and events. A long is liquidated at the first tick at or below the printed price, a
 * short at the first at or above it; one tick before, nothing happens.
 *
 * <p>Schedules with deductions are in {@link WorkedScheduleExamplesTest}, contracts and schedules
 * of other kinds in {@link WorkedContractExamplesTest}, funding in {@link
 * WorkedFundingExamplesTest}, funding rates in {@link WorkedFundingRateExamplesTest}, the flows of
 * the fund in {@link WorkedFundExamplesTest}, its drawdown (W19) in {@link FundStageTest},
 * deleveraging (W35) in {@link DeleverageStageTest}, partial closes (W52, W53) in {@link
 * ReduceStageTest}, their rounding (W29) with the trades. Known examples that the engine cannot
 * reproduce, and what they need:
 *
 * <ul>
 *   <li>W51 Drift fee that rises with time: fee
 * </ul>
 *
 * Bybit's examples (W09 to W12) take maintenance margin on the value at entry; here the schedule is
 * on the value at mark: a long then falls a little later, a short a little earlier. The bankruptcy
 * prices are the same. At entry, as printed, they are in {@link WorkedContractExamplesTest}.
 */
class WorkedExamplesTest {
  private static final VenueRules CLOSING_FEE =
      new VenueRules(0, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT);
  private static final VenueRules BELOW =
      new VenueRules(0, 0, 0, TriggerRule.BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT);

  private static final Scales CENTS = new Scales(2, 3, 8);
  private static final Scales FINE = new Scales(10, 0, 12);

  private static final List<Tier> HALF_PERCENT = List.of(new Tier("0", "0.5"));
  private static final List<Tier> ONE_PERCENT = List.of(new Tier("0", "1"));

  /** 1 % less a deduction of 2 x (1 % - 0.5 %) = 0.01. */
  private static final List<Tier> ONE_PERCENT_LESS_A_CENT =
      List.of(new Tier("0", "0.5"), new Tier("2", "1"));

  // W01: freqtrade tests/exchange/test_binance.py, test_liquidation_price_binance (ETHUSDT).
  @Test
  void binanceIsolatedLongInATierOfTenPercentFallsAt1114_78() {
    // The test gives the last tier alone; these below it lead to its amount: deductions 0, 15, 365,
    // 5,365, 35,365, 135,365.
    List<Tier> tiers =
        List.of(
            new Tier("0", "0.5"),
            new Tier("10000", "0.65"),
            new Tier("100000", "1"),
            new Tier("500000", "2"),
            new Tier("1000000", "5"),
            new Tier("2000000", "10"));
    OneContract contract = new OneContract(VenueRules.DEFAULT, CENTS, "1456.84", tiers);
    contract.isolatedLongWithMargin("3683.979", "1456.84", "1535443.01");

    contract.longFallsAt("1114.78");
  }

  // W02: the same test (BTCUSDT). It prints 18,778.73, rounded from 18,778.72593.
  @Test
  void binanceIsolatedLongInATierOfTwoAndAHalfPercentFallsAt18778_73() {
    // Likewise: deductions 0, 50, 1,300, 16,300.
    List<Tier> tiers =
        List.of(
            new Tier("0", "0.4"),
            new Tier("50000", "0.5"),
            new Tier("250000", "1"),
            new Tier("1000000", "2.5"));
    Scales scales = new Scales(5, 3, 8);
    OneContract contract = new OneContract(VenueRules.DEFAULT, scales, "32481.98", tiers);
    contract.isolatedLongWithMargin("109.488", "32481.98", "1535443.01");

    contract.longFallsAt("18778.72593");
  }

  // The same two positions alone in a cross wallet: what stands behind them is the same.
  @Test
  void aPositionAloneInACrossWalletFallsWhereAnIsolatedOneWithTheSameMoneyFalls() {
    // 2,707,300 x (10 % - 5 %) = 135,365.
    List<Tier> tiers = List.of(new Tier("0", "5"), new Tier("2707300", "10"));
    OneContract contract = new OneContract(VenueRules.DEFAULT, CENTS, "1456.84", tiers);
    contract.cross("1535443.01", "3683.979", "1456.84");

    contract.longFallsAt("1114.78");
  }

  // W05: freqtrade tests/exchange/test_exchange.py, test_get_liquidation_price.
  @Test
  void aDeductionMovesTheLiquidationPriceOfABinanceShortUp() {
    OneContract contract = new OneContract(VenueRules.DEFAULT, FINE, "10", ONE_PERCENT_LESS_A_CENT);
    contract.isolated("-1", "10", 5);

    contract.shortFallsAt("11.89108910891089");
  }

  // W06: the same test.
  @ParameterizedTest
  @CsvSource({"10, 8.070707070707071", "8, 6.454545454545454"})
  void aDeductionMovesTheLiquidationPriceOfABinanceLongDown(String entry, String expected) {
    OneContract contract = new OneContract(VenueRules.DEFAULT, FINE, "10", ONE_PERCENT_LESS_A_CENT);
    contract.isolated("1", entry, 5);

    contract.longFallsAt(expected);
  }

  // W07 (OKX, 3x) and W08 (Gate, 5x): the same test, taker fee 0.06 %.
  @ParameterizedTest
  @CsvSource({
    "3, 6.738090425173506, 13.193482419684678",
    "5, 8.085708510208207, 11.87413417771621"
  })
  void aClosingFeeThatCountsAddsToTheMaintenanceRate(
      int leverage, String expectedLong, String expectedShort) {
    OneContract longs = new OneContract(CLOSING_FEE, FINE, "10", ONE_PERCENT, "0.06");
    longs.isolated("1", "10", leverage);
    longs.longFallsAt(expectedLong);

    OneContract shorts = new OneContract(CLOSING_FEE, FINE, "10", ONE_PERCENT, "0.06");
    shorts.isolated("-1", "10", leverage);
    shorts.shortFallsAt(expectedShort);
  }

  // W09: the same test, Bybit. With the margin at entry it prints 6.7666667, 8.1, 9.1 for longs.
  @ParameterizedTest
  @CsvSource({
    "3, 6.7666667, 6.734006734006734, 6.6666666667",
    "5, 8.1, 8.080808080808081, 8",
    "10, 9.1, 9.090909090909091, 9"
  })
  void bybitLongFallsLaterWithMaintenanceAtMarkThanAtEntry(
      int leverage, String atEntry, String atMark, String bankruptcy) {
    OneContract contract = new OneContract(VenueRules.DEFAULT, FINE, "10", ONE_PERCENT);
    contract.isolated("1", "10", leverage);

    contract.mark(atEntry);
    contract.assertQuiet();
    contract.longFallsAt(atMark);
    assertEquals(bankruptcy, contract.price(contract.only("ForcedOrder"), "limitPrice"));
  }

  // W09: the same test. With the margin at entry it prints 13.2333333, 11.9, 10.9 for shorts.
  @ParameterizedTest
  @CsvSource({
    "3, 13.201320132013201, 13.3333333333",
    "5, 11.881188118811881, 12",
    "10, 10.891089108910892, 11"
  })
  void bybitShortFallsEarlierWithMaintenanceAtMarkThanAtEntry(
      int leverage, String atMark, String bankruptcy) {
    OneContract contract = new OneContract(VenueRules.DEFAULT, FINE, "10", ONE_PERCENT);
    contract.isolated("-1", "10", leverage);

    contract.shortFallsAt(atMark);
    assertEquals(bankruptcy, contract.price(contract.only("ForcedOrder"), "limitPrice"));
  }

  // W10: testnet.bybit.com, "Liquidation Price (USDT Contract)": initial margin 400, maintenance
  // margin 100 and liquidation price 19,700 at entry; at mark (20,000 - 400) / 0.995.
  @Test
  void bybitLongAtFiftyTimesHasAnInitialMarginOf400AndFallsBelow19700() {
    OneContract contract = new OneContract(VenueRules.DEFAULT, CENTS, "20000", HALF_PERCENT);
    contract.isolated("1", "20000", 50);

    contract.mark("19700");
    contract.assertQuiet();
    Event started = contract.longFallsAt("19698.4925");
    assertEquals("400", contract.money(started, "margin"));
    assertEquals("98.49245", contract.money(started, "requirement"));
  }

  // W11: help.bybit.com articles/900000181046: 8,160 at entry; at mark (8,000 + 200) / 1.005.
  @Test
  void bybitShortAtFortyTimesFallsBefore8160() {
    OneContract contract = new OneContract(VenueRules.DEFAULT, CENTS, "8000", HALF_PERCENT);
    contract.isolated("-1", "8000", 40);

    contract.shortFallsAt("8159.2039");
    assertEquals("8200", contract.price(contract.only("ForcedOrder"), "limitPrice"));
  }

  // W12: Bybit "Bankruptcy Price (USDT Contract)" 9,800; help.bybit.com articles/900000181046:
  // liquidation price 9,850 at entry; at mark (10,000 - 200) / 0.995.
  @Test
  void bybitLongIsClosedAtItsBankruptcyPriceOrBetter() {
    OneContract contract = new OneContract(VenueRules.DEFAULT, CENTS, "10000", HALF_PERCENT);
    contract.isolated("1", "10000", 50);

    contract.mark("9850");
    contract.assertQuiet();
    contract.longFallsAt("9849.246");
    assertEquals("9800", contract.price(contract.only("ForcedOrder"), "limitPrice"));
  }

  // W25: dydxprotocol/v4-documentation concepts/trading/liquidations.mdx: 3,174.60, equity 476.2.
  @Test
  void dydxShortFallsAt3174_60WithAnEquityOf476_2() {
    OneContract contract =
        new OneContract(BELOW, new Scales(4, 0, 8), "3000", List.of(new Tier("0", "5")));
    contract.cross("1000", "-3", "3000");

    contract.mark("3174.60");
    contract.assertQuiet();
    Event started = contract.shortFallsAt("3174.60317");
    assertEquals("476.1904", contract.money(started, "equity"));
  }

  // W27: v4-chain protocol/x/clob/keeper/liquidations_test.go,
  // TestGetBankruptcyPriceInQuoteQuantums
  // @84d4664: a long of 0.1 BTC with -4,501 of quote must receive at least 4,501.
  @Test
  void dydxLongMustReceiveWhatItOwes() {
    OneContract contract = new OneContract(BELOW, CENTS, "51000", List.of(new Tier("0", "10")));
    contract.cross("499", "0.1", "50000");

    contract.mark("50000");
    Event started = contract.only("LiquidationStarted");
    assertEquals("499", contract.money(started, "equity"));
    assertEquals("500", contract.money(started, "requirement"));
    // 4,501 / 0.1.
    assertEquals("45010", contract.price(contract.only("ForcedOrder"), "limitPrice"));
  }

  // W34: v4-chain, TestIsLiquidatable: requirement 500, strictly below.
  @ParameterizedTest
  @CsvSource({"500, 0", "499.99999999, 1", "499, 1"})
  void dydxWalletAtItsRequirementIsSafe(String equity, int liquidations) {
    assertEquals(liquidations, liquidationsAtRequirementOf500(BELOW, equity));
  }

  // Bybit, Binance and OKX liquidate when the ratio reaches 100 %.
  @ParameterizedTest
  @CsvSource({"500.00000001, 0", "500, 1"})
  void elsewhereAWalletAtItsRequirementIsLiquidated(String equity, int liquidations) {
    assertEquals(liquidations, liquidationsAtRequirementOf500(VenueRules.DEFAULT, equity));
  }

  private static int liquidationsAtRequirementOf500(VenueRules rules, String equity) {
    OneContract contract = new OneContract(rules, CENTS, "51000", List.of(new Tier("0", "10")));
    contract.cross(equity, "0.1", "50000");
    contract.mark("50000");
    return contract.all("LiquidationStarted").size();
  }
}
