package io.plimsoll.tools.explain;

import static io.plimsoll.tools.explain.ScriptedVenue.FEES;
import static io.plimsoll.tools.explain.ScriptedVenue.FUND;
import static io.plimsoll.tools.explain.ScriptedVenue.MARKET;
import static io.plimsoll.tools.explain.ScriptedVenue.TRADER;
import static io.plimsoll.tools.explain.ScriptedVenue.assertTold;

import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.OrderPricing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolStoryTest {
  private static final int GOLD = 2;

  @TempDir private Path folder;

  /**
   * A trader with 20 GOLD at 10 coins each, of which 80 % count; debts count 110 %. It owes nothing
   * yet, and is long 10 at 100.
   */
  private ScriptedVenue venue(WaterfallStage... stages) {
    ScriptedVenue venue = new ScriptedVenue(folder.resolve("journal"), stages);
    venue.commands.addAsset(GOLD, 2, "GOLD");
    venue.collateral.setCollateral(
        1, CollateralTerms.valuation(1_100_000_000L, 1L << 60, FUND, FEES));
    venue.collateral.setCollateral(
        GOLD,
        new CollateralTerms(
            1_000_000_000L,
            0,
            50_000_000,
            1_000,
            FUND,
            FEES,
            0,
            false,
            List.of(new CollateralTier(0, 800_000_000))));
    venue.collateral.collateralPrice(GOLD, 10);
    venue.commands.deposit(TRADER, GOLD, 2_000);
    venue.collateral.setCollateralMode(TRADER, CollateralMode.MULTI_ASSET);
    venue.trade(TRADER, MARKET, 10, 100);
    return venue;
  }

  @Test
  void poolIsToldAssetByAssetAndSoIsWhatItsCloseMayCost() {
    try (ScriptedVenue venue =
        venue(WaterfallStage.close(OrderPricing.BANKRUPTCY), WaterfallStage.takeOver())) {
      venue.commands.markPrice(1, 88);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  collateral mode set to MULTI_ASSET: all its wallets stand behind all its cross"
              + " positions");
      assertTold(
          story,
          "  LIQUIDATION 1 of the pool starts: equity 28.00 is past the requirement 48.40",
          "      the mark before, 100:",
          "        COIN: balance 0.00 + (10 x 100 - 1,000.00) = 0.00; counts in full",
          "        requirement = 5 % of 1,000.00 = 50.00",
          "        taking it out of the amount takes 55.00 from what it counts",
          "        GOLD: balance 20.00; less a haircut of 4.00 x price 10, rounded down, counts"
              + " 160.00",
          "        equity together = 160.00",
          "        requirements together = 55.00",
          "      the mark that crossed, 88:",
          "        COIN: balance 0.00 + (10 x 88 - 1,000.00) = -120.00; a debt counts 110 % of it,"
              + " rounded up: -132.00",
          "        requirement = 5 % of 880.00 = 44.00",
          "        taking it out of the amount takes 48.40 from what it counts",
          "        GOLD: balance 20.00; less a haircut of 4.00 x price 10, rounded down, counts"
              + " 160.00",
          "        equity together = 28.00",
          "        requirements together = 48.40",
          "      liquidation price = 89");
      // 200 less 5 % less 120 is what the pool would bring.
      assertTold(
          story,
          "      its share of what the pool would bring if all were converted, 70.00; in COIN ="
              + " 70.00",
          "      bankruptcy price = (value at the mark - share) / quantity = (880.00 - 70.00) / 10 ="
              + " 81.000000");
    }
  }

  @Test
  void debtIsRepaidAndToldWithThePriceAndWhatConvertingCosts() {
    try (ScriptedVenue venue =
        venue(
            WaterfallStage.repay(),
            WaterfallStage.close(OrderPricing.BANKRUPTCY),
            WaterfallStage.takeOver())) {
      venue.trade(MARKET, TRADER, 5, 88);
      venue.commands.markPrice(1, 78);

      String story = venue.story(TRADER);
      assertTold(story, "  stage 1 of 3, REPAY: equity -27.00, requirement 21.45");
      assertTold(
          story,
          "  COLLATERAL CONVERTED: account 1 takes 6.32 GOLD and repays 60.00 COIN",
          "      at the price 10, less 5 % that converting costs, it is worth 60.00");
    }
  }

  @Test
  void repayIsSkippedByAPoolThatOwesNothing() {
    try (ScriptedVenue venue =
        venue(
            WaterfallStage.repay(),
            WaterfallStage.close(OrderPricing.BANKRUPTCY),
            WaterfallStage.takeOver())) {
      venue.commands.markPrice(1, 88);

      assertTold(
          venue.story(TRADER),
          "  stage 1 of 3, REPAY, is skipped: there is no debt that collateral could repay");
    }
  }

  @Test
  void poolIsLiquidatedByThePriceOfItsCollateral() {
    try (ScriptedVenue venue =
        venue(WaterfallStage.close(OrderPricing.BANKRUPTCY), WaterfallStage.takeOver())) {
      venue.collateral.collateralPrice(GOLD, 3);

      assertTold(
          venue.story(TRADER),
          "  LIQUIDATION 1 of the pool starts: equity 48.00 is past the requirement 55.00",
          "        COIN: balance 0.00 + (10 x 100 - 1,000.00) = 0.00; counts in full",
          "        requirement = 5 % of 1,000.00 = 50.00",
          "        taking it out of the amount takes 55.00 from what it counts",
          "        GOLD: balance 20.00; less a haircut of 4.00 x price 3, rounded down, counts 48.00",
          "        equity together = 48.00",
          "        requirements together = 55.00",
          "      liquidation price = 100");
    }
  }
}
