package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossLiquidationTest {
  private static final long FIRST_FORCED_ORDER = 1L << 62;

  @Test
  void theWalletStandsBehindAllItsPositions() {
    Venue venue = new Venue();
    long trader = cross(venue, 1_500);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.trade(trader, 0, ETH, 10_000, 1_000_00);
    venue.clear();

    // 1,500 - 1,000 - 300 = 200 against 0.5 % of (19,000 + 9,700) = 143.5: safe.
    venue.commands.markPrice(BTC, 19_000_00);
    venue.commands.markPrice(ETH, 970_00);
    assertEquals(List.of(), venue.events());

    // 1,500 - 1,000 - 360 = 140 against 143.2: not.
    venue.commands.markPrice(ETH, 964_00);
    List<String> events = venue.events();
    assertContains(events.get(0), "LiquidationStarted", "CROSS", "\"equity\":14000000000,");
    assertContains(events.get(0), "\"requirement\":14320000000,");
    // 140 split by requirement: BTC 95 / 143.2, so 19,000 - 92.877 = 18,907.13 rounded up.
    assertContains(events.get(3), "ForcedOrder", "\"limitPrice\":1890713,");
    // ETH 48.2 / 143.2: 964 - 47.122 / 10 = 959.29 rounded up.
    assertContains(events.get(4), "ForcedOrder", "\"limitPrice\":95929,");
  }

  @Test
  void aTakeoverLeavesTheWalletAtExactlyNothing() {
    Venue venue = new Venue();
    long trader = cross(venue, 1_500);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.trade(trader, 0, ETH, 10_000, 1_000_00);
    venue.commands.markPrice(BTC, 18_000_00);
    venue.commands.markPrice(ETH, 964_00);
    venue.commands.orderDone(FIRST_FORCED_ORDER, DoneReason.EXPIRED);
    venue.clear();

    venue.commands.orderDone(FIRST_FORCED_ORDER + 1, DoneReason.EXPIRED);

    List<String> events = venue.events();
    String last =
        events.stream().filter(e -> e.contains("\"accountId\":" + trader + ",")).toList().stream()
            .filter(e -> e.contains("BalanceChanged"))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertContains(last, "TAKE_OVER", "\"balance\":0,");
    assertContains(events.get(events.size() - 1), "LiquidationFinished", "TAKEN_OVER");
  }

  @Test
  void gainsInOneInstrumentHoldUpLossesInAnother() {
    Venue venue = new Venue();
    long trader = cross(venue, 1_500);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.trade(trader, 0, ETH, -10_000, 1_000_00);
    venue.clear();

    venue.commands.markPrice(ETH, 700_00);
    venue.commands.markPrice(BTC, 16_000_00);

    assertEquals(List.of(), venue.events());
  }

  @Test
  void aWalletIsCalledOnceAndAgainOnlyAfterItWasSafe() {
    Venue venue =
        new Venue(
            new VenueRules(
                2_000_000_000L,
                0,
                0,
                TriggerRule.AT_OR_BELOW,
                false,
                SurplusTo.FUND,
                SurplusTo.ACCOUNT));
    long trader = cross(venue, 1_000);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.clear();

    // 1,000 - 810 = 190 against twice 0.5 % of 19,190 = 191.9.
    venue.commands.markPrice(BTC, 19_190_00);
    assertContains(venue.events().get(0), "MarginCall", "\"equity\":19000000000,");
    venue.commands.markPrice(BTC, 19_180_00);
    assertEquals(List.of(), venue.events());

    venue.commands.deposit(trader, USDT, 100 * ONE);
    venue.clear();
    venue.commands.markPrice(BTC, 19_050_00);
    assertContains(venue.events().get(0), "MarginCall");
  }

  @Test
  void aWalletBelowZeroIsCoveredByTheFund() {
    Venue venue = new Venue();
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 50, 400);
    venue.clear();

    // The owner closes at 19,000 before any mark: 600 more than the margin of 400.
    venue.trade(trader, 0, BTC, -1_000, 19_000_00);

    List<String> events = venue.events();
    assertContains(events.get(events.size() - 5), "LiquidationStarted", "\"equity\":-60000000000,");
    assertContains(events.get(events.size() - 3), "COVER", "\"amount\":60000000000,");
    assertContains(events.get(events.size() - 2), "FundChanged", "\"amount\":-60000000000,");
    assertContains(events.get(events.size() - 1), "\"covered\":60000000000,");
  }

  private static long cross(Venue venue, long usdt) {
    long trader = venue.trader(usdt);
    venue.commands.setMarginMode(trader, BTC, MarginMode.CROSS);
    venue.commands.setLeverage(trader, BTC, 10_000);
    venue.commands.setLeverage(trader, ETH, 10_000);
    return trader;
  }

  private static void assertContains(String event, String... parts) {
    for (String part : parts) {
      assertTrue(event.contains(part), () -> part + " is not in " + event);
    }
  }
}
