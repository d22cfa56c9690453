package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The account whose story is told: its wallets, positions and ledgers. */
final class Person {
  final long id;
  private final Setting setting;
  private AccountKind kind;
  private boolean pooled;

  /** In order of contract, long before short. */
  private final Map<Key, Holding> holdings = new TreeMap<>();

  private final Map<Integer, Long> balances = new TreeMap<>();
  private final Map<Integer, Ledger> ledgers = new HashMap<>();

  Person(long id, Setting setting) {
    this.id = id;
    this.setting = setting;
  }

  void open(AccountKind opened) {
    kind = opened;
  }

  /** Of what kind the account is; null before it is opened. */
  AccountKind kind() {
    return kind;
  }

  /** Whether all its wallets stand behind all its cross positions. */
  boolean isPooled() {
    return pooled;
  }

  void pooled(boolean pools) {
    pooled = pools;
  }

  private record Key(int contract, PositionSide side) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byContract = Integer.compare(contract, other.contract);
      return byContract != 0 ? byContract : side.compareTo(other.side);
    }
  }

  Holding holding(int contract, PositionSide side) {
    return holdings.computeIfAbsent(
        new Key(contract, side), key -> new Holding(setting.contract(contract), side));
  }

  /** All that it holds of a contract or may hold, in whichever position mode. */
  List<Holding> holdings(int contract) {
    return List.of(
        holding(contract, PositionSide.NET),
        holding(contract, PositionSide.LONG),
        holding(contract, PositionSide.SHORT));
  }

  Iterable<Holding> holdings() {
    return holdings.values();
  }

  long balance(int asset) {
    return balances.getOrDefault(asset, 0L);
  }

  void balance(int asset, long balance) {
    balances.put(asset, balance);
  }

  Iterable<Integer> assets() {
    return balances.keySet();
  }

  Ledger ledger(int asset) {
    return ledgers.computeIfAbsent(
        asset, key -> new Ledger(setting.asset(key).symbol(), setting.asset(key).scale()));
  }

  /** What stands or falls with a position. */
  Stake stake(Holding holding) {
    return holding.isIsolated()
        ? new Stake(holding.margin, List.of(holding), true)
        : wallet(holding.contract.assetId);
  }

  /** What a liquidation of it is about. */
  Stake stake(Case of) {
    return stake(of.instrument, of.side, of.asset);
  }

  /** An isolated position, or with contract 0 the wallet. */
  Stake stake(int contract, PositionSide side, int asset) {
    return contract == 0 ? wallet(asset) : stake(holding(contract, side));
  }

  /** The wallet of an asset with all its cross positions, or the pool. */
  private Stake wallet(int asset) {
    if (pooled) {
      return new PoolStake(
          setting,
          balances,
          holdings.values().stream().filter(h -> !h.isIsolated() && h.isOpen()).toList());
    }
    return new Stake(
        balance(asset),
        holdings.values().stream()
            .filter(h -> !h.isIsolated() && h.isOpen() && h.contract.assetId == asset)
            .toList(),
        false);
  }

  /** Balance and margins. */
  BigInteger has(int asset) {
    BigInteger sum = BigInteger.valueOf(balance(asset));
    for (Holding holding : holdings.values()) {
      if (holding.contract.assetId == asset) {
        sum = sum.add(BigInteger.valueOf(holding.margin));
      }
    }
    return sum;
  }
}
