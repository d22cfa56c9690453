package io.plimsoll.tools.explain;

import java.math.BigInteger;

/**
 * What became of a position that the fund took over. The fund holds one inventory; first in, first
 * out, this part of it is closed by the fund's trades after those that close what it held before.
 */
final class FundTrace {
  final Contract contract;
  final long fund;
  private final long taken;
  private final long value;
  private BigInteger ahead;
  private BigInteger left;
  private BigInteger proceeds = BigInteger.ZERO;
  private long firstSequence;
  private long lastSequence;

  /**
   * A trace.
   *
   * @param sequence of the takeover
   * @param contract of the position
   * @param fund who took it
   * @param taken signed quantity
   * @param value at which the fund took it, signed
   * @param heldBefore the fund's quantity before, signed
   */
  FundTrace(long sequence, Contract contract, long fund, long taken, long value, long heldBefore) {
    this.contract = contract;
    this.fund = fund;
    this.taken = taken;
    this.value = value;
    boolean sameSide = Long.signum(heldBefore) == Long.signum(taken);
    long offset = Math.min(Math.abs(heldBefore), Math.abs(taken));
    // Against an inventory on the other side it closes that at once, at its own value.
    this.ahead = BigInteger.valueOf(sameSide ? Math.abs(heldBefore) : 0);
    this.left = BigInteger.valueOf(Math.abs(taken) - (sameSide ? 0 : offset));
    if (!sameSide && offset > 0) {
      firstSequence = sequence;
      lastSequence = sequence;
      proceeds =
          BigInteger.valueOf(value)
              .multiply(BigInteger.valueOf(offset))
              .divide(BigInteger.valueOf(Math.abs(taken)));
    }
  }

  /** A later trade of the fund in this contract. */
  void onTrade(long sequence, long quantity, long tradeValue) {
    if (left.signum() == 0 || Long.signum(quantity) == Long.signum(taken)) {
      return;
    }
    BigInteger size = BigInteger.valueOf(Math.abs(quantity));
    BigInteger before = size.min(ahead);
    ahead = ahead.subtract(before);
    BigInteger ours = size.subtract(before).min(left);
    if (ours.signum() > 0) {
      left = left.subtract(ours);
      proceeds = proceeds.subtract(BigInteger.valueOf(tradeValue).multiply(ours).divide(size));
      firstSequence = firstSequence == 0 ? sequence : firstSequence;
      lastSequence = sequence;
    }
  }

  String show() {
    if (left.signum() > 0) {
      return "the fund still held "
          + contract.quantity(left.longValueExact() * Long.signum(taken))
          + " of it at the end";
    }
    BigInteger gain = proceeds.subtract(BigInteger.valueOf(value));
    return "first in, first out, the fund closed it at sequences "
        + firstSequence
        + " to "
        + lastSequence
        + " for "
        + contract.money(proceeds)
        + ": "
        + (gain.signum() < 0 ? "a loss of " : "a gain of ")
        + contract.money(gain.abs());
  }
}
