package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.PoolScenario.COIN;
import static io.plimsoll.engine.core.PoolScenario.ONE_COIN;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.FEES;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static io.plimsoll.engine.memory.Int128.PPB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.DoneReason;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final long FORCED = 1L << 62;

  private final PoolScenario scenario;
  private final Venue venue;
  private final CollateralEncoder collateral;
  private final EngineView view;
  private final long pool;

  PoolTest() {
    this.scenario = new PoolScenario(Waterfall.DEFAULT);
    this.venue = scenario.venue;
    this.collateral = scenario.collateral;
    this.view = scenario.venue.engine().view();
    this.pool = scenario.pool;
  }

  private void buy(long thousandths) {
    scenario.buy(thousandths);
  }

  @Test
  void coinsCarryAPositionThatSettlesInAnotherAsset() {
    assertEquals(19_000 * ONE, view.freeCollateral(pool, USDT));

    venue.trade(pool, 0, BTC, 2_000, 20_000_00);

    assertContains(venue.events().get(0), "PositionChanged", "\"quantity\":2000,");
    assertEquals(15_000 * ONE, view.freeCollateral(pool, USDT));
    assertEquals(19_000 * ONE, view.equity(pool, BTC));
    assertEquals(200 * ONE, view.requirement(pool, BTC));
  }

  @Test
  void withdrawalsNeverBorrow() {
    venue.commands.withdraw(pool, USDT, 1);

    assertContains(
        venue.events().get(0), "CommandRejected", "INSUFFICIENT_BALANCE", "\"detail\":0,");
  }

  @Test
  void coinsThatPositionsNeedStay() {
    buy(2_000);

    // 4,000 of initial margin / 0.95 / 20,000 = 0.21052632 coins must stay.
    assertEquals(ONE_COIN - 21_052_632, view.freeBalance(pool, COIN));
  }

  @Test
  void pricesAreThoseWorkedByHand() {
    buy(2_000);

    // 19,000 + 2 m − 40,000 = 0.01 m at 10,552.76; 19,600 + 2 m = 40,000 at 10,200.
    assertEquals(10_552_76, view.liquidationPrice(pool, BTC));
    assertEquals(10_200_00, view.bankruptcyPrice(pool, BTC));
    // 0.95 p = 200 at 210.52.
    assertEquals(210_52, view.collateralLiquidationPrice(pool, COIN));
  }

  @Test
  void aFallOfTheCollateralStartsALiquidationWhoseNumbersAddUp() {
    buy(2_000);
    venue.commands.markPrice(BTC, 15_000_00);
    collateral.collateralPrice(COIN, 10_684_22);
    assertEquals(List.of(), venue.events());

    collateral.collateralPrice(COIN, 10_684_21);

    List<String> events = venue.events();
    // 0.95 × 10,684.21 − 10,000 = 149.9995 against 150.
    assertContains(
        events.get(0),
        "LiquidationStarted",
        "\"equity\":14999950000,",
        "\"requirement\":15000000000,");
    assertContains(
        events.get(1),
        "CollateralValued",
        "\"unrealisedPnl\":-1000000000000,",
        "\"value\":-1000000000000,",
        "\"requirementValue\":15000000000,");
    assertContains(
        events.get(2), "CollateralValued", "\"balance\":100000000,", "\"value\":1014999950000,");
    // 0.98 × 10,684.21 − 10,000 = 470.5258, so 15,000 − 235.2629 rounded up.
    assertContains(events.get(5), "ForcedOrder", "\"limitPrice\":1476474,");
  }

  @Test
  void aTakeoverLeavesNothingInAnyWallet() {
    buy(2_000);
    venue.commands.markPrice(BTC, 15_000_00);
    collateral.collateralPrice(COIN, 10_684_21);
    venue.clear();

    venue.commands.orderDone(FORCED, DoneReason.EXPIRED);

    List<String> events = venue.events();
    assertContains(
        events.stream().filter(e -> e.contains("CollateralConverted")).findFirst().orElseThrow(),
        "\"given\":100000000,",
        "\"repaid\":1047052580000,",
        "\"value\":1047052580000,");
    assertContains(
        events.get(events.size() - 1), "LiquidationFinished", "TAKEN_OVER", "\"covered\":0,");
    assertEquals(0, view.balance(pool, USDT));
    assertEquals(0, view.balance(pool, COIN));
    assertEquals(ONE_COIN, view.balance(FUND, COIN));
  }

  @Test
  void whatCollateralCannotPayIsCoveredInTheAssetOwed() {
    buy(2_000);
    venue.commands.markPrice(BTC, 15_000_00);
    collateral.collateralPrice(COIN, 5_000_00);

    venue.commands.orderDone(FORCED, DoneReason.EXPIRED);

    // The fund takes the position at 30,000 + 5,100: the account owes 4,900, the coin pays that.
    assertEquals(0, view.balance(pool, USDT));
    assertEquals(0, view.balance(pool, COIN));
    venue.engine().digest();
  }

  @Test
  void repayingMayBeEnough() {
    PoolScenario repaying =
        new PoolScenario(
            new Waterfall(
                PPB,
                0,
                false,
                List.of(
                    WaterfallStage.cancelOrders(),
                    WaterfallStage.repay(),
                    WaterfallStage.takeOver())));
    repaying.buy(2_000);
    repaying.venue.commands.markPrice(BTC, 15_000_00);
    repaying.venue.trade(repaying.pool, 0, BTC, -1_000, 15_000_00);
    repaying.venue.clear();

    repaying.collateral.collateralPrice(COIN, 10_600_00);

    List<String> events = repaying.venue.events();
    assertContains(events.get(0), "LiquidationStarted", "\"equity\":7000000000,");
    // 5,000 / 10,600 / 0.98 = 0.48132462 coins, each rounding up.
    assertContains(
        events.stream().filter(e -> e.contains("CollateralConverted")).findFirst().orElseThrow(),
        "\"given\":48132462,",
        "\"repaid\":500000000000,",
        "\"discount\":20000000,");
    assertContains(events.get(events.size() - 1), "LiquidationFinished", "REDUCED");
    EngineView after = repaying.venue.engine().view();
    assertEquals(0, after.balance(repaying.pool, USDT));
    assertEquals(1_000, after.quantity(repaying.pool, BTC));
  }

  @Test
  void interestIsPaidOnWhatIsOwedToTheLastUnit() {
    buy(2_000);
    venue.trade(pool, 0, BTC, -2_000, 19_000_00);
    collateral.chargeInterest(USDT, 10_000_001);
    venue.clear();

    venue.commands.clock();

    // 2,000 owed: 1.0000001 % of it.
    assertEquals(-2_000 * ONE - 20 * ONE - 200, view.balance(pool, USDT));
    assertEquals(20 * ONE + 200, view.balance(FEES, USDT));
    List<String> events = venue.events();
    assertContains(events.get(events.size() - 1), "InterestCharged", "\"charged\":2000000200,");
  }

  @Test
  void whoOwesCannotPartHisPool() {
    buy(1_000);
    venue.trade(pool, 0, BTC, -1_000, 19_000_00);
    venue.clear();

    collateral.setCollateralMode(pool, CollateralMode.SINGLE_ASSET);

    assertContains(
        venue.events().get(0),
        "CommandRejected",
        "INSUFFICIENT_BALANCE",
        "\"detail\":-100000000000,");
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void liquidationStartsAtTheMarkAndThePriceThatAreTold(
      @ForAll @IntRange(min = -3_000, max = 3_000) int quantity,
      @ForAll @IntRange(min = 90, max = 115) int markPercent,
      @ForAll @IntRange(min = 80, max = 130) int pricePercent,
      @ForAll boolean byPrice) {
    if (quantity == 0) {
      return;
    }
    PoolScenario fresh = new PoolScenario(Waterfall.DEFAULT);
    EngineView look = fresh.venue.engine().view();
    fresh.buy(quantity);
    fresh.venue.commands.markPrice(BTC, 20_000_00L * markPercent / 100);
    fresh.collateral.collateralPrice(COIN, 20_000_00L * pricePercent / 100);
    assertEquals(List.of(), fresh.venue.events());
    long told =
        byPrice
            ? look.collateralLiquidationPrice(fresh.pool, COIN)
            : look.liquidationPrice(fresh.pool, BTC);
    if (told == 0) {
      return;
    }
    long safe = byPrice || quantity > 0 ? told + 1 : told - 1;

    move(fresh, byPrice, safe);
    assertEquals(List.of(), fresh.venue.events());
    move(fresh, byPrice, told);

    assertContains(fresh.venue.events().get(0), "LiquidationStarted");
  }

  private static void move(PoolScenario of, boolean byPrice, long to) {
    if (byPrice) {
      of.collateral.collateralPrice(COIN, to);
    } else {
      of.venue.commands.markPrice(BTC, to);
    }
  }

  private static void assertContains(String event, String... parts) {
    for (String part : parts) {
      assertTrue(event.contains(part), () -> part + " is not in " + event);
    }
  }
}
