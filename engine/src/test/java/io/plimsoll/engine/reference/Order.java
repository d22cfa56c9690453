package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TimeInForce;
import java.math.BigInteger;

/** An open order, of a trader or of the engine. */
final class Order {
  static final long OWN_BASE = 1L << 62;

  final long id;
  final Account account;
  final Instrument instrument;
  final PositionSide positionSide;
  final Side side;
  final long price;
  final boolean reduceOnly;
  long remaining;
  BigInteger reserved;

  /** Whether its cancellation was asked for. */
  boolean asked;

  /** The liquidation of the position that waits for the order's cancellation; null if none. */
  Liquidation positionLiquidation;

  /** The liquidation of the wallet that waits for the order's cancellation; null if none. */
  Liquidation walletLiquidation;

  /** The liquidation for which the order closes; null if none. */
  Liquidation closesFor;

  /** Null for a trader's order. */
  ForcedOrderKind ownKind;

  /** Null for a trader's order. */
  TimeInForce timeInForce;

  Order(
      long id,
      Position position,
      Side side,
      long price,
      long quantity,
      boolean reduceOnly,
      BigInteger reserved) {
    this.id = id;
    this.account = position.account;
    this.instrument = position.instrument;
    this.positionSide = position.side;
    this.side = side;
    this.price = price;
    this.remaining = quantity;
    this.reduceOnly = reduceOnly;
    this.reserved = reserved;
  }

  /** What it trades. */
  Position position() {
    return account.position(instrument, positionSide);
  }

  boolean own() {
    return ownKind != null;
  }
}
