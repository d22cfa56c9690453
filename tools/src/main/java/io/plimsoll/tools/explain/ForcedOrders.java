package io.plimsoll.tools.explain;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TimeInForce;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Tells a forced order: how much, at which limit, and why. */
final class ForcedOrders {
  private static final BigInteger PPB = Contract.PPB;

  private final Script script;
  private final Person person;

  ForcedOrders(Script script, Person person) {
    this.script = script;
    this.person = person;
  }

  void tell(ForcedOrderDecoder order, Case of) {
    Holding holding = person.holding(order.instrumentId(), order.positionSide());
    Contract contract = holding.contract;
    script.tell(
        "forced order to the market: "
            + order.side()
            + " "
            + contract.lot(order.quantity())
            + (order.timeInForce() == TimeInForce.FOK ? ", fill or kill" : ", immediate or cancel")
            + ", limit "
            + contract.price(order.limitPrice()));
    Stake stake = person.stake(holding);
    if (order.kind() == ForcedOrderKind.REDUCE) {
      tellSize(of.stage, stake, holding, order.quantity());
    }
    boolean sells = order.side() == Side.SELL;
    switch (of.stage.pricing()) {
      case MARKET -> tellMarket(of.stage, contract, sells);
      case FILLABLE -> tellFillable(of.stage, stake, holding, sells);
      default -> tellBankruptcy(stake, holding, sells);
    }
  }

  private void tellBankruptcy(Stake stake, Holding holding, boolean sells) {
    if (stake.isShared()) {
      script.because(stake.showShare(holding));
    }
    script.because("bankruptcy price = " + bankruptcyPrice(stake, holding));
    script.because(
        "the limit is that price rounded "
            + (sells ? "up" : "down")
            + " to the tick, within the venue's prices");
  }

  /** The price at which equity is zero, with its arithmetic. */
  static String bankruptcyPrice(Stake stake, Holding holding) {
    Contract contract = holding.contract;
    if (stake.isShared()) {
      BigInteger worth = contract.value(holding.quantity, contract.mark);
      return price(
          holding,
          "(value at the mark - share)",
          worth,
          stake.share(holding),
          stake.bankruptcyValue(holding));
    }
    BigInteger cost = BigInteger.valueOf(holding.cost);
    BigInteger funds = BigInteger.valueOf(stake.funds());
    return price(holding, "(cost - " + stake.word() + ")", cost, funds, cost.subtract(funds));
  }

  private static String price(
      Holding holding, String words, BigInteger from, BigInteger less, BigInteger value) {
    Contract contract = holding.contract;
    String numbers = "(" + contract.money(from) + " - " + contract.money(less) + ")";
    return contract.payoff.priceFormula(words)
        + " = "
        + contract.payoff.priceFormula(numbers, holding.quantity)
        + " = "
        + contract.payoff.price(value, holding.quantity);
  }

  private void tellMarket(WaterfallStage stage, Contract contract, boolean sells) {
    if (stage.spread() == 0) {
      script.because(
          "any price: the limit is the " + (sells ? "lowest" : "highest") + " tick of the venue");
      return;
    }
    long distance =
        BigInteger.valueOf(contract.mark)
            .multiply(BigInteger.valueOf(stage.spread()))
            .divide(PPB)
            .longValueExact();
    script.because(
        "the limit is no further from the mark than "
            + Contract.rate(stage.spread())
            + " of it: "
            + contract.price(contract.mark)
            + (sells ? " - " : " + ")
            + contract.price(distance)
            + " = "
            + contract.price(sells ? contract.mark - distance : contract.mark + distance)
            + ", rounded to the tick");
  }

  private void tellFillable(WaterfallStage stage, Stake stake, Holding holding, boolean sells) {
    Contract contract = holding.contract;
    BigInteger equity = stake.equity();
    BigInteger requirement = stake.requirement();
    BigInteger lack =
        requirement.signum() == 0
            ? PPB
            : PPB.subtract(Contract.floorDiv(equity.multiply(PPB), requirement))
                .max(BigInteger.ZERO)
                .min(PPB);
    BigInteger spread = lack.multiply(BigInteger.valueOf(stage.spread())).divide(PPB);
    BigInteger own = stake.requirementOf(holding);
    BigInteger given = spread.multiply(own).divide(PPB);
    BigInteger value = contract.value(holding.quantity, contract.mark);
    script.because(
        "equity lacks "
            + Contract.rate(lack.longValueExact())
            + " of the requirement; times "
            + new BigDecimal(BigInteger.valueOf(stage.spread()), 9)
                .stripTrailingZeros()
                .toPlainString()
            + " times the requirement "
            + contract.money(own)
            + ", rounded down, "
            + contract.money(given)
            + " may be given up");
    script.because(
        "fillable price = "
            + price(holding, "(value at the mark - that)", value, given, value.subtract(given)));
    script.because(
        "the limit is that price rounded "
            + (sells ? "up" : "down")
            + " to the tick, within the venue's prices");
  }

  private void tellSize(WaterfallStage stage, Stake stake, Holding holding, long quantity) {
    Contract contract = holding.contract;
    long size = Math.abs(holding.quantity);
    BigInteger notional = contract.notional(holding.quantity, contract.mark);
    if (stage.wholeBelow() > 0 && notional.compareTo(BigInteger.valueOf(stage.wholeBelow())) <= 0) {
      script.because(
          "all of it: its notional "
              + contract.money(notional)
              + " is at most "
              + contract.money(stage.wholeBelow()));
      return;
    }
    boolean capped = stage.notionalMax() > 0 && cap(stage, size, notional) == quantity;
    if (stage.reduceBy() == ReduceBy.FRACTION) {
      script.because(
          "the round closes "
              + Contract.rate(stage.size())
              + " of "
              + contract.quantity(size)
              + ", rounded up"
              + (capped ? "" : " = " + contract.quantity(quantity)));
    } else if (stage.reduceBy() == ReduceBy.TIERS) {
      tellTiers(stage, holding, quantity, capped);
    } else {
      tellTarget(stage, stake, holding, quantity, capped);
    }
    if (capped) {
      script.because(
          "but at most "
              + contract.money(stage.notionalMax())
              + " at the mark: "
              + contract.quantity(size)
              + " x "
              + contract.money(stage.notionalMax())
              + " / "
              + contract.money(notional)
              + ", rounded down = "
              + contract.quantity(quantity));
    }
  }

  private static long cap(WaterfallStage stage, long size, BigInteger notional) {
    if (notional.signum() == 0) {
      return size;
    }
    return BigInteger.valueOf(size)
        .multiply(BigInteger.valueOf(stage.notionalMax()))
        .divide(notional)
        .max(BigInteger.ONE)
        .min(BigInteger.valueOf(size))
        .longValueExact();
  }

  private void tellTiers(WaterfallStage stage, Holding holding, long quantity, boolean capped) {
    Contract contract = holding.contract;
    Maintenance schedule = contract.maintenance();
    int tier = contract.tier(holding.quantity, BigInteger.valueOf(holding.cost));
    int aim = (int) Math.max(0, tier - stage.size());
    script.because(
        "the position is in "
            + schedule.showTier(tier, contract)
            + "; the round closes the least that brings it to tier "
            + (aim + 1));
    if (capped) {
      return;
    }
    long left = Math.abs(holding.quantity) - quantity;
    BigInteger cost = left == 0 ? BigInteger.ZERO : holding.costAfterClosing(quantity);
    BigInteger measured =
        schedule.schedule.measure() == TierMeasure.ENTRY_NOTIONAL
            ? cost.abs()
            : contract.notional(left, contract.mark);
    script.because(
        contract.quantity(quantity)
            + " closed, "
            + contract.quantity(left)
            + " left"
            + (schedule.schedule.measure() == TierMeasure.QUANTITY
                ? ""
                : ", " + contract.money(measured))
            + ": "
            + schedule.showTier(contract.tier(left, cost), contract));
  }

  private void tellTarget(
      WaterfallStage stage, Stake stake, Holding holding, long quantity, boolean capped) {
    Contract contract = holding.contract;
    String target = Contract.rate(stage.size()) + " of the requirement";
    script.because(
        "the round closes the least with which equity "
            + contract.money(stake.equity())
            + " is enough for "
            + target);
    if (capped) {
      return;
    }
    BigInteger ratio = BigInteger.valueOf(stage.size());
    long left = Math.abs(holding.quantity) - quantity;
    script.because(
        contract.quantity(quantity)
            + " closed, "
            + contract.quantity(left)
            + " left: "
            + target
            + " is then "
            + contract.money(stake.requirementLeft(holding, quantity, ratio)));
  }
}
