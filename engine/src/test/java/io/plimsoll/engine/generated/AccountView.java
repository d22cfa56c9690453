package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** An account as its events show it. */
final class AccountView {
  final long id;
  final AccountKind kind;

  /** How many of its positions and wallets are being liquidated. */
  int liquidations;

  final TreeMap<Integer, Long> balances = new TreeMap<>();
  private final TreeMap<Integer, Long> quantities = new TreeMap<>();
  private final TreeMap<Integer, Long> margins = new TreeMap<>();

  /** Instruments in which it has two legs. */
  final TreeSet<Integer> hedged = new TreeSet<>();

  final TreeMap<Integer, Integer> leverages = new TreeMap<>();
  final TreeMap<Integer, MarginMode> modes = new TreeMap<>();

  AccountView(long id, AccountKind kind) {
    this.id = id;
    this.kind = kind;
  }

  long balance(int assetId) {
    return balances.getOrDefault(assetId, 0L);
  }

  private static int key(int instrumentId, PositionSide side) {
    return 4 * instrumentId + side.value();
  }

  void position(int instrumentId, PositionSide side, long quantity, long margin) {
    quantities.put(key(instrumentId, side), quantity);
    margins.put(key(instrumentId, side), margin);
  }

  long quantity(int instrumentId, PositionSide side) {
    return quantities.getOrDefault(key(instrumentId, side), 0L);
  }

  long margin(int instrumentId, PositionSide side) {
    return margins.getOrDefault(key(instrumentId, side), 0L);
  }

  /** The sides of the positions that it may have in the instrument. */
  List<PositionSide> sides(int instrumentId) {
    return hedged.contains(instrumentId)
        ? List.of(PositionSide.LONG, PositionSide.SHORT)
        : List.of(PositionSide.NET);
  }

  MarginMode mode(int instrumentId) {
    return modes.getOrDefault(instrumentId, MarginMode.CROSS);
  }

  int leverage(int instrumentId) {
    return leverages.getOrDefault(instrumentId, 100);
  }
}
