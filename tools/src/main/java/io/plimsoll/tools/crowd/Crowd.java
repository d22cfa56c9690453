package io.plimsoll.tools.crowd;

import io.plimsoll.tools.venue.CollateralSpec;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A seeded population of traders. All of it is an assumption, written out in docs/simulator.md:
 *
 * <ul>
 *   <li>65 of 100 are long; the venue says how many of 100 hold their position isolated, the others
 *       cross;
 *   <li>leverage: {@link #LEVERAGES} with {@link #WEIGHTS}, at most the venue's highest;
 *   <li>notional: half lie in 500–1,000 dollars, a quarter in 1,000–2,000, and so on, 16 octaves (a
 *       Pareto tail of exponent 1, cut), less where the leverage forbids it;
 *   <li>entry price: evenly within a fifth of the initial margin rate, at most 5 %, of the tape's
 *       open;
 *   <li>deposit: initial margin, fee, and a free part of 0–25 % (isolated) or 0–100 % (cross) of
 *       that margin;
 *   <li>the venue says how many of 100 are in hedge mode: a second leg on the other side, opened at
 *       the same price, of 20 to 100 % of the first one's quantity;
 *   <li>the venue says how many of 100 cross accounts pool other assets as collateral, and how much
 *       of what they pay in is in which asset;
 *   <li>one in ten has a resting take-profit order for the whole (first) position.
 * </ul>
 *
 * Everything is computed in integers from SplittableRandom's 64-bit outputs, so that a seed means
 * the same crowd on every JDK.
 */
public final class Crowd implements Iterable<Trader> {
  /** Leverages that traders choose from. */
  public static final List<Integer> LEVERAGES = List.of(1, 2, 3, 5, 10, 20, 25, 50, 75, 100);

  /** How many of 100 traders choose each leverage. */
  public static final List<Integer> WEIGHTS = List.of(4, 5, 7, 13, 23, 20, 9, 11, 4, 4);

  /** Longs of 100 traders. */
  public static final int LONGS = 65;

  /** Take-profit orders of 100 traders. */
  public static final int TAKE_PROFITS = 10;

  /** Most traders of a crowd. */
  public static final int TRADERS_MAX = 5_000_000;

  private static final long BASE_DOLLARS = 500;
  private static final int OCTAVES = 16;
  private static final int MILLION = 1_000_000;
  private static final long HEDGE_SEED_STEP = 0x9E3779B97F4A7C15L;
  private static final long PLEDGE_SEED_STEP = 0xD1B54A32D192ED03L;

  private final Venue venue;
  private final int traders;
  private final long seed;
  private final long openPrice;
  private final long baseNotional;
  private final Optional<Pledges> pledges;

  /**
   * A crowd.
   *
   * @param venue where it trades
   * @param traders how many, 1 to {@link #TRADERS_MAX}
   * @param seed any
   * @param openPrice the tape's first price
   */
  public Crowd(Venue venue, int traders, long seed, long openPrice) {
    if (traders < 1 || traders > TRADERS_MAX) {
      throw new IllegalArgumentException("traders: " + traders);
    }
    this.venue = venue;
    this.traders = traders;
    this.seed = seed;
    this.openPrice = openPrice;
    // The mean notional is 3/4 · base · octaves. A large crowd trades smaller, so that the open
    // interest stays below two fifths of what the venue allows.
    long room = venue.value(venue.openInterestMax() / 5 * 2, openPrice);
    long base = venue.dollars(BASE_DOLLARS, openPrice);
    this.baseNotional = Math.min(base, room / traders / (OCTAVES * 3 / 4));
    this.pledges =
        venue.spec().collateral().map(terms -> new Pledges(terms, List.of(venue), openPrice));
  }

  /** How many traders. */
  public int size() {
    return traders;
  }

  @Override
  public Iterator<Trader> iterator() {
    return new Iterator<>() {
      private final SplittableRandom random = new SplittableRandom(seed);
      private int made;

      @Override
      public boolean hasNext() {
        return made < traders;
      }

      @Override
      public Trader next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return trader(++made, random);
      }
    };
  }

  /** The draws of one trader are always these eight, in this order. */
  private Trader trader(int id, SplittableRandom random) {
    boolean isLong = below(random, 100) < LONGS;
    boolean isolated = below(random, 100) < venue.spec().isolatedShare();
    int leverage = Math.min(venue.leverageMax(), leverage((int) below(random, 100)));
    long notional = notional(random.nextLong(), below(random, MILLION), leverage);
    long entryPrice = entryPrice(below(random, 2 * MILLION + 1) - MILLION, leverage);
    long freePart = below(random, MILLION);
    long profitDraw = below(random, 100 * MILLION);

    long quantity = Math.max(1, venue.quantityOf(notional, entryPrice));
    long value = venue.value(quantity, entryPrice);
    long margin = venue.initialMargin(quantity, value, leverage);
    long fee = venue.takerFee(value);
    long free = millionths(margin, freePart) / (isolated ? 4 : 1);
    long takeProfit = takeProfit(profitDraw, isLong, entryPrice, leverage);
    long hedge = hedge(id, quantity);
    long hedgeMoney = hedge == 0 ? 0 : hedgeMoney(hedge, quantity, entryPrice, leverage);
    long deposit = margin + fee + free + hedgeMoney;
    Pledge pledge = isolated || hedge > 0 ? Pledge.none(deposit) : pledge(id, deposit);
    return new Trader(
        id,
        isLong,
        isolated,
        leverage,
        quantity,
        entryPrice,
        pledge.money(),
        hedge,
        takeProfit,
        pledge.amounts());
  }

  /**
   * What a second leg takes: its initial margin and fee, and twice what the first leg may be off
   * the mark, by which its loss and its own initial margin lessen what is free.
   */
  private long hedgeMoney(long hedge, long quantity, long entryPrice, int leverage) {
    long value = venue.value(hedge, entryPrice);
    long off = Math.abs(venue.value(quantity, openPrice) - venue.value(quantity, entryPrice));
    return venue.initialMargin(hedge, value, leverage) + venue.takerFee(value) + 2 * off + 1;
  }

  /** Draws of its own, so that the rest of the crowd is the same at whatever share of hedgers. */
  private long hedge(int id, long quantity) {
    if (venue.spec().hedgeShare() == 0) {
      return 0;
    }
    SplittableRandom random = new SplittableRandom(seed + HEDGE_SEED_STEP * id);
    boolean hedged = below(random, 100) < venue.spec().hedgeShare();
    long tenths = 2 + below(random, 9);
    return hedged ? Math.max(1, quantity / 10 * tenths) : 0;
  }

  /** Draws of its own, so that the rest of the crowd is the same at whatever share of pools. */
  private Pledge pledge(int id, long deposit) {
    if (pledges.isEmpty()) {
      return Pledge.none(deposit);
    }
    CollateralSpec terms = venue.spec().collateral().orElseThrow();
    SplittableRandom random = new SplittableRandom(seed + PLEDGE_SEED_STEP * id);
    if (below(random, 100) >= terms.poolShare()) {
      return Pledge.none(deposit);
    }
    List<Long> parts =
        terms.assets().stream().map(asset -> Draws.PPB / 100 * asset.depositShare()).toList();
    return pledges.get().of(deposit, parts);
  }

  private static int leverage(int percent) {
    int sum = 0;
    for (int i = 0; ; i++) {
      sum += WEIGHTS.get(i);
      if (percent < sum) {
        return LEVERAGES.get(i);
      }
    }
  }

  private long notional(long octaveBits, long withinOctave, int leverage) {
    int octave = Math.min(OCTAVES - 1, Long.numberOfTrailingZeros(octaveBits));
    long base = baseNotional << octave;
    return Math.min(base + millionths(base, withinOctave), venue.valueMax(leverage, openPrice));
  }

  /** A large amount is divided first, so that nothing leaves 64 bits. */
  private static long millionths(long amount, long parts) {
    return amount < MILLION ? amount * parts / MILLION : amount / MILLION * parts;
  }

  private long entryPrice(long millionths, int leverage) {
    long spread = Math.min(openPrice / 20, openPrice / (5L * leverage));
    long price = openPrice + spread * millionths / MILLION;
    return Math.max(venue.priceMin(), Math.min(price, venue.priceMax()));
  }

  private long takeProfit(long draw, boolean isLong, long entryPrice, int leverage) {
    if (draw % 100 >= TAKE_PROFITS) {
      return 0;
    }
    // Between a tenth and the whole of the initial margin in profit, never beyond half the price.
    long distance = entryPrice / leverage * (1 + draw / 100 % 10) / 10;
    distance = Math.max(1, Math.min(distance, entryPrice / 2));
    long reference = isLong ? Math.max(entryPrice, openPrice) : Math.min(entryPrice, openPrice);
    long price = isLong ? reference + distance : reference - distance;
    return Math.max(venue.priceMin(), Math.min(price, venue.priceMax()));
  }

  /** Even but for a bias below 2^-40: the bounds are small against 2^63. */
  static long below(SplittableRandom random, long bound) {
    return Long.remainderUnsigned(random.nextLong(), bound);
  }
}
