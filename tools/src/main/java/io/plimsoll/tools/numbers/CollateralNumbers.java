package io.plimsoll.tools.numbers;

import java.math.BigInteger;

/**
 * An asset that counts as collateral: its price over the run.
 *
 * @param asset which
 * @param valuation the asset that its price is in
 * @param first price that it had
 * @param last price that it had
 * @param priceScale decimal digits of a price
 */
public record CollateralNumbers(
    AssetNumbers asset, AssetNumbers valuation, long first, long last, int priceScale) {
  /**
   * What an amount is worth at a price, in full: the full value of docs/rules.md, section 10.
   *
   * @param amount in units of the asset
   * @param price at its scale
   * @return units of the valuation asset, rounded down
   */
  public BigInteger worth(BigInteger amount, long price) {
    int digits = asset.scale() + priceScale - valuation.scale();
    BigInteger[] parts =
        amount.multiply(BigInteger.valueOf(price)).divideAndRemainder(BigInteger.TEN.pow(digits));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
