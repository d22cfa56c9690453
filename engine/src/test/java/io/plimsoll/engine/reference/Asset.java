package io.plimsoll.engine.reference;

import java.math.BigInteger;

/** An asset that wallets hold. */
final class Asset {
  final int id;
  final int moneyScale;
  BigInteger depositsLessWithdrawals = Exact.ZERO;

  /** The instrument that was added first in this asset; null if none. */
  Instrument firstInstrument;

  /** What it counts as collateral; null without terms. */
  Collateral collateral;

  Asset(int id, int moneyScale) {
    this.id = id;
    this.moneyScale = moneyScale;
  }

  boolean priced() {
    return collateral != null && collateral.price != 0;
  }
}
