package io.plimsoll.tools.explain;

import static io.plimsoll.tools.explain.ScriptedVenue.FUND;
import static io.plimsoll.tools.explain.ScriptedVenue.ID;
import static io.plimsoll.tools.explain.ScriptedVenue.MARKET;
import static io.plimsoll.tools.explain.ScriptedVenue.PPB;
import static io.plimsoll.tools.explain.ScriptedVenue.TRADER;
import static io.plimsoll.tools.explain.ScriptedVenue.assertTold;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stages of the waterfall, told: an isolated long of 10 at 100 with a margin of 100; at a mark of
 * 94 its equity is 40, its requirement 47, its bankruptcy price 90.
 */
class WaterfallStoryTest {
  @TempDir private Path folder;

  private ScriptedVenue venue(WaterfallStage... stages) {
    return new ScriptedVenue(folder.resolve("journal"), stages);
  }

  @Test
  void roundsOfAReductionByTiersAreToldWithTheTiers() {
    Schedule tiers =
        Schedule.marginal(
            List.of(
                new RiskTier(0, 50_000_000, 2_000),
                new RiskTier(40_000, 60_000_000, 2_000),
                new RiskTier(80_000, 70_000_000, 2_000)));
    List<WaterfallStage> stages =
        List.of(WaterfallStage.reduceTiers(1, 2, 0), WaterfallStage.takeOver());
    try (ScriptedVenue venue =
        new ScriptedVenue(
            folder.resolve("journal"),
            Contract.LINEAR,
            tiers,
            new Waterfall(PPB, 0, false, stages))) {
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);
      venue.fillForced(0, 2, 90);
      venue.fillForced(1, 4, 90);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  stage 1 of 2, REDUCE, round 1: equity 40.00, requirement 53.80",
          "      at most 2 rounds",
          "  forced order to the market: SELL 2 X, immediate or cancel, limit 90",
          "      the position is in tier 3 from 800.00; the round closes the least that brings it"
              + " to tier 2",
          "      2 closed, 8 left, 752.00: tier 2 from 400.00",
          "      bankruptcy price = (cost - margin) / quantity = (1,000.00 - 100.00) / 10"
              + " = 90.000000");
      assertTold(
          story,
          "  stage 1 of 2, REDUCE, round 2: equity 32.00, requirement 41.12",
          "      at most 2 rounds",
          "  forced order to the market: SELL 4 X, immediate or cancel, limit 90",
          "      the position is in tier 2 from 400.00; the round closes the least that brings it"
              + " to tier 1",
          "      4 closed, 4 left, 376.00: tier 1 from 0.00");
    }
  }

  @Test
  void stagesThatWereSkippedAreToldWithTheirConditions() {
    try (ScriptedVenue venue =
        venue(
            WaterfallStage.close(OrderPricing.MARKET).onlyFor(StageMode.CROSS_ONLY),
            WaterfallStage.close(OrderPricing.MARKET).when(StageCondition.NEGATIVE_EQUITY),
            WaterfallStage.reduceTiers(1, 0, 0),
            WaterfallStage.close(OrderPricing.MARKET)
                .when(StageCondition.EQUITY_BELOW, 900_000_000)
                .timeInForce(TimeInForce.FOK),
            WaterfallStage.takeOver())) {
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);
      venue.commands.orderDone(1L << 62, DoneReason.EXPIRED);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  stage 1 of 5, CLOSE, is skipped: it is for cross wallets only",
          "  stage 2 of 5, CLOSE, is skipped: equity 40.00 is not below 0",
          "  stage 3 of 5, REDUCE, is skipped: there is nothing that it would reduce",
          "  stage 4 of 5, CLOSE: equity 40.00, requirement 47.00",
          "      its condition holds: equity 40.00 is below 90 % of the requirement 47.00",
          "  forced order to the market: SELL 10 X, fill or kill, limit 1",
          "      any price: the limit is the lowest tick of the venue");
      assertTold(
          story,
          "  liquidation 1 finished: TAKEN_OVER",
          "      stages                4 CLOSE, 5 TAKE_OVER",
          "      closed on the market  0.00",
          "      taken over            900.00",
          "      realised PnL          -100.00");
      assertTold(
          story,
          "Who paid (losses and gains of others as of the mark of the moment)",
          "  liquidation 1, who paid: you 100.00, the fund -40.00 (it gained), deleveraged accounts"
              + " 0.00, sharers 0.00");
    }
  }

  @Test
  void limitsByMarketAndFillablePriceAreToldWithTheirArithmetic() {
    try (ScriptedVenue venue =
        venue(
            WaterfallStage.close(OrderPricing.MARKET).spread(100_000_000),
            WaterfallStage.close(OrderPricing.FILLABLE).spread(10 * PPB),
            WaterfallStage.takeOver())) {
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);
      venue.commands.orderDone(1L << 62, DoneReason.EXPIRED);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  forced order to the market: SELL 10 X, immediate or cancel, limit 85",
          "      the limit is no further from the mark than 10 % of it: 94 - 9 = 85, rounded to the"
              + " tick");
      assertTold(
          story,
          "  forced order to the market: SELL 10 X, immediate or cancel, limit 87",
          "      equity lacks 14.8936171 % of the requirement; times 10 times the requirement 47.00,"
              + " rounded down, 70.00 may be given up",
          "      fillable price = (value at the mark - that) / quantity = (940.00 - 70.00) / 10"
              + " = 87.000000",
          "      the limit is that price rounded up to the tick, within the venue's prices");
    }
  }

  @Test
  void takeoverThatTheInventoryLimitsIsToldWithTheLimit() {
    try (ScriptedVenue venue =
        venue(WaterfallStage.takeOver().withinLimits(), WaterfallStage.takeOver())) {
      venue.commands.setFund(FUND, 1, new FundLimits(-100_000, 50_000, 0, 0, 0));
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  stage 1 of 2, TAKE_OVER: equity 40.00, requirement 47.00",
          "      within the limits of account 1: equity at least -1,000.00 (it has 0.00), inventory"
              + " at most 500.00 (it holds 0.00)",
          "  TAKEOVER: the fund, account 1, takes 5 of 10 X for exactly 450.00",
          "      its inventory is the limit: it may hold 500.00 more, up to 500.00, and all is"
              + " 940.00 at the mark",
          "      it takes 10 x 500.00 / 940.00, rounded down = 5",
          "      value = cost - margin = 1,000.00 - (100.00) = 900.00",
          "      of that 5 / 10, rounded down = 450.00",
          "      bankruptcy price = 90",
          "      to the fund, at the mark: 5 x 94 - (450.00) = 20.00");
      assertTold(
          story,
          "  stage 2 of 2, TAKE_OVER: equity 20.00, requirement 23.50",
          "  TAKEOVER: the fund, account 1, takes 5 X for exactly 450.00");
    }
  }

  @Test
  void takeoverThatTheEquityLimitsIsToldWithTheLimit() {
    try (ScriptedVenue venue =
        venue(WaterfallStage.takeOver().withinLimits(), WaterfallStage.takeOver())) {
      venue.commands.setFund(FUND, 1, new FundLimits(0, 1L << 60, 0, 0, 0));
      venue.deposit(FUND, 35);
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 80);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "      within the limits of account 1: equity at least 0.00 (it has 35.00), inventory at"
              + " most anything (it holds 0.00)",
          "  TAKEOVER: the fund, account 1, takes 3 of 10 X for exactly 270.00",
          "      its equity is the limit: it can lose 35.00 until it has only 0.00, and all would"
              + " cost it 100.00",
          "      it takes 10 x 35.00 / 100.00, rounded down = 3");
      assertTold(
          story,
          "  liquidation 1, who paid: you 100.00, the fund 100.00, deleveraged accounts 0.00,"
              + " sharers 0.00");
    }
  }

  @Test
  void feeThatIsDueCountsAgainstTheEquityAndGoesToWhomTheVenueSays() {
    long feeAccount = ScriptedVenue.FEES;
    List<WaterfallStage> stages =
        List.of(WaterfallStage.reduceFraction(500_000_000, 1, 0), WaterfallStage.takeOver());
    try (ScriptedVenue venue =
        new ScriptedVenue(
            folder.resolve("journal"),
            Contract.LINEAR,
            Schedule.marginal(List.of(new RiskTier(0, 50_000_000, 2_000))),
            new Waterfall(PPB, feeAccount, false, stages))) {
      venue.commands.setFees(ID, 0, 0, 10_000_000);
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);
      venue.fillForced(0, 5, 91);

      // Margin 100 - 45 = 55; equity 25 against 23.50, but 1 % of 455 is due.
      String story = venue.story(TRADER);
      assertTold(
          story,
          "  stage 1 of 2, REDUCE, round 1: equity 40.00, requirement 47.00",
          "      at most 1 round",
          "  forced order to the market: SELL 5 X, immediate or cancel, limit 90",
          "      the round closes 50 % of 10, rounded up = 5");
      assertTold(
          story,
          "  stage 2 of 2, TAKE_OVER: equity 25.00, requirement 23.50",
          "      less the liquidation fee due, 4.55, equity is 20.45");
      assertTold(
          story,
          "      liquidation fee       0.00 (due on each forced fill, rounded up; paid out of what is"
              + " left, to account 2)");
    }
  }

  @Test
  void roundToATargetIsToldWithWhatIsThenRequired() {
    try (ScriptedVenue venue =
        venue(WaterfallStage.reduceToTarget(2 * PPB, 0, 0), WaterfallStage.takeOver())) {
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);

      assertTold(
          venue.story(TRADER),
          "  forced order to the market: SELL 6 X, immediate or cancel, limit 90",
          "      the round closes the least with which equity 40.00 is enough for 200 % of the"
              + " requirement",
          "      6 closed, 4 left: 200 % of the requirement is then 37.60");
    }
  }

  @Test
  void roundThatIsCappedByNotionalIsToldWithTheCap() {
    try (ScriptedVenue venue =
        venue(
            WaterfallStage.reduceFraction(500_000_000, 0, 0).notionalMax(30_000),
            WaterfallStage.takeOver())) {
      venue.openLong(MARKET);
      venue.commands.markPrice(ID, 94);

      assertTold(
          venue.story(TRADER),
          "      the round closes 50 % of 10, rounded up",
          "      but at most 300.00 at the mark: 10 x 300.00 / 940.00, rounded down = 3");
    }
  }
}
