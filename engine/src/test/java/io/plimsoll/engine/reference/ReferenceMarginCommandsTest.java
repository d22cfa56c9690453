package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.OTHER;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import org.junit.jupiter.api.Test;

/** Margin, leverage and mode of open positions in the reference engine, by hand. */
class ReferenceMarginCommandsTest {
  private final SmallVenue venue = new SmallVenue();

  /** Ten bought at 100 at 10x from a wallet of 300. */
  private void openLong(SmallVenue where, MarginMode mode) {
    where.commands.setMarginMode(TRADER, PERPETUAL, mode);
    where.commands.deposit(TRADER, 1, 300);
    where.trade(PERPETUAL, TRADER, MARKET, 10, 100);
    where.forget();
  }

  private void expectRejected(String detail, int field, int command, String reason) {
    venue.expect(
        "[CommandRejected] detail="
            + detail
            + "|fieldId="
            + field
            + "|command="
            + command
            + "|reason="
            + reason);
  }

  @Test
  void marginIsAddedFromTheFreeBalance() {
    openLong(venue, MarginMode.ISOLATED);

    venue.commands.adjustMargin(TRADER, PERPETUAL, 201);
    expectRejected("200", 4, 17, "INSUFFICIENT_BALANCE");
    venue.commands.adjustMargin(TRADER, PERPETUAL, 200);
    venue.expect(
        "[BalanceChanged] accountId=4|amount=-200|balance=0|instrumentId=1"
            + "|reason=MARGIN_TRANSFER",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=300|instrumentId=1"
            + "|mode=ISOLATED|reason=MARGIN",
        "[CommandAccepted] eventCount=2");
  }

  @Test
  void marginIsTakenDownToTheInitialMarginAfterLossesAndFundingDue() {
    openLong(venue, MarginMode.ISOLATED);
    venue.commands.adjustMargin(TRADER, PERPETUAL, 100);
    venue.commands.markPrice(PERPETUAL, 98);
    venue.commands.funding(PERPETUAL, 12_500_000, 100);
    venue.forget();

    // 200 - 20 lost - 13 due - 98 of initial margin.
    venue.commands.adjustMargin(TRADER, PERPETUAL, -70);
    expectRejected("69", 4, 17, "INSUFFICIENT_MARGIN");
    venue.commands.adjustMargin(TRADER, PERPETUAL, -69);
    venue.expect(
        "[BalanceChanged] accountId=4|amount=69|balance=169|instrumentId=1"
            + "|reason=MARGIN_TRANSFER",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=131|instrumentId=1"
            + "|mode=ISOLATED|reason=MARGIN",
        "[CommandAccepted] eventCount=2");
    venue.commands.adjustMargin(TRADER, PERPETUAL, Long.MIN_VALUE);
    expectRejected("0", 4, 17, "INSUFFICIENT_MARGIN");
  }

  @Test
  void unrealisedGainsCannotBeTakenOutOfAMargin() {
    openLong(venue, MarginMode.ISOLATED);
    venue.commands.adjustMargin(TRADER, PERPETUAL, 100);
    venue.commands.markPrice(PERPETUAL, 120);
    venue.forget();

    venue.commands.adjustMargin(TRADER, PERPETUAL, -81);
    expectRejected("80", 4, 17, "INSUFFICIENT_MARGIN");
  }

  @Test
  void onlyAnIsolatedPositionThatIsNotFrozenHasAMarginToAdjust() {
    venue.commands.adjustMargin(TRADER, PERPETUAL, 0);
    expectRejected("0", 4, 17, "INVALID_VALUE");
    venue.commands.adjustMargin(MARKET, PERPETUAL, 1);
    expectRejected("3", 3, 17, "WRONG_ACCOUNT_KIND");
    venue.commands.adjustMargin(TRADER, PERPETUAL, 1);
    expectRejected("1", 5, 17, "NO_POSITION");
    openLong(venue, MarginMode.ISOLATED);
    venue.commands.markPrice(PERPETUAL, 94);
    venue.forget();
    venue.commands.adjustMargin(TRADER, PERPETUAL, 1);
    expectRejected("4", 3, 17, "UNDER_LIQUIDATION");
  }

  @Test
  void lowerLeverageOfAnIsolatedPositionTakesTheMissingMarginFromTheWallet() {
    openLong(venue, MarginMode.ISOLATED);

    // 1,000 / 3 is 334 rounded up, 1,000 / 4 is 250.
    venue.commands.setLeverage(TRADER, PERPETUAL, 300);
    expectRejected("234", 5, 9, "INSUFFICIENT_BALANCE");
    venue.commands.setLeverage(TRADER, PERPETUAL, 400);
    venue.expect(
        "[BalanceChanged] accountId=4|amount=-150|balance=50|instrumentId=1"
            + "|reason=MARGIN_TRANSFER",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=250|instrumentId=1"
            + "|mode=ISOLATED|reason=MARGIN",
        "[CommandAccepted] eventCount=2");
    venue.commands.setLeverage(TRADER, PERPETUAL, 2000);
    venue.expect("[CommandAccepted] eventCount=0");
  }

  @Test
  void lowerLeverageOfACrossPositionMustLeaveTheFreeBalanceAboveZero() {
    openLong(venue, MarginMode.CROSS);

    venue.commands.setLeverage(TRADER, PERPETUAL, 333);
    expectRejected("-1", 5, 9, "INSUFFICIENT_BALANCE");
    venue.commands.setLeverage(TRADER, PERPETUAL, 334);
    venue.expect("[CommandAccepted] eventCount=0");
    venue.commands.withdraw(TRADER, 1, 1);
    expectRejected("0", 4, 8, "INSUFFICIENT_BALANCE");
  }

  @Test
  void crossPositionThatIsIsolatedTakesItsInitialMarginAndItsLossAlong() {
    openLong(venue, MarginMode.CROSS);
    venue.commands.markPrice(PERPETUAL, 95);
    venue.forget();

    venue.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.ISOLATED);
    venue.expect(
        "[BalanceChanged] accountId=4|amount=-150|balance=150|instrumentId=1"
            + "|reason=MARGIN_TRANSFER",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=150|instrumentId=1"
            + "|mode=ISOLATED|reason=MARGIN",
        "[CommandAccepted] eventCount=2");

    venue.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.CROSS);
    venue.expect(
        "[BalanceChanged] accountId=4|amount=150|balance=300|instrumentId=1"
            + "|reason=MARGIN_TRANSFER",
        "[PositionChanged] accountId=4|quantity=10|cost=1000|margin=0|instrumentId=1"
            + "|mode=CROSS|reason=MARGIN",
        "[CommandAccepted] eventCount=2");
  }

  @Test
  void positionIsNotIsolatedForMoreThanTheBalanceThatIsFreeWithoutIt() {
    openLong(venue, MarginMode.CROSS);
    venue.commands.markPrice(PERPETUAL, 90);
    venue.commands.withdraw(TRADER, 1, 110);
    venue.forget();

    // Initial margin 100 and loss 100, of a balance of 190.
    venue.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.ISOLATED);
    expectRejected("200", 5, 10, "INSUFFICIENT_BALANCE");
  }

  @Test
  void venueMayForbidChangesWithAPosition() {
    SmallVenue strict = new SmallVenue(10, false);
    openLong(strict, MarginMode.ISOLATED);

    strict.commands.setLeverage(TRADER, PERPETUAL, 500);
    strict.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.CROSS);
    strict.expect(
        "[CommandRejected] detail=1|fieldId=4|command=9|reason=POSITION_EXISTS",
        "[CommandRejected] detail=1|fieldId=4|command=10|reason=POSITION_EXISTS");
  }

  @Test
  void openOrderKeepsLeverageAndModeWhateverTheVenueAllows() {
    venue.commands.deposit(OTHER, 1, 300);
    venue.commands.placeOrder(9, OTHER, PERPETUAL, Side.BUY, 90, 1, false);
    venue.forget();

    venue.commands.setLeverage(OTHER, PERPETUAL, 500);
    expectRejected("1", 4, 9, "POSITION_EXISTS");
    venue.commands.setMarginMode(OTHER, PERPETUAL, MarginMode.ISOLATED);
    expectRejected("1", 4, 10, "POSITION_EXISTS");
  }

  @Test
  void frozenWalletKeepsTheModeOfItsPositions() {
    openLong(venue, MarginMode.CROSS);
    venue.commands.placeOrder(9, TRADER, SmallVenue.DATED, Side.BUY, 50, 1, false);
    venue.commands.markPrice(PERPETUAL, 70);
    venue.forget();

    venue.commands.setMarginMode(TRADER, PERPETUAL, MarginMode.ISOLATED);
    expectRejected("4", 3, 10, "UNDER_LIQUIDATION");
    venue.commands.setLeverage(TRADER, PERPETUAL, 500);
    expectRejected("4", 3, 9, "UNDER_LIQUIDATION");
  }
}
