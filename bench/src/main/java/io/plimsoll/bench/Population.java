package io.plimsoll.bench;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.SplittableRandom;

/**
 * Accounts with one isolated position each, the same in the engine and in every baseline.
 *
 * <p>Account i is long if i is even and short if it is odd. Quantities spread evenly over the
 * decades from 0.001 to 50 coins, so that all tiers are used; leverage is 2 to 50; entry prices lie
 * within 0.5 % of {@link Market#ENTRY_MARK}, so that nobody is past the line there, nor at any mark
 * within {@link #QUIET_BAND} of it. Immutable.
 */
public final class Population {
  /** Most accounts: their open interest must fit the instrument. */
  public static final int SIZE_MAX = 1_500_000;

  /** Most accounts if quantities are at most {@link #SMALL_QUANTITY_MAX}. */
  public static final int SMALL_SIZE_MAX = 10_000_000;

  /** Largest quantity of a position in a population of more than {@link #SIZE_MAX}. */
  public static final long SMALL_QUANTITY_MAX = 5_000;

  /** Largest quantity of a position. */
  public static final long QUANTITY_MAX = 50_000;

  /** No mark this near to the entry mark harms anyone: 0.2 % of it. */
  public static final long QUIET_BAND = Market.ENTRY_MARK / 500;

  private static final long FIRST_ACCOUNT_ID = 1_000;
  private static final long ENTRY_SPREAD = Market.ENTRY_MARK / 200;
  private static final long SPARE_BALANCE = 100_000 * Market.DOLLAR;
  private static final int[] LEVERAGES = {200, 300, 500, 1_000, 2_000, 5_000};

  private final long[] quantities;
  private final long[] prices;
  private final int[] leverages;

  /**
   * A population; of small positions if it is a large one.
   *
   * @param size accounts, 1 to {@link #SMALL_SIZE_MAX}
   * @param seed the same seed gives the same accounts
   */
  public Population(int size, long seed) {
    this(size, seed, size <= SIZE_MAX ? QUANTITY_MAX : SMALL_QUANTITY_MAX);
  }

  /**
   * A population of small positions, for which the last unit of money matters more often.
   *
   * @param size accounts, 1 to {@link #SIZE_MAX}, or to {@link #SMALL_SIZE_MAX}
   * @param seed the same seed gives the same accounts
   * @param quantityMax largest quantity, 1 to {@link #QUANTITY_MAX}
   */
  Population(int size, long seed, long quantityMax) {
    int sizeMax = quantityMax <= SMALL_QUANTITY_MAX ? SMALL_SIZE_MAX : SIZE_MAX;
    if (size < 1 || size > sizeMax) {
      throw new IllegalArgumentException("size must lie in 1.." + sizeMax + ": " + size);
    }
    quantities = new long[size];
    prices = new long[size];
    leverages = new int[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      long quantity = (long) Math.exp(random.nextDouble() * Math.log((double) quantityMax));
      quantities[i] = i % 2 == 0 ? quantity : -quantity;
      prices[i] = Market.ENTRY_MARK + random.nextLong(-ENTRY_SPREAD, ENTRY_SPREAD + 1);
      // Room to double the position, for benchmarks that trade on.
      int leverageMax = Market.leverageMax(2 * quantity * prices[i] * Market.UNIT);
      leverages[i] = Math.min(leverageMax, LEVERAGES[random.nextInt(LEVERAGES.length)]);
    }
  }

  /** How many accounts. */
  public int size() {
    return quantities.length;
  }

  /** The id of account i. */
  public long accountId(int i) {
    return FIRST_ACCOUNT_ID + i;
  }

  /** The number of the account with an id. */
  public int index(long accountId) {
    return Math.toIntExact(accountId - FIRST_ACCOUNT_ID);
  }

  /** Signed cost of account i's position, money. */
  private long cost(int i) {
    return quantities[i] * prices[i] * Market.UNIT;
  }

  /** Initial margin of account i's position, money, rounded up. */
  private long margin(int i) {
    return -Math.floorDiv(-100 * Math.abs(cost(i)), leverages[i]);
  }

  /** Puts every position into a baseline. */
  public void openIn(PositionScan scan) {
    for (int i = 0; i < size(); i++) {
      scan.set(i, quantities[i], cost(i), margin(i));
    }
  }

  /** Sends the commands that set up {@link Market}, and open every account and its position. */
  public void openIn(CommandEncoder commands) {
    Market.open(commands);
    for (int i = 0; i < size(); i++) {
      long id = accountId(i);
      long fee = Math.abs(cost(i)) / 1_000;
      commands.addAccount(id, AccountKind.TRADER);
      commands.deposit(id, Market.ASSET_ID, margin(i) + fee + SPARE_BALANCE);
      commands.setLeverage(id, Market.INSTRUMENT_ID, leverages[i]);
      commands.setMarginMode(id, Market.INSTRUMENT_ID, MarginMode.ISOLATED);
      boolean buys = quantities[i] > 0;
      commands.fill(
          i + 1,
          Market.INSTRUMENT_ID,
          prices[i],
          Math.abs(quantities[i]),
          buys ? id : Market.MARKET_ACCOUNT_ID,
          0,
          buys ? Market.MARKET_ACCOUNT_ID : id,
          0,
          buys ? Side.BUY : Side.SELL);
    }
  }
}
