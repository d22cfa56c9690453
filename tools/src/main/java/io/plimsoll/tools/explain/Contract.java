package io.plimsoll.tools.explain;

import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What a journal has said about an instrument, and the formulas of docs/rules.md for it. */
final class Contract {
  static final BigInteger PPB = Maintenance.PPB;

  final int id;
  final int assetId;
  final String symbol;
  final int priceScale;
  final int quantityScale;
  final int moneyScale;
  final long priceMin;
  final long priceMax;
  final long fund;
  final Payoff payoff;
  private Maintenance maintenance;
  private final boolean closingFeeCounted;
  long makerRate;
  long takerRate;
  long liquidationRate;
  long mark;
  long markBefore;
  long fundingRate;
  long fundingPrice;

  /**
   * A contract.
   *
   * @param terms what AddInstrument said
   * @param moneyScale of its asset
   * @param closingFeeCounted whether requirements include the closing fee
   */
  Contract(ContractTerms terms, int moneyScale, boolean closingFeeCounted) {
    this.id = terms.id();
    this.assetId = terms.assetId();
    this.symbol = terms.symbol();
    this.priceScale = terms.priceScale();
    this.quantityScale = terms.quantityScale();
    this.moneyScale = moneyScale;
    this.priceMin = terms.priceMin();
    this.priceMax = terms.priceMax();
    this.fund = terms.fund();
    this.payoff =
        new Payoff(terms.type(), terms.contractValue(), priceScale, quantityScale, moneyScale);
    this.closingFeeCounted = closingFeeCounted;
  }

  void schedule(Schedule schedule) {
    maintenance = new Maintenance(schedule, quantityScale);
  }

  Maintenance maintenance() {
    return maintenance;
  }

  void mark(long price) {
    markBefore = mark == 0 ? price : mark;
    mark = price;
  }

  void funding(long rate, long price) {
    fundingRate = rate;
    fundingPrice = price == 0 ? mark : price;
  }

  BigInteger value(long quantity, long price) {
    return payoff.value(quantity, price);
  }

  BigInteger notional(long quantity, long price) {
    return value(quantity, price).abs();
  }

  /** The requirement at a ratio in parts per billion, rounded up once. */
  Maintenance.Requirement requirement(long quantity, long cost, long price, BigInteger ratio) {
    return maintenance.requirement(
        BigInteger.valueOf(quantity).abs(),
        BigInteger.valueOf(cost),
        notional(quantity, price),
        closingFeeCounted ? takerRate : 0,
        ratio);
  }

  /** What two legs require where only the unhedged part needs maintenance margin. */
  Maintenance.Requirement netRequirement(
      long longs, long longCost, long shorts, long shortCost, long price, BigInteger ratio) {
    boolean longLarger = longs + shorts >= 0;
    long closed = Math.min(longs, -shorts);
    BigInteger larger = BigInteger.valueOf(longLarger ? longCost : shortCost);
    BigInteger size = BigInteger.valueOf(Math.max(longs, -shorts));
    long net = longs + shorts;
    BigInteger cost =
        net == 0
            ? BigInteger.ZERO
            : larger.subtract(ceilDiv(larger.multiply(BigInteger.valueOf(closed)), size));
    return maintenance.netRequirement(
        BigInteger.valueOf(net).abs(),
        cost,
        notional(net, price),
        closingFeeCounted ? takerRate : 0,
        notional(longs, price).add(notional(shorts, price)),
        ratio);
  }

  /** The tier of a position at the mark, from 0. */
  int tier(long quantity, BigInteger cost) {
    return maintenance.tier(
        BigInteger.valueOf(quantity).abs(), cost.abs(), notional(quantity, mark));
  }

  static boolean past(BigInteger equity, BigInteger requirement, TriggerRule rule) {
    int order = equity.compareTo(requirement);
    return rule == TriggerRule.BELOW ? order < 0 : order <= 0;
  }

  static BigInteger ceilDiv(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  static BigInteger floorDiv(BigInteger dividend, BigInteger divisor) {
    return ceilDiv(dividend.negate(), divisor).negate();
  }

  String price(long price) {
    return Text.exact(price, priceScale);
  }

  String quantity(long quantity) {
    return Text.exact(quantity, quantityScale);
  }

  /** A quantity with the contract's name. */
  String lot(long quantity) {
    return quantity(quantity) + " " + symbol;
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

  /** How the requirement of a quantity comes about. */
  String show(Maintenance.Requirement requirement, long quantity) {
    StringBuilder text = new StringBuilder();
    boolean atEntry = maintenance.schedule.valuation() == Valuation.ENTRY;
    text.append("requirement = ")
        .append(rate(requirement.rate()))
        .append(maintenance.why(requirement, this, quantity(Math.abs(quantity))))
        .append(atEntry ? " of the entry value " : " of ")
        .append(money(requirement.valued()));
    if (requirement.deduction().signum() > 0) {
      BigDecimal deduction = new BigDecimal(requirement.deduction(), 9 + moneyScale);
      text.append(" - ").append(Text.group(deduction.stripTrailingZeros().toPlainString()));
    }
    if (requirement.feeRate() > 0) {
      text.append(" + closing fee ")
          .append(rate(requirement.feeRate()))
          .append(
              atEntry || !requirement.feeNotional().equals(requirement.valued())
                  ? " of " + money(requirement.feeNotional())
                  : " of the same");
    }
    return text.append(" = ").append(money(requirement.amount())).toString();
  }
}
