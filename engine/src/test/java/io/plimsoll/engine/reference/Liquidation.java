package io.plimsoll.engine.reference;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.StageMode;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;

/** One walk down the waterfall. */
final class Liquidation {
  final long id;
  final Account account;
  final Asset asset;

  /** Null for a cross wallet. */
  final Instrument instrument;

  final long startedAt;

  /** NET for a cross wallet. */
  final PositionSide side;

  /** The stage it is at, counted from 1; 0 before the first. */
  int stage;

  /** Of REDUCE; 0 in other stages. */
  int round;

  /** Whether an order of the round, or of CLOSE, filled. */
  boolean roundFilled;

  /** Orders that it waits for. */
  final LinkedHashSet<Long> waitingFor = new LinkedHashSet<>();

  /** 0 if it is in no cooldown. */
  long cooldownEnds;

  /** The task that it waits for; null if none. */
  Task task;

  boolean acted;
  boolean closed;
  boolean takenOver;
  boolean deleveraged;
  boolean repaid;
  boolean netted;
  BigInteger feeDue = Exact.ZERO;
  BigInteger closedNotional = Exact.ZERO;
  BigInteger takenOverNotional = Exact.ZERO;
  BigInteger deleveragedNotional = Exact.ZERO;
  BigInteger nettedNotional = Exact.ZERO;
  BigInteger socialised = Exact.ZERO;
  BigInteger realisedPnl = Exact.ZERO;
  BigInteger feePaid = Exact.ZERO;
  BigInteger surplus = Exact.ZERO;
  BigInteger covered = Exact.ZERO;

  private Liquidation(
      long id,
      long startedAt,
      Account account,
      Asset asset,
      Instrument instrument,
      PositionSide side) {
    this.id = id;
    this.account = account;
    this.asset = asset;
    this.instrument = instrument;
    this.startedAt = startedAt;
    this.side = side;
  }

  static Liquidation of(long id, long startedAt, Account account, Asset asset) {
    return new Liquidation(id, startedAt, account, asset, null, PositionSide.NET);
  }

  static Liquidation of(long id, long startedAt, Position position) {
    Instrument instrument = position.instrument;
    return new Liquidation(
        id, startedAt, position.account, instrument.asset, instrument, position.side);
  }

  boolean cross() {
    return instrument == null;
  }

  /** Whether it is of a pool; then the asset is the valuation asset. */
  boolean pool() {
    return cross() && account.pool != null;
  }

  /** What a sum of an instrument's asset adds to the totals, rounded down. */
  BigInteger total(Instrument of, BigInteger money) {
    return pool() ? Pool.full(of.asset, money) : money;
  }

  /** As {@link #total}, rounded up. */
  BigInteger totalUp(Instrument of, BigInteger money) {
    return total(of, money.negate()).negate();
  }

  /** Whether the stage is for a liquidation of this kind. */
  boolean has(WaterfallStage of) {
    return of.mode() == StageMode.ANY
        || of.mode() == (cross() ? StageMode.CROSS_ONLY : StageMode.ISOLATED_ONLY);
  }

  Wallet wallet() {
    return account.wallet(asset);
  }

  /** What a cross liquidation freezes. */
  Wallet standing() {
    return account.standing(asset);
  }

  /** The isolated position. */
  Position position() {
    return account.position(instrument, side);
  }

  /** Those with a quantity, in order of instrument id, long before short. */
  List<Position> positions() {
    if (cross()) {
      return account.crossPositions(asset);
    }
    return position().open() ? List.of(position()) : List.of();
  }

  int instrumentId() {
    return cross() ? 0 : instrument.id;
  }

  /** Whose fund gets fee and surplus and pays what is missing. */
  Instrument settlesIn() {
    return cross() ? asset.firstInstrument : instrument;
  }

  /** The fund that conditions of stages look at. */
  Account conditionFund() {
    List<Position> positions = positions();
    if (cross() && !positions.isEmpty()) {
      return positions.get(0).instrument.fund;
    }
    return pool() ? asset.collateral.fund : settlesIn().fund;
  }

  /** The asset in which they look at it. */
  Asset conditionAsset() {
    List<Position> positions = positions();
    return positions.isEmpty() ? asset : positions.get(0).instrument.asset;
  }
}
