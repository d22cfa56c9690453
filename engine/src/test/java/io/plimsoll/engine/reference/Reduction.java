package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** How much a round of REDUCE closes. */
final class Reduction {
  private final Margin margin;

  Reduction(Margin margin) {
    this.margin = margin;
  }

  /** Quantity to close of each position, 0 or above. */
  List<Long> quantities(WaterfallStage stage, Look look) {
    List<Long> quantities = new ArrayList<>();
    for (int i = 0; i < look.positions().size(); i++) {
      Position position = look.positions().get(i);
      long quantity =
          switch (stage.reduceBy()) {
            case FRACTION -> fraction(position, stage.size());
            case TIERS -> tiersDown(position, stage.size());
            case TARGET -> i == target(look) ? toTarget(look, i, stage.size()) : 0;
            default -> throw new IllegalStateException("reduce by " + stage.reduceBy());
          };
      quantities.add(quantity == 0 ? 0 : bounded(stage, position, quantity));
    }
    return quantities;
  }

  private static long fraction(Position position, long fraction) {
    BigInteger part = Exact.rateUp(fraction, big(position.quantity).abs());
    return part.max(BigInteger.ONE).longValueExact();
  }

  private static long tiersDown(Position position, long tiers) {
    int tier = tierIndex(position);
    if (tier == 0) {
      return 0;
    }
    long wanted = Math.max(0, tier - tiers);
    return least(
        Math.abs(position.quantity), closed -> tierIndex(without(position, closed)) <= wanted);
  }

  private static int tierIndex(Position position) {
    return position.open()
        ? position.instrument.schedule.tierIndex(MaintenanceSchedule.Size.of(position))
        : 0;
  }

  private static int largest(Look look) {
    int largest = 0;
    for (int i = 1; i < look.parts().size(); i++) {
      if (look.parts().get(i).compareTo(look.parts().get(largest)) > 0) {
        largest = i;
      }
    }
    return largest;
  }

  /** The largest; of two legs of which only the unhedged part counts, the larger leg. */
  private static int target(Look look) {
    int largest = largest(look);
    int first = first(look, largest);
    if (first < 0 || look.positions().get(first).instrument.netting != HedgeNetting.NET) {
      return largest;
    }
    Position rest = Hedge.unhedged(look.positions().get(first), look.positions().get(first + 1));
    return rest.side == PositionSide.LONG ? first : first + 1;
  }

  /** The long leg of the two that the i-th position is one of; −1 if it is none. */
  private static int first(Look look, int i) {
    Position position = look.positions().get(i);
    if (position.isolated()) {
      return -1;
    }
    return Hedge.paired(look.positions(), i)
        ? i
        : i > 0 && Hedge.paired(look.positions(), i - 1) ? i - 1 : -1;
  }

  private long toTarget(Look look, int i, long ratio) {
    Position position = look.positions().get(i);
    if (look.pool()) {
      return least(Math.abs(position.quantity), closed -> poolReaches(position, closed, ratio));
    }
    int first = first(look, i);
    long most = Math.abs(position.quantity);
    if (first >= 0 && position.instrument.netting == HedgeNetting.NET) {
      Position shortLeg = look.positions().get(first + 1);
      most = Math.abs(Hedge.unhedged(look.positions().get(first), shortLeg).quantity);
    }
    if (most == 0) {
      return 0;
    }
    return least(
        most,
        closed -> {
          List<Position> left = new ArrayList<>(look.positions());
          left.set(i, without(position, closed));
          return !margin.pastTheLine(look.equity(), requirement(left, first, ratio));
        });
  }

  private boolean poolReaches(Position position, long closed, long ratio) {
    Position left = without(position, closed);
    BigInteger excess = margin.pool().excess(position.account, ratio, Exact.ZERO, position, left);
    return !margin.pastTheLine(excess, Exact.ZERO);
  }

  /** Of positions, the one at first and the next being two legs, either of which may be empty. */
  private BigInteger requirement(List<Position> positions, int first, long ratio) {
    List<Position> others = new ArrayList<>(positions);
    if (first < 0) {
      return positions.get(0).isolated()
          ? margin.requirement(positions.get(0), ratio)
          : margin.hedge().requirement(others, ratio);
    }
    Position longLeg = others.remove(first);
    Position shortLeg = others.remove(first);
    return margin
        .hedge()
        .requirement(others, ratio)
        .add(margin.hedge().both(longLeg, shortLeg, ratio));
  }

  /** What a trade that closes a quantity of the position would leave of it. */
  static Position without(Position position, long closed) {
    Position left = new Position(position.account, position.instrument, position.side);
    left.quantity = position.quantity - Long.signum(position.quantity) * closed;
    if (left.open()) {
      BigInteger released =
          Exact.ceilDiv(position.cost.multiply(big(closed)), big(position.quantity).abs());
      left.cost = position.cost.subtract(released);
    }
    return left;
  }

  /**
   * The least quantity from 1 to the whole that is enough; the whole if none is. Closing more is
   * never less enough: notional, cost and with them tier and requirement only fall.
   */
  private static long least(long whole, LongPredicate enough) {
    long low = 1;
    long high = whole;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static long bounded(WaterfallStage stage, Position position, long quantity) {
    BigInteger notional = Margin.valueAtMark(position).abs();
    BigInteger size = big(position.quantity).abs();
    if (stage.wholeBelow() > 0 && notional.compareTo(big(stage.wholeBelow())) <= 0) {
      return size.longValueExact();
    }
    if (stage.notionalMax() == 0 || notional.signum() == 0) {
      return quantity;
    }
    BigInteger most = Exact.floorDiv(size.multiply(big(stage.notionalMax())), notional);
    return big(quantity).min(most.max(BigInteger.ONE)).longValueExact();
  }
}
