package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import java.util.TreeMap;

/** An account as its events show it. */
final class AccountView {
  final long id;
  final AccountKind kind;

  /** How many of its positions and wallets are being liquidated. */
  int liquidations;

  final TreeMap<Integer, Long> balances = new TreeMap<>();
  final TreeMap<Integer, Long> quantities = new TreeMap<>();
  final TreeMap<Integer, Long> margins = new TreeMap<>();
  final TreeMap<Integer, Integer> leverages = new TreeMap<>();
  final TreeMap<Integer, MarginMode> modes = new TreeMap<>();

  AccountView(long id, AccountKind kind) {
    this.id = id;
    this.kind = kind;
  }

  long balance(int assetId) {
    return balances.getOrDefault(assetId, 0L);
  }

  long quantity(int instrumentId) {
    return quantities.getOrDefault(instrumentId, 0L);
  }

  long margin(int instrumentId) {
    return margins.getOrDefault(instrumentId, 0L);
  }

  MarginMode mode(int instrumentId) {
    return modes.getOrDefault(instrumentId, MarginMode.CROSS);
  }

  int leverage(int instrumentId) {
    return leverages.getOrDefault(instrumentId, 100);
  }
}
