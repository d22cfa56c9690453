package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.DATED;
import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.OTHER;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.codec.MarginMode;
import org.junit.jupiter.api.Test;

/** Funding in the reference engine, by hand: a value of 1,000 at a rate of 1.25 % owes 12.5. */
class ReferenceFundingTest {
  private static final long RATE = 12_500_000;

  private final SmallVenue venue = new SmallVenue();

  private void openLongOfTen(MarginMode mode) {
    venue.commands.setMarginMode(TRADER, PERPETUAL, mode);
    venue.commands.deposit(TRADER, 1, 200);
    venue.trade(PERPETUAL, TRADER, MARKET, 10, 100);
    venue.forget();
  }

  @Test
  void crossLongPaysFromItsWalletAndTheFeeAccountKeepsTheDust() {
    openLongOfTen(MarginMode.CROSS);

    venue.commands.funding(PERPETUAL, RATE, 0);
    venue.expect("[CommandAccepted] eventCount=0");

    venue.commands.clock();
    venue.expect(
        "[BalanceChanged] accountId=3|amount=12|balance=12|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=4|amount=-13|balance=187|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=1|balance=1|instrumentId=1|reason=FUNDING",
        "[FundingFinished] rate=12500000|price=100|paid=13|received=12|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=4");
  }

  @Test
  void isolatedLongPaysFromItsMarginAtThePriceOfTheRound() {
    openLongOfTen(MarginMode.ISOLATED);

    venue.commands.funding(PERPETUAL, RATE, 80);
    venue.commands.clock();
    venue.expect(
        "[CommandAccepted] eventCount=0",
        "[BalanceChanged] accountId=3|amount=10|balance=10|instrumentId=1|reason=FUNDING",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=90|instrumentId=1"
            + "|mode=ISOLATED|reason=FUNDING",
        "[FundingFinished] rate=12500000|price=80|paid=10|received=10|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=3");
  }

  @Test
  void negativeRateMakesTheShortPay() {
    openLongOfTen(MarginMode.CROSS);

    venue.commands.funding(PERPETUAL, -RATE, 0);
    venue.commands.clock();
    venue.expect(
        "[CommandAccepted] eventCount=0",
        "[BalanceChanged] accountId=3|amount=-13|balance=-13|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=4|amount=12|balance=212|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=1|balance=1|instrumentId=1|reason=FUNDING",
        "[FundingFinished] rate=-12500000|price=100|paid=13|received=12|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=4");
  }

  @Test
  void fundingAloneCanStartALiquidation() {
    openLongOfTen(MarginMode.ISOLATED);

    // Equity 100 - 50 = 50, requirement 5 % of 1,000.
    venue.commands.funding(PERPETUAL, 50_000_000, 0);
    venue.forget();
    venue.commands.clock();
    venue.expect(
        "[BalanceChanged] accountId=3|amount=50|balance=50|instrumentId=1|reason=FUNDING",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=50|instrumentId=1"
            + "|mode=ISOLATED|reason=FUNDING",
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=50|requirement=50|markPrice=100"
            + "|quantity=10|cost=1000|margin=50|instrumentId=1|mode=ISOLATED",
        "[StageEntered] liquidationId=1|accountId=4|equity=50|requirement=50|round=0|stage=1"
            + "|kind=CANCEL_ORDERS",
        "[StageEntered] liquidationId=1|accountId=4|equity=50|requirement=50|round=0|stage=2"
            + "|kind=CLOSE",
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=10"
            + "|limitPrice=95|markPrice=100|instrumentId=1|side=SELL|kind=CLOSE",
        "[FundingFinished] rate=50000000|price=100|paid=50|received=50|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=7");
  }

  @Test
  void fillSettlesWhatIsDueBeforeTheQuantityChanges() {
    openLongOfTen(MarginMode.CROSS);
    venue.commands.funding(PERPETUAL, RATE, 0);
    venue.forget();

    venue.trade(PERPETUAL, MARKET, TRADER, 10, 100);
    venue.expect(
        "[BalanceChanged] accountId=3|amount=12|balance=12|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=-12|balance=-12|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=4|amount=-13|balance=187|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=13|balance=1|instrumentId=1|reason=FUNDING",
        "[PositionChanged] accountId=3|tradeQuantity=10|tradeValue=1000|quantity=0|cost=0"
            + "|margin=0|instrumentId=1|mode=CROSS|reason=FILL",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-1000|quantity=0|cost=0"
            + "|margin=0|instrumentId=1|mode=CROSS|reason=FILL",
        "[CommandAccepted] eventCount=6");

    // Both have paid; what they open now owes nothing to this round.
    venue.trade(PERPETUAL, TRADER, MARKET, 5, 100);
    venue.forget();
    venue.commands.clock();
    venue.expect(
        "[FundingFinished] rate=12500000|price=100|paid=13|received=12|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=1");
  }

  @Test
  void whatIsDueCannotBeWithdrawn() {
    openLongOfTen(MarginMode.CROSS);
    venue.commands.funding(PERPETUAL, RATE, 0);
    venue.forget();

    // 200 less 100 of initial margin less 13 that are due.
    venue.commands.withdraw(TRADER, 1, 88);
    venue.expect("[CommandRejected] detail=87|fieldId=4|command=8|reason=INSUFFICIENT_BALANCE");
    venue.commands.withdraw(TRADER, 1, 87);
    venue.expect(
        "[BalanceChanged] accountId=4|amount=-87|balance=113|instrumentId=0|reason=WITHDRAWAL",
        "[CommandAccepted] eventCount=1");
  }

  @Test
  void whatIsDueToAReceiverCannotBeSpentYet() {
    openLongOfTen(MarginMode.CROSS);
    venue.commands.funding(PERPETUAL, -RATE, 0);
    venue.forget();

    venue.commands.withdraw(TRADER, 1, 101);
    venue.expect("[CommandRejected] detail=100|fieldId=4|command=8|reason=INSUFFICIENT_BALANCE");
  }

  @Test
  void passTakesAsManyClocksAsItNeedsAndTheFeeAccountHoldsTheRestInBetween() {
    SmallVenue large = new SmallVenue(new ReferenceLimits(512, 256, 1, 1024, 1024));
    large.commands.deposit(TRADER, 1, 200);
    large.commands.deposit(OTHER, 1, 2000);
    large.trade(PERPETUAL, TRADER, OTHER, 10, 100);
    large.commands.funding(PERPETUAL, RATE, 0);
    large.forget();

    large.commands.clock();
    large.expect(
        "[BalanceChanged] accountId=4|amount=-13|balance=187|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=13|balance=13|instrumentId=1|reason=FUNDING",
        "[CommandAccepted] eventCount=2");
    large.commands.funding(PERPETUAL, RATE, 0);
    large.expect("[CommandRejected] detail=1|fieldId=5|command=20|reason=FUNDING_UNDER_WAY");
    large.commands.clock();
    large.expect(
        "[BalanceChanged] accountId=5|amount=12|balance=2012|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=-12|balance=1|instrumentId=1|reason=FUNDING",
        "[CommandAccepted] eventCount=2");
    large.commands.clock();
    large.expect(
        "[FundingFinished] rate=12500000|price=100|paid=13|received=12|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=1");
  }

  @Test
  void clockGoesOnWithTheNextTaskWhenOneIsDone() {
    openLongOfTen(MarginMode.CROSS);
    venue.trade(DATED, MARKET, TRADER, 5, 100);
    venue.commands.funding(DATED, RATE, 0);
    venue.commands.funding(PERPETUAL, RATE, 0);
    venue.forget();

    venue.commands.clock();
    venue.expect(
        "[BalanceChanged] accountId=3|amount=-7|balance=-7|instrumentId=2|reason=FUNDING",
        "[BalanceChanged] accountId=4|amount=6|balance=206|instrumentId=2|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=1|balance=1|instrumentId=2|reason=FUNDING",
        "[FundingFinished] rate=12500000|price=100|paid=7|received=6|round=1|instrumentId=2",
        "[BalanceChanged] accountId=3|amount=12|balance=5|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=4|amount=-13|balance=193|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=2|amount=1|balance=2|instrumentId=1|reason=FUNDING",
        "[FundingFinished] rate=12500000|price=100|paid=13|received=12|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=8");
  }
}
