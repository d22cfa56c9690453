package io.plimsoll.engine.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a liquidation is about, as things stand.
 *
 * @param positions those with a quantity, in order of instrument id, long before short
 * @param requirements what falls to each of the positions
 * @param realisable what is shared out
 * @param parts by which it is shared out
 */
record Look(
    List<Position> positions,
    List<BigInteger> requirements,
    BigInteger equity,
    BigInteger requirement,
    BigInteger realisable,
    List<BigInteger> parts,
    boolean pool) {

  static Look at(Liquidation liquidation, Margin margin) {
    List<Position> positions = liquidation.positions();
    List<BigInteger> requirements =
        liquidation.cross()
            ? margin.hedge().parts(positions, Exact.PPB)
            : positions.stream().map(margin::requirement).toList();
    BigInteger requirement =
        liquidation.cross()
            ? margin.requirement(liquidation.account, liquidation.asset)
            : requirements.stream().reduce(Exact.ZERO, BigInteger::add);
    BigInteger equity =
        liquidation.cross()
            ? margin.equity(liquidation.account, liquidation.asset)
            : Margin.equity(liquidation.position());
    BigInteger realisable =
        liquidation.pool() ? margin.pool().realisable(liquidation.account) : equity;
    List<BigInteger> parts = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      parts.add(liquidation.total(positions.get(i).instrument, requirements.get(i)));
    }
    return new Look(
        positions, requirements, equity, requirement, realisable, parts, liquidation.pool());
  }

  /** What is shared out, in proportion to requirements, each share rounded down. */
  private BigInteger part(int i) {
    if (positions.size() == 1) {
      return realisable;
    }
    BigInteger whole = parts.stream().reduce(Exact.ZERO, BigInteger::add);
    return whole.signum() == 0
        ? Exact.floorDiv(realisable, Exact.big(positions.size()))
        : Exact.floorDiv(realisable.multiply(parts.get(i)), whole);
  }

  private BigInteger money(int i, BigInteger part) {
    return pool ? positions.get(i).instrument.asset.collateral.amount(part) : part;
  }

  /** The share of a position, in its asset. */
  BigInteger share(int i) {
    return money(i, part(i));
  }

  /** As {@link #share}, but the last has what the others leave. */
  List<BigInteger> sharesOfAll() {
    List<BigInteger> shares = new ArrayList<>();
    BigInteger left = realisable;
    for (int i = 0; i < positions.size() - 1; i++) {
      shares.add(share(i));
      left = left.subtract(part(i));
    }
    if (!positions.isEmpty()) {
      shares.add(money(positions.size() - 1, left));
    }
    return shares;
  }
}
