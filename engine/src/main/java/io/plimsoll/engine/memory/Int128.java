package io.plimsoll.engine.memory;

/**
 * Exact products and quotients through 128 bits.
 *
 * <p>All methods are pure and allocate nothing. A quotient that does not fit 64 bits throws {@link
 * ArithmeticException}: callers keep operands in ranges where that cannot happen, so it is a broken
 * invariant.
 */
public final class Int128 {
  /** Parts per billion in one. */
  public static final long PPB = 1_000_000_000L;

  /** What the requirement of {@link #rateCeil} is capped at: above every equity. */
  public static final long RATE_RESULT_MAX = 1L << 62;

  private static final long MASK = 0xFFFF_FFFFL;

  private Int128() {}

  /**
   * {@code floor(a * b / c)}.
   *
   * @param a any but {@link Long#MIN_VALUE}
   * @param b 0 or above
   * @param c 1 or above
   */
  public static long mulDivFloor(long a, long b, long c) {
    return mulDiv(a, b, c, a < 0);
  }

  /**
   * {@code ceil(a * b / c)}.
   *
   * @param a any but {@link Long#MIN_VALUE}
   * @param b 0 or above
   * @param c 1 or above
   */
  public static long mulDivCeil(long a, long b, long c) {
    return mulDiv(a, b, c, a > 0);
  }

  private static long mulDiv(long a, long b, long c, boolean awayFromZero) {
    long magnitude = Math.abs(a);
    long hi = Math.multiplyHigh(magnitude, b);
    long lo = magnitude * b;
    long quotient = hi == 0 && lo >= 0 ? lo / c : divide(hi, lo, c);
    if (awayFromZero && quotient * c != lo) {
      quotient++;
    }
    if (quotient < 0) {
      throw new ArithmeticException("quotient leaves 64 bits: " + a + " * " + b + " / " + c);
    }
    return a < 0 ? -quotient : quotient;
  }

  /** {@code floor(n / d)} for d above 0. */
  public static long divFloor(long n, long d) {
    return Math.floorDiv(n, d);
  }

  /** {@code ceil(n / d)} for d above 0. */
  public static long divCeil(long n, long d) {
    return -Math.floorDiv(-n, d);
  }

  /**
   * {@code ceil((rate * notional - deduction) / PPB)}, the deduction given as two halves.
   *
   * @param rate parts per billion, 0 to 2 * PPB
   * @param notional 0 to 2^61
   * @param deductionHi upper 64 bits of the deduction, which is not above the product
   * @param deductionLo lower 64 bits
   */
  public static long rateCeil(long rate, long notional, long deductionHi, long deductionLo) {
    long productLo = rate * notional;
    long lo = productLo - deductionLo;
    long borrow = Long.compareUnsigned(productLo, deductionLo) < 0 ? 1 : 0;
    long hi = Math.multiplyHigh(rate, notional) - deductionHi - borrow;

    long upper = (hi << 32) | (lo >>> 32);
    long lower = ((upper % PPB) << 32) | (lo & MASK);
    long quotient = ((upper / PPB) << 32) + lower / PPB;
    return lower % PPB == 0 ? quotient : quotient + 1;
  }

  /**
   * {@code ceil(ratio * (rate * notional - deduction) / PPB^2)}, the deduction given as two halves.
   *
   * @param ratio parts per billion, 0 to 10 * PPB
   * @param rate parts per billion, 0 to 2 * PPB
   * @param notional 0 to 2^60
   * @param deductionHi upper 64 bits of the deduction, which is not above the product
   * @param deductionLo lower 64 bits
   * @return at most {@link #RATE_RESULT_MAX}
   */
  public static long rateCeil(
      long ratio, long rate, long notional, long deductionHi, long deductionLo) {
    if (ratio == PPB) {
      return rateCeil(rate, notional, deductionHi, deductionLo);
    }
    return rateCeil(ratio, rate, notional, 0, 0, deductionHi, deductionLo);
  }

  /**
   * {@code ceil(ratio * (rate * value + feeRate * notional - deduction) / PPB^2)}, the deduction
   * given as two halves.
   *
   * @param ratio parts per billion, 0 to 10 * PPB
   * @param rate parts per billion, 0 to PPB
   * @param value 0 to 2^61
   * @param feeRate parts per billion, 0 to PPB
   * @param notional 0 to 2^60
   * @param deductionHi upper 64 bits of the deduction, which is not above {@code rate * value}
   * @param deductionLo lower 64 bits
   * @return at most {@link #RATE_RESULT_MAX}
   */
  public static long rateCeil(
      long ratio,
      long rate,
      long value,
      long feeRate,
      long notional,
      long deductionHi,
      long deductionLo) {
    long feeLo = feeRate * notional;
    long sumLo = rate * value + feeLo;
    long carried = Long.compareUnsigned(sumLo, feeLo) < 0 ? 1 : 0;
    long sumHi = Math.multiplyHigh(rate, value) + Math.multiplyHigh(feeRate, notional) + carried;
    long lo = sumLo - deductionLo;
    long borrow = Long.compareUnsigned(sumLo, deductionLo) < 0 ? 1 : 0;
    long hi = sumHi - deductionHi - borrow;

    // lo is unsigned: where its top bit is set, the signed product is short by ratio * 2^64.
    long carry = Math.multiplyHigh(lo, ratio) + ((lo >> 63) & ratio);
    long scaledHi = hi * ratio + carry;
    long scaledLo = lo * ratio;
    if (scaledHi >= PPB * PPB / 4) {
      return RATE_RESULT_MAX;
    }
    long quotient = divide(scaledHi, scaledLo, PPB * PPB);
    return quotient * PPB * PPB == scaledLo ? quotient : quotient + 1;
  }

  /**
   * The least s of which {@code s * s >= n}.
   *
   * @param n 0 to 2^60
   */
  public static long sqrtCeil(long n) {
    if (n <= 1) {
      return n;
    }
    // Newton from a power of two above the root: falls until it is the root, rounded down.
    long root = 1L << ((65 - Long.numberOfLeadingZeros(n)) / 2);
    long next = (root + n / root) / 2;
    while (next < root) {
      root = next;
      next = (root + n / root) / 2;
    }
    return root * root == n ? root : root + 1;
  }

  /** The sign of {@code a * b - c * d}. */
  public static int compareProducts(long a, long b, long c, long d) {
    int upper = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return upper != 0 ? upper : Long.compareUnsigned(a * b, c * d);
  }

  /**
   * {@code floor(n / d)} of an unsigned 128-bit number.
   *
   * @param hi upper 64 bits, below d
   * @param lo lower 64 bits
   * @param d 1 or above
   */
  public static long divideUnsigned(long hi, long lo, long d) {
    return hi == 0 && lo >= 0 ? lo / d : divide(hi, lo, d);
  }

  /** Unsigned 128 by 63 bits: schoolbook division in base 2^32 (Knuth, TAOCP 2, 4.3.1 D). */
  private static long divide(long hi, long lo, long divisor) {
    if (Long.compareUnsigned(hi, divisor) >= 0) {
      throw new ArithmeticException("quotient leaves 64 bits");
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long high = shift == 0 ? hi : (hi << shift) | (lo >>> (64 - shift));
    long low = lo << shift;
    long q1 = digit(high, low >>> 32, d);
    long rest = (high << 32) + (low >>> 32) - q1 * d;
    long q0 = digit(rest, low & MASK, d);
    return (q1 << 32) + q0;
  }

  /** One base 2^32 digit of {@code (high * 2^32 + next) / d}; d has its top bit set. */
  private static long digit(long high, long next, long d) {
    long dHigh = d >>> 32;
    long dLow = d & MASK;
    long q = Long.divideUnsigned(high, dHigh);
    long rest = high - q * dHigh;
    while (q > MASK || Long.compareUnsigned(q * dLow, (rest << 32) + next) > 0) {
      q--;
      rest += dHigh;
      if (rest > MASK) {
        break;
      }
    }
    return q;
  }
}
