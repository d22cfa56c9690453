package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.AccountKind;
import java.util.List;
import java.util.TreeMap;

/** Holder of wallets and positions. */
final class Account {
  final long id;
  final AccountKind kind;

  /** Place in account order. */
  final int index;

  final TreeMap<Integer, Wallet> wallets = new TreeMap<>();
  final TreeMap<Integer, Position> positions = new TreeMap<>();

  /** By asset in which it was set as a fund. */
  final TreeMap<Integer, Fund> funds = new TreeMap<>();

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

  Position position(Instrument instrument) {
    return positions.computeIfAbsent(instrument.id, id -> new Position(this, instrument));
  }

  /** Cross positions with a quantity in the asset, in order of instrument id. */
  List<Position> crossPositions(Asset asset) {
    return positions.values().stream()
        .filter(p -> p.instrument.asset == asset && !p.isolated() && p.open())
        .toList();
  }
}
