package io.plimsoll.engine.reference;

import java.math.BigInteger;
import java.util.OptionalLong;

/** The first mark, moving against an isolated position, at which it is past the line. */
final class Thresholds {
  private final Margin margin;

  Thresholds(Margin margin) {
    this.margin = margin;
  }

  /** Empty if no mark that the instrument accepts is past the line. */
  OptionalLong first(Position position, long ratio) {
    long step = position.quantity > 0 ? -1 : 1;
    Instrument instrument = position.instrument;
    long safest = position.quantity > 0 ? instrument.priceMax : instrument.priceMin;
    long distanceMax = instrument.priceMax - instrument.priceMin;
    long low = 0;
    long high = distanceMax + 1;
    while (low < high) {
      long middle = (low + high) / 2;
      if (pastAt(position, safest + step * middle, ratio)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low > distanceMax ? OptionalLong.empty() : OptionalLong.of(safest + step * low);
  }

  /** Where the line was, if a mark lies at or beyond it. */
  OptionalLong reached(Position position, long mark, long ratio) {
    return pastAt(position, mark, ratio) ? first(position, ratio) : OptionalLong.empty();
  }

  private boolean pastAt(Position position, long mark, long ratio) {
    BigInteger value = Margin.value(position.instrument, position.quantity, mark);
    BigInteger equity = position.margin.add(value).subtract(position.cost);
    return margin.pastTheLine(
        equity,
        margin.requirement(position.instrument, position.quantity, position.cost, mark, ratio));
  }
}
