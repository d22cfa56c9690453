package io.plimsoll.tools.explain;

import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a journal has said about an instrument, and the formulas of docs/rules.md for it. */
final class Contract {
  static final BigInteger PPB = BigInteger.valueOf(1_000_000_000L);

  /** A requirement with the tier that it comes from. */
  record Requirement(
      BigInteger amount, BigInteger notional, RiskTier tier, BigInteger deduction, long feeRate) {}

  final int id;
  final int assetId;
  final String symbol;
  final int priceScale;
  final int quantityScale;
  final int moneyScale;
  final long priceMax;
  private final BigInteger unit;
  private List<RiskTier> tiers = List.of();
  private boolean closingFeeCounted;
  long makerRate;
  long takerRate;
  long liquidationRate;
  long mark;
  long markBefore;

  Contract(
      int id,
      int assetId,
      String symbol,
      int priceScale,
      int quantityScale,
      int moneyScale,
      long priceMax) {
    this.id = id;
    this.assetId = assetId;
    this.symbol = symbol;
    this.priceScale = priceScale;
    this.quantityScale = quantityScale;
    this.moneyScale = moneyScale;
    this.priceMax = priceMax;
    this.unit = BigInteger.TEN.pow(moneyScale - priceScale - quantityScale);
  }

  void tiers(List<RiskTier> schedule) {
    tiers = new ArrayList<>(schedule);
  }

  void countClosingFee(boolean counted) {
    closingFeeCounted = counted;
  }

  void mark(long price) {
    markBefore = mark;
    mark = price;
  }

  BigInteger value(long quantity, long price) {
    return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price)).multiply(unit);
  }

  /** The requirement at a ratio in parts per billion, rounded up once. */
  Requirement requirement(long quantity, long price, BigInteger ratio) {
    BigInteger notional = value(quantity, price).abs();
    BigInteger deduction = BigInteger.ZERO;
    RiskTier tier = tiers.get(0);
    for (RiskTier next : tiers.subList(1, tiers.size())) {
      BigInteger floor = BigInteger.valueOf(next.notionalFloor());
      if (floor.compareTo(notional) > 0) {
        break;
      }
      deduction =
          deduction.add(
              floor.multiply(BigInteger.valueOf(next.maintenanceRate() - tier.maintenanceRate())));
      tier = next;
    }
    long feeRate = closingFeeCounted ? takerRate : 0;
    BigInteger scaled =
        notional.multiply(BigInteger.valueOf(tier.maintenanceRate() + feeRate)).subtract(deduction);
    BigInteger amount = ceilDiv(scaled.multiply(ratio), PPB.multiply(PPB));
    return new Requirement(amount, notional, tier, deduction, feeRate);
  }

  static boolean past(BigInteger equity, BigInteger requirement, TriggerRule rule) {
    int order = equity.compareTo(requirement);
    return rule == TriggerRule.BELOW ? order < 0 : order <= 0;
  }

  static BigInteger ceilDiv(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  String price(long price) {
    return Text.exact(price, priceScale);
  }

  String quantity(long quantity) {
    return Text.exact(quantity, quantityScale);
  }

  String money(BigInteger amount) {
    return money(amount, moneyScale);
  }

  String money(long amount) {
    return money(BigInteger.valueOf(amount), moneyScale);
  }

  static String money(BigInteger amount, int scale) {
    return Text.group(new BigDecimal(amount, scale).toPlainString());
  }

  /** A rate in parts per billion as a percentage. */
  static String rate(long ppb) {
    BigDecimal percent = BigDecimal.valueOf(ppb, 7);
    return (percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString()) + " %";
  }

  /** How a requirement comes about. */
  String show(Requirement requirement) {
    StringBuilder text = new StringBuilder();
    text.append("requirement = ")
        .append(rate(requirement.tier().maintenanceRate()))
        .append(" of ")
        .append(money(requirement.notional()));
    if (requirement.deduction().signum() > 0) {
      BigDecimal deduction = new BigDecimal(requirement.deduction(), 9 + moneyScale);
      text.append(" - ").append(Text.group(deduction.stripTrailingZeros().toPlainString()));
    }
    if (requirement.feeRate() > 0) {
      text.append(" + closing fee ").append(rate(requirement.feeRate())).append(" of the same");
    }
    return text.append(" = ").append(money(requirement.amount())).toString();
  }
}
