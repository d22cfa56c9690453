package io.plimsoll.tools.bench.load;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The venue of the harness: two linear contracts, and accounts with one isolated position each in
 * the first, long if their number is even.
 *
 * <p>Price in tenths of a dollar, quantity in thousandths of a coin, money in millionths of a
 * dollar. All trade at {@link #ENTRY_MARK}; positions have 100 to 5,000 dollars, margins from 2 to
 * 48 % of that, spread evenly. So liquidation prices are spread evenly too, and no mark within
 * {@link #QUIET_BAND} of the entry harms anybody.
 */
final class BenchVenue {
  static final int ASSET_ID = 1;

  /** The contract that everybody holds. */
  static final int HELD_ID = 1;

  /** The contract that only two hold. */
  static final int QUIET_ID = 2;

  static final long MARKET_ACCOUNT_ID = 3;
  static final long ENTRY_MARK = 1_000_000;
  static final long QUIET_BAND = ENTRY_MARK / 500;
  static final long DOLLAR = 1_000_000;

  private static final long FEE_ACCOUNT_ID = 1;
  private static final long FUND_ACCOUNT_ID = 2;
  private static final long FIRST_ACCOUNT_ID = 1_000;
  private static final long UNIT = 100;
  private static final long PRICE_MAX = 3 * ENTRY_MARK;
  // priceMax * openInterestMax * unit must not pass 2^60.
  private static final long OPEN_INTEREST_MAX = (1L << 60) / (PRICE_MAX * UNIT);
  private static final long QUANTITY_MAX = 50;
  private static final double MARGIN_LEAST = 0.02;
  private static final double MARGIN_SPREAD = 0.46;
  private static final long SPARE = 1_000 * DOLLAR;
  private static final long FUND = 1_000_000_000 * DOLLAR;
  private static final long SEED = 1;
  private static final List<RiskTier> TIERS =
      List.of(
          new RiskTier(0, 4_000_000, 12_500),
          new RiskTier(50_000 * DOLLAR, 5_000_000, 10_000),
          new RiskTier(250_000 * DOLLAR, 10_000_000, 5_000));

  private BenchVenue() {}

  /** The id of account i. */
  static long accountId(int i) {
    return FIRST_ACCOUNT_ID + i;
  }

  /** The number of the account with an id. */
  static int index(long accountId) {
    return Math.toIntExact(accountId - FIRST_ACCOUNT_ID);
  }

  /** Sends the commands that set up the venue and open every account and position. */
  static void open(int accounts, CommandEncoder commands) {
    commands.configureVenue(
        new VenueRules(0, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT));
    commands.addAsset(ASSET_ID, 6, "USDT");
    commands.addAccount(FEE_ACCOUNT_ID, AccountKind.FEE);
    commands.addAccount(FUND_ACCOUNT_ID, AccountKind.INSURANCE_FUND);
    commands.addAccount(MARKET_ACCOUNT_ID, AccountKind.MARKET);
    commands.deposit(FUND_ACCOUNT_ID, ASSET_ID, FUND);
    openInstrument(HELD_ID, "BTC-USDT", commands);
    openInstrument(QUIET_ID, "ETH-USDT", commands);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < accounts; i++) {
      long quantity = 1 + random.nextLong(QUANTITY_MAX);
      double margin = MARGIN_LEAST + MARGIN_SPREAD * random.nextDouble();
      openPosition(i, HELD_ID, quantity, (int) (100 / margin), commands);
    }
    openPosition(accounts, QUIET_ID, 1, 200, commands);
    openPosition(accounts + 1, QUIET_ID, 1, 200, commands);
  }

  private static void openInstrument(int id, String symbol, CommandEncoder commands) {
    commands.addInstrument(
        id,
        ASSET_ID,
        symbol,
        ContractType.LINEAR,
        1,
        3,
        1,
        PRICE_MAX,
        OPEN_INTEREST_MAX,
        FEE_ACCOUNT_ID,
        FUND_ACCOUNT_ID);
    commands.setRiskTiers(id, TIERS);
    commands.setFees(id, 200_000, 500_000, 5_000_000);
    commands.markPrice(id, ENTRY_MARK);
  }

  private static void openPosition(
      int i, int instrumentId, long quantity, int leverage, CommandEncoder commands) {
    long id = accountId(i);
    boolean buys = i % 2 == 0;
    commands.addAccount(id, AccountKind.TRADER);
    commands.deposit(id, ASSET_ID, quantity * ENTRY_MARK * UNIT + SPARE);
    commands.setLeverage(id, instrumentId, leverage);
    commands.setMarginMode(id, instrumentId, MarginMode.ISOLATED);
    commands.fill(
        i + 1,
        instrumentId,
        ENTRY_MARK,
        quantity,
        buys ? id : MARKET_ACCOUNT_ID,
        0,
        buys ? MARKET_ACCOUNT_ID : id,
        0,
        buys ? Side.BUY : Side.SELL);
  }
}
