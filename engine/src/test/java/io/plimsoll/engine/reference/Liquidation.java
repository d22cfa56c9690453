package io.plimsoll.engine.reference;

import java.math.BigInteger;
import java.util.LinkedHashSet;

/** One walk down the waterfall. */
final class Liquidation {
  /** Where it stands; the digest holds the number. */
  enum Stage {
    CANCEL_ORDERS,
    CLOSE
  }

  final long id;
  final Account account;
  final Asset asset;

  /** Null for a cross wallet. */
  final Instrument instrument;

  final LinkedHashSet<Long> waitingFor = new LinkedHashSet<>();
  Stage stage = Stage.CANCEL_ORDERS;
  BigInteger feeDue = Exact.ZERO;
  BigInteger closedNotional = Exact.ZERO;
  BigInteger takenOverNotional = Exact.ZERO;
  BigInteger realisedPnl = Exact.ZERO;
  BigInteger feePaid = Exact.ZERO;
  BigInteger surplus = Exact.ZERO;
  BigInteger covered = Exact.ZERO;
  boolean takenOver;
  boolean filled;

  Liquidation(long id, Account account, Asset asset, Instrument instrument) {
    this.id = id;
    this.account = account;
    this.asset = asset;
    this.instrument = instrument;
  }

  boolean cross() {
    return instrument == null;
  }

  Wallet wallet() {
    return account.wallet(asset);
  }

  /** The isolated position. */
  Position position() {
    return account.position(instrument);
  }

  int instrumentId() {
    return cross() ? 0 : instrument.id;
  }

  /** The fund that gets fee and surplus and pays what is missing. */
  Account fund() {
    return cross() ? asset.firstInstrument.fund : instrument.fund;
  }
}
