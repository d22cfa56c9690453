package io.plimsoll.bench;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.Side;
import java.util.SplittableRandom;

/**
 * Cross accounts with one to eight positions each, the same in the engine and in the baseline.
 *
 * <p>An account holds different instruments of {@link CrossMarket}, three in five of its positions
 * long, notionals spread evenly over the decades from 500 to 500,000 dollars. Its balance is the
 * sum of its notionals over an effective leverage from 1 to 40, likewise spread. All trade at the
 * entry mark. Immutable.
 */
final class CrossPopulation {
  private static final int POSITIONS_MAX = 8;
  private static final long FIRST_ACCOUNT_ID = 1_000;
  private static final double NOTIONAL_MIN = 500;
  private static final double NOTIONAL_MAX = 500_000;
  private static final double LEVERAGE_MAX = 40;

  private final int[] firsts;
  private final byte[] instruments;
  private final int[] quantities;
  private final long[] balances;

  /**
   * A population.
   *
   * @param size accounts
   * @param seed the same seed gives the same accounts
   */
  CrossPopulation(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    firsts = new int[size + 1];
    instruments = new byte[size * POSITIONS_MAX];
    quantities = new int[size * POSITIONS_MAX];
    balances = new long[size];
    int next = 0;
    for (int i = 0; i < size; i++) {
      firsts[i] = next;
      int count = 1 + random.nextInt(POSITIONS_MAX);
      long notionals = 0;
      // Spread out from a random start, so that no instrument comes twice.
      int instrument = random.nextInt(CrossMarket.INSTRUMENTS);
      for (int p = 0; p < count; p++) {
        instrument += 1 + random.nextInt(CrossMarket.INSTRUMENTS / POSITIONS_MAX);
        int quantity = (int) (spread(random, NOTIONAL_MIN, NOTIONAL_MAX) / dollarsOfOne());
        instruments[next] = (byte) (1 + instrument % CrossMarket.INSTRUMENTS);
        quantities[next] = random.nextInt(5) < 3 ? quantity : -quantity;
        notionals += notional(next);
        next++;
      }
      balances[i] = (long) (notionals / spread(random, 1, LEVERAGE_MAX));
    }
    firsts[size] = next;
  }

  private static double spread(SplittableRandom random, double min, double max) {
    return min * Math.exp(random.nextDouble() * Math.log(max / min));
  }

  private static double dollarsOfOne() {
    return (double) (Market.ENTRY_MARK * Market.UNIT) / Market.DOLLAR;
  }

  /** How many accounts. */
  int size() {
    return balances.length;
  }

  /** How many positions. */
  int positions() {
    return firsts[size()];
  }

  /** The number of the account with an id. */
  static int index(long accountId) {
    return Math.toIntExact(accountId - FIRST_ACCOUNT_ID);
  }

  private long notional(int position) {
    return Math.abs((long) quantities[position]) * Market.ENTRY_MARK * Market.UNIT;
  }

  private long fee(int position) {
    return -Math.floorDiv(-notional(position) * Market.TAKER_RATE, Market.PPB);
  }

  /** Puts every account into the baseline. */
  void openIn(CrossLongScan scan) {
    for (int i = 0; i < size(); i++) {
      scan.open(i, balances[i]);
      for (int p = firsts[i]; p < firsts[i + 1]; p++) {
        scan.add(i, instruments[p], quantities[p]);
      }
    }
    scan.build();
  }

  /** Sends the commands that set up {@link CrossMarket}, and open every account. */
  void openIn(CommandEncoder commands) {
    CrossMarket.open(commands);
    long[] executions = new long[CrossMarket.INSTRUMENTS + 1];
    for (int i = 0; i < size(); i++) {
      long id = FIRST_ACCOUNT_ID + i;
      commands.addAccount(id, AccountKind.TRADER);
      long fees = 0;
      for (int p = firsts[i]; p < firsts[i + 1]; p++) {
        fees += fee(p);
      }
      commands.deposit(id, Market.ASSET_ID, balances[i] + fees);
      for (int p = firsts[i]; p < firsts[i + 1]; p++) {
        int instrument = instruments[p];
        commands.setLeverage(id, instrument, Market.leverageMax(notional(p)));
        boolean buys = quantities[p] > 0;
        commands.fill(
            ++executions[instrument],
            instrument,
            Market.ENTRY_MARK,
            Math.abs(quantities[p]),
            buys ? id : Market.MARKET_ACCOUNT_ID,
            0,
            buys ? Market.MARKET_ACCOUNT_ID : id,
            0,
            buys ? Side.BUY : Side.SELL);
      }
    }
  }
}
