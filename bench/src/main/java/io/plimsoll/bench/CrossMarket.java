package io.plimsoll.bench;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.SplittableRandom;

/** Fifty contracts with the terms of {@link Market}, in one asset, and how their marks move. */
final class CrossMarket {
  /** Instruments, with ids from 1. */
  static final int INSTRUMENTS = 50;

  private static final double BASIS_POINT = 1e-4;
  // Half of the variance is common to all marks.
  private static final double SHARE = Math.sqrt(0.5);

  private CrossMarket() {}

  /** Sends the commands that set up venue, instruments, accounts of the house, and first marks. */
  static void open(CommandEncoder commands) {
    commands.configureVenue(
        new VenueRules(0, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT));
    commands.addAsset(Market.ASSET_ID, Market.MONEY_SCALE, "USDT");
    commands.addAccount(Market.FEE_ACCOUNT_ID, AccountKind.FEE);
    commands.addAccount(Market.FUND_ACCOUNT_ID, AccountKind.INSURANCE_FUND);
    commands.addAccount(Market.MARKET_ACCOUNT_ID, AccountKind.MARKET);
    for (int id = 1; id <= INSTRUMENTS; id++) {
      commands.addInstrument(
          id,
          Market.ASSET_ID,
          "COIN" + id,
          ContractType.LINEAR,
          Market.PRICE_SCALE,
          Market.QUANTITY_SCALE,
          1,
          Market.PRICE_MAX,
          (1L << 60) / (Market.PRICE_MAX * Market.UNIT),
          Market.FEE_ACCOUNT_ID,
          Market.FUND_ACCOUNT_ID);
      commands.setRiskTiers(id, Market.TIERS);
      commands.setFees(id, 0, Market.TAKER_RATE, 0);
      commands.markPrice(id, Market.ENTRY_MARK);
    }
  }

  /**
   * Marks of all instruments in turn: event i is of instrument {@code i % 50 + 1}.
   *
   * <p>A correlated random walk with steps of a basis point (standard deviation), around a path
   * that rises or falls evenly.
   *
   * @param events how many
   * @param drift by how much the path has risen in the end, -0.15 for a fall of 15 %
   * @param seed the same seed gives the same marks
   */
  static long[] walk(int events, double drift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] logs = new double[INSTRUMENTS];
    double rounds = (double) events / INSTRUMENTS;
    double step = StrictMath.log1p(drift) / rounds;
    long[] marks = new long[events];
    double common = 0;
    for (int i = 0; i < events; i++) {
      int instrument = i % INSTRUMENTS;
      if (instrument == 0) {
        common = gaussian(random);
      }
      double own = gaussian(random);
      logs[instrument] += step + BASIS_POINT * SHARE * (common + own);
      marks[i] = Math.round(Market.ENTRY_MARK * StrictMath.exp(logs[instrument]));
    }
    return marks;
  }

  /** The sum of twelve uniform numbers, less six: near enough, and the same on every JDK. */
  private static double gaussian(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
