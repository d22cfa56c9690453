package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.Legs;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.ReduceBy;

/**
 * REDUCE: how much of each position a round closes.
 *
 * <p>Sources: a fraction of every position is Hyperliquid's and dYdX's partial liquidation; down to
 * a lower tier is OKX's, Bybit's and BitMEX's; as much as brings equity back to a ratio of the
 * requirement is Drift's and Deribit's. Reused; not thread safe.
 */
final class Reduction {
  private final Books books;
  private final PositionTable positions;
  private final MarginCalculator margins;
  private final Look look;
  private WaterfallStage stage;
  private int largest;
  private long othersRequirement;

  Reduction(Books books, MarginCalculator margins, Look look) {
    this.books = books;
    this.positions = books.positions();
    this.margins = margins;
    this.look = look;
  }

  /** Begins a round of a stage for the liquidation last looked at. */
  void begin(WaterfallStage ofStage) {
    stage = ofStage;
    if (stage.reduceBy() == ReduceBy.TARGET) {
      findLargest();
    }
  }

  private void findLargest() {
    largest = 0;
    long most = -1;
    for (int p = look.first(); p != 0; p = look.next(p)) {
      long weight = look.weight(p);
      if (weight > most) {
        most = weight;
        largest = p;
      }
    }
    if (largest == 0) {
      return;
    }
    if (isNet(largest) && legs(largest).isLongLarger() != isLong(largest)) {
      largest = positions.otherLeg(largest);
    }
    othersRequirement = look.requirementAt(stage.size()) - requirementLeft(largest, 0);
  }

  private boolean isLong(int position) {
    return positions.quantity(position) > 0;
  }

  /** Whether only what is unhedged of a position and its other leg needs maintenance margin. */
  private boolean isNet(int position) {
    return margins.isPaired(position)
        && books.instrumentOf(position).tiers().hedgeNetting() == HedgeNetting.NET;
  }

  /** The two legs that a position is one of. */
  private Legs legs(int position) {
    return margins.legs(positions.isLongLeg(position) ? position : positions.otherLeg(position));
  }

  /**
   * What a position, with its other leg if there is one, requires at the stage's ratio when so much
   * of it is closed.
   */
  private long requirementLeft(int position, long closed) {
    Instrument instrument = books.instrumentOf(position);
    if (margins.isPaired(position)) {
      return legs(position)
          .close(isLong(position), closed)
          .requirement(instrument.markPrice(), stage.size());
    }
    long rest = rest(position, closed);
    long notional = instrument.notional(rest, instrument.markPrice());
    return instrument.requirement(
        books.rules(), rest, restCost(position, closed), notional, stage.size());
  }

  /** How much of a position the round closes, 0 to its size. */
  long of(int position) {
    long size = Math.abs(positions.quantity(position));
    long wanted =
        switch (stage.reduceBy()) {
          case TIERS -> tiersDown(position, size);
          case TARGET -> toTarget(position, size);
          default -> Math.max(1, Int128.mulDivCeil(size, stage.size(), Int128.PPB));
        };
    return wanted == 0 ? 0 : limited(position, size, wanted);
  }

  private long limited(int position, long size, long wanted) {
    long notional = Math.abs(margins.valueAtMark(position));
    if (stage.wholeBelow() > 0 && notional <= stage.wholeBelow()) {
      return size;
    }
    // At or above the notional the limit is no limit, and the quotient might leave 64 bits.
    if (stage.notionalMax() == 0 || notional <= stage.notionalMax()) {
      return wanted;
    }
    long most = Int128.mulDivFloor(size, stage.notionalMax(), notional);
    return Math.min(wanted, Math.max(1, most));
  }

  private long tiersDown(int position, long size) {
    int tier = tierOfRest(position, 0);
    if (tier == 0) {
      return 0;
    }
    int goal = (int) Math.max(0, tier - stage.size());
    long low = 1;
    long high = size;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (tierOfRest(position, middle) <= goal) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int tierOfRest(int position, long closed) {
    long rest = rest(position, closed);
    if (rest == 0) {
      return 0;
    }
    Instrument instrument = books.instrumentOf(position);
    long notional = instrument.notional(rest, instrument.markPrice());
    return instrument.tiers().tierOfPosition(rest, restCost(position, closed), notional);
  }

  private long toTarget(int position, long size) {
    if (position != largest) {
      return 0;
    }
    // Past what is unhedged, closing more would raise what two legs require.
    long low = 1;
    long high = isNet(position) ? legs(position).unhedged() : size;
    if (high == 0) {
      return 0;
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (reachesTarget(position, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean reachesTarget(int position, long closed) {
    long left = requirementLeft(position, closed);
    return !look.isPast(stage.size(), position, left, othersRequirement);
  }

  /** Signed quantity that is left. */
  private long rest(int position, long closed) {
    long quantity = positions.quantity(position);
    return quantity > 0 ? quantity - closed : quantity + closed;
  }

  /** Cost that a trade closing so much would leave. */
  private long restCost(int position, long closed) {
    long size = Math.abs(positions.quantity(position));
    long cost = positions.cost(position);
    return closed == size ? 0 : cost - Int128.mulDivCeil(cost, closed, size);
  }
}
