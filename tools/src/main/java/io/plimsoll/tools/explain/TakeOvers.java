package io.plimsoll.tools.explain;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Tells takeovers, and follows what became of what was taken. */
final class TakeOvers {
  private final Setting setting;
  private final Script script;
  private final Person person;
  private final List<FundTrace> traces = new ArrayList<>();

  TakeOvers(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
  }

  void tell(TakeOverDecoder over, Case of) {
    Contract contract = setting.contract(over.instrumentId());
    Holding holding = person.holding(over.instrumentId(), over.positionSide());
    boolean whole = over.quantity() == holding.quantity;
    script.tell(
        (over.fundAccountId() == contract.fund ? "TAKEOVER: the fund" : "TAKEOVER: the taker")
            + ", account "
            + over.fundAccountId()
            + ", takes "
            + (whole ? "" : contract.quantity(over.quantity()) + " of ")
            + contract.lot(holding.quantity)
            + " for exactly "
            + contract.money(over.value()));
    if (of.stage.limited()) {
      tellLimit(over, holding);
    }
    tellValue(over, holding, whole);
    script.because("bankruptcy price = " + contract.price(over.bankruptcyPrice()));
    script.because(
        "to the fund, at the mark: "
            + contract.payoff.show(over.quantity(), over.markPrice())
            + " - ("
            + contract.money(over.value())
            + ") = "
            + contract.money(over.fundPnlAtMark()));
    traces.add(
        new FundTrace(
            script.sequence(),
            contract,
            over.fundAccountId(),
            over.quantity(),
            over.value(),
            setting.funds.quantity(over.fundAccountId(), over.instrumentId())));
  }

  private void tellValue(TakeOverDecoder over, Holding holding, boolean whole) {
    Contract contract = holding.contract;
    Stake stake = person.stake(holding);
    BigInteger all = stake.bankruptcyValue(holding);
    if (!stake.isShared()) {
      script.because(
          "value = cost - "
              + stake.word()
              + " = "
              + contract.money(holding.cost)
              + " - ("
              + contract.money(stake.funds())
              + ") = "
              + contract.money(all));
    }
    if (!whole) {
      script.because(
          "of that "
              + contract.quantity(over.quantity())
              + " / "
              + contract.quantity(holding.quantity)
              + ", rounded down = "
              + contract.money(over.value()));
    }
  }

  /** Which of the taker's limits held it back; docs/rules.md, section 5, TAKE_OVER. */
  private void tellLimit(TakeOverDecoder over, Holding holding) {
    if (over.quantity() == holding.quantity) {
      script.because("the limits of the fund do not hold it back");
      return;
    }
    Contract contract = holding.contract;
    FundLimits limits = setting.funds.limits(over.fundAccountId(), contract.assetId);
    BigInteger size = BigInteger.valueOf(holding.quantity).abs();
    BigInteger taken = BigInteger.valueOf(over.quantity()).abs();
    BigInteger room =
        setting
            .funds
            .equity(over.fundAccountId(), contract.assetId)
            .subtract(BigInteger.valueOf(limits.equityMin()));
    BigInteger loss = person.stake(holding).share(holding).negate();
    if (loss.signum() > 0 && size.multiply(room).divide(loss).equals(taken)) {
      script.because(
          "its equity is the limit: it can lose "
              + contract.money(room)
              + " until it has only "
              + contract.money(limits.equityMin())
              + ", and all would cost it "
              + contract.money(loss));
      script.because(portion(contract, size, room, loss, taken));
      return;
    }
    BigInteger notional = contract.notional(holding.quantity, over.markPrice());
    BigInteger space =
        BigInteger.valueOf(limits.inventoryMax())
            .subtract(setting.funds.inventory(over.fundAccountId(), contract.assetId));
    script.because(
        "its inventory is the limit: it may hold "
            + contract.money(space)
            + " more, up to "
            + contract.money(limits.inventoryMax())
            + ", and all is "
            + contract.money(notional)
            + " at the mark");
    script.because(portion(contract, size, space, notional, taken));
  }

  private static String portion(
      Contract contract, BigInteger size, BigInteger room, BigInteger all, BigInteger taken) {
    return "it takes "
        + contract.quantity(size.longValueExact())
        + " x "
        + contract.money(room)
        + " / "
        + contract.money(all)
        + ", rounded down = "
        + contract.quantity(taken.longValueExact());
  }

  /** A trade of somebody; takers go on with what they took. */
  void onAnyPosition(PositionChangedDecoder change) {
    for (FundTrace trace : traces) {
      if (trace.fund == change.accountId() && trace.contract.id == change.instrumentId()) {
        trace.onTrade(script.sequence(), change.tradeQuantity(), change.tradeValue());
      }
    }
  }

  /** What became of what the fund took. */
  void finish() {
    if (!traces.isEmpty()) {
      script.title("What became of the takeover");
      traces.forEach(trace -> script.plain(trace.show()));
    }
  }
}
