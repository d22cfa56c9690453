package io.plimsoll.engine.reference;

import java.math.BigInteger;

/** What an account holds of one asset. */
final class Wallet {
  final Asset asset;
  BigInteger balance = Exact.ZERO;
  boolean called;

  /** The liquidation that freezes the wallet; null if none. */
  Liquidation liquidation;

  Wallet(Asset asset) {
    this.asset = asset;
  }
}
