package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What a quantity of a contract is worth at a price: docs/rules.md, section 1, with its text. */
final class Payoff {
  private static final int DIGITS_FOR_PEOPLE = 6;

  private final ContractType type;
  private final int priceScale;
  private final int quantityScale;
  private final int moneyScale;
  private final BigInteger factor;
  private final BigDecimal contractValue;

  /**
   * A payoff.
   *
   * @param contractValue as AddInstrument gives it; 0 for LINEAR
   */
  Payoff(ContractType type, long contractValue, int priceScale, int quantityScale, int moneyScale) {
    this.type = type;
    this.priceScale = priceScale;
    this.quantityScale = quantityScale;
    this.moneyScale = moneyScale;
    this.factor =
        type == ContractType.LINEAR
            ? BigInteger.TEN.pow(moneyScale - priceScale - quantityScale)
            : BigInteger.valueOf(contractValue);
    int scale =
        type == ContractType.INVERSE
            ? moneyScale + priceScale - quantityScale
            : moneyScale - priceScale - quantityScale;
    this.contractValue = new BigDecimal(factor, scale);
  }

  boolean isInverse() {
    return type == ContractType.INVERSE;
  }

  /** What a fill of a signed quantity is booked at: rounded against the trader. */
  BigInteger tradeValue(long quantity, long price) {
    return value(BigInteger.valueOf(-quantity), price).negate();
  }

  BigInteger value(long quantity, long price) {
    return value(BigInteger.valueOf(quantity), price);
  }

  private BigInteger value(BigInteger quantity, long price) {
    BigInteger product = quantity.multiply(factor);
    return type == ContractType.INVERSE
        ? Contract.floorDiv(product.negate(), BigInteger.valueOf(price))
        : product.multiply(BigInteger.valueOf(price));
  }

  /** Such as {@code 0.021 x 114,278.52}, or {@code -1,000 x 1 / 50,000.0}. */
  String show(long quantity, long price) {
    String priceText = Text.exact(price, priceScale);
    if (type == ContractType.INVERSE) {
      return Text.exact(-quantity, quantityScale)
          + " x "
          + shownContractValue()
          + " / "
          + priceText;
    }
    String product = Text.exact(quantity, quantityScale) + " x " + priceText;
    return type == ContractType.QUANTO ? product + " x " + shownContractValue() : product;
  }

  /** One whole contract, in what its price is in (INVERSE), or in the asset for a price of 1. */
  BigDecimal contractValue() {
    return contractValue;
  }

  private String shownContractValue() {
    BigDecimal plain = contractValue.signum() == 0 ? BigDecimal.ZERO : contractValue;
    return Text.group(plain.stripTrailingZeros().toPlainString());
  }

  /** What kind of contract it is; nothing for a linear one. */
  String describe() {
    return switch (type) {
      case INVERSE -> "inverse contract, value = -quantity x " + shownContractValue() + " / price";
      case QUANTO -> "quanto contract, value = quantity x price x " + shownContractValue();
      default -> "";
    };
  }

  /** How a price follows from a value, as a formula: {@code value / quantity}. */
  String priceFormula(String value) {
    return switch (type) {
      case INVERSE -> "-quantity x contract value / " + value;
      case QUANTO -> value + " / (quantity x contract value)";
      default -> value + " / quantity";
    };
  }

  /** The same with numbers. */
  String priceFormula(String value, long quantity) {
    String size = Text.exact(type == ContractType.INVERSE ? -quantity : quantity, quantityScale);
    return switch (type) {
      case INVERSE -> size + " x " + shownContractValue() + " / " + value;
      case QUANTO -> value + " / (" + size + " x " + shownContractValue() + ")";
      default -> value + " / " + size;
    };
  }

  /** The price at which a quantity has a value, not rounded to the tick; a word if none is. */
  String price(BigInteger value, long quantity) {
    BigDecimal money = new BigDecimal(value, moneyScale);
    BigDecimal size = BigDecimal.valueOf(quantity, quantityScale).multiply(contractValue);
    int scale = priceScale + DIGITS_FOR_PEOPLE;
    if (type != ContractType.INVERSE) {
      return Text.group(money.divide(size, scale, RoundingMode.DOWN).toPlainString());
    }
    if (money.signum() * Long.signum(quantity) >= 0) {
      return "none, however high";
    }
    return Text.group(size.negate().divide(money, scale, RoundingMode.DOWN).toPlainString());
  }
}
