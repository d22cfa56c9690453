package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.RejectReason;

/** Checks that more than one command makes. */
final class Lookup {
  private final World world;

  Lookup(World world) {
    this.world = world;
  }

  Account account(long id, int fieldId) {
    Account account = world.accounts.get(id);
    Rejection.unless(account != null, RejectReason.UNKNOWN_ACCOUNT, fieldId, id);
    return account;
  }

  Account account(long id, AccountKind kind, int fieldId) {
    Account account = account(id, fieldId);
    Rejection.unless(account.kind == kind, RejectReason.WRONG_ACCOUNT_KIND, fieldId, id);
    return account;
  }

  Asset asset(int id, int fieldId) {
    Asset asset = world.assets.get(id);
    Rejection.unless(asset != null, RejectReason.UNKNOWN_ASSET, fieldId, id);
    return asset;
  }

  Instrument instrument(int id, int fieldId) {
    Instrument instrument = world.instruments.get(id);
    Rejection.unless(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, fieldId, id);
    return instrument;
  }

  Instrument instrumentWithTiers(int id, int fieldId) {
    Instrument instrument = instrument(id, fieldId);
    Rejection.unless(instrument.schedule != null, RejectReason.NO_TIERS, fieldId, id);
    return instrument;
  }

  Instrument instrumentWithMark(int id, int fieldId) {
    Instrument instrument = instrumentWithTiers(id, fieldId);
    Rejection.unless(instrument.mark != 0, RejectReason.NO_MARK_PRICE, fieldId, id);
    return instrument;
  }

  /** An instrument with a mark that is neither settled nor being settled. */
  Instrument instrumentOpen(int id, int fieldId) {
    Instrument instrument = instrumentWithMark(id, fieldId);
    notClosed(instrument, fieldId);
    return instrument;
  }

  static void notClosed(Instrument instrument, int fieldId) {
    Rejection.unless(!instrument.closed, RejectReason.INSTRUMENT_CLOSED, fieldId, instrument.id);
  }

  /** A raw enum value, or any other number, that must lie in a range. */
  static void range(long value, long low, long high, int fieldId) {
    Rejection.unless(low <= value && value <= high, RejectReason.INVALID_VALUE, fieldId, value);
  }

  static void price(long value, Instrument instrument, int fieldId) {
    Rejection.unless(
        instrument.priceMin <= value && value <= instrument.priceMax,
        RejectReason.PRICE_OUT_OF_RANGE,
        fieldId,
        value);
  }

  /** The position on a side of an account; LONG and SHORT in hedge mode, NET otherwise. */
  static Position position(Account account, Instrument instrument, PositionSide side, int fieldId) {
    boolean hedged = account.settings(instrument).hedged;
    Rejection.unless(
        hedged ? side != PositionSide.NET : side == PositionSide.NET,
        RejectReason.POSITION_SIDE_MISMATCH,
        fieldId,
        side.value());
    return account.position(instrument, side);
  }

  /** A symbol's characters: some from '!' to '~', then only zero bytes. */
  static void symbol(byte[] symbol, int fieldId) {
    int length = 0;
    while (length < symbol.length && symbol[length] >= '!' && symbol[length] <= '~') {
      length++;
    }
    boolean valid = length > 0;
    for (int i = length; i < symbol.length; i++) {
      valid &= symbol[i] == 0;
    }
    Rejection.unless(valid, RejectReason.INVALID_VALUE, fieldId, 0);
  }
}
