package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.Valuation;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Writes out equity, requirement and liquidation price of positions, formula by formula
 * (docs/rules.md, section 1). It learns the venue from the commands that an engine accepted.
 */
public final class PositionArithmetic {
  /**
   * A position.
   *
   * @param instrument its contract
   * @param quantity signed, not 0
   * @param cost signed
   */
  public record Leg(int instrument, long quantity, long cost) {}

  /**
   * Equity and requirement at some marks.
   *
   * @param equity in units of money
   * @param requirement in units of money
   * @param lines how they come about
   */
  public record Figures(BigInteger equity, BigInteger requirement, List<String> lines) {}

  private final Setting setting = new Setting();

  /** Takes an accepted command. */
  public void apply(DirectBuffer buffer, int offset) {
    setting.apply(buffer, offset);
  }

  /**
   * Figures with one contract at a mark, the others at their own.
   *
   * @param isolated whether the first position stands alone, with a margin of its own
   * @param funds its margin, or the balance of the wallet
   * @param legs the position, or all cross positions of the wallet
   * @param mark of the first one's contract
   */
  public Figures at(boolean isolated, long funds, List<Leg> legs, long mark) {
    Stake stake = stake(isolated, funds, legs);
    int id = legs.get(0).instrument();
    return new Figures(stake.equity(id, mark), stake.requirement(id, mark), stake.show(id, mark));
  }

  /** Signed value of a signed quantity at a price, in units of money. */
  public BigInteger value(int instrument, long quantity, long price) {
    return setting.contract(instrument).value(quantity, price);
  }

  /** A price of an instrument for people. */
  public String price(int instrument, long price) {
    return setting.contract(instrument).price(price);
  }

  private Stake stake(boolean isolated, long funds, List<Leg> legs) {
    return new Stake(funds, legs.stream().map(this::holding).toList(), isolated);
  }

  private Holding holding(Leg leg) {
    Holding holding = new Holding(setting.contract(leg.instrument()), PositionSide.NET);
    holding.quantity = leg.quantity();
    holding.cost = leg.cost();
    return holding;
  }

  /**
   * The mark at which equity is the requirement, solved for the tier that holds at a mark.
   *
   * @return the formula, and with numbers; not rounded to a tick
   */
  public List<String> solved(boolean isolated, long funds, List<Leg> legs, long mark) {
    Contract contract = setting.contract(legs.get(0).instrument());
    Holding holding = holding(legs.get(0));
    BigInteger behind = BigInteger.valueOf(funds);
    for (Leg leg : legs.subList(1, legs.size())) {
      Holding other = holding(leg);
      long at = other.contract.mark;
      behind =
          behind.add(other.unrealised(at)).subtract(other.requirement(at, Contract.PPB).amount());
    }
    boolean alone = legs.size() == 1;
    String word = alone ? (isolated ? "margin" : "balance") : "behind";
    List<String> lines = new ArrayList<>();
    if (!alone) {
      lines.add(
          "behind = balance + unrealised PnL - requirements of the other positions = "
              + contract.money(behind));
    }
    lines.addAll(
        new Solution(contract, holding, holding.requirement(mark, Contract.PPB), behind)
            .lines(word));
    return lines;
  }

  /** One position, its rate at the price sought, and the money behind it. */
  private record Solution(
      Contract contract, Holding holding, Maintenance.Requirement requirement, BigInteger behind) {
    private static final MathContext DIGITS = new MathContext(18);

    List<String> lines(String word) {
      boolean inverse = contract.payoff.isInverse();
      boolean entry = contract.maintenance().schedule.valuation() == Valuation.ENTRY;
      BigDecimal quantity = BigDecimal.valueOf(holding.quantity, contract.quantityScale);
      BigDecimal rate = BigDecimal.valueOf(requirement.rate(), 9);
      BigDecimal fee = BigDecimal.valueOf(requirement.feeRate(), 9);
      BigDecimal slope = entry ? fee : rate.add(fee);
      BigDecimal cost = money(BigInteger.valueOf(holding.cost));
      BigDecimal fixed = entry ? rate.multiply(cost.abs()) : BigDecimal.ZERO;
      BigDecimal deduction = new BigDecimal(requirement.deduction(), 9 + contract.moneyScale);
      BigDecimal sizes =
          inverse
              ? quantity.add(slope.multiply(quantity.abs()))
              : quantity.subtract(slope.multiply(quantity.abs()));
      BigDecimal monies =
          inverse
              ? money(behind).subtract(cost).subtract(fixed).add(deduction)
              : cost.subtract(money(behind)).add(fixed).subtract(deduction);
      String rates = entry ? "f" : "(m + f)";
      String at = entry ? " m |cost|" : "";
      String formula =
          inverse
              ? "price = contract x (q + "
                  + rates
                  + " |q|) / ("
                  + word
                  + " - cost"
                  + (entry ? " -" + at : "")
                  + " + D)"
              : "price = (cost - "
                  + word
                  + (entry ? " +" + at : "")
                  + " - D) / ((q - "
                  + rates
                  + " |q|)"
                  + (isQuanto() ? " x contract)" : ")");
      return List.of(
          formula
              + ", m = "
              + Contract.rate(requirement.rate())
              + ", f = "
              + Contract.rate(requirement.feeRate())
              + ", D = "
              + plain(deduction)
              + (contract.maintenance().schedule.form() == ScheduleForm.MARGINAL
                  ? ""
                  : " (no deduction in this schedule)"),
          "      = " + numbers(inverse, sizes, monies) + " = " + price(inverse, sizes, monies));
    }

    private boolean isQuanto() {
      return !contract.payoff.describe().isEmpty() && !contract.payoff.isInverse();
    }

    private String numbers(boolean inverse, BigDecimal sizes, BigDecimal monies) {
      BigDecimal value = contract.payoff.contractValue();
      String size =
          value.compareTo(BigDecimal.ONE) == 0 ? plain(sizes) : plain(value) + " x " + plain(sizes);
      return inverse ? size + " / " + plain(monies) : plain(monies) + " / " + "(" + size + ")";
    }

    private String price(boolean inverse, BigDecimal sizes, BigDecimal monies) {
      BigDecimal size = sizes.multiply(contract.payoff.contractValue());
      BigDecimal divisor = inverse ? monies : size;
      if (divisor.signum() == 0) {
        return "none";
      }
      BigDecimal price = (inverse ? size : monies).divide(divisor, DIGITS);
      return price.signum() <= 0
          ? "none"
          : plain(price.setScale(contract.priceScale + 4, RoundingMode.HALF_UP));
    }

    private BigDecimal money(BigInteger amount) {
      return new BigDecimal(amount, contract.moneyScale);
    }

    private static String plain(BigDecimal number) {
      BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      return Text.group(plain.toPlainString());
    }
  }
}
