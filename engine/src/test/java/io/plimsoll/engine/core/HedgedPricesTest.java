package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.margin.LegsPrices;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HedgedPricesTest {
  private static final VenueRules CALLING =
      new VenueRules(
          1_300_000_000L, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT);

  /** One tick on the safe side nothing happens, at the price it does, above and below alike. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theEngineCallsAndLiquidatesAtExactlyThePricesOfTheView(
      @ForAll @IntRange(min = 1, max = 3) int netting,
      @ForAll @IntRange(min = 1, max = 900) int longs,
      @ForAll @IntRange(min = 1, max = 900) int shorts,
      @ForAll @IntRange(min = -200, max = 200) int eth,
      @ForAll @IntRange(min = 0, max = 60) int spare,
      @ForAll boolean up) {
    HedgedVenue hedged = new HedgedVenue(CALLING, HedgeNetting.get((short) netting));
    long needed = (longs + shorts) * 20L / 50 + Math.abs(eth) + 2;
    long trader = hedged.cross(needed + needed * spare / 100, longs, shorts);
    if (eth != 0) {
      hedged.venue.trade(trader, 0, ETH, eth, 1_000_00);
    }
    hedged.venue.clear();
    LegsPrices prices = hedged.view().legsPrices(trader, BTC);
    assertNotNull(prices);
    long price = up ? prices.liquidationPriceAbove() : prices.liquidationPriceBelow();
    if (price == 0) {
      return;
    }

    int step = up ? 1 : -1;
    assertEquals(0, started(hedged.markTick(price - step)), "too early");
    assertEquals(1, started(hedged.markTick(price)), "at its price");
  }

  private static int started(List<Event> events) {
    return all(events, "LiquidationStarted").size();
  }

  @Test
  void bothLegsShareThePriceThatIsNearer() {
    HedgedVenue hedged = new HedgedVenue(VenueRules.DEFAULT, HedgeNetting.SUM);
    long trader = hedged.cross(560, 500, 300);
    EngineView view = hedged.view();

    long price = view.liquidationPrice(trader, BTC, PositionSide.LONG);

    // 560 + 0.2 (p - 20,000) = 0.5 % of 0.8 p at 17,551.02…
    assertEquals(17_551_02, price);
    assertEquals(price, view.liquidationPrice(trader, BTC, PositionSide.SHORT));
    assertEquals(0, view.legsPrices(trader, BTC).liquidationPriceAbove());
    assertEquals(17_200_00, view.bankruptcyPrice(trader, BTC, PositionSide.SHORT));
    assertEquals(0, view.marginCallPrice(trader, BTC, PositionSide.LONG));
    assertNull(view.legsPrices(Venue.MARKET, BTC));
  }

  @Test
  void aMarginCallComesAtTheSharedPriceOfTheView() {
    HedgedVenue hedged = new HedgedVenue(CALLING, HedgeNetting.LARGER);
    long trader = hedged.cross(560, 500, 300);

    long price = hedged.view().marginCallPrice(trader, BTC, PositionSide.SHORT);

    assertEquals(0, all(hedged.markTick(price + 1), "MarginCall").size());
    assertEquals(1, all(hedged.markTick(price), "MarginCall").size());
  }

  /** A pair that is hedged in full has nothing to gain: what it requires rises with the mark. */
  @Test
  void aHedgedPairIsLiquidatedByARisingMarkWhereBothLegsCount() {
    HedgedVenue hedged = new HedgedVenue(VenueRules.DEFAULT, HedgeNetting.SUM);
    long trader = hedged.cross(400, 500, 500);

    LegsPrices prices = hedged.view().legsPrices(trader, BTC);

    assertEquals(80_000_00, prices.liquidationPrice());
    assertEquals(80_000_00, prices.liquidationPriceAbove());
    assertEquals(0, prices.liquidationPriceBelow());
    assertEquals(0, started(hedged.markTick(79_999_99)));
    assertEquals(1, started(hedged.markTick(80_000_00)));
  }

  @Test
  void aHedgedPairIsNeverLiquidatedWhereOnlyTheUnhedgedCounts() {
    HedgedVenue hedged = new HedgedVenue(VenueRules.DEFAULT, HedgeNetting.NET);
    long trader = hedged.cross(400, 500, 500);

    assertEquals(0, hedged.view().liquidationPrice(trader, BTC, PositionSide.LONG));
    assertEquals(0, started(hedged.mark(900_000)));
    assertEquals(0, started(hedged.mark(1)));
  }

  /**
   * Source: Binance "How to Calculate Liquidation Price of USDⓈ-M Futures Contracts": in cross mode
   * with both positions of hedge mode, LP = (WB + cumL + cumS − qL · EPL + qS · EPS) / (qL · MMRL +
   * qS · MMRS − qL + qS), here without other contracts. Tiers: BTCUSDT up to 12 million, as of
   * October 2024: 0.4 %, 0.5 % (50), 0.65 % (950), 1 % (11,450).
   */
  @Test
  void binancesFormulaForBothPositionsOfHedgeModeHolds() {
    HedgedVenue hedged = new HedgedVenue(VenueRules.DEFAULT, HedgeNetting.SUM);
    hedged.tiers(
        HedgeNetting.SUM,
        tier(0, 4_000_000),
        tier(50_000, 5_000_000),
        tier(600_000, 6_500_000),
        tier(3_000_000, 10_000_000));
    // 60 BTC long at 20,000 and 20 short at 20,000: 1.2 and 0.4 million.
    long trader = hedged.cross(100_000, 60_000, 20_000);

    long price = hedged.view().liquidationPrice(trader, BTC, PositionSide.LONG);

    // Long 1.05 million in the third tier, short 0.35 million in the second one.
    assertEquals(ofBinance("100000", "60", "0.0065", "950", "20", "0.005", "50"), price);
    assertEquals(0, started(hedged.markTick(price + 1)));
    assertEquals(1, started(hedged.markTick(price)));
  }

  private static RiskTier tier(long floor, long rate) {
    return new RiskTier(floor * Venue.ONE, rate, 10_000);
  }

  /** In cents, rounded down: a long's first mark past the line. */
  private static long ofBinance(
      String wallet,
      String longs,
      String rateL,
      String cumL,
      String shorts,
      String rateS,
      String cumS) {
    BigDecimal entry = new BigDecimal("20000");
    BigDecimal q = new BigDecimal(longs);
    BigDecimal s = new BigDecimal(shorts);
    BigDecimal above =
        new BigDecimal(wallet)
            .add(new BigDecimal(cumL))
            .add(new BigDecimal(cumS))
            .subtract(q.multiply(entry))
            .add(s.multiply(entry));
    BigDecimal below =
        q.multiply(new BigDecimal(rateL)).add(s.multiply(new BigDecimal(rateS))).subtract(q).add(s);
    return above.movePointRight(2).divide(below, 0, RoundingMode.FLOOR).longValueExact();
  }
}
