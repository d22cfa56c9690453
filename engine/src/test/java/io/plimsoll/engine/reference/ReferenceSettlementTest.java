package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.DATED;
import static io.plimsoll.engine.reference.SmallVenue.EXPIRY;
import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import org.junit.jupiter.api.Test;

/** The end of a dated contract in the reference engine, by hand. */
class ReferenceSettlementTest {
  private final SmallVenue venue = new SmallVenue();

  @Test
  void everyPositionIsClosedAtTheSettlementPrice() {
    venue.commands.setMarginMode(TRADER, DATED, MarginMode.ISOLATED);
    venue.commands.deposit(TRADER, 1, 300);
    venue.trade(DATED, TRADER, MARKET, 10, 100);
    venue.commands.placeOrder(7, TRADER, DATED, Side.SELL, 130, 5, false);
    venue.forget();

    venue.commands.at(EXPIRY).settleInstrument(DATED, 110);
    venue.expect("[CommandAccepted] eventCount=0");
    venue.commands.clock();
    venue.expect(
        "[PositionChanged] accountId=3|tradeQuantity=10|tradeValue=1100|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-100|instrumentId=2|mode=CROSS|reason=EXPIRY",
        "[BalanceChanged] accountId=3|amount=-100|balance=-100|instrumentId=2|reason=EXPIRY",
        "[CancelRequested] liquidationId=0|orderId=7|accountId=4|instrumentId=2",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-1100|quantity=0|cost=0"
            + "|margin=0|realisedPnl=100|instrumentId=2|mode=ISOLATED|reason=EXPIRY",
        "[BalanceChanged] accountId=4|amount=100|balance=300|instrumentId=2"
            + "|reason=MARGIN_TRANSFER",
        "[BalanceChanged] accountId=4|amount=100|balance=400|instrumentId=2|reason=EXPIRY",
        "[InstrumentSettled] price=110|instrumentId=2",
        "[CommandAccepted] eventCount=7");

    venue.commands.orderDone(7, DoneReason.CANCELLED);
    venue.forget();
    venue.commands.clock();
    venue.expect("[CommandAccepted] eventCount=0");
  }

  @Test
  void settlementPriceFirstLiquidatesAsAMarkDoes() {
    venue.commands.setMarginMode(TRADER, DATED, MarginMode.ISOLATED);
    venue.commands.deposit(TRADER, 1, 100);
    venue.trade(DATED, TRADER, MARKET, 10, 100);
    venue.forget();

    venue.commands.at(EXPIRY).settleInstrument(DATED, 92);
    venue.expect(
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=20|requirement=46|markPrice=92"
            + "|quantity=10|cost=1000|margin=100|instrumentId=2|mode=ISOLATED",
        "[StageEntered] liquidationId=1|accountId=4|equity=20|requirement=46|round=0|stage=1"
            + "|kind=CANCEL_ORDERS",
        "[StageEntered] liquidationId=1|accountId=4|equity=20|requirement=46|round=0|stage=2"
            + "|kind=CLOSE",
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=10"
            + "|limitPrice=90|markPrice=92|instrumentId=2|side=SELL|kind=CLOSE",
        "[CommandAccepted] eventCount=4");

    // The engine's own order is not asked to go; the position is closed under it.
    venue.commands.clock();
    venue.expect(
        "[PositionChanged] accountId=3|tradeQuantity=10|tradeValue=920|quantity=0|cost=0"
            + "|margin=0|realisedPnl=80|instrumentId=2|mode=CROSS|reason=EXPIRY",
        "[BalanceChanged] accountId=3|amount=80|balance=80|instrumentId=2|reason=EXPIRY",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-920|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-80|instrumentId=2|mode=ISOLATED|reason=EXPIRY",
        "[BalanceChanged] accountId=4|amount=100|balance=100|instrumentId=2"
            + "|reason=MARGIN_TRANSFER",
        "[BalanceChanged] accountId=4|amount=-80|balance=20|instrumentId=2|reason=EXPIRY",
        "[InstrumentSettled] price=92|instrumentId=2",
        "[CommandAccepted] eventCount=6");
    venue.commands.setMarginMode(TRADER, DATED, MarginMode.CROSS);
    venue.expect("[CommandRejected] detail=2|fieldId=4|command=10|reason=POSITION_EXISTS");
  }

  @Test
  void feeAccountCarriesTheOtherSideBetweenTheClocks() {
    int traders = 1500;
    SmallVenue large = new SmallVenue(traders + 10, true);
    large.commands.deposit(TRADER, 1, 200);
    for (int i = 0; i < traders; i++) {
      large.commands.addAccount(100 + i, AccountKind.TRADER);
    }
    large.commands.deposit(100 + traders - 1, 1, 2000);
    large.trade(DATED, TRADER, 100 + traders - 1, 10, 100);
    large.commands.at(EXPIRY).settleInstrument(DATED, 110);
    large.forget();

    large.commands.clock();
    large.expect(
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-1100|quantity=0|cost=0"
            + "|margin=0|realisedPnl=100|instrumentId=2|mode=CROSS|reason=EXPIRY",
        "[BalanceChanged] accountId=4|amount=100|balance=300|instrumentId=2|reason=EXPIRY",
        "[BalanceChanged] accountId=2|amount=-1100|balance=-1100|instrumentId=2|reason=EXPIRY",
        "[CommandAccepted] eventCount=3");
    large.commands.clock();
    large.expect(
        "[PositionChanged] accountId=1599|tradeQuantity=10|tradeValue=1100|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-100|instrumentId=2|mode=CROSS|reason=EXPIRY",
        "[BalanceChanged] accountId=1599|amount=-100|balance=1900|instrumentId=2|reason=EXPIRY",
        "[BalanceChanged] accountId=2|amount=1100|balance=0|instrumentId=2|reason=EXPIRY",
        "[InstrumentSettled] price=110|instrumentId=2",
        "[CommandAccepted] eventCount=4");
  }

  @Test
  void settledContractTakesNothingMore() {
    venue.commands.deposit(TRADER, 1, 300);
    venue.commands.at(EXPIRY).settleInstrument(DATED, 100);
    venue.forget();

    venue.trade(DATED, TRADER, MARKET, 1, 100);
    venue.commands.placeOrder(7, TRADER, DATED, Side.BUY, 100, 1, false);
    venue.commands.markPrice(DATED, 100);
    venue.commands.funding(DATED, 1, 0);
    venue.commands.settleInstrument(DATED, 100);
    venue.expect(
        "[CommandRejected] detail=2|fieldId=10|command=13|reason=INSTRUMENT_CLOSED",
        "[CommandRejected] detail=2|fieldId=7|command=11|reason=INSTRUMENT_CLOSED",
        "[CommandRejected] detail=2|fieldId=4|command=14|reason=INSTRUMENT_CLOSED",
        "[CommandRejected] detail=2|fieldId=5|command=20|reason=INSTRUMENT_CLOSED",
        "[CommandRejected] detail=2|fieldId=4|command=21|reason=INSTRUMENT_CLOSED");
  }

  @Test
  void onlyAContractThatHasExpiredIsSettledAndNotDuringAFunding() {
    venue.commands.at(EXPIRY - 1).settleInstrument(DATED, 100);
    venue.commands.settleInstrument(PERPETUAL, 100);
    venue.commands.funding(DATED, 1, 0);
    venue.commands.at(EXPIRY).settleInstrument(DATED, 1001);
    venue.commands.settleInstrument(DATED, 100);
    venue.expect(
        "[CommandRejected] detail=1000|fieldId=4|command=21|reason=NOT_EXPIRED",
        "[CommandRejected] detail=0|fieldId=4|command=21|reason=NOT_EXPIRED",
        "[CommandAccepted] eventCount=0",
        "[CommandRejected] detail=1001|fieldId=3|command=21|reason=PRICE_OUT_OF_RANGE",
        "[CommandRejected] detail=2|fieldId=4|command=21|reason=FUNDING_UNDER_WAY");

    venue.commands.clock();
    venue.forget();
    venue.commands.settleInstrument(DATED, 100);
    venue.expect("[CommandAccepted] eventCount=0");
  }
}
