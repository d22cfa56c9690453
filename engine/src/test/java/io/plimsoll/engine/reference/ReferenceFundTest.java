package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.FUND;
import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StageCondition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Insurance funds in the reference engine, by hand. */
class ReferenceFundTest {
  private static final long OWN = 1L << 62;
  private static final long EIGHT_HOURS = 8L * 3600 * 1_000_000_000;

  private static SmallVenue onlyWhen(StageCondition condition) {
    SmallVenue venue =
        new SmallVenue(
            new Waterfall(
                Exact.PPB,
                0,
                false,
                List.of(
                    WaterfallStage.close(OrderPricing.MARKET).when(condition),
                    WaterfallStage.takeOver())));
    venue.openLong(MARKET);
    return venue;
  }

  private static void expectStage(SmallVenue venue, int number, String kind) {
    venue.forget();
    venue.commands.markPrice(PERPETUAL, 94);
    venue.expectOf(
        "StageEntered",
        "[StageEntered] liquidationId=1|accountId=4|equity=40|requirement=47|round=0|stage="
            + number
            + "|kind="
            + kind);
  }

  @Test
  void incomeIsBookedAtTheFirstClockOfTheNextInterval() {
    SmallVenue venue = new SmallVenue();
    venue.commands.at(500).setFund(FUND, 1, new FundLimits(0, 0, 0, 0, 1000));
    venue.openLong(MARKET);
    venue.commands.markPrice(PERPETUAL, 94);
    venue.commands.fill(100, PERPETUAL, 92, 10, MARKET, 0, TRADER, OWN, Side.SELL);
    venue.commands.at(999).clock();
    venue.expectOf("FundBooked");

    venue.commands.at(1000).clock();
    venue.commands.at(2000).clock();
    venue.expectOf("FundBooked", "[FundBooked] accountId=1|income=20|available=20|assetId=1");
  }

  @Test
  void fundIsEmptyAtABalanceOfZero() {
    SmallVenue venue = onlyWhen(StageCondition.FUND_EMPTY);
    expectStage(venue, 1, "CLOSE");

    SmallVenue full = onlyWhen(StageCondition.FUND_EMPTY);
    full.commands.deposit(FUND, 1, 1);
    expectStage(full, 2, "TAKE_OVER");
  }

  @Test
  void drawdownStartsAtItsThresholdAndLastsUntilItStops() {
    FundLimits limits = new FundLimits(0, 0, 300_000_000, 100_000_000, 0);
    SmallVenue venue = onlyWhen(StageCondition.FUND_DRAWDOWN);
    venue.commands.setFund(FUND, 1, limits);
    venue.commands.deposit(FUND, 1, 1000);
    venue.commands.withdraw(FUND, 1, 300);
    venue.commands.deposit(FUND, 1, 199);
    expectStage(venue, 1, "CLOSE");

    SmallVenue recovered = onlyWhen(StageCondition.FUND_DRAWDOWN);
    recovered.commands.setFund(FUND, 1, limits);
    recovered.commands.deposit(FUND, 1, 1000);
    recovered.commands.withdraw(FUND, 1, 300);
    recovered.commands.deposit(FUND, 1, 200);
    expectStage(recovered, 2, "TAKE_OVER");

    SmallVenue mild = onlyWhen(StageCondition.FUND_DRAWDOWN);
    mild.commands.setFund(FUND, 1, limits);
    mild.commands.deposit(FUND, 1, 1000);
    mild.commands.withdraw(FUND, 1, 299);
    expectStage(mild, 2, "TAKE_OVER");
  }

  @Test
  void peakIsForgottenAfterEightHours() {
    for (long late : new long[] {0, 1}) {
      SmallVenue venue = onlyWhen(StageCondition.FUND_DRAWDOWN);
      venue.commands.setFund(FUND, 1, new FundLimits(0, 0, 300_000_000, 0, 0));
      venue.commands.deposit(FUND, 1, 1000);
      venue.commands.withdraw(FUND, 1, 400);
      venue.commands.at(EIGHT_HOURS - 1 + late).clock();
      expectStage(venue, late == 0 ? 1 : 2, late == 0 ? "CLOSE" : "TAKE_OVER");
    }
  }
}
