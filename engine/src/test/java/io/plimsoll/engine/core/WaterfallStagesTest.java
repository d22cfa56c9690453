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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How a liquidation walks down the list. 1 BTC long at 20,000 and 50x, margin 400: bankrupt at
 * 19,600; at 19,690 its equity is 90 and its requirement 98.45.
 */
class WaterfallStagesTest {
  private static final WaterfallStage CLOSE = WaterfallStage.close(OrderPricing.BANKRUPTCY);
  private static final WaterfallStage TAKE_OVER = WaterfallStage.takeOver();

  @Test
  void aStageForWalletsIsNotForIsolatedPositions() {
    StageScenario scenario = new StageScenario(CLOSE.onlyFor(StageMode.CROSS_ONLY), TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);

    assertEquals(List.of("TAKE_OVER"), stages(scenario.mark(19_690_00)));
  }

  @Test
  void aStageForIsolatedPositionsIsNotForWallets() {
    StageScenario scenario = new StageScenario(CLOSE.onlyFor(StageMode.ISOLATED_ONLY), TAKE_OVER);
    long trader = scenario.venue.trader(400);
    scenario.venue.commands.setLeverage(trader, BTC, 5_000);
    scenario.venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    scenario.events();

    assertEquals(List.of("TAKE_OVER"), stages(scenario.mark(19_690_00)));
  }

  @Test
  void aStageIsEnteredWithTheNumbersThatLedThere() {
    StageScenario scenario = new StageScenario(CLOSE, TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);

    Event entered = only(scenario.mark(19_690_00), "StageEntered");
    assertEquals(90 * ONE, entered.number("equity"));
    assertEquals(98_45000000L, entered.number("requirement"));
    assertEquals(1, entered.number("stage"));
    assertEquals(0, entered.number("round"));
  }

  @Test
  void aLiquidationGoesOnUntilEquityIsPastTheExitRatio() {
    assertEquals("REDUCED", afterAPartialClose(PPB).text("outcome"));
    // 88.641 x 1.2 = 106.37 is above the equity of 98.
    assertEquals("TAKEN_OVER", afterAPartialClose(12 * PPB / 10).text("outcome"));
  }

  private static Event afterAPartialClose(long exitRatio) {
    StageScenario scenario =
        new StageScenario(new Waterfall(exitRatio, 0, false, List.of(CLOSE, TAKE_OVER)));
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_698_00);
    scenario.buys(trader, 0, 100, 19_698_00);
    return only(scenario.expires(0), "LiquidationFinished");
  }

  @Test
  void liquidationFeesGoToTheAccountThatTheListNames() {
    StageScenario scenario =
        new StageScenario(new Waterfall(PPB, Venue.MARKET, false, List.of(CLOSE, TAKE_OVER)));
    scenario.venue.commands.setFees(BTC, 0, 0, 1_000_000);
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_690_00);

    // 0.1 % of 19,650 out of the 50 that are left.
    List<Event> events = scenario.buys(trader, 0, 1_000, 19_650_00);
    List<Event> fees =
        all(events, "BalanceChanged").stream()
            .filter(e -> e.text("reason").equals("LIQUIDATION_FEE"))
            .toList();
    assertEquals(List.of(Venue.MARKET), fees.stream().map(e -> e.number("accountId")).toList());
    assertEquals(19_65000000L, fees.get(0).number("amount"));
    assertEquals(List.of(30_35000000L), numbers(events, "FundChanged", "amount"));
    assertEquals(19_65000000L, only(events, "LiquidationFinished").number("liquidationFee"));
  }

  @Test
  void ofAnIsolatedPositionOnlyItsOwnOrdersAreWaitedFor() {
    StageScenario scenario =
        new StageScenario(
            WaterfallStage.cancelOrders().scope(CancelScope.ACCOUNT), CLOSE, TAKE_OVER);
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.venue.commands.deposit(trader, USDT, 1_000 * ONE);
    scenario.venue.commands.placeOrder(7, trader, BTC, Side.SELL, 20_100_00, 1_000, true);
    scenario.venue.commands.placeOrder(8, trader, ETH, Side.BUY, 900_00, 10, false);
    scenario.events();

    List<Event> events = scenario.mark(19_690_00);
    assertEquals(List.of(7L, 8L), numbers(events, "CancelRequested", "orderId"));
    scenario.venue.commands.orderDone(7, DoneReason.CANCELLED);
    assertEquals(List.of("CLOSE"), stages(scenario.events()));
  }

  @Test
  void otherOrdersOfTheAccountStayUnlessTheStageSaysSo() {
    StageScenario scenario = new StageScenario(WaterfallStage.cancelOrders(), CLOSE, TAKE_OVER);
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.venue.commands.deposit(trader, USDT, 1_000 * ONE);
    scenario.venue.commands.placeOrder(8, trader, ETH, Side.BUY, 900_00, 10, false);
    scenario.events();

    List<Event> events = scenario.mark(19_690_00);
    assertEquals(List.of(), all(events, "CancelRequested"));
    assertEquals(List.of("CANCEL_ORDERS", "CLOSE"), stages(events));
  }

  @Test
  void theDigestTellsListsApart() {
    byte[] one = new StageScenario(CLOSE, TAKE_OVER).venue.engine().digest();
    WaterfallStage fillOrKill = CLOSE.timeInForce(TimeInForce.FOK);
    byte[] other = new StageScenario(fillOrKill, TAKE_OVER).venue.engine().digest();

    assertArrayEquals(one, new StageScenario(CLOSE, TAKE_OVER).venue.engine().digest());
    assertFalse(Arrays.equals(one, other));
  }
}
