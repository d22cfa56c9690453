package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.RejectReason;
import org.agrona.DirectBuffer;

/**
 * Remembers why a command is rejected: the first check that fails.
 *
 * <p>Every method returns whether the command may go on, so that checks chain with {@code &&}.
 */
final class Checks {
  private RejectReason reason;
  private int fieldId;
  private long detail;

  /** Rejects. */
  boolean fail(RejectReason why, int field, long value) {
    reason = why;
    fieldId = field;
    detail = value;
    return false;
  }

  /** Goes on if a condition holds. */
  boolean that(boolean holds, RejectReason why, int field, long value) {
    return holds || fail(why, field, value);
  }

  /** Goes on if a value lies in a range, both ends included. */
  boolean range(long value, long min, long max, int field) {
    return that(value >= min && value <= max, RejectReason.INVALID_VALUE, field, value);
  }

  /** Goes on if there is an account. */
  boolean isKnown(int account, long accountId, int field) {
    return that(account != 0, RejectReason.UNKNOWN_ACCOUNT, field, accountId);
  }

  /** Goes on if there is an account, and it is a trader's. */
  boolean isTrader(AccountTable accounts, int account, long accountId, int field) {
    return isKnown(account, accountId, field)
        && that(accounts.isTrader(account), RejectReason.WRONG_ACCOUNT_KIND, field, accountId);
  }

  /** Goes on if there is an instrument. */
  boolean isKnown(Instrument instrument, int id, int field) {
    return that(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, field, id);
  }

  /** Goes on if an instrument is known, has tiers and a mark price, and is not closed. */
  boolean isTrading(Instrument instrument, int id, int field) {
    return isKnown(instrument, id, field)
        && that(instrument.hasTiers(), RejectReason.NO_TIERS, field, id)
        && that(instrument.markPrice() != 0, RejectReason.NO_MARK_PRICE, field, id)
        && that(!instrument.isClosed(), RejectReason.INSTRUMENT_CLOSED, field, id);
  }

  /** Goes on if an account that is, or is not, in hedge mode may have a position on a side. */
  boolean sideFits(boolean hedged, PositionSide side, int field) {
    return that(
        hedged != (side == PositionSide.NET),
        RejectReason.POSITION_SIDE_MISMATCH,
        field,
        side.value());
  }

  /** Whether a trade on a side can only reduce. */
  static boolean closes(PositionSide side, boolean buys) {
    return side == (buys ? PositionSide.SHORT : PositionSide.LONG);
  }

  /**
   * Goes on if an account that pools its wallets has a price for what the instrument settles in.
   */
  boolean isPriced(Books books, int account, Instrument instrument, int field, long value) {
    boolean priced =
        books.accounts().pool(account) == 0
            || books.collateral().of(instrument.asset().id()).isPriced();
    return that(priced, RejectReason.NO_COLLATERAL_TERMS, field, value);
  }

  /** Whether a trade only reduces what is held. */
  static boolean reduces(long held, boolean buys, long quantity) {
    boolean opposite = buys ? held < 0 : held > 0;
    return opposite && quantity <= Math.abs(held);
  }

  /** Whether a symbol is one or more printable characters, then only zero bytes. */
  static boolean isSymbol(DirectBuffer buffer, int offset) {
    boolean ended = false;
    for (int i = 0; i < AddAssetDecoder.symbolLength(); i++) {
      byte b = buffer.getByte(offset + i);
      boolean fits = b == 0 ? i > 0 : !ended && b >= '!' && b <= '~';
      if (!fits) {
        return false;
      }
      ended = b == 0;
    }
    return true;
  }

  RejectReason reason() {
    return reason;
  }

  int fieldId() {
    return fieldId;
  }

  long detail() {
    return detail;
  }
}
