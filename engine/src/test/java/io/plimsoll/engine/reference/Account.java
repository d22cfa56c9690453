package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Holder of wallets and positions. */
final class Account {
  /** Which position: the instrument's id and the side. */
  record Key(int instrumentId, PositionSide side) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::instrumentId).thenComparingInt(key -> key.side.value());

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  final long id;
  final AccountKind kind;

  /** Place in account order. */
  final int index;

  final TreeMap<Integer, Wallet> wallets = new TreeMap<>();

  /** In order of instrument id, long before short. */
  final TreeMap<Key, Position> positions = new TreeMap<>();

  private final TreeMap<Integer, Settings> settings = new TreeMap<>();

  /** By asset in which it was set as a fund. */
  final TreeMap<Integer, Fund> funds = new TreeMap<>();

  /** Where called and frozen stand in mode MULTI_ASSET; null in mode SINGLE_ASSET. */
  Wallet pool;

  Account(long id, AccountKind kind, int index) {
    this.id = id;
    this.kind = kind;
    this.index = index;
  }

  boolean trader() {
    return kind == AccountKind.TRADER;
  }

  Wallet wallet(Asset asset) {
    return wallets.computeIfAbsent(asset.id, id -> new Wallet(asset));
  }

  /** Where it stands whether the account's positions in the asset are called or frozen. */
  Wallet standing(Asset asset) {
    return pool == null ? wallet(asset) : pool;
  }

  Settings settings(Instrument instrument) {
    return settings.computeIfAbsent(instrument.id, id -> new Settings());
  }

  Position position(Instrument instrument, PositionSide side) {
    Key key = new Key(instrument.id, side);
    return positions.computeIfAbsent(key, k -> new Position(this, instrument, side));
  }

  /** The one position of one-way mode. */
  Position position(Instrument instrument) {
    return position(instrument, PositionSide.NET);
  }

  /** What the account has in the instrument: one position, or the long and the short leg. */
  List<Position> legs(Instrument instrument) {
    return settings(instrument).hedged
        ? List.of(position(instrument, PositionSide.LONG), position(instrument, PositionSide.SHORT))
        : List.of(position(instrument));
  }

  /** The position of the account that is or may be on the other side than a quantity. */
  Position against(Instrument instrument, long quantity) {
    List<Position> legs = legs(instrument);
    return legs.get(quantity > 0 ? legs.size() - 1 : 0);
  }

  /** Cross positions with a quantity that what stands behind the asset stands behind, in order. */
  List<Position> crossPositions(Asset asset) {
    return pool == null
        ? crossPositionsIn(asset)
        : positions.values().stream().filter(p -> !p.isolated() && p.open()).toList();
  }

  /** Cross positions with a quantity that settle in the asset, in order of instrument id. */
  List<Position> crossPositionsIn(Asset asset) {
    return positions.values().stream()
        .filter(p -> p.instrument.asset == asset && !p.isolated() && p.open())
        .toList();
  }
}
