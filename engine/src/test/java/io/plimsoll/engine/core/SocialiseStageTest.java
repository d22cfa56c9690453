package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.ONE;
import static io.plimsoll.engine.core.StageScenario.PPB;
import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.StageScenario.only;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.OrderPricing;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * SOCIALISE. 1 BTC long at 20,000 and 50x (account 100) is taken over at 19,600 when the mark is
 * 19,500: the fund bears 100. On the other side stand isolated shorts 101 and 102, 0.4 BTC each at
 * 20,000: profit 200 each; and 103, 1 BTC at 19,400: loss 100. The market account (3) is left with
 * 0.8 BTC bought at 19,400: profit 80.
 */
class SocialiseStageTest {
  private StageScenario scenario;

  private List<Event> start(WaterfallStage... stages) {
    scenario = new StageScenario(new Waterfall(PPB, 0, true, List.of(stages)));
    scenario.isolated(1_000, 20_000_00, 50);
    scenario.isolated(-400, 20_000_00, 10);
    scenario.isolated(-400, 20_000_00, 20);
    scenario.isolated(-1_000, 19_400_00, 10);
    return scenario.mark(19_500_00);
  }

  @Test
  void theFundTakesTheRestAndOthersAreAskedForItsLoss() {
    List<Event> events = start(WaterfallStage.socialise(LossOver.WINNERS));

    assertEquals(List.of(-100 * ONE), numbers(events, "TakeOver", "fundPnlAtMark"));
    Event finished = only(events, "LiquidationFinished");
    assertEquals("SOCIALISED", finished.text("outcome"));
    assertEquals(100 * ONE, finished.number("socialised"));
  }

  @Test
  void winnersBearTheLossInProportionToTheirProfit() {
    start(WaterfallStage.socialise(LossOver.WINNERS));

    List<Event> events = scenario.clock();
    assertEquals(List.of(3L, 101L, 102L), numbers(events, "LossSocialised", "accountId"));
    assertEquals(
        List.of(80 * ONE, 200 * ONE, 200 * ONE), numbers(events, "LossSocialised", "weight"));
    assertEquals(
        List.of(480 * ONE, 400 * ONE, 200 * ONE), numbers(events, "LossSocialised", "weightLeft"));
    // 100 x 80 / 480 rounded down; the last one bears what is left.
    assertEquals(
        List.of(16_66666666L, 41_66666667L, 41_66666667L),
        numbers(events, "LossSocialised", "share"));
    assertEquals(
        List.of(16_66666666L, 41_66666667L, 41_66666667L),
        numbers(events, "FundChanged", "amount"));
  }

  @Test
  void aShareRaisesTheCostOfThePositionThatBearsIt() {
    start(WaterfallStage.socialise(LossOver.WINNERS));

    Event ofShort = all(scenario.clock(), "PositionChanged").get(1);
    assertEquals("SOCIALISED_LOSS", ofShort.text("reason"));
    assertEquals(101, ofShort.number("accountId"));
    assertEquals(-400, ofShort.number("quantity"));
    assertEquals(-8_000 * ONE + 41_66666667L, ofShort.number("cost"));
  }

  @Test
  void openInterestBearsTheLossInProportionToQuantity() {
    start(WaterfallStage.socialise(LossOver.OPEN_INTEREST));

    List<Event> events = scenario.clock();
    assertEquals(List.of(3L, 101L, 102L, 103L), numbers(events, "LossSocialised", "accountId"));
    assertEquals(List.of(800L, 400L, 400L, 1_000L), numbers(events, "LossSocialised", "weight"));
    // 100 x 800 / 2,600; 69.23 x 400 / 1,800; 53.85 x 400 / 1,400; what is left.
    assertEquals(
        List.of(30_76923076L, 15_38461538L, 15_38461538L, 38_46153848L),
        numbers(events, "LossSocialised", "share"));
  }

  @Test
  void withoutWinnersTheFundBearsTheLoss() {
    scenario = new StageScenario(WaterfallStage.socialise(LossOver.WINNERS));
    // The market account, on the other side, sold at 20,000 and is called back to it.
    scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_500_00);
    scenario.mark(20_000_00);

    assertEquals(List.of(), scenario.clock());
  }

  @Test
  void withdrawalsWaitUntilTheLossIsSpread() {
    start(WaterfallStage.socialise(LossOver.WINNERS));

    scenario.venue.commands.withdraw(101, USDT, ONE);
    assertTrue(scenario.venue.events().get(0).contains("WITHDRAWALS_GATED"));
    scenario.clock();
    scenario.venue.commands.withdraw(101, USDT, ONE);
    scenario.events();
  }

  @Test
  void aShortfallThatBringsTheFundBelowItsLeastEquityIsSpreadToo() {
    start(WaterfallStage.close(OrderPricing.MARKET), WaterfallStage.socialise(LossOver.WINNERS));
    FundLimits limits = new FundLimits(500 * ONE, 1L << 60, 0, 0, 0);
    scenario.venue.commands.setFund(Venue.FUND, USDT, limits);
    scenario.events();

    // The margin of 400 loses 1,000; the fund pays 600 of its 1,000 and keeps 400.
    List<Event> events = scenario.buys(100, 0, 1_000, 19_000_00);
    Event finished = only(events, "LiquidationFinished");
    assertEquals(600 * ONE, finished.number("covered"));
    assertEquals(100 * ONE, finished.number("socialised"));
    assertEquals("SOCIALISED", finished.text("outcome"));
    long spread =
        numbers(scenario.clock(), "LossSocialised", "share").stream().mapToLong(s -> s).sum();
    assertEquals(100 * ONE, spread);
  }

  @Test
  void lossesThatWaitAreSpreadTogetherAndEachKeepsItsName() {
    scenario = new StageScenario(WaterfallStage.socialise(LossOver.WINNERS));
    scenario.isolated(1_000, 20_000_00, 50);
    scenario.isolated(500, 20_000_00, 50);
    scenario.isolated(-1_000, 20_000_00, 10);
    scenario.isolated(-500, 20_000_00, 10);
    scenario.mark(19_500_00);

    // 100 and 50; the shorts gained 500 and 250: 100 x 500 / 750, of which the first loss ...
    List<Event> events = scenario.clock();
    assertEquals(
        List.of(1L, 2L),
        numbers(events, "LossSocialised", "liquidationId").stream().distinct().toList());
    assertEquals(List.of(102L, 103L), numbers(events, "LossSocialised", "accountId"));
    assertEquals(List.of(100 * ONE, 50 * ONE), numbers(events, "LossSocialised", "share"));
    assertEquals(List.of(150 * ONE, 50 * ONE), numbers(events, "LossSocialised", "lossLeft"));
    assertEquals(List.of(750 * ONE, 250 * ONE), numbers(events, "LossSocialised", "weightLeft"));
    assertEquals(List.of(1L, 2L), numbers(events, "FundChanged", "liquidationId"));
  }

  @Test
  void aShareThatPaysForTwoLossesNamesBoth() {
    scenario = new StageScenario(WaterfallStage.socialise(LossOver.WINNERS));
    scenario.isolated(1_000, 20_000_00, 50);
    scenario.isolated(500, 20_000_00, 50);
    scenario.isolated(-1_500, 20_000_00, 10);
    scenario.mark(19_500_00);

    List<Event> events = scenario.clock();
    assertEquals(List.of(1L, 2L), numbers(events, "LossSocialised", "liquidationId"));
    assertEquals(List.of(102L, 102L), numbers(events, "LossSocialised", "accountId"));
    assertEquals(List.of(100 * ONE, 50 * ONE), numbers(events, "LossSocialised", "share"));
    assertEquals(List.of(150 * ONE, 150 * ONE), numbers(events, "LossSocialised", "lossLeft"));
    assertEquals(List.of(-29_900 * ONE, -29_850 * ONE), numbers(events, "PositionChanged", "cost"));
  }

  @Test
  void aTraderThatTheShareMakesUnsafeIsLiquidatedAtOnce() {
    scenario = new StageScenario(WaterfallStage.socialise(LossOver.OPEN_INTEREST));
    scenario.isolated(1_000, 20_000_00, 50);
    Venue venue = scenario.venue;
    long trader = venue.trader(1_000);
    venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED);
    venue.commands.setLeverage(trader, BTC, 10_000);
    scenario.mark(19_300_00);
    venue.trade(trader, 0, BTC, -1_000, 19_500_00);
    scenario.events();

    // The market account is flat; the short has a margin of 195 and has gained 200, less the whole
    // loss of 300: 95 against a requirement of 96.50.
    List<Event> events = scenario.clock();
    assertEquals(List.of(300 * ONE), numbers(events, "LossSocialised", "share"));
    assertEquals(List.of(95 * ONE), numbers(events, "LiquidationStarted", "equity"));
  }
}
