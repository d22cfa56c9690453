package io.plimsoll.tools.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Amounts of the settlement asset for people.
 *
 * @param asset its symbol
 * @param scale decimal digits of a unit of money
 */
public record Money(String asset, int scale) {
  private static final int COIN_DECIMALS = 4;

  /** A dollar is shown whole; a bitcoin is worth decimals. */
  private int decimals() {
    return asset.startsWith("USD") ? 0 : COIN_DECIMALS;
  }

  /** An amount in the asset. */
  public String text(double amount) {
    return String.format(Locale.ROOT, "%,." + decimals() + "f", amount == 0 ? 0.0 : amount);
  }

  /** An amount in units of money. */
  public String text(BigInteger money) {
    return Text.group(
        new BigDecimal(money, scale).setScale(decimals(), RoundingMode.HALF_UP).toPlainString());
  }

  /** An amount in units of money, with its name. */
  public String named(BigInteger money) {
    return text(money) + " " + asset;
  }

  /** An amount in the asset, with its name. */
  public String named(double amount) {
    return text(amount) + " " + asset;
  }
}
