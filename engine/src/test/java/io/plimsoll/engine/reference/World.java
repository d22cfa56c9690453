package io.plimsoll.engine.reference;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** The whole state. */
final class World {
  final int accountsMax;
  final int ordersMax;

  long sequence;
  long lastTimestamp;
  long lastLiquidationId;
  long ownOrders;

  boolean venueConfigured;
  long marginCallRatio;
  long unwindFraction;
  long unwindSlippage;
  TriggerRule triggerRule = TriggerRule.AT_OR_BELOW;
  boolean closingFeeCounted;
  SurplusTo isolatedSurplusTo = SurplusTo.FUND;
  SurplusTo crossSurplusTo = SurplusTo.ACCOUNT;
  boolean changesWithPosition;

  boolean waterfallSet;
  long exitRatio = io.plimsoll.protocol.Waterfall.DEFAULT.exitRatio();

  /** 0 for the fund. */
  long liquidationFeeAccountId;

  boolean withdrawalGate;
  List<WaterfallStage> stages = io.plimsoll.protocol.Waterfall.DEFAULT.stages();

  final TreeMap<Integer, Asset> assets = new TreeMap<>();

  /** In which pools are valued; null if there is none yet. */
  Asset valuationAsset;

  final TreeMap<Integer, Instrument> instruments = new TreeMap<>();

  /** In account order. */
  final LinkedHashMap<Long, Account> accounts = new LinkedHashMap<>();

  /** In the order in which they were accepted. */
  final LinkedHashMap<Long, Order> orders = new LinkedHashMap<>();

  final TreeMap<Long, Liquidation> liquidations = new TreeMap<>();

  /** The one that is worked on first. */
  final ArrayDeque<Task> tasks = new ArrayDeque<>();

  /** By instrument id, then 0 for that of the longs and 1 for that of the shorts. */
  final TreeMap<Integer, TreeMap<Integer, Ranking>> rankings = new TreeMap<>();

  int candidatesMax;

  /** Liquidations in a cooldown, in the order of its begin. */
  final List<Liquidation> cooling = new ArrayList<>();

  /** Wallets that had a cross position in an instrument when its mark was set. */
  final List<Wallet> waitingWallets = new ArrayList<>();

  /** Instruments whose marks may have reached isolated positions, first come first. */
  final ArrayDeque<Instrument> waitingMarks = new ArrayDeque<>();

  World(int accountsMax, int ordersMax) {
    this.accountsMax = accountsMax;
    this.ordersMax = ordersMax;
  }

  /** Whether anyone has a quantity in the instrument; while it is settled, shorts may alone. */
  boolean held(Instrument instrument) {
    return accounts.values().stream()
        .flatMap(account -> account.positions.values().stream())
        .anyMatch(position -> position.instrument == instrument && position.open());
  }

  BigInteger openInterest(Instrument instrument) {
    BigInteger sum = Exact.ZERO;
    for (Account account : accounts.values()) {
      for (Position position : account.positions.values()) {
        if (position.instrument == instrument && position.quantity > 0) {
          sum = sum.add(Exact.big(position.quantity));
        }
      }
    }
    return sum;
  }

  /** Whether open interest is not 0 or an order is open. */
  boolean inUse(Instrument instrument) {
    return held(instrument) || orders.values().stream().anyMatch(o -> o.instrument == instrument);
  }

  /** Whether the account has an open order in the instrument. */
  boolean hasOrder(Account account, Instrument instrument) {
    return orders.values().stream()
        .anyMatch(o -> o.account == account && o.instrument == instrument);
  }

  long traderOrders() {
    return orders.values().stream().filter(o -> !o.own()).count();
  }

  /** What all the account's open orders in the asset reserve. */
  BigInteger reserved(Account account, Asset asset) {
    BigInteger sum = Exact.ZERO;
    for (Order order : orders.values()) {
      if (order.account == account && order.instrument.asset == asset) {
        sum = sum.add(order.reserved);
      }
    }
    return sum;
  }
}
