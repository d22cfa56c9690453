package io.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Prices in whole units, quantities in whole contracts, money in 10^-4 unless said otherwise. */
class PositionPricesTest {
  private static final int MONEY_SCALE = 4;
  private static final long ONE = 10_000;
  private static final ContractTerms LINEAR =
      new ContractTerms(ContractType.LINEAR, 0, 0, 0, 1, 50_000, 1_000_000, 1, 0);
  private static final Schedule HALF_PERCENT =
      Schedule.marginal(List.of(new RiskTier(0, 5_000_000, 10_000)));

  @Test
  void longAndShortOfOneAtFiftyTimesAreThoseThatBybitPrints() {
    PositionPrices prices = prices(VenueRules.DEFAULT, LINEAR, HALF_PERCENT, 0);

    // 400 + p - 20,000 = 0.005 p; 400 + 20,000 - p = 0.005 p.
    assertEquals(19_698, prices.liquidationPrice(1, 20_000 * ONE, 400 * ONE));
    assertEquals(20_299, prices.liquidationPrice(-1, -20_000 * ONE, 400 * ONE));
    assertEquals(19_600, prices.bankruptcyPrice(1, 20_000 * ONE, 400 * ONE));
    assertEquals(20_400, prices.bankruptcyPrice(-1, -20_000 * ONE, 400 * ONE));
  }

  @Test
  void closingFeeBringsLiquidationNearerAndLeavesBankruptcy() {
    VenueRules counted =
        new VenueRules(0, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT);
    PositionPrices prices = prices(counted, LINEAR, HALF_PERCENT, 1_000_000);

    // 400 + p - 20,000 = 0.006 p at 19,718.3.
    assertEquals(19_718, prices.liquidationPrice(1, 20_000 * ONE, 400 * ONE));
    assertEquals(19_600, prices.bankruptcyPrice(1, 20_000 * ONE, 400 * ONE));
  }

  @Test
  void marginCallComesFirstAndOnlyWhereThereAreCalls() {
    VenueRules calling =
        new VenueRules(
            2_000_000_000L, 0, 0, TriggerRule.BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT);

    // 400 + p - 20,000 < 0.01 p below 19,797.98.
    PositionPrices prices = prices(calling, LINEAR, HALF_PERCENT, 0);
    assertEquals(19_797, prices.marginCallPrice(1, 20_000 * ONE, 400 * ONE));
    PositionPrices silent = prices(VenueRules.DEFAULT, LINEAR, HALF_PERCENT, 0);
    assertEquals(PositionPrices.NONE, silent.marginCallPrice(1, 20_000 * ONE, 400 * ONE));
  }

  @Test
  void whereNoMarkIsPastTheLineThereIsNoPrice() {
    PositionPrices prices = prices(VenueRules.DEFAULT, LINEAR, HALF_PERCENT, 0);

    assertEquals(PositionPrices.NONE, prices.liquidationPrice(1, 20_000 * ONE, 20_000 * ONE));
    assertEquals(1, prices.bankruptcyPrice(1, 20_000 * ONE, 20_000 * ONE));
    assertEquals(50_000, prices.bankruptcyPrice(-1, -20_000 * ONE, 30_000 * ONE));
    assertEquals(PositionPrices.NONE, prices.bankruptcyPrice(1, 20_000 * ONE, -40_000 * ONE));
  }

  @Test
  void tierByQuantityIsThatOfThePosition() {
    Schedule byQuantity =
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.MARK,
            0,
            0,
            0,
            List.of(
                RiskTier.byQuantity(0, 5_000_000, 10_000),
                RiskTier.byQuantity(10, 50_000_000, 1_000)));
    PositionPrices prices = prices(VenueRules.DEFAULT, LINEAR, byQuantity, 0);

    // 9 contracts at 0.5 %, 10 at 5 %: 10 p + 10,000 - 100,000 = 0.5 p at 9,473.7.
    assertEquals(9_045, prices.liquidationPrice(9, 90_000 * ONE, 9_000 * ONE));
    assertEquals(9_473, prices.liquidationPrice(10, 100_000 * ONE, 10_000 * ONE));
  }

  /** From one mark to the next, over every mark: solvent up to the price, past the line from it. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void bankruptcyPriceIsTheLastSolventMarkOfEveryContract(
      @ForAll @IntRange(min = 0, max = 2) int type,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll boolean isLong,
      @ForAll @IntRange(min = 200, max = 900) int entry,
      @ForAll @LongRange(min = -2_000, max = 40_000) long behind) {
    ContractTerms terms =
        switch (type) {
          case 0 -> new ContractTerms(ContractType.LINEAR, 0, 0, 0, 1, 1_000, 1_000, 1, 0);
          case 1 -> new ContractTerms(ContractType.QUANTO, 7, 0, 0, 1, 1_000, 1_000, 1, 0);
          default ->
              new ContractTerms(ContractType.INVERSE, 1_000_000, 0, 0, 100, 1_000, 1_000, 1, 0);
        };
    PositionPrices prices = prices(VenueRules.DEFAULT, terms, HALF_PERCENT, 0);
    long quantity = isLong ? size : -size;
    long cost = value(terms, quantity, entry);
    long worse = isLong ? -1 : 1;

    long price = prices.bankruptcyPrice(quantity, cost, behind);
    for (long mark = terms.priceMin(); mark <= terms.priceMax(); mark++) {
      boolean solvent = behind + value(terms, quantity, mark) - cost >= 0;
      boolean beyond = price == PositionPrices.NONE || worse * (mark - price) > 0;
      assertEquals(!beyond, solvent, "at " + mark + " of " + price);
    }
    long liquidation = prices.liquidationPrice(quantity, cost, behind);
    boolean both = price != PositionPrices.NONE && liquidation != PositionPrices.NONE;
    assertTrue(
        !both || worse * (price - liquidation) >= -1, "liquidated at the first insolvent mark");
  }

  private static long value(ContractTerms terms, long quantity, long price) {
    return switch (terms.type()) {
      case LINEAR -> quantity * price * ONE;
      case QUANTO -> quantity * price * terms.contractValue();
      default -> Math.floorDiv(-quantity * terms.contractValue(), price);
    };
  }

  private static PositionPrices prices(
      VenueRules rules, ContractTerms terms, Schedule schedule, long takerRate) {
    return PositionPrices.of(rules, terms, MONEY_SCALE, schedule, takerRate);
  }
}
