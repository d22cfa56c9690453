package io.plimsoll.tools.inspect;

/**
 * Decimal digits of the numbers of a message; -1 where the message has no such number, or names
 * nothing that is known.
 *
 * @param price of prices
 * @param quantity of quantities
 * @param money of amounts
 */
public record Scales(int price, int quantity, int money) {
  /** Nothing is known. */
  public static final Scales NONE = new Scales(-1, -1, -1);
}
