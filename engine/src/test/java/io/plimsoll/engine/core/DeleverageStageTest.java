package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.ONE;
import static io.plimsoll.engine.core.StageScenario.PPB;
import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.StageScenario.only;
import static io.plimsoll.engine.core.StageScenario.stages;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * DELEVERAGE. Unless a test says otherwise: 1 BTC long at 20,000 and 50x (account 100), margin 400,
 * is bankrupt at 19,600 and liquidated at 19,500; on the other side stand isolated shorts:
 *
 * <pre>
 * 101: 0.4 at 20,000, 10x: margin 800, profit 200, equity 1,000, notional 7,800
 * 102: 0.4 at 20,000, 20x: margin 400, profit 200, equity   600, notional 7,800
 * 103: 1.0 at 19,400, 10x: margin 1,940, loss 100, equity 1,840, notional 19,500
 * </pre>
 *
 * <p>The market account is long 0.8 and so is not on the other side.
 */
class DeleverageStageTest {
  private static final WaterfallStage TAKE_OVER = WaterfallStage.takeOver();

  private StageScenario scenario;

  private List<Event> deleveraged(AdlRanking ranking, AdlPricing pricing) {
    start(
        new Waterfall(
            PPB, 0, false, List.of(WaterfallStage.deleverage(ranking, pricing), TAKE_OVER)));
    scenario.mark(19_500_00);
    return scenario.clock();
  }

  private void start(Waterfall waterfall) {
    scenario = new StageScenario(waterfall);
    scenario.isolated(1_000, 20_000_00, 50);
    scenario.isolated(-400, 20_000_00, 10);
    scenario.isolated(-400, 20_000_00, 20);
    scenario.isolated(-1_000, 19_400_00, 10);
  }

  @Test
  void profitTimesLeverageComesFirstAndTradesAtTheBankruptcyPrice() {
    List<Event> events = deleveraged(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY);

    assertEquals(List.of(102L, 101L, 103L), numbers(events, "Deleveraged", "counterpartyId"));
    // 200 / 8,000 x 7,800 / 600; 200 / 8,000 x 7,800 / 1,000; -100 / 19,400 / (19,500 / 1,840).
    assertEquals(List.of(325_000L, 195_000L, -486L), numbers(events, "Deleveraged", "score"));
    assertEquals(List.of(1L, 2L, 3L), numbers(events, "Deleveraged", "rank"));
    assertEquals(List.of(400L, 400L, 200L), numbers(events, "Deleveraged", "quantity"));
    assertEquals(
        List.of(19_600_00L, 19_600_00L, 19_600_00L), numbers(events, "Deleveraged", "price"));
    assertEquals(
        List.of(7_840 * ONE, 7_840 * ONE, 3_920 * ONE), numbers(events, "Deleveraged", "value"));
    Event finished = only(events, "LiquidationFinished");
    assertEquals("DELEVERAGED", finished.text("outcome"));
    assertEquals(19_600 * ONE, finished.number("deleveragedNotional"));
    assertEquals(-400 * ONE, finished.number("realisedPnl"));
    assertEquals(List.of(), all(events, "FundChanged"));
  }

  @Test
  void profitOnMarginTimesMarginRatioComesFirstAsOnBinance() {
    List<Event> events = deleveraged(AdlRanking.PROFIT_MARGIN_RATIO, AdlPricing.AT_BANKRUPTCY);

    // 200 / 400 x 39 / 600; 200 / 800 x 39 / 1,000; a loss counts as no profit.
    assertEquals(List.of(102L, 101L, 103L), numbers(events, "Deleveraged", "counterpartyId"));
    assertEquals(List.of(32_500L, 9_750L, 0L), numbers(events, "Deleveraged", "score"));
  }

  @Test
  void returnTimesLeverageComesFirstAsOnHyperliquid() {
    List<Event> events = deleveraged(AdlRanking.RETURN_LEVERAGE, AdlPricing.AT_BANKRUPTCY);

    // 8,000 / 7,800 x 13; 19,400 / 19,500 x 10.597826; 8,000 / 7,800 x 7.8.
    assertEquals(List.of(102L, 103L), numbers(events, "Deleveraged", "counterpartyId"));
    assertEquals(List.of(13_333_333L, 10_543_469L), numbers(events, "Deleveraged", "score"));
    assertEquals(List.of(400L, 600L), numbers(events, "Deleveraged", "quantity"));
  }

  @Test
  void aRandomOrderIsTheSameInEveryReplay() {
    List<Event> events = deleveraged(AdlRanking.RANDOM, AdlPricing.AT_BANKRUPTCY);

    // SplitMix64 of the liquidation and each account, computed elsewhere.
    assertEquals(List.of(101L, 103L), numbers(events, "Deleveraged", "counterpartyId"));
    assertEquals(
        List.of(7_530_340_939_335_887_755L, 933_275_120_310_450_264L),
        numbers(events, "Deleveraged", "score"));
  }

  @Test
  void proRataTakesOfEveryoneInProportion() {
    List<Event> events = deleveraged(AdlRanking.PRO_RATA, AdlPricing.AT_BANKRUPTCY);

    // 1,000 x 400 / 1,800, 777 x 400 / 1,400, 555 x 1,000 / 1,000; each rounded up.
    assertEquals(List.of(101L, 102L, 103L), numbers(events, "Deleveraged", "counterpartyId"));
    assertEquals(List.of(223L, 222L, 555L), numbers(events, "Deleveraged", "quantity"));
    assertEquals(List.of(0L, 0L, 0L), numbers(events, "Deleveraged", "rank"));
    assertEquals(List.of(400L, 400L, 1_000L), numbers(events, "Deleveraged", "score"));
    assertEquals("DELEVERAGED", only(events, "LiquidationFinished").text("outcome"));
  }

  @Test
  void atTheMarkTheFundCoversWhatIsMissing() {
    List<Event> events = deleveraged(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_MARK);

    assertEquals(
        List.of(7_800 * ONE, 7_800 * ONE, 3_900 * ONE), numbers(events, "Deleveraged", "value"));
    Event finished = only(events, "LiquidationFinished");
    assertEquals(100 * ONE, finished.number("covered"));
    assertEquals(List.of(-100 * ONE), numbers(events, "FundChanged", "amount"));
  }

  @Test
  void atThePreviousMarkTheLastMoveDoesNotCount() {
    List<Event> events = deleveraged(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_PREVIOUS_MARK);

    // The mark was 20,000 before.
    assertEquals(
        List.of(8_000 * ONE, 8_000 * ONE, 4_000 * ONE), numbers(events, "Deleveraged", "value"));
    Event finished = only(events, "LiquidationFinished");
    assertEquals(0, finished.number("realisedPnl"));
    assertEquals(400 * ONE, finished.number("surplus"));
  }

  @Test
  void theCounterpartysOrdersThereAreCancelled() {
    start(
        new Waterfall(
            PPB,
            0,
            false,
            List.of(
                WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
                TAKE_OVER)));
    scenario.venue.commands.placeOrder(7, 102, BTC, Side.BUY, 19_000_00, 400, true);
    scenario.venue.commands.deposit(102, USDT, 10_000 * ONE);
    scenario.venue.commands.placeOrder(8, 102, ETH, Side.BUY, 900_00, 10, false);
    scenario.mark(19_500_00);

    List<Event> events = scenario.clock();
    assertEquals(List.of(7L), numbers(events, "CancelRequested", "orderId"));
    assertEquals(List.of(1L), numbers(events, "CancelRequested", "liquidationId"));
  }

  @Test
  void whoWouldEndBelowZeroIsNotDeleveragedAndTheNextStageFollows() {
    scenario =
        new StageScenario(
            WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
            TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);
    Venue venue = scenario.venue;
    long trader = venue.trader(1_000);
    venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED);
    venue.commands.setLeverage(trader, BTC, 10_000);
    scenario.mark(19_000_00);

    // Margin 191 and a profit of 100; buying at 19,600 would cost 600 more than the mark. With that
    // short the market account is flat.
    venue.trade(trader, 0, BTC, -1_000, 19_100_00);
    List<Event> events = scenario.clock();
    assertEquals(List.of(), all(events, "Deleveraged"));
    assertEquals(List.of("TAKE_OVER"), stages(events));
  }

  @Test
  void aMarkThatComesBackBeforeTheRankingIsDoneSpares() {
    start(
        new Waterfall(
            PPB,
            0,
            false,
            List.of(
                WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
                TAKE_OVER)));
    scenario.mark(19_500_00);
    scenario.mark(20_000_00);

    List<Event> events = scenario.clock();
    assertEquals(List.of(), all(events, "Deleveraged"));
    assertEquals("RECOVERED", only(events, "LiquidationFinished").text("outcome"));
  }

  @Test
  void withdrawalsWaitWhileALossWaitsForDeleveraging() {
    start(
        new Waterfall(
            PPB,
            0,
            true,
            List.of(
                WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
                TAKE_OVER)));
    scenario.mark(19_500_00);

    scenario.venue.commands.withdraw(101, USDT, ONE);
    assertTrue(scenario.venue.events().get(0).contains("WITHDRAWALS_GATED"));
    scenario.venue.commands.withdraw(Venue.FUND, USDT, ONE);
    scenario.clock();
    scenario.venue.commands.withdraw(101, USDT, ONE);
    scenario.events();
  }

  // W35: dYdX contract-loss-mechanism.mdx: A is long and B short 500 at 1, with 100 each; the
  // oracle
  // jumps to 2: B is bankrupt at 1.2, where both are closed.
  @Test
  void theDydxExampleClosesBothSidesAtTheBankruptcyPrice() {
    Venue venue = new Venue(VenueRules.DEFAULT, 6);
    venue.commands.setWaterfall(
        new Waterfall(
            PPB,
            0,
            false,
            List.of(
                WaterfallStage.deleverage(AdlRanking.RANDOM, AdlPricing.AT_BANKRUPTCY),
                TAKE_OVER)));
    venue.commands.addInstrument(
        1, USDT, "W35", ContractType.LINEAR, 4, 0, 1, 1_000_000, 1_000_000, Venue.FEES, Venue.FUND);
    venue.commands.setRiskTiers(1, List.of(new RiskTier(0, 30_000_000, 10_000)));
    venue.commands.markPrice(1, 1_0000);
    long a = venue.traderWith(100_000_000);
    long b = venue.traderWith(100_000_000);
    venue.commands.setLeverage(a, 1, 10_000);
    venue.commands.setLeverage(b, 1, 10_000);
    venue.trade(a, 0, b, 1, 500, 1_0000);
    venue.commands.markPrice(1, 2_0000);
    venue.clear();

    venue.commands.clock();
    List<Event> events = venue.events().stream().map(Event::new).toList();
    Event deleveraged = only(events, "Deleveraged");
    assertEquals(-500, deleveraged.number("quantity"));
    assertEquals(1_2000, deleveraged.number("price"));
    assertEquals(List.of(b, a), numbers(events, "BalanceChanged", "accountId"));
    assertEquals(List.of(-100_000_000L, 100_000_000L), numbers(events, "BalanceChanged", "amount"));
    assertEquals(List.of(0L, 200_000_000L), numbers(events, "BalanceChanged", "balance"));
  }

  @Test
  void aWalletIsDeleveragedPositionByPosition() {
    scenario =
        new StageScenario(
            WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
            TAKE_OVER);
    Venue venue = scenario.venue;
    long trader = venue.trader(1_500);
    venue.commands.setMarginMode(trader, BTC, MarginMode.CROSS);
    venue.commands.setLeverage(trader, BTC, 10_000);
    venue.commands.setLeverage(trader, ETH, 10_000);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.trade(trader, 0, ETH, 10_000, 1_000_00);
    venue.commands.markPrice(BTC, 18_000_00);
    venue.commands.markPrice(ETH, 900_00);
    venue.clear();

    // 1,500 - 2,000 - 1,000 = -1,500; the market account is short both.
    List<Event> events = scenario.clock();
    assertEquals(List.of(1L, 2L), numbers(events, "Deleveraged", "instrumentId"));
    List<Long> balances = numbers(events, "BalanceChanged", "balance").stream().toList();
    assertEquals(0, balances.get(2));
    assertEquals("DELEVERAGED", only(events, "LiquidationFinished").text("outcome"));
  }
}
