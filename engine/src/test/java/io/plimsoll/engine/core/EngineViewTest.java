package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static io.plimsoll.engine.core.Venue.MARKET;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EngineViewTest {
  private static final int BTC_ENTRY = 20_000_00;
  private static final int ETH_ENTRY = 1_000_00;
  private static final VenueRules CALLING =
      new VenueRules(
          1_300_000_000L, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT);

  @Test
  void pricesOfAnIsolatedLongAreThoseWorkedByHand() {
    Venue venue = new Venue();
    long account = venue.isolated(BTC, 1_000, BTC_ENTRY, 50, 400);
    EngineView view = venue.engine().view();

    // Margin 400; requirement 0.5 % of p: 400 + p - 20,000 = 0.005 p at 19,698.4924…
    assertEquals(19_698_49, view.liquidationPrice(account, BTC));
    assertEquals(19_600_00, view.bankruptcyPrice(account, BTC));
    assertEquals(0, view.marginCallPrice(account, BTC));
    assertEquals(400 * ONE, view.equity(account, BTC));
    assertEquals(100 * ONE, view.requirement(account, BTC));
    assertEquals(0, view.balance(account, USDT));
    assertEquals(1_000, view.quantity(account, BTC));
    assertEquals(20_000 * ONE, view.cost(account, BTC));
  }

  @Test
  void whatDoesNotExistAnswersZero() {
    EngineView view = new Venue().engine().view();

    assertEquals(0, view.balance(77, USDT));
    assertEquals(0, view.freeBalance(77, USDT));
    assertEquals(0, view.quantity(77, BTC));
    assertEquals(0, view.liquidationPrice(77, BTC));
    assertEquals(0, view.equity(MARKET, 4_000));
    assertEquals(0, view.adlLights(77, BTC));
  }

  /** One tick on the safe side nothing happens, at the price it does: the view never disagrees. */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theEngineCallsAndLiquidatesAtExactlyThePricesOfTheView(
      @ForAll boolean isolated,
      @ForAll @IntRange(min = -900, max = 900) int btc,
      @ForAll @IntRange(min = -900, max = 900) int eth,
      @ForAll @IntRange(min = 2, max = 90) int leverage,
      @ForAll @IntRange(min = 0, max = 500) int spare) {
    if (btc == 0) {
      return;
    }
    Venue venue = new Venue(CALLING);
    long needed = Math.abs(btc) * 20L / leverage + Math.abs(eth) + 1;
    long account = venue.trader(needed + needed * spare / 100);
    MarginMode mode = isolated ? MarginMode.ISOLATED : MarginMode.CROSS;
    venue.commands.setMarginMode(account, BTC, mode);
    venue.commands.setLeverage(account, BTC, leverage * 100);
    if (eth != 0) {
      venue.trade(account, 0, ETH, eth, ETH_ENTRY);
    }
    venue.trade(account, 0, BTC, btc, BTC_ENTRY);
    EngineView view = venue.engine().view();
    venue.clear();

    int worse = btc > 0 ? -1 : 1;
    long callPrice = view.marginCallPrice(account, BTC);
    if (callPrice != 0 && worse * (callPrice - BTC_ENTRY) > 0) {
      expectAt(venue, callPrice, worse, "MarginCall");
    }
    long price = view.liquidationPrice(account, BTC);
    if (price != 0 && worse * (price - BTC_ENTRY) > 0) {
      expectAt(venue, price, worse, "LiquidationStarted");
    }
  }

  private static void expectAt(Venue venue, long price, int worse, String event) {
    venue.commands.markPrice(BTC, price - worse);
    assertEquals(0, count(venue.events(), event), event + " too early");
    venue.commands.markPrice(BTC, price);
    assertEquals(1, count(venue.events(), event), event + " at its price");
  }

  private static long count(List<String> events, String type) {
    return events.stream().filter(e -> e.contains('"' + type + '"')).count();
  }

  @Test
  void theFifthOfASideWithTheBestScoresHasFiveLightsAndTheLastHasOne() {
    Waterfall deleveraging =
        new Waterfall(
            1_000_000_000L,
            0,
            false,
            List.of(
                WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
                WaterfallStage.takeOver()));
    Venue venue = new Venue(VenueRules.DEFAULT, deleveraging);
    long[] longs = new long[5];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = venue.isolated(BTC, 100, BTC_ENTRY, 10 * (i + 1), 2_000);
    }
    venue.commands.markPrice(BTC, 21_000_00);
    EngineView view = venue.engine().view();

    // All have 5 % profit; the higher the leverage, the higher the score.
    for (int i = 0; i < longs.length; i++) {
      assertEquals(i + 1, view.adlLights(longs[i], BTC));
    }
    assertEquals(5, view.adlLights(MARKET, BTC), "alone on its side");
  }

  @Test
  void withoutADeleverageStageThereAreNoLights() {
    Venue venue = new Venue();
    long account = venue.isolated(BTC, 100, BTC_ENTRY, 10, 2_000);

    assertEquals(0, venue.engine().view().adlLights(account, BTC));
  }
}
