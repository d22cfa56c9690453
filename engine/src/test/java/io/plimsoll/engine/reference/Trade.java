package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;

/**
 * What a trade does to one side, worked out before anything changes.
 *
 * @param order the side's order; null if none
 * @param forced whether it closes by force, or hands over, so that an isolated margin takes the PnL
 * @param reason why the position changes
 * @param opening the opening part, 0 or above
 * @param orderReservedAfter what the order still reserves
 * @param balanceAfter the wallet's balance after all of the side's own changes
 */
record Trade(
    Position position,
    Order order,
    boolean forced,
    PositionReason reason,
    long quantity,
    BigInteger value,
    long opening,
    BigInteger realisedPnl,
    BigInteger releasedMargin,
    BigInteger addedMargin,
    BigInteger fee,
    long quantityAfter,
    BigInteger costAfter,
    BigInteger marginAfter,
    BigInteger orderReservedAfter,
    BigInteger balanceAfter) {

  /** Why the wallet changes by the realised PnL. */
  BalanceReason pnlReason() {
    return switch (reason) {
      case TAKE_OVER -> BalanceReason.TAKE_OVER;
      case DELEVERAGE -> BalanceReason.DELEVERAGE;
      case EXPIRY -> BalanceReason.EXPIRY;
      case NET_LEGS -> BalanceReason.NET_LEGS;
      default -> BalanceReason.REALISED_PNL;
    };
  }

  Account account() {
    return position.account;
  }

  Instrument instrument() {
    return position.instrument;
  }

  Wallet wallet() {
    return account().wallet(instrument().asset);
  }

  /** Whether the margin belongs to the position alone. */
  boolean isolated() {
    return account().trader() && position.isolated();
  }
}
