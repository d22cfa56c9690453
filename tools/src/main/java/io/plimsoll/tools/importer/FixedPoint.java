package io.plimsoll.tools.importer;

import io.plimsoll.tools.PowerOfTen;

/**
 * A decimal number read from text exactly, as an integer and its number of decimals, without
 * trailing zeros after the point. One instance is filled again and again.
 */
final class FixedPoint {
  /** Most digits of a number: as many as fit in 64 bits whatever they are. */
  static final int DIGITS_MAX = 18;

  private static final int RADIX = 10;
  private static final int EXPONENT_DIGITS_MAX = 3;

  private long unscaled;
  private int scale;

  /** The number without its point. */
  long unscaled() {
    return unscaled;
  }

  /** Its decimals, 0 to 18. */
  int scale() {
    return scale;
  }

  /**
   * Reads a plain number: a sign, digits, a point and digits.
   *
   * @return whether it is one, with at most 18 digits
   */
  boolean parse(char[] text, int start, int length) {
    int end = start + length;
    int i = start;
    boolean negative = i < end && text[i] == '-';
    if (i < end && (text[i] == '-' || text[i] == '+')) {
      i++;
    }
    long value = 0;
    int digits = 0;
    int decimals = 0;
    int zeros = 0; // Decimals that are zeros, as long as nothing else follows.
    boolean afterPoint = false;
    boolean any = false;
    for (; i < end; i++) {
      char c = text[i];
      if (c == '.' && !afterPoint) {
        afterPoint = true;
        continue;
      }
      int digit = c - '0';
      if (digit < 0 || digit >= RADIX) {
        return false;
      }
      any = true;
      if (afterPoint && digit == 0) {
        zeros++;
        continue;
      }
      int more = zeros + 1;
      if (value != 0) {
        digits += more;
      } else if (digit != 0) {
        digits = 1;
      }
      if (digits > DIGITS_MAX || (afterPoint && decimals + more > DIGITS_MAX)) {
        return false;
      }
      value = (zeros == 0 || value == 0 ? value : value * PowerOfTen.of(zeros)) * RADIX + digit;
      decimals += afterPoint ? more : 0;
      zeros = 0;
    }
    unscaled = negative ? -value : value;
    scale = decimals;
    return any;
  }

  /**
   * Reads a number as JSON writes it: maybe with an exponent.
   *
   * @return whether it is one, with at most 18 digits
   */
  boolean parse(String text) {
    int exponentAt = Math.max(text.indexOf('e'), text.indexOf('E'));
    char[] chars = text.toCharArray();
    if (exponentAt < 0) {
      return parse(chars, 0, chars.length);
    }
    String exponent = text.substring(exponentAt + 1);
    if (!exponent.matches("[+-]?[0-9]{1," + EXPONENT_DIGITS_MAX + "}")
        || !parse(chars, 0, exponentAt)) {
      return false;
    }
    return shift(Integer.parseInt(exponent));
  }

  private boolean shift(int exponent) {
    if (unscaled == 0) {
      return true;
    }
    while (scale == 0 && exponent < 0 && unscaled % RADIX == 0) {
      unscaled /= RADIX;
      exponent++;
    }
    int shifted = scale - exponent;
    if (shifted > DIGITS_MAX || shifted < -DIGITS_MAX) {
      return false;
    }
    if (shifted < 0) {
      long power = PowerOfTen.of(-shifted);
      if (Math.abs(unscaled) >= PowerOfTen.of(DIGITS_MAX) / power) {
        return false;
      }
      unscaled *= power;
      shifted = 0;
    }
    scale = shifted;
    return true;
  }
}
