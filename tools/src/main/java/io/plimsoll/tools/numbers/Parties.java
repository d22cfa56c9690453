package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.AccountKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up who paid in what, and who has what at the end. */
final class Parties {
  private record Key(Party.Kind kind, long account) {}

  private static final class Totals {
    private final Sum paidIn = new Sum();
    private final Sum held = new Sum();
    private final Sum unrealised = new Sum();
    private long accounts;
  }

  private final Accounts accounts;
  private final Map<Integer, InstrumentNumbers> instruments;
  private final Set<Long> insuranceFunds;

  /**
   * Sums to be.
   *
   * @param accounts as they stand at the end
   * @param instruments by id
   * @param insuranceFunds accounts that stand behind an instrument
   */
  Parties(
      Accounts accounts, Map<Integer, InstrumentNumbers> instruments, Set<Long> insuranceFunds) {
    this.accounts = accounts;
    this.instruments = instruments;
    this.insuranceFunds = insuranceFunds;
  }

  /** The groups that have an account with a wallet or a position in the asset. */
  List<Party> in(AssetNumbers asset) {
    Map<Key, Totals> found = new LinkedHashMap<>();
    for (int row = 0; row < accounts.count(); row++) {
      add(asset, row, found);
    }
    List<Party> parties = new ArrayList<>();
    for (Party.Kind kind : Party.Kind.values()) {
      found.forEach(
          (key, totals) -> {
            if (key.kind == kind) {
              parties.add(
                  new Party(
                      kind,
                      key.account,
                      totals.accounts,
                      totals.paidIn.value(),
                      totals.held.value(),
                      totals.unrealised.value()));
            }
          });
    }
    return parties;
  }

  private void add(AssetNumbers asset, int row, Map<Key, Totals> found) {
    Totals[] totals = new Totals[1];
    accounts.forEachWallet(
        row,
        wallet -> {
          if (accounts.asset(wallet) == asset.id()) {
            totals[0] = of(row, totals[0], found);
            totals[0].paidIn.add(accounts.paidIn(wallet));
            totals[0].held.add(accounts.balance(wallet));
          }
        });
    accounts.forEachPosition(
        row,
        position -> {
          InstrumentNumbers instrument = instruments.get(accounts.instrument(position));
          if (instrument.asset() == asset) {
            totals[0] = of(row, totals[0], found);
            totals[0].held.add(accounts.margin(position));
            totals[0].unrealised.add(instrument.value(accounts.quantity(position)));
            totals[0].unrealised.add(-accounts.cost(position));
          }
        });
  }

  private Totals of(int row, Totals known, Map<Key, Totals> found) {
    if (known != null) {
      return known;
    }
    Party.Kind kind = kind(row);
    boolean fund = kind == Party.Kind.INSURANCE_FUND || kind == Party.Kind.VAULT;
    Totals totals =
        found.computeIfAbsent(new Key(kind, fund ? accounts.id(row) : 0), key -> new Totals());
    totals.accounts++;
    return totals;
  }

  private Party.Kind kind(int row) {
    AccountKind kind = accounts.kind(row);
    return switch (kind) {
      case INSURANCE_FUND ->
          insuranceFunds.contains(accounts.id(row)) ? Party.Kind.INSURANCE_FUND : Party.Kind.VAULT;
      case FEE -> Party.Kind.FEES;
      case MARKET -> Party.Kind.MARKET;
      default -> trader(row);
    };
  }

  private Party.Kind trader(int row) {
    if (accounts.isMarked(row, Accounts.LIQUIDATED)) {
      return Party.Kind.LIQUIDATED;
    }
    if (accounts.isMarked(row, Accounts.DELEVERAGED)) {
      return Party.Kind.DELEVERAGED;
    }
    return accounts.isMarked(row, Accounts.SHARED_LOSS)
        ? Party.Kind.SHARED_LOSS
        : Party.Kind.OTHER_TRADERS;
  }
}
