package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.BalanceReason;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** All insurance funds and vaults, looked at after every instant in which one of them changed. */
final class Funds {
  private record Key(int asset, long account) {}

  private final Accounts accounts;
  private final Setting setting;
  private final Map<Key, FundNumbers> funds =
      new TreeMap<>(Comparator.comparingInt(Key::asset).thenComparingLong(Key::account));
  private long marksSeen;
  private boolean changed;

  Funds(Accounts accounts, Setting setting) {
    this.accounts = accounts;
    this.setting = setting;
  }

  void balance(long account, int asset, BalanceReason reason, long amount, long balance) {
    of(account, asset).changed(reason, amount, balance);
    changed = true;
  }

  /** A position of a fund in an asset changed. */
  void position(long account, int asset) {
    of(account, asset);
    changed = true;
  }

  private FundNumbers of(long account, int asset) {
    return funds.computeIfAbsent(
        new Key(asset, account), key -> new FundNumbers(account, setting.asset(asset)));
  }

  void instantEnded(long time, boolean isLast) {
    if (!changed && !isLast && marksSeen == setting.markChanges()) {
      return;
    }
    changed = false;
    marksSeen = setting.markChanges();
    funds.values().forEach(fund -> look(fund, time));
  }

  private void look(FundNumbers fund, long time) {
    long[] sums = new long[2];
    accounts.forEachPosition(
        accounts.row(fund.account()),
        position -> {
          InstrumentNumbers instrument = setting.instrument(accounts.instrument(position));
          long quantity = accounts.quantity(position);
          if (instrument.asset() == fund.asset() && quantity != 0) {
            long value = instrument.value(quantity);
            sums[0] = Math.addExact(sums[0], value - accounts.cost(position));
            sums[1] = Math.addExact(sums[1], quantity > 0 ? Math.abs(value) : -Math.abs(value));
          }
        });
    fund.instantEnded(time, sums[0], sums[1]);
  }

  Collection<FundNumbers> all() {
    return funds.values();
  }
}
