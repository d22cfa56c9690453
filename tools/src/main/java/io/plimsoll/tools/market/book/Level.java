package io.plimsoll.tools.market.book;

/** The orders that rest at one price, in the order in which they came. */
final class Level {
  final long price;
  Resting first;
  private Resting last;

  Level(long price) {
    this.price = price;
  }

  boolean isEmpty() {
    return first == null;
  }

  void append(Resting order) {
    order.level = this;
    order.earlier = last;
    order.later = null;
    if (last == null) {
      first = order;
    } else {
      last.later = order;
    }
    last = order;
  }

  void remove(Resting order) {
    if (order.earlier == null) {
      first = order.later;
    } else {
      order.earlier.later = order.later;
    }
    if (order.later == null) {
      last = order.earlier;
    } else {
      order.later.earlier = order.earlier;
    }
    order.level = null;
  }
}
