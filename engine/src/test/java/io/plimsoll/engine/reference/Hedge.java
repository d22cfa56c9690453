package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.BIG_PPB;
import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What two cross legs of an instrument require together, and how it falls to them. */
final class Hedge {
  private final World world;
  private final Margin margin;

  Hedge(World world, Margin margin) {
    this.world = world;
    this.margin = margin;
  }

  /** Whether the i-th of some cross positions with quantities is a long leg with its short one. */
  static boolean paired(List<Position> positions, int i) {
    return i + 1 < positions.size()
        && positions.get(i).side == PositionSide.LONG
        && positions.get(i + 1).side == PositionSide.SHORT
        && positions.get(i).instrument == positions.get(i + 1).instrument;
  }

  /** What cross positions require together. */
  BigInteger requirement(List<Position> positions, long ratio) {
    return parts(positions, ratio).stream().reduce(ZERO, BigInteger::add);
  }

  /** What of the requirement falls to each of some cross positions. */
  List<BigInteger> parts(List<Position> positions, long ratio) {
    List<BigInteger> parts = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      if (paired(positions, i)) {
        parts.addAll(split(positions.get(i), positions.get(i + 1), ratio));
        i++;
      } else {
        parts.add(margin.requirement(positions.get(i), ratio));
      }
    }
    return parts;
  }

  private List<BigInteger> split(Position longLeg, Position shortLeg, long ratio) {
    BigInteger both = both(longLeg, shortLeg, ratio);
    BigInteger ofLong = margin.requirement(longLeg, ratio);
    BigInteger alone = ofLong.add(margin.requirement(shortLeg, ratio));
    BigInteger part = alone.signum() == 0 ? ZERO : Exact.floorDiv(both.multiply(ofLong), alone);
    return List.of(part, both.subtract(part));
  }

  /** What two legs require, each of which may be empty. */
  BigInteger both(Position longLeg, Position shortLeg, long ratio) {
    BigInteger ofLong = margin.requirement(longLeg, ratio);
    BigInteger ofShort = margin.requirement(shortLeg, ratio);
    return switch (longLeg.instrument.netting) {
      case SUM -> ofLong.add(ofShort);
      case LARGER -> ofLong.max(ofShort);
      case NET -> net(longLeg, shortLeg, ratio);
      default -> throw new IllegalStateException("netting " + longLeg.instrument.netting);
    };
  }

  private BigInteger net(Position longLeg, Position shortLeg, long ratio) {
    Instrument instrument = longLeg.instrument;
    BigInteger notionals =
        Margin.valueAtMark(longLeg).abs().add(Margin.valueAtMark(shortLeg).abs());
    BigInteger fee = big(world.closingFeeCounted ? instrument.takerRate : 0).multiply(notionals);
    Position rest = unhedged(longLeg, shortLeg);
    BigInteger maintenance =
        rest.open()
            ? instrument.schedule.maintenanceTimesPpb(MaintenanceSchedule.Size.of(rest))
            : ZERO;
    return Exact.ceilDiv(maintenance.add(fee).multiply(big(ratio)), BIG_PPB.multiply(BIG_PPB));
  }

  /** What a trade that closes the smaller leg's quantity of the larger leg would leave of it. */
  static Position unhedged(Position longLeg, Position shortLeg) {
    long hedged = Math.min(longLeg.quantity, -shortLeg.quantity);
    return Reduction.without(longLeg.quantity >= -shortLeg.quantity ? longLeg : shortLeg, hedged);
  }
}
