package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.ONE;
import static io.plimsoll.engine.core.StageScenario.PPB;
import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.StageScenario.only;
import static io.plimsoll.engine.core.StageScenario.stages;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.USDT;
import static io.plimsoll.engine.core.Venue.VAULT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.StageCondition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Funds: what they may take, when they are empty or drawn down, when their income counts. */
class FundStageTest {
  private static final long NO_LIMIT = 1L << 60;
  private static final long HOUR = 3_600L * 1_000_000_000;
  private static final WaterfallStage TAKE_OVER = WaterfallStage.takeOver();
  private static final WaterfallStage BY_VAULT = WaterfallStage.takeOver().by(VAULT).withinLimits();
  private static final WaterfallStage ADL =
      WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY);

  // 1 BTC long at 20,000 and 50x is bankrupt at 19,600: at 19,500 it is 100 short.
  private static List<Event> liquidate(StageScenario scenario) {
    scenario.isolated(1_000, 20_000_00, 50);
    return scenario.mark(19_500_00);
  }

  @Test
  void aVaultTakesNoMoreThanItsEquityBearsAndTheFundTakesTheRest() {
    StageScenario scenario = new StageScenario(BY_VAULT, TAKE_OVER);
    scenario.venue.commands.deposit(VAULT, USDT, 1_000 * ONE);
    scenario.venue.commands.setFund(VAULT, USDT, new FundLimits(950 * ONE, NO_LIMIT, 0, 0, 0));

    List<Event> events = liquidate(scenario);
    assertEquals(List.of(VAULT, FUND), numbers(events, "TakeOver", "fundAccountId"));
    assertEquals(List.of(500L, 500L), numbers(events, "TakeOver", "quantity"));
    assertEquals(List.of(9_800 * ONE, 9_800 * ONE), numbers(events, "TakeOver", "value"));
    assertEquals(List.of(19_600_00L, 19_600_00L), numbers(events, "TakeOver", "bankruptcyPrice"));
    Event finished = only(events, "LiquidationFinished");
    assertEquals("TAKEN_OVER", finished.text("outcome"));
    assertEquals(19_600 * ONE, finished.number("takenOverNotional"));
  }

  @Test
  void aVaultTakesNoMoreThanItsInventoryMayHold() {
    StageScenario scenario = new StageScenario(BY_VAULT, TAKE_OVER);
    scenario.venue.commands.deposit(VAULT, USDT, 1_000 * ONE);
    scenario.venue.commands.setFund(VAULT, USDT, new FundLimits(-NO_LIMIT, 3_900 * ONE, 0, 0, 0));

    assertEquals(List.of(200L, 800L), numbers(liquidate(scenario), "TakeOver", "quantity"));
  }

  @Test
  void aVaultAtItsLimitIsPassedOver() {
    StageScenario scenario = new StageScenario(BY_VAULT, TAKE_OVER);
    scenario.venue.commands.setFund(VAULT, USDT, new FundLimits(0, NO_LIMIT, 0, 0, 0));

    List<Event> events = liquidate(scenario);
    assertEquals(List.of("TAKE_OVER", "TAKE_OVER"), stages(events));
    assertEquals(List.of(FUND), numbers(events, "TakeOver", "fundAccountId"));
  }

  @Test
  void aStageForAnEmptyFundIsSkippedWhileThereIsMoney() {
    StageScenario scenario = new StageScenario(ADL.when(StageCondition.FUND_EMPTY), TAKE_OVER);
    assertEquals(List.of("TAKE_OVER"), stages(liquidate(scenario)));

    StageScenario empty = new StageScenario(ADL.when(StageCondition.FUND_EMPTY), TAKE_OVER);
    empty.venue.commands.withdraw(FUND, USDT, 1_000 * ONE);
    assertEquals(List.of("DELEVERAGE"), stages(liquidate(empty)));
  }

  @Test
  void conditionsOnEquityChooseTheStage() {
    WaterfallStage[] list = {
      ADL.when(StageCondition.NEGATIVE_EQUITY),
      WaterfallStage.close(OrderPricing.MARKET).when(StageCondition.EQUITY_BELOW, PPB / 2),
      WaterfallStage.close(OrderPricing.FILLABLE)
          .spread(PPB)
          .when(StageCondition.EQUITY_NOT_BELOW, PPB / 2),
      TAKE_OVER
    };
    // Equity 90 of 98.45, 40 of 98.2, and -100.
    assertEquals(List.of(3L), stageAt(19_690_00, list));
    assertEquals(List.of(2L), stageAt(19_640_00, list));
    assertEquals(List.of(1L), stageAt(19_500_00, list));
  }

  private static List<Long> stageAt(long mark, WaterfallStage... list) {
    StageScenario scenario = new StageScenario(list);
    scenario.isolated(1_000, 20_000_00, 50);
    return numbers(scenario.mark(mark), "StageEntered", "stage");
  }

  // W19: Bybit adl-alert: an 8-hour peak of 1M, a fall of 350K: -35 % is past the -30 % at which
  // deleveraging starts; it stops at -25 %.
  @Test
  void deleveragingStartsAtOneDrawdownAndStopsAtALowerOne() {
    assertEquals(List.of("DELEVERAGE"), stages(liquidate(drawnDown(350_000, 0))));
    assertEquals(List.of("TAKE_OVER"), stages(liquidate(drawnDown(299_999, 0))));
    assertEquals(List.of("DELEVERAGE"), stages(liquidate(drawnDown(300_000, 0))));
    assertEquals(List.of("DELEVERAGE"), stages(liquidate(drawnDown(350_000, 99_999))));
    assertEquals(List.of("TAKE_OVER"), stages(liquidate(drawnDown(350_000, 100_000))));
  }

  private static StageScenario drawnDown(long lost, long regained) {
    StageScenario scenario = new StageScenario(ADL.when(StageCondition.FUND_DRAWDOWN), TAKE_OVER);
    scenario.venue.commands.setFund(
        FUND, USDT, new FundLimits(-NO_LIMIT, NO_LIMIT, 3 * PPB / 10, PPB / 4, 0));
    scenario.venue.commands.deposit(FUND, USDT, 999_000 * ONE);
    scenario.venue.commands.withdraw(FUND, USDT, lost * ONE);
    if (regained > 0) {
      scenario.venue.commands.deposit(FUND, USDT, regained * ONE);
    }
    return scenario;
  }

  @Test
  void aPeakIsForgottenAfterEightHours() {
    StageScenario late = drawnDown(350_000, 0);
    late.clockAt(8 * HOUR - 1);
    assertEquals(List.of("DELEVERAGE"), stages(liquidate(late)));

    StageScenario later = drawnDown(350_000, 0);
    later.clockAt(8 * HOUR);
    assertEquals(List.of("TAKE_OVER"), stages(liquidate(later)));
  }

  @Test
  void incomeIsAvailableFromTheNextBooking() {
    StageScenario scenario =
        new StageScenario(
            WaterfallStage.close(OrderPricing.BANKRUPTCY).when(StageCondition.FUND_EMPTY),
            TAKE_OVER);
    scenario.venue.commands.withdraw(FUND, USDT, 1_000 * ONE);
    scenario.venue.commands.at(HOUR);
    scenario.venue.commands.setFund(
        FUND, USDT, new FundLimits(-NO_LIMIT, NO_LIMIT, 0, 0, 24 * HOUR));
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_690_00);
    // 50 of the margin are left and go to the fund.
    scenario.buys(trader, 0, 1_000, 19_650_00);

    scenario.mark(20_000_00);
    assertEquals(List.of("CLOSE"), stages(liquidate(scenario)));
    assertEquals(List.of(), all(scenario.clockAt(24 * HOUR - 1), "FundBooked"));
    Event booked = only(scenario.clockAt(24 * HOUR), "FundBooked");
    assertEquals(50 * ONE, booked.number("income"));
    assertEquals(50 * ONE, booked.number("available"));
    scenario.mark(20_000_00);
    assertEquals(List.of("TAKE_OVER"), stages(liquidate(scenario)));
    assertEquals(List.of(), all(scenario.clockAt(48 * HOUR), "FundBooked"));
  }
}
