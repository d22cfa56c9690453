package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;

/** What an account holds of one instrument, or one of two legs. */
final class Position {
  final Account account;
  final Instrument instrument;
  final PositionSide side;
  long quantity;
  BigInteger cost = Exact.ZERO;
  BigInteger margin = Exact.ZERO;
  boolean called;

  /** The last funding that has reached the position. */
  int fundingRound;

  /** The liquidation that freezes the position; null if none. */
  Liquidation liquidation;

  Position(Account account, Instrument instrument, PositionSide side) {
    this.account = account;
    this.instrument = instrument;
    this.side = side;
  }

  MarginMode mode() {
    return account.settings(instrument).mode;
  }

  int leverage() {
    return account.settings(instrument).leverage;
  }

  boolean isolated() {
    return mode() == MarginMode.ISOLATED;
  }

  boolean open() {
    return quantity != 0;
  }

  boolean leg() {
    return side != PositionSide.NET;
  }

  /** Whether the position or its wallet is frozen. */
  boolean frozen() {
    return liquidation != null || account.standing(instrument.asset).liquidation != null;
  }
}
