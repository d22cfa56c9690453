package io.plimsoll.tools.explain;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.FundBookedDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the insurance funds have, hold and may: docs/rules.md, section 9. */
final class FundBook {
  private record Wallet(long fund, int asset) {}

  /** Money of a fund in an asset. */
  private static final class Money {
    private long balance;
    private long pending;
    private FundLimits limits = FundLimits.NONE;
  }

  private final Setting setting;
  private final Map<Long, Map<Integer, Holding>> holdings = new HashMap<>();
  private final Map<Wallet, Money> wallets = new HashMap<>();

  FundBook(Setting setting) {
    this.setting = setting;
  }

  void open(long account, boolean isFund) {
    if (isFund) {
      holdings.put(account, new TreeMap<>());
    }
  }

  boolean isFund(long account) {
    return holdings.containsKey(account);
  }

  private Money money(long fund, int asset) {
    return wallets.computeIfAbsent(new Wallet(fund, asset), key -> new Money());
  }

  void limits(long fund, int asset, FundLimits limits) {
    Money money = money(fund, asset);
    money.limits = limits;
    if (limits.bookingInterval() == 0) {
      money.pending = 0;
    }
  }

  FundLimits limits(long fund, int asset) {
    return money(fund, asset).limits;
  }

  void onChange(FundChangedDecoder change) {
    Money money = money(change.accountId(), change.assetId());
    money.balance = change.balance();
    boolean income =
        change.reason() == BalanceReason.SURPLUS
            || change.reason() == BalanceReason.LIQUIDATION_FEE;
    if (income && change.amount() > 0 && money.limits.bookingInterval() > 0) {
      money.pending += change.amount();
    }
  }

  void onBooked(FundBookedDecoder booked) {
    money(booked.accountId(), booked.assetId()).pending = 0;
  }

  void onPosition(PositionChangedDecoder change) {
    Map<Integer, Holding> held = holdings.get(change.accountId());
    if (held != null) {
      Holding holding =
          held.computeIfAbsent(
              change.instrumentId(), key -> new Holding(setting.contract(key), PositionSide.NET));
      holding.quantity = change.quantity();
      holding.cost = change.cost();
    }
  }

  /** Its quantity in a contract, signed. */
  long quantity(long fund, int contract) {
    Holding holding = holdings.getOrDefault(fund, Map.of()).get(contract);
    return holding == null ? 0 : holding.quantity;
  }

  /** Balance without income that is not booked yet. */
  long available(long fund, int asset) {
    Money money = money(fund, asset);
    return money.balance - money.pending;
  }

  /** Available balance, with its positions at their marks. */
  BigInteger equity(long fund, int asset) {
    BigInteger sum = BigInteger.valueOf(available(fund, asset));
    for (Holding holding : holdings.getOrDefault(fund, Map.of()).values()) {
      if (holding.contract.assetId == asset && holding.isOpen()) {
        sum = sum.add(holding.unrealised(holding.contract.mark));
      }
    }
    return sum;
  }

  /** Notional of its positions at their marks. */
  BigInteger inventory(long fund, int asset) {
    BigInteger sum = BigInteger.ZERO;
    for (Holding holding : holdings.getOrDefault(fund, Map.of()).values()) {
      if (holding.contract.assetId == asset && holding.isOpen()) {
        sum = sum.add(holding.contract.notional(holding.quantity, holding.contract.mark));
      }
    }
    return sum;
  }
}
