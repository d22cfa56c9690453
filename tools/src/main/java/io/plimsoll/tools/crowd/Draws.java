package io.plimsoll.tools.crowd;

import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * The draws of one person or one path: integers from SplittableRandom's 64-bit outputs, the same on
 * every JDK. Streams of different numbers have nothing in common, so that one person's draws do not
 * change when another's do.
 */
public final class Draws {
  /** Parts of a whole. */
  public static final long PPB = 1_000_000_000L;

  /** One standard deviation, as {@link #normal} counts it. */
  public static final long SIGMA = FixedMath.ONE;

  private static final int EVEN_DRAWS = 12;
  private static final long LOW_BITS = (1L << 32) - 1;
  private static final int TAIL_BITS = 62;

  private final SplittableRandom random;

  /**
   * A stream.
   *
   * @param seed of the run
   * @param purpose what is drawn for: streams of different purposes differ
   * @param number of the person or thing, any
   */
  public Draws(long seed, int purpose, long number) {
    this.random = new SplittableRandom(mixed(mixed(mixed(seed) + purpose) + number));
  }

  /** Spreads a number over all 64 bits: SplittableRandom's own streams only shift with its seed. */
  private static long mixed(long number) {
    long z = number + 0x632BE59BD9B4E019L;
    z = (z ^ z >>> 32) * 0xD6E8FEB86659FD93L;
    z = (z ^ z >>> 32) * 0xD6E8FEB86659FD93L;
    return z ^ z >>> 32;
  }

  /** Evenly from 0 to a bound, without it; the bias is below 2^-20 for bounds below 2^43. */
  public long below(long bound) {
    return Long.remainderUnsigned(random.nextLong(), bound);
  }

  /** Evenly from one number to another, both included. */
  public long between(long from, long to) {
    return from + below(to - from + 1);
  }

  /** True in so many parts per billion of all cases. */
  public boolean happens(long ppb) {
    return below(PPB) < ppb;
  }

  /**
   * Standard normal but for its farthest tails: the sum of twelve even draws, which ends at six
   * standard deviations.
   *
   * @return in 1/{@link #SIGMA}
   */
  public long normal() {
    long sum = 0;
    for (int i = 0; i < EVEN_DRAWS; i += 2) {
      long bits = random.nextLong();
      sum += (bits >>> 32) + (bits & LOW_BITS);
    }
    return sum - EVEN_DRAWS / 2 * FixedMath.ONE;
  }

  /**
   * Pareto: P(X > x) = (min / x)^alpha.
   *
   * @param min smallest, above 0
   * @param max at most; what would be larger is this
   * @param alpha exponent of the tail, in parts per billion, above 0
   */
  public long pareto(long min, long max, long alpha) {
    long even = (random.nextLong() >>> (Long.SIZE - TAIL_BITS)) + 1; // 1 to 2^62
    long exponential = ((long) TAIL_BITS << FixedMath.DIGITS) - FixedMath.log2(even);
    return FixedMath.timesPowerOfTwo(min, timesOver(exponential, PPB, alpha), max);
  }

  /**
   * Lognormal: the logarithm is normal.
   *
   * @param median half lie below, above 0
   * @param sigma standard deviation of the natural logarithm, in parts per billion
   * @param max at most; what would be larger is this
   */
  public long logNormal(long median, long sigma, long max) {
    long natural = timesOver(normal(), sigma, PPB);
    return FixedMath.timesPowerOfTwo(
        median, timesOver(natural, FixedMath.LOG2_E, FixedMath.ONE), max);
  }

  /** Rounded down. */
  private static long timesOver(long number, long times, long divisor) {
    BigInteger product = BigInteger.valueOf(number).multiply(BigInteger.valueOf(times));
    BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(divisor));
    return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
  }
}
