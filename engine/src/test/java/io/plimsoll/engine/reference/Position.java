package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.MarginMode;
import java.math.BigInteger;

/** What an account holds of one instrument, and its settings there. */
final class Position {
  final Account account;
  final Instrument instrument;
  MarginMode mode = MarginMode.CROSS;
  int leverage = 100;
  long quantity;
  BigInteger cost = Exact.ZERO;
  BigInteger margin = Exact.ZERO;
  boolean called;

  /** The last funding that has reached the position. */
  int fundingRound;

  /** The liquidation that freezes the position; null if none. */
  Liquidation liquidation;

  Position(Account account, Instrument instrument) {
    this.account = account;
    this.instrument = instrument;
  }

  boolean isolated() {
    return mode == MarginMode.ISOLATED;
  }

  boolean open() {
    return quantity != 0;
  }
}
