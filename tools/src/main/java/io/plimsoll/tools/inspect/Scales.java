package io.plimsoll.tools.inspect;

/**
 * Decimal digits of the numbers of a message; -1 where the message has no such number, or names
 * nothing that is known.
 *
 * @param price of prices
 * @param quantity of quantities
 * @param money of amounts
 * @param value of values of collateral: the valuation asset's
 * @param assetPrice of prices of the asset that the message names
 * @param repaid of amounts of the asset that is repaid
 * @param repaidPrice of prices of that asset
 */
public record Scales(
    int price, int quantity, int money, int value, int assetPrice, int repaid, int repaidPrice) {
  /** Nothing is known. */
  public static final Scales NONE = new Scales(-1, -1, -1);

  /** Those of a message that is not about collateral. */
  public Scales(int price, int quantity, int money) {
    this(price, quantity, money, -1, -1, -1, -1);
  }
}
