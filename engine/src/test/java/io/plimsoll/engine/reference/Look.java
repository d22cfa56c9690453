package io.plimsoll.engine.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a liquidation is about, as things stand.
 *
 * @param positions those with a quantity, in order of instrument id, long before short
 * @param requirements what falls to each of the positions
 */
record Look(
    List<Position> positions,
    List<BigInteger> requirements,
    BigInteger equity,
    BigInteger requirement) {

  static Look at(Liquidation liquidation, Margin margin) {
    List<Position> positions = liquidation.positions();
    List<BigInteger> requirements =
        liquidation.cross()
            ? margin.hedge().parts(positions, Exact.PPB)
            : positions.stream().map(margin::requirement).toList();
    BigInteger requirement = requirements.stream().reduce(Exact.ZERO, BigInteger::add);
    BigInteger equity =
        liquidation.cross()
            ? Margin.equity(liquidation.account, liquidation.asset)
            : Margin.equity(liquidation.position());
    return new Look(positions, requirements, equity, requirement);
  }

  /** Equity split over the positions in proportion to their requirements, each rounded down. */
  BigInteger share(int i) {
    if (positions.size() == 1) {
      return equity;
    }
    return requirement.signum() == 0
        ? Exact.floorDiv(equity, Exact.big(positions.size()))
        : Exact.floorDiv(equity.multiply(requirements.get(i)), requirement);
  }

  /** As {@link #share}, but the last has what the others leave. */
  List<BigInteger> sharesOfAll() {
    List<BigInteger> shares = new ArrayList<>();
    BigInteger left = equity;
    for (int i = 0; i < positions.size() - 1; i++) {
      shares.add(share(i));
      left = left.subtract(share(i));
    }
    if (!positions.isEmpty()) {
      shares.add(left);
    }
    return shares;
  }
}
