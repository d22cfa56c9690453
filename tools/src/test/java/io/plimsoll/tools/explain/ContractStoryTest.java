package io.plimsoll.tools.explain;

import static io.plimsoll.tools.explain.ScriptedVenue.FUND;
import static io.plimsoll.tools.explain.ScriptedVenue.ID;
import static io.plimsoll.tools.explain.ScriptedVenue.MARKET;
import static io.plimsoll.tools.explain.ScriptedVenue.OTHER;
import static io.plimsoll.tools.explain.ScriptedVenue.TRADER;
import static io.plimsoll.tools.explain.ScriptedVenue.assertTold;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts, schedules, funding and expiry, told with their formulas. */
class ContractStoryTest {
  private static final Schedule FIVE_PERCENT =
      Schedule.marginal(List.of(new RiskTier(0, 50_000_000, 2_000)));

  @TempDir private Path folder;

  private ScriptedVenue venue(Contract contract, Schedule schedule) {
    return new ScriptedVenue(folder.resolve("journal"), contract, schedule, Waterfall.DEFAULT);
  }

  private static Schedule schedule(ScheduleForm form, TierMeasure measure, Valuation valuation) {
    long premium =
        switch (form) {
          case CONTINUOUS -> 1_000_000;
          case SQUARE_ROOT -> 10_000_000;
          default -> 0;
        };
    return new Schedule(
        form,
        measure,
        valuation,
        0,
        premium,
        premium > 0 ? 500_000_000 : 0,
        List.of(new RiskTier(0, 50_000_000, 2_000)));
  }

  @Test
  void inverseLiquidationIsToldInCoins() {
    // A contract is worth 100 of what prices are in: 1 coin at a price of 100.
    Contract inverse = new Contract(ContractType.INVERSE, 10_000, 1, 0);
    try (ScriptedVenue venue = venue(inverse, FIVE_PERCENT)) {
      venue.commands.setMarginMode(TRADER, ID, MarginMode.ISOLATED);
      venue.deposit(TRADER, 2);
      venue.deposit(FUND, 10);
      venue.trade(TRADER, MARKET, 10, 100);
      venue.commands.markPrice(ID, 95);
      venue.commands.orderDone(1L << 62, DoneReason.EXPIRED);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "      value = -10 x 100 / 100, rounded against the trader = -10.00",
          "      margin = value / 10x, rounded up = 1.00",
          "      position: long 10, cost -10.00, margin 1.00",
          "      inverse contract, value = -quantity x 100 / price",
          "      bankruptcy price = -quantity x contract value / (cost - margin) = -10 x 100 /"
              + " (-10.00 - 1.00) = 90.909090",
          "      liquidation price = 95, the first mark past the line:",
          "        equity = margin 1.00 + (-10 x 100 / 95 + 10.00) = 0.47",
          "        requirement = 5 % of 10.53 = 0.53",
          "        one step safer, at 96: equity 0.58, requirement 0.53");
      assertTold(
          story,
          "  forced order to the market: SELL 10 X, immediate or cancel, limit 91",
          "      bankruptcy price = -quantity x contract value / (cost - margin) = -10 x 100 /"
              + " (-10.00 - 1.00) = 90.909090");
      assertTold(
          story,
          "  TAKEOVER: the fund, account 1, takes 10 X for exactly -11.00",
          "      value = cost - margin = -10.00 - (1.00) = -11.00",
          "      bankruptcy price = 90",
          "      to the fund, at the mark: -10 x 100 / 95 - (-11.00) = 0.47");
      assertFalse(story.contains("differ"), story);
    }
  }

  @Test
  void quantoValueIsToldWithItsContractValue() {
    Contract quanto = new Contract(ContractType.QUANTO, 5, 1, 0);
    try (ScriptedVenue venue = venue(quanto, FIVE_PERCENT)) {
      venue.commands.setMarginMode(TRADER, ID, MarginMode.ISOLATED);
      venue.deposit(TRADER, 20);
      venue.trade(TRADER, MARKET, 10, 100);

      assertTold(
          venue.story(TRADER),
          "      value = 10 x 100 x 0.05 = 50.00",
          "      margin = value / 10x, rounded up = 5.00",
          "      position: long 10, cost 50.00, margin 5.00",
          "      quanto contract, value = quantity x price x 0.05",
          "      bankruptcy price = (cost - margin) / (quantity x contract value) = (50.00 - 5.00) /"
              + " (10 x 0.05) = 90.000000");
    }
  }

  @Test
  void continuousRateIsToldWithItsPremium() {
    assertRequirement(
        schedule(ScheduleForm.CONTINUOUS, TierMeasure.QUANTITY, Valuation.MARK),
        95,
        "requirement = 6 % (continuous: 5 % + 0.1 % x 10, at most 50 %) of 950.00 = 57.00");
  }

  @Test
  void squareRootRateIsToldWithItsPremium() {
    // The root of 10 is 3.1622776...
    assertRequirement(
        schedule(ScheduleForm.SQUARE_ROOT, TierMeasure.QUANTITY, Valuation.MARK),
        96,
        "requirement = 7.1622777 % (square root: 0.8 x 5 % + 1 % x root of 10, at least 5 %, at most"
            + " 50 %) of 960.00 = 68.76");
  }

  @Test
  void wholePositionAtItsEntryValueIsTold() {
    assertRequirement(
        schedule(ScheduleForm.WHOLE_POSITION, TierMeasure.ENTRY_NOTIONAL, Valuation.ENTRY),
        95,
        "requirement = 5 % (whole position) of the entry value 1,000.00 = 50.00");
  }

  private void assertRequirement(Schedule schedule, long liquidationPrice, String line) {
    try (ScriptedVenue venue = venue(Contract.LINEAR, schedule)) {
      venue.openLong(MARKET);
      assertTold(
          venue.story(TRADER),
          "      liquidation price = " + liquidationPrice + ", the first mark past the line:",
          "        equity = margin 100.00 + (10 x "
              + liquidationPrice
              + " - 1,000.00) = "
              + (liquidationPrice - 90) * 10
              + ".00",
          "        " + line);
    }
  }

  @Test
  void fundingOfAnIsolatedPositionMovesItsMarginAndItsLiquidationPrice() {
    try (ScriptedVenue venue = venue(Contract.LINEAR, FIVE_PERCENT)) {
      venue.deposit(OTHER, 1_000);
      venue.openLong(OTHER);
      venue.commands.funding(ID, 10_000_000, 99);
      venue.commands.clock();

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  FUNDING paid for the long of 10 X: 9.90",
          "      longs pay shorts 1 % of the value 10 x 99 = 990.00",
          "      funding = -1 % x 990.00, rounded down = -9.90",
          "      position: long 10, cost 1,000.00, margin 90.10");
      assertFalse(story.contains("differ"), story);
      assertTold(
          venue.story(OTHER),
          "  FUNDING received for the short of 10 X: 9.90",
          "      longs pay shorts 1 % of the value 10 x 99 = 990.00",
          "      funding = 1 % x 990.00, rounded down = 9.90",
          "  wallet: FUNDING 9.90, balance 1,009.90 COIN");
    }
  }

  @Test
  void expiredPositionIsToldAtTheSettlementPrice() {
    try (ScriptedVenue venue =
        venue(new Contract(ContractType.LINEAR, 0, 1, 1_000), FIVE_PERCENT)) {
      venue.openLong(MARKET);
      venue.commands.at(1_000).settleInstrument(ID, 105);
      venue.commands.clock();

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  EXPIRED: the long of 10 X is closed at the settlement price 105",
          "      value = 10 x 105 = 1,050.00",
          "      cost of the part closed = 1,000.00 x 10 / 10 = 1,000.00",
          "      realised PnL = 1,050.00 - (1,000.00) = 50.00",
          "      margin 100.00 becomes 0.00",
          "  wallet: MARGIN_TRANSFER 100.00, balance 200.00 COIN",
          "  wallet: EXPIRY 50.00, balance 250.00 COIN");
      assertFalse(story.contains("differ"), story);
    }
  }

  @Test
  void marginAndLeverageThatChangeWithAPositionAreTold() {
    try (ScriptedVenue venue = venue(Contract.LINEAR, FIVE_PERCENT)) {
      venue.openLong(MARKET);
      venue.commands.adjustMargin(TRADER, ID, 2_000);
      venue.commands.setMarginMode(TRADER, ID, MarginMode.CROSS);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  20.00 goes from the wallet to the margin in X",
          "  wallet: MARGIN_TRANSFER -20.00, balance 80.00 COIN",
          "  margin 100.00 becomes 120.00",
          "      position: long 10, cost 1,000.00, margin 120.00",
          "      bankruptcy price = (cost - margin) / quantity = (1,000.00 - 120.00) / 10"
              + " = 88.000000");
      assertTold(
          story,
          "  margin mode in X set to CROSS",
          "  wallet: MARGIN_TRANSFER 120.00, balance 200.00 COIN",
          "  margin 120.00 becomes 0.00",
          "      position: long 10, cost 1,000.00, cross");
      assertFalse(story.contains("differ"), story);
    }
  }

  @Test
  void markThatTheEngineComputesLiquidatesAsAMarkPriceDoes() {
    PriceRule direct = PriceRule.direct(List.of(new IndexSource(1, 1)), 1);
    PriceRule oracle =
        new PriceRule(
            direct.staleAfter(),
            direct.outlierRange(),
            direct.sampleInterval(),
            direct.basisTime(),
            direct.basisMax(),
            direct.markBand(),
            direct.twapBand(),
            direct.twapWindow(),
            direct.basisSamples(),
            direct.sourcesMin(),
            MarkRule.ORACLE,
            direct.indexRule(),
            direct.guardPolicy(),
            direct.sources());
    try (ScriptedVenue venue = venue(Contract.LINEAR, FIVE_PERCENT)) {
      venue.openLong(MARKET);
      venue.prices.setPriceRule(ID, oracle);
      venue.prices.sourcePrice(ID, 1, 94);

      assertTold(
          venue.story(TRADER),
          "  LIQUIDATION 1 of the isolated position starts: equity 40.00 is past the requirement"
              + " 47.00",
          "      the mark before, 100:",
          "        equity = margin 100.00 + (10 x 100 - 1,000.00) = 100.00",
          "        requirement = 5 % of 1,000.00 = 50.00",
          "      the mark that crossed, 94:");
    }
  }
}
