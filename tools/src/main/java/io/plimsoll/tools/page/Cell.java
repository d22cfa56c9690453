package io.plimsoll.tools.page;

import io.plimsoll.tools.numbers.AssetNumbers;
import io.plimsoll.tools.report.Money;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number in a table: what people read, and the exact number behind it.
 *
 * @param text rounded, thousands separated
 * @param value as {@code numbers.json} has it
 */
public record Cell(String text, String value) {
  static Cell count(long number) {
    return new Cell(Text.count(number), Long.toString(number));
  }

  static Cell money(AssetNumbers asset, BigInteger amount) {
    String exact = new BigDecimal(amount, asset.scale()).toPlainString();
    return new Cell(new Money(asset.symbol(), asset.scale()).text(amount), exact);
  }

  static Cell money(AssetNumbers asset, long amount) {
    return money(asset, BigInteger.valueOf(amount));
  }

  /** A price or a quantity. */
  static Cell exact(long scaled, int scale) {
    return new Cell(Text.exact(scaled, scale), BigDecimal.valueOf(scaled, scale).toPlainString());
  }
}
