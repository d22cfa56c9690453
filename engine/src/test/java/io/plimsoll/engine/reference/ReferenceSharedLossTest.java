package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.FUND;
import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.OTHER;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Losses that others bear, by hand: an isolated long of 10 at 100 with a margin of 100 falls to a
 * mark of 80: equity -100, requirement 40, bankruptcy price 90.
 */
class ReferenceSharedLossTest {
  private static SmallVenue venue(boolean gate, WaterfallStage... stages) {
    return new SmallVenue(new Waterfall(Exact.PPB, 0, gate, List.of(stages)));
  }

  private static SmallVenue deleveraging(AdlRanking ranking, AdlPricing pricing) {
    SmallVenue venue =
        venue(true, WaterfallStage.deleverage(ranking, pricing), WaterfallStage.takeOver());
    venue.commands.deposit(OTHER, 1, 1000);
    return venue;
  }

  private static void fallTo80(SmallVenue venue) {
    venue.commands.markPrice(PERPETUAL, 80);
    venue.forget();
  }

  private static String deleveraged(int counterparty, int quantity, int value, String rest) {
    return String.format(
        "[Deleveraged] liquidationId=1|accountId=4|counterpartyId=%d|quantity=%d|value=%d"
            + "|price=%d|markPrice=80|%s",
        counterparty, quantity, value, value / quantity, rest);
  }

  @Test
  void winnerIsDeleveragedAtTheBankruptcyPriceOfTheLiquidatedPosition() {
    SmallVenue venue = deleveraging(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY);
    venue.openLong(OTHER);
    venue.commands.placeOrder(9, OTHER, PERPETUAL, Side.BUY, 70, 1, false);
    fallTo80(venue);

    // Profit 20 %, leverage 800 / 1200: 200,000 * 666,666 / 1,000,000.
    venue.commands.clock();
    venue.expect(
        deleveraged(5, 10, 900, "score=133333|instrumentId=1|rank=1|ranking=PROFIT_LEVERAGE"),
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-900|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-100|instrumentId=1|mode=ISOLATED|reason=DELEVERAGE",
        "[PositionChanged] accountId=5|tradeQuantity=10|tradeValue=900|quantity=0|cost=0"
            + "|margin=0|realisedPnl=100|instrumentId=1|mode=CROSS|reason=DELEVERAGE",
        "[BalanceChanged] accountId=5|amount=100|balance=1100|instrumentId=1|reason=DELEVERAGE",
        "[CancelRequested] liquidationId=1|orderId=9|accountId=5|instrumentId=1",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0|takenOverNotional=0"
            + "|realisedPnl=-100|liquidationFee=0|surplus=0|covered=0|deleveragedNotional=900"
            + "|socialised=0|instrumentId=1|outcome=DELEVERAGED|stage=1",
        "[CommandAccepted] eventCount=6");
  }

  @Test
  void proRataDeleveragesEveryoneByQuantity() {
    SmallVenue venue = deleveraging(AdlRanking.PRO_RATA, AdlPricing.AT_BANKRUPTCY);
    venue.commands.deposit(TRADER, 1, 200);
    venue.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.ISOLATED);
    venue.trade(PERPETUAL, TRADER, MARKET, 4, 100);
    venue.trade(PERPETUAL, TRADER, OTHER, 6, 100);
    fallTo80(venue);

    venue.commands.clock();
    venue.expectOf(
        "Deleveraged",
        deleveraged(3, 4, 360, "score=4|instrumentId=1|rank=0|ranking=PRO_RATA"),
        deleveraged(5, 6, 540, "score=6|instrumentId=1|rank=0|ranking=PRO_RATA"));
  }

  @Test
  void bestIsDeleveragedFirst() {
    SmallVenue venue = deleveraging(AdlRanking.RETURN_LEVERAGE, AdlPricing.AT_MARK);
    venue.commands.deposit(TRADER, 1, 200);
    venue.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.ISOLATED);
    venue.trade(PERPETUAL, TRADER, OTHER, 5, 100);
    venue.trade(PERPETUAL, TRADER, MARKET, 5, 100);
    fallTo80(venue);

    // Both sold at 100 what is worth 80: 1.25. Leverage 1 against 400 / 1100.
    venue.commands.clock();
    venue.expectOf(
        "Deleveraged",
        deleveraged(3, 5, 400, "score=1250000|instrumentId=1|rank=1|ranking=RETURN_LEVERAGE"),
        deleveraged(5, 5, 400, "score=454545|instrumentId=1|rank=2|ranking=RETURN_LEVERAGE"));
  }

  @Test
  void previousMarkMayLeaveASurplus() {
    SmallVenue venue = deleveraging(AdlRanking.RANDOM, AdlPricing.AT_PREVIOUS_MARK);
    venue.openLong(OTHER);
    fallTo80(venue);

    // At the mark before, 100, a short of 10 has lost its profit, and no more.
    venue.commands.clock();
    venue.expectOf(
        "LiquidationFinished",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0|takenOverNotional=0"
            + "|liquidationFee=0|surplus=100|covered=0|deleveragedNotional=1000"
            + "|socialised=0|instrumentId=1|outcome=DELEVERAGED|stage=1");
  }

  @Test
  void withdrawalsAreGatedWhileALossWaits() {
    SmallVenue venue = deleveraging(AdlRanking.RANDOM, AdlPricing.AT_MARK);
    venue.openLong(OTHER);
    fallTo80(venue);

    venue.commands.withdraw(OTHER, 1, 1);
    venue.expect("[CommandRejected] detail=1|fieldId=5|command=8|reason=WITHDRAWALS_GATED");
    venue.commands.clock();
    venue.forget();
    venue.commands.withdraw(OTHER, 1, 1);
    venue.expectOf("CommandRejected");
  }

  @Test
  void lossOfATakeoverIsSharedByWinnersThroughTheirCost() {
    SmallVenue venue = venue(false, WaterfallStage.socialise(LossOver.WINNERS));
    venue.commands.deposit(OTHER, 1, 1000);
    venue.openLong(OTHER);
    venue.commands.markPrice(PERPETUAL, 80);
    venue.expectOf(
        "LiquidationFinished",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0"
            + "|takenOverNotional=900|realisedPnl=-100|liquidationFee=0|surplus=0|covered=0"
            + "|deleveragedNotional=0|socialised=100|instrumentId=1|outcome=SOCIALISED|stage=1");

    venue.commands.clock();
    venue.expect(
        "[LossSocialised] liquidationId=1|accountId=5|share=100|weight=200|weightLeft=200"
            + "|lossLeft=100|instrumentId=1",
        "[PositionChanged] accountId=5|quantity=-10|cost=-900|margin=0|instrumentId=1|mode=CROSS"
            + "|reason=SOCIALISED_LOSS",
        "[FundChanged] accountId=1|amount=100|balance=100|liquidationId=1|instrumentId=1"
            + "|reason=SOCIALISED_LOSS",
        "[CommandAccepted] eventCount=3");
  }

  @Test
  void coverThatBringsTheFundBelowItsLimitIsSharedByOpenInterest() {
    SmallVenue venue = venue(false, WaterfallStage.socialise(LossOver.OPEN_INTEREST));
    venue.commands.setFund(FUND, 1, new FundLimits(20, 0, 0, 0, 0));
    venue.commands.deposit(FUND, 1, 90);
    venue.commands.deposit(OTHER, 1, 1000);
    venue.trade(PERPETUAL, OTHER, MARKET, 3, 100);
    venue.openLong(MARKET);
    venue.commands.withdraw(TRADER, 1, 100);
    venue.forget();

    // Sold at 80: 200 lost, 100 there. The fund falls from 90 to -10, 30 below its limit.
    venue.trade(PERPETUAL, MARKET, TRADER, 10, 80);
    venue.expectOf(
        "LiquidationFinished",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0|takenOverNotional=0"
            + "|liquidationFee=0|surplus=0|covered=100"
            + "|deleveragedNotional=0|socialised=30|instrumentId=0|outcome=SOCIALISED|stage=0");

    venue.commands.clock();
    venue.expectOf(
        "LossSocialised",
        "[LossSocialised] liquidationId=1|accountId=3|share=15|weight=3|weightLeft=6|lossLeft=30"
            + "|instrumentId=1",
        "[LossSocialised] liquidationId=1|accountId=5|share=15|weight=3|weightLeft=3|lossLeft=15"
            + "|instrumentId=1");
  }
}
