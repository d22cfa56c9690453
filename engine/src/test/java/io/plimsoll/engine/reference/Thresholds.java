package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.BIG_PPB;
import static io.plimsoll.engine.reference.Exact.big;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * The first mark, moving against an isolated position, at which it is past the line.
 *
 * <p>A requirement is rounded up, so from one mark to the next it may fall by more than equity
 * does: a mark further on can be safe again. What is rounded off is less than two units of money,
 * so the line of a requirement with two units more is met first and, being straight enough, met
 * once. From there the marks are tried one by one.
 */
final class Thresholds {
  private final Margin margin;

  Thresholds(Margin margin) {
    this.margin = margin;
  }

  /** Empty if no mark that the instrument accepts is past the line. */
  OptionalLong first(Position position, long ratio) {
    long step = position.quantity > 0 ? -1 : 1;
    long safest = position.quantity > 0 ? position.instrument.priceMax : 1;
    long distanceMax = position.instrument.priceMax - 1;
    long low = 0;
    long high = distanceMax + 1;
    while (low < high) {
      long middle = (low + high) / 2;
      if (nearLine(position, safest + step * middle, ratio)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    for (long distance = low; distance <= distanceMax; distance++) {
      long mark = safest + step * distance;
      if (pastAt(position, mark, ratio)) {
        return OptionalLong.of(mark);
      }
    }
    return OptionalLong.empty();
  }

  /** Whether a mark lies at or beyond the first one past the line. */
  OptionalLong reached(Position position, long mark, long ratio) {
    if (!nearLine(position, mark, ratio)) {
      return OptionalLong.empty();
    }
    OptionalLong first = first(position, ratio);
    if (first.isEmpty()) {
      return first;
    }
    boolean reached = position.quantity > 0 ? mark <= first.getAsLong() : mark >= first.getAsLong();
    return reached ? first : OptionalLong.empty();
  }

  private boolean pastAt(Position position, long mark, long ratio) {
    BigInteger value = Margin.value(position.instrument, position.quantity, mark);
    BigInteger equity = position.margin.add(value).subtract(position.cost);
    return margin.pastTheLine(equity, margin.requirement(position.instrument, value.abs()), ratio);
  }

  private boolean nearLine(Position position, long mark, long ratio) {
    BigInteger value = Margin.value(position.instrument, position.quantity, mark);
    BigInteger equity = position.margin.add(value).subtract(position.cost);
    BigInteger requirementTimesPpb =
        Margin.maintenanceTimesPpb(position.instrument, value.abs())
            .add(margin.closingFeeTimesPpb(position.instrument, value.abs()))
            .add(BIG_PPB.multiply(BigInteger.TWO));
    return equity
            .multiply(BIG_PPB)
            .multiply(BIG_PPB)
            .compareTo(requirementTimesPpb.multiply(big(ratio)))
        <= 0;
  }
}
