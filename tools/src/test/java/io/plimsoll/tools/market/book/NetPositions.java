package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.Side;
import org.agrona.collections.Long2LongHashMap;

/** {@link Positions} that are added up from trades, where there is no engine to ask. */
final class NetPositions implements Positions {
  private final Long2LongHashMap quantities = new Long2LongHashMap(0);

  @Override
  public long of(long accountId) {
    return quantities.get(accountId);
  }

  /**
   * Adds to a position.
   *
   * @param accountId whose
   * @param quantity signed: above 0 was bought, below 0 was sold
   * @throws ArithmeticException past 64 bits
   */
  void add(long accountId, long quantity) {
    set(accountId, Math.addExact(of(accountId), quantity));
  }

  /**
   * Sets a position, as when the engine takes it over.
   *
   * @param accountId whose
   * @param quantity signed
   */
  void set(long accountId, long quantity) {
    if (quantity == 0) {
      quantities.remove(accountId);
    } else {
      quantities.put(accountId, quantity);
    }
  }

  /** Takes in a trade between two accounts. */
  void traded(long quantity, Side takerSide, long takerAccount, long makerAccount) {
    long signed = takerSide == Side.BUY ? quantity : -quantity;
    add(takerAccount, signed);
    add(makerAccount, -signed);
  }
}
