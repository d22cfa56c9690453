package io.plimsoll.engine.core;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.text.MessageText;
import java.util.ArrayList;
import java.util.List;

/**
 * A small venue for scenarios: BTC (instrument 1) and ETH (instrument 2) in USDT, prices in cents,
 * quantities in thousandths, money in 10^-8; one tier of 0.5 %; no fees unless set.
 */
final class Venue {
  static final long FUND = 1;
  static final long FEES = 2;
  static final long MARKET = 3;
  static final long VAULT = 4;
  static final int USDT = 1;
  static final int BTC = 1;
  static final int ETH = 2;

  /** One USDT. */
  static final long ONE = 1_00000000L;

  private final List<String> events = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final LiquidationEngine engine =
      new LiquidationEngine(
          EngineLimits.DEFAULT,
          (buffer, offset, length) -> {
            text.setLength(0);
            MessageText.append(buffer, offset, length, text);
            events.add(text.toString());
          });
  final CommandEncoder commands = new CommandEncoder(engine::apply);
  private long nextAccount = 100;
  private long nextExecution = 1;

  /** A venue without instruments, for contracts of other scales and tiers. */
  Venue(VenueRules rules, int moneyScale) {
    commands.configureVenue(rules);
    commands.addAsset(USDT, moneyScale, "USDT");
    commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
    commands.addAccount(FEES, AccountKind.FEE);
    commands.addAccount(MARKET, AccountKind.MARKET);
  }

  Venue(VenueRules rules) {
    this(rules, Waterfall.DEFAULT);
  }

  /** A venue whose liquidations walk down these stages; the vault is an empty second fund. */
  Venue(VenueRules rules, Waterfall waterfall) {
    this(rules, 8);
    if (!waterfall.equals(Waterfall.DEFAULT)) {
      commands.addAccount(VAULT, AccountKind.INSURANCE_FUND);
      commands.setWaterfall(waterfall);
    }
    addInstrument(BTC, "BTCUSDT", 20_000_00);
    addInstrument(ETH, "ETHUSDT", 1_000_00);
    commands.deposit(FUND, USDT, 1_000 * ONE);
    events.clear();
  }

  Venue() {
    this(VenueRules.DEFAULT);
  }

  private void addInstrument(int id, String symbol, long mark) {
    commands.addInstrument(
        id, USDT, symbol, ContractType.LINEAR, 2, 3, 1, 1_000_000_00, 10_000_000, FEES, FUND);
    commands.setRiskTiers(id, List.of(new RiskTier(0, 5_000_000, 10_000)));
    commands.markPrice(id, mark);
  }

  /** A trader with a deposit in USDT. */
  long trader(long usdt) {
    return traderWith(usdt * ONE);
  }

  /** A trader with a deposit in the smallest units of the asset. */
  long traderWith(long units) {
    long id = nextAccount++;
    commands.addAccount(id, AccountKind.TRADER);
    commands.deposit(id, USDT, units);
    return id;
  }

  /** A trader with an isolated position at the given leverage, and just its margin. */
  long isolated(int instrument, long quantity, long price, int leverage, long usdt) {
    long id = trader(usdt);
    commands.setMarginMode(id, instrument, MarginMode.ISOLATED);
    commands.setLeverage(id, instrument, leverage * 100);
    trade(id, 0, instrument, quantity, price);
    return id;
  }

  /** The account trades with the market: quantity above 0 buys. */
  void trade(long account, long orderId, int instrument, long quantity, long price) {
    trade(account, orderId, MARKET, instrument, quantity, price);
  }

  /** The account takes, the other stands in the book without an order known to the engine. */
  void trade(long account, long orderId, long other, int instrument, long quantity, long price) {
    long execution = nextExecution();
    if (quantity > 0) {
      commands.fill(execution, instrument, price, quantity, account, orderId, other, 0, Side.BUY);
    } else {
      commands.fill(execution, instrument, price, -quantity, other, 0, account, orderId, Side.SELL);
    }
  }

  /** An execution id that no trade had before. */
  long nextExecution() {
    return nextExecution++;
  }

  /** Events since the last call, without those that accept commands. */
  List<String> events() {
    List<String> result = events.stream().filter(e -> !e.contains("\"CommandAccepted\"")).toList();
    events.clear();
    return result;
  }

  /** Forgets the events so far. */
  void clear() {
    events.clear();
  }

  LiquidationEngine engine() {
    return engine;
  }
}
