package io.plimsoll.protocol;

/**
 * Fixed-point integers as decimal text, exact both ways. A scale is the number of decimal digits:
 * 11499480 at scale 2 is "114994.80". Holds no state.
 */
public final class Decimals {
  /** Highest scale: 10^18 is the highest power of ten in a long. */
  public static final int SCALE_MAX = 18;

  /** Scale of a rate: parts per billion as a plain ratio. */
  public static final int PPB_SCALE = 9;

  /** Scale of a leverage: hundredths. */
  public static final int LEVERAGE_SCALE = 2;

  private static final int RADIX = 10;

  private Decimals() {}

  /**
   * The number as text, with exactly {@code scale} digits after the point and none if it is 0.
   *
   * @param scaled any value
   * @param scale 0 to 18
   */
  public static String format(long scaled, int scale) {
    StringBuilder out = new StringBuilder();
    append(scaled, scale, out);
    return out.toString();
  }

  /**
   * Appends what {@link #format} returns.
   *
   * @param scaled any value
   * @param scale 0 to 18
   * @param out takes the text
   */
  public static void append(long scaled, int scale, StringBuilder out) {
    checkScale(scale);
    int start = out.length();
    out.append(scaled);
    if (scale == 0) {
      return;
    }
    int digitsStart = scaled < 0 ? start + 1 : start;
    while (out.length() - digitsStart <= scale) {
      out.insert(digitsStart, '0');
    }
    out.insert(out.length() - scale, '.');
  }

  /**
   * The scaled value of a decimal number: an optional minus, digits, and optionally a point and
   * digits. Digits past the scale must be zeros, so that nothing is rounded.
   *
   * @param text the whole text is the number; no blanks, plus signs or exponents
   * @param scale 0 to 18
   * @throws NumberFormatException if it is no such number, has more decimals than the scale, or
   *     does not fit in a long
   */
  public static long parse(CharSequence text, int scale) {
    checkScale(scale);
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    int wholeStart = negative ? 1 : 0;
    int wholeEnd = digitsEnd(text, wholeStart);
    int end = wholeEnd;
    if (wholeEnd < length && text.charAt(wholeEnd) == '.') {
      end = digitsEnd(text, wholeEnd + 1);
      if (end == wholeEnd + 1) {
        throw notANumber(text);
      }
    }
    if (wholeEnd == wholeStart || end < length) {
      throw notANumber(text);
    }
    // Negative all along: Long.MIN_VALUE has no positive counterpart.
    long result = 0;
    for (int i = wholeStart; i < wholeEnd; i++) {
      result = appendDigit(result, text, i);
    }
    for (int i = 1; i <= scale; i++) {
      result = appendDigit(result, text, wholeEnd + i);
    }
    for (int i = wholeEnd + scale + 1; i < length; i++) {
      if (text.charAt(i) != '0') {
        throw new NumberFormatException(
            "'" + text + "' has more than " + scale + " digits after the point");
      }
    }
    if (!negative && result == Long.MIN_VALUE) {
      throw tooLarge(text);
    }
    return negative ? result : -result;
  }

  private static int digitsEnd(CharSequence text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /** A digit past the end of the text is 0. */
  private static long appendDigit(long negated, CharSequence text, int index) {
    int digit = index < text.length() ? text.charAt(index) - '0' : 0;
    if (negated < Long.MIN_VALUE / RADIX || negated * RADIX < Long.MIN_VALUE + digit) {
      throw tooLarge(text);
    }
    return negated * RADIX - digit;
  }

  private static void checkScale(int scale) {
    if (scale < 0 || scale > SCALE_MAX) {
      throw new IllegalArgumentException("a scale is 0 to " + SCALE_MAX + ", not " + scale);
    }
  }

  private static NumberFormatException notANumber(CharSequence text) {
    return new NumberFormatException("'" + text + "' is not a decimal number");
  }

  private static NumberFormatException tooLarge(CharSequence text) {
    return new NumberFormatException("'" + text + "' does not fit in 64 bits");
  }
}
