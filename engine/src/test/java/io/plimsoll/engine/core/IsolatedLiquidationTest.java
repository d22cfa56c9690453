package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One trader, 1 BTC at 20,000 and 50x: margin 400, maintenance 0.5 %, bankruptcy price 19,600. */
class IsolatedLiquidationTest {
  private static final long FIRST_FORCED_ORDER = 1L << 62;

  private final Venue venue = new Venue();

  @Test
  void longIsLiquidatedWhenMarkReachesItsTriggerFromAbove() {
    venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.clear();

    venue.commands.markPrice(BTC, 19_698_50);
    assertEquals(List.of(), venue.events());

    venue.commands.markPrice(BTC, 19_698_49);
    List<String> events = venue.events();
    // 400 + 19,698.49 - 20,000 = 98.49; 0.5 % of 19,698.49 = 98.49245.
    assertContains(events.get(0), "LiquidationStarted", "\"equity\":9849000000,");
    assertContains(events.get(0), "\"requirement\":9849245000,", "\"margin\":40000000000,");
    assertContains(events.get(1), "StageEntered", "CANCEL_ORDERS");
    assertContains(events.get(2), "StageEntered", "\"stage\":2,", "CLOSE");
    assertContains(events.get(3), "ForcedOrder", "\"limitPrice\":1960000,", "\"side\":\"SELL\"");
    assertEquals(4, events.size());
  }

  @Test
  void shortIsLiquidatedWhenMarkReachesItsTriggerFromBelow() {
    venue.isolated(BTC, -1_000, 20_000_00, 50, 400);
    venue.clear();

    // 400 + 20,000 - m <= 0.005 m from m = 20,400 / 1.005 = 20,298.507.
    venue.commands.markPrice(BTC, 20_298_50);
    assertEquals(List.of(), venue.events());

    venue.commands.markPrice(BTC, 20_298_51);
    List<String> events = venue.events();
    assertContains(events.get(0), "LiquidationStarted", "\"equity\":10149000000,");
    assertContains(events.get(3), "ForcedOrder", "\"limitPrice\":2040000,", "\"side\":\"BUY\"");
  }

  // Bybit's lesson: what is left when a position closes better than its bankruptcy price goes to
  // the
  // fund (W46, W18).
  @Test
  void whatIsLeftAfterAGoodCloseGoesToTheFund() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.markPrice(BTC, 19_690_00);
    venue.clear();

    venue.trade(trader, FIRST_FORCED_ORDER, BTC, -1_000, 19_650_00);

    List<String> events = venue.events();
    assertContains(events.get(0), "\"accountId\":3,", "PositionChanged");
    assertContains(events.get(1), "\"accountId\":3,", "REALISED_PNL", "\"amount\":35000000000,");
    assertContains(events.get(2), "OrderChanged", "\"state\":\"FILLED\"");
    assertContains(
        events.get(3), "\"reason\":\"FORCED_FILL\"", "\"margin\":5000000000,", "-35000000000");
    assertContains(events.get(4), "SETTLEMENT", "\"margin\":0,");
    assertContains(events.get(5), "FundChanged", "\"amount\":5000000000,", "SURPLUS");
    assertContains(events.get(6), "LiquidationFinished", "CLOSED", "\"surplus\":5000000000,");
  }

  @Test
  void aPositionThatNobodyBuysAtItsBankruptcyPriceGoesToTheFund() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.markPrice(BTC, 19_000_00);
    venue.clear();

    venue.commands.orderDone(FIRST_FORCED_ORDER, DoneReason.EXPIRED);

    List<String> events = venue.events();
    assertContains(events.get(1), "StageEntered", "\"stage\":3,", "TAKE_OVER");
    assertContains(events.get(2), "TakeOver", "\"bankruptcyPrice\":1960000,");
    // At 19,000 the fund has 600 less than it paid.
    assertContains(events.get(2), "\"fundPnlAtMark\":-60000000000,");
    assertContains(events.get(3), "\"accountId\":" + trader + ",", "\"margin\":0,");
    assertContains(events.get(4), "\"accountId\":1,", "\"cost\":1960000000000,");
    assertContains(events.get(5), "TAKEN_OVER", "\"covered\":0,");
  }

  @Test
  void aPartialCloseThatMakesThePositionSafeStopsThere() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.markPrice(BTC, 19_698_00);
    venue.trade(trader, FIRST_FORCED_ORDER, BTC, -900, 19_698_00);
    venue.clear();

    venue.commands.orderDone(FIRST_FORCED_ORDER, DoneReason.EXPIRED);

    assertContains(venue.events().get(1), "LiquidationFinished", "REDUCED");
  }

  @Test
  void openOrdersAreCancelledFirstAndTheCloseWaitsForThem() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.placeOrder(7, trader, BTC, Side.SELL, 20_100_00, 1_000, true);
    venue.clear();

    venue.commands.markPrice(BTC, 19_690_00);
    List<String> events = venue.events();
    assertContains(events.get(2), "CancelRequested", "\"orderId\":7,");
    assertEquals(3, events.size());

    venue.commands.orderDone(7, DoneReason.CANCELLED);
    assertContains(venue.events().get(2), "ForcedOrder");
  }

  @Test
  void aMarkThatComesBackWhileOrdersAreCancelledSavesThePosition() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.commands.placeOrder(7, trader, BTC, Side.SELL, 20_100_00, 1_000, true);
    venue.commands.markPrice(BTC, 19_690_00);
    venue.commands.markPrice(BTC, 19_900_00);
    venue.clear();

    venue.commands.orderDone(7, DoneReason.CANCELLED);
    assertContains(venue.events().get(1), "LiquidationFinished", "RECOVERED");

    venue.commands.markPrice(BTC, 19_690_00);
    assertContains(venue.events().get(0), "LiquidationStarted", "\"liquidationId\":2,");
  }

  @Test
  void aFrozenPositionTakesNoNewOrders() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 500);
    venue.commands.markPrice(BTC, 19_690_00);
    byte[] before = venue.engine().digest();
    venue.clear();

    venue.commands.placeOrder(9, trader, BTC, Side.BUY, 19_000_00, 1, false);

    assertContains(venue.events().get(0), "CommandRejected", "UNDER_LIQUIDATION");
    assertArrayEquals(before, venue.engine().digest());
  }

  private static void assertContains(String event, String... parts) {
    for (String part : parts) {
      assertTrue(event.contains(part), () -> part + " is not in " + event);
    }
  }
}
