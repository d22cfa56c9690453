package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.Side;

/** Sends the engine's own orders: forced closes, and the unwinding of a fund's inventory. */
final class ForcedOrders {
  private final Books books;
  private final LiquidationEvents events;

  ForcedOrders(Books books, LiquidationEvents events) {
    this.books = books;
    this.events = events;
  }

  /**
   * Closes a position, at no worse than its bankruptcy price.
   *
   * @param liquidation record number
   * @param liquidationId its id
   * @param bankruptcyValue signed value of the position at which its owner has exactly nothing left
   */
  void close(int liquidation, long liquidationId, int position, long bankruptcyValue) {
    Instrument instrument = books.instrumentOf(position);
    long quantity = books.positions().quantity(position);
    long limit = instrument.payoff().limitFor(quantity, bankruptcyValue);
    int order = send(position, -quantity, limit, liquidationId, ForcedOrderKind.CLOSE);
    books.orders().closesFor(order, liquidation);
  }

  /** Sends the next slice of every fund's inventory, one instrument after the other. */
  void unwind() {
    InstrumentTable instruments = books.instruments();
    for (int i = 0; i < instruments.instrumentCount(); i++) {
      Instrument instrument = instruments.instrumentAt(i);
      if (!instrument.unwinding() && !instrument.isClosed()) {
        unwind(instrument);
      }
    }
  }

  private void unwind(Instrument instrument) {
    VenueRules rules = books.rules();
    AccountTable accounts = books.accounts();
    PositionTable positions = books.positions();
    int position = positions.find(accounts.find(instrument.fundAccountId()), instrument.id());
    if (position == 0 || positions.quantity(position) == 0 || rules.unwindFraction() == 0) {
      return;
    }
    long held = positions.quantity(position);
    long slice = Int128.mulDivFloor(Math.abs(held), rules.unwindFraction(), Int128.PPB);
    long quantity = Math.max(1, slice);
    long mark = instrument.markPrice();
    long distance = Int128.mulDivFloor(mark, rules.unwindSlippage(), Int128.PPB);
    boolean sells = held > 0;
    long limit =
        sells
            ? instrument.tickAtOrAbove(mark - distance)
            : instrument.tickAtOrBelow(mark + distance);
    send(position, sells ? -quantity : quantity, limit, 0, ForcedOrderKind.UNWIND);
    instrument.unwinding(true);
  }

  private int send(
      int position, long signedQuantity, long limit, long liquidationId, ForcedOrderKind kind) {
    Instrument instrument = books.instrumentOf(position);
    Side side = signedQuantity > 0 ? Side.BUY : Side.SELL;
    long quantity = Math.abs(signedQuantity);
    int order = books.openEngineOrder(position, side, limit, quantity);
    events.forcedOrder(
        liquidationId,
        books.orders().id(order),
        books.accounts().id(books.positions().account(position)),
        quantity,
        limit,
        instrument.markPrice(),
        instrument.id(),
        side,
        kind);
    return order;
  }
}
