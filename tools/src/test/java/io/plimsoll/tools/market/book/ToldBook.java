package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.util.ArrayList;
import java.util.List;

/** A book whose reports are kept as text, and whose positions are added up from its trades. */
final class ToldBook implements BookReports {
  static final long PRICE_MAX = 1_000;
  static final long OUTSIDE = 3;

  final List<String> told = new ArrayList<>();
  final NetPositions positions = new NetPositions();
  final OrderBook book;

  ToldBook(long tick) {
    this.book = new OrderBook(terms(tick), this, positions);
  }

  static BookTerms terms(long tick) {
    return BookTerms.linear(0, 0, tick, PRICE_MAX, OUTSIDE);
  }

  void limit(long id, long account, Side side, long quantity, long price) {
    order(id, account, side, OrderType.LIMIT, quantity, price);
  }

  void order(long id, long account, Side side, OrderType type, long quantity, long limit) {
    book.submit(BookOrder.of(id, account, side, type, quantity, limit));
  }

  @Override
  public void traded(
      long price,
      long quantity,
      Side takerSide,
      long takerAccount,
      long takerOrder,
      long makerAccount,
      long makerOrder) {
    positions.traded(quantity, takerSide, takerAccount, makerAccount);
    told.add(
        "TRADED %d x %d, %s %d of %d takes from %d of %d"
            .formatted(
                quantity, price, takerSide, takerOrder, takerAccount, makerOrder, makerAccount));
  }

  @Override
  public void done(long orderId, long accountId, DoneReason reason, long left) {
    told.add(reason + " " + orderId + " " + left);
  }
}
