package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.StageScenario.only;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class HedgeModeTest {
  private static final VenueRules CHANGING =
      new VenueRules(
          0, 0, 0, TriggerRule.AT_OR_BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT, true);

  private final HedgedVenue hedged = new HedgedVenue(CHANGING, HedgeNetting.SUM);
  private final Venue venue = hedged.venue;
  private long nextOrder = 1;

  @Test
  void buysOnTheLongAndSellsOnTheShortLegStandSideBySide() {
    long trader = hedged.cross(1_000, 500, 300);

    assertEquals(500, hedged.view().quantity(trader, BTC, PositionSide.LONG));
    assertEquals(-300, hedged.view().quantity(trader, BTC, PositionSide.SHORT));
    assertEquals(10_000 * ONE, hedged.view().cost(trader, BTC, PositionSide.LONG));
    assertEquals(0, hedged.view().quantity(trader, BTC), "NET is no side of two legs");
  }

  @Test
  void positionModeChangesOnlyWithoutPositionAndOrders() {
    long trader = hedged.cross(1_000, 500, 300);
    venue.commands.setPositionMode(trader, BTC, PositionMode.ONE_WAY);
    assertEquals("POSITION_EXISTS 4 1", hedged.rejection());
    hedged.trade(trader, PositionSide.LONG, -500, 20_000);
    venue.commands.setPositionMode(trader, BTC, PositionMode.ONE_WAY);
    assertEquals("POSITION_EXISTS 4 1", hedged.rejection(), "the short leg is left");
    hedged.trade(trader, PositionSide.SHORT, 300, 20_000);
    order(trader, PositionSide.SHORT, Side.SELL, 100);
    venue.clear();
    venue.commands.setPositionMode(trader, BTC, PositionMode.ONE_WAY);
    assertEquals("POSITION_EXISTS 4 1", hedged.rejection(), "an order is left");

    venue.commands.orderDone(1, DoneReason.CANCELLED);
    venue.commands.setPositionMode(trader, BTC, PositionMode.ONE_WAY);
    venue.clear();
    venue.trade(trader, 0, BTC, 100, 20_000_00);

    assertEquals(100, hedged.view().quantity(trader, BTC));
  }

  @Test
  void aFrozenLegKeepsThePositionMode() {
    long trader = hedged.trader(MarginMode.ISOLATED, 1_000);
    hedged.open(trader, 500, 300);
    hedged.mark(19_000);

    venue.commands.setPositionMode(trader, BTC, PositionMode.ONE_WAY);

    assertEquals("UNDER_LIQUIDATION 3 " + trader, hedged.rejection());
  }

  @Test
  void everySideMustFitThePositionMode() {
    long trader = hedged.cross(1_000, 500, 300);
    long other = venue.trader(1_000);
    venue.clear();

    order(trader, PositionSide.NET, Side.BUY, 100);
    assertEquals("POSITION_SIDE_MISMATCH 10 1", hedged.rejection());
    order(other, PositionSide.LONG, Side.BUY, 100);
    assertEquals("POSITION_SIDE_MISMATCH 10 2", hedged.rejection());
    venue.commands.adjustMargin(trader, BTC, ONE);
    assertEquals("POSITION_SIDE_MISMATCH 6 1", hedged.rejection());
    Event bought = only(hedged.trade(trader, PositionSide.NET, 100, 20_000), "CommandRejected");
    assertEquals("12", bought.text("fieldId"));
    Event sold = only(hedged.trade(other, PositionSide.SHORT, -100, 20_000), "CommandRejected");
    assertEquals("13", sold.text("fieldId"));
  }

  @Test
  void anOrderThatClosesALegOnlyReducesItAndReservesNothing() {
    long trader = hedged.cross(1_000, 500, 300);

    order(trader, PositionSide.LONG, Side.SELL, 501);
    assertEquals("REDUCE_ONLY 5 501", hedged.rejection());
    order(trader, PositionSide.LONG, Side.SELL, 500);
    assertEquals(0, only(hedged.events(), "OrderChanged").number("reserved"));
    Event fill = only(hedged.trade(trader, PositionSide.SHORT, 301, 20_000), "CommandRejected");
    assertEquals("REDUCE_ONLY", fill.text("reason"));
    assertEquals("8", fill.text("fieldId"));
  }

  @Test
  void aLateFillOfAnOrderThatWouldTurnALegIsRefused() {
    long trader = hedged.cross(1_000, 500, 300);
    order(trader, PositionSide.LONG, Side.SELL, 500);
    hedged.trade(trader, PositionSide.LONG, -200, 20_000);
    venue.clear();

    venue.trade(trader, 1, BTC, -400, 20_000_00);
    assertEquals("REDUCE_ONLY 7 1", hedged.rejection());
    venue.trade(trader, 1, BTC, -300, 20_000_00);

    assertEquals(0, hedged.view().quantity(trader, BTC, PositionSide.LONG));
  }

  @Test
  void isolatedLegsAreLiquidatedEachOnItsOwn() {
    long trader = hedged.trader(MarginMode.ISOLATED, 1_000);
    hedged.open(trader, 500, 300);

    Event started = only(hedged.mark(19_600), "LiquidationStarted");

    assertEquals("LONG", started.text("positionSide"));
    assertEquals(500, started.number("quantity"));
    order(trader, PositionSide.SHORT, Side.SELL, 10);
    assertEquals(1, StageScenario.all(hedged.events(), "OrderChanged").size(), "is not frozen");
    order(trader, PositionSide.LONG, Side.BUY, 10);
    assertEquals("UNDER_LIQUIDATION 4 " + trader, hedged.rejection());
  }

  @Test
  void leverageAndMarginModeAreCommonToBothLegs() {
    long trader = hedged.cross(1_000, 500, 300);

    venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED);
    List<Event> isolated = hedged.events();
    assertEquals(List.of(-200 * ONE, -120 * ONE), numbers(isolated, "BalanceChanged", "amount"));
    assertEquals(List.of(200 * ONE, 120 * ONE), numbers(isolated, "PositionChanged", "margin"));

    venue.commands.setLeverage(trader, BTC, 2_500);
    List<Event> lower = hedged.events();
    assertEquals(List.of(400 * ONE, 240 * ONE), numbers(lower, "PositionChanged", "margin"));

    venue.commands.setLeverage(trader, BTC, 100);
    assertEquals("INSUFFICIENT_BALANCE 5 " + (16_000 - 640) * ONE, hedged.rejection());

    venue.commands.adjustMargin(trader, BTC, PositionSide.SHORT, 10 * ONE);
    assertEquals(List.of(250 * ONE), numbers(hedged.events(), "PositionChanged", "margin"));

    venue.commands.setMarginMode(trader, BTC, MarginMode.CROSS);
    assertEquals(
        List.of(400 * ONE, 250 * ONE), numbers(hedged.events(), "BalanceChanged", "amount"));
  }

  @Test
  void initialMarginCountsBothLegsWhateverTheRule() {
    hedged.tiers(HedgeNetting.NET, new RiskTier(0, 5_000_000, 10_000));
    long trader = hedged.cross(1_000, 500, 500);

    assertEquals((1_000 - 200 - 200) * ONE, hedged.view().freeBalance(trader, USDT));
    assertEquals(0, hedged.view().requirement(trader, BTC, PositionSide.LONG));
  }

  @Test
  void fundingChargesOneLegAndPaysTheOtherBeforeTheOwnerIsLookedAt() {
    long trader = hedged.cross(1_000, 500, 500);

    venue.commands.funding(BTC, 10_000_000, 0);
    venue.commands.clock();
    List<Event> events = hedged.events();

    List<Long> own =
        StageScenario.all(events, "BalanceChanged").stream()
            .filter(e -> e.number("accountId") == trader)
            .map(e -> e.number("amount"))
            .toList();
    assertEquals(List.of(-100 * ONE, 100 * ONE), own);
  }

  private void order(long trader, PositionSide side, Side way, long quantity) {
    venue.commands.placeOrder(nextOrder++, trader, BTC, side, way, 20_000_00, quantity, false);
  }
}
