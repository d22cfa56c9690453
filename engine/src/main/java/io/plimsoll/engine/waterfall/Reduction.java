package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.WaterfallStage;
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
    long sum = 0;
    for (int p = look.first(); p != 0; p = look.next(p)) {
      long requirement = margins.requirement(p, Int128.PPB);
      if (requirement > most) {
        most = requirement;
        largest = p;
      }
      sum += margins.requirement(p, stage.size());
    }
    othersRequirement = largest == 0 ? 0 : sum - margins.requirement(largest, stage.size());
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
    long low = 1;
    long high = size;
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
    Instrument instrument = books.instrumentOf(position);
    long rest = rest(position, closed);
    long notional = instrument.notional(rest, instrument.markPrice());
    long ofRest =
        instrument.requirement(
            books.rules(), rest, restCost(position, closed), notional, stage.size());
    return !books.rules().isPast(look.equity(), othersRequirement + ofRest);
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
