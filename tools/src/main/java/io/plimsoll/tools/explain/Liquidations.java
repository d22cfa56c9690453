package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Tells the way down the waterfall. */
final class Liquidations {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MarginCallDecoder marginCall = new MarginCallDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();
  private final CancelRequestedDecoder cancelRequested = new CancelRequestedDecoder();
  private final ForcedOrderDecoder forcedOrder = new ForcedOrderDecoder();
  private final TakeOverDecoder takeOver = new TakeOverDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();

  private final Setting setting;
  private final Script script;
  private final Person person;
  private final Set<Long> ids = new HashSet<>();
  private final Map<Integer, Long> fundQuantity = new HashMap<>();
  private final Set<Long> funds = new HashSet<>();
  private final List<FundTrace> traces = new ArrayList<>();

  Liquidations(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
  }

  int count() {
    return ids.size();
  }

  void onEvent(int templateId, DirectBuffer buffer, int offset, boolean byMark) {
    switch (templateId) {
      case MarginCallDecoder.TEMPLATE_ID ->
          onMarginCall(marginCall.wrapAndApplyHeader(buffer, offset, header));
      case LiquidationStartedDecoder.TEMPLATE_ID ->
          onStarted(started.wrapAndApplyHeader(buffer, offset, header), byMark);
      case CancelRequestedDecoder.TEMPLATE_ID -> {
        cancelRequested.wrapAndApplyHeader(buffer, offset, header);
        if (cancelRequested.accountId() == person.id) {
          script.tell("the market is asked to cancel order " + cancelRequested.orderId());
        }
      }
      case ForcedOrderDecoder.TEMPLATE_ID ->
          onForcedOrder(forcedOrder.wrapAndApplyHeader(buffer, offset, header));
      case TakeOverDecoder.TEMPLATE_ID ->
          onTakeOver(takeOver.wrapAndApplyHeader(buffer, offset, header));
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          onFinished(finished.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Nothing of the waterfall's.
      }
    }
  }

  private Stake stake(int contract, int asset) {
    return contract == 0 ? person.wallet(asset) : person.stake(person.holding(contract));
  }

  private void onMarginCall(MarginCallDecoder call) {
    if (call.accountId() != person.id) {
      return;
    }
    script.tell("margin call");
    Stake stake = stake(call.instrumentId(), call.assetId());
    script.because(stake.show(0, 0));
    BigInteger line = stake.requirement(0, 0, BigInteger.valueOf(setting.marginCallRatio()));
    int scale = setting.asset(call.assetId()).scale();
    script.because(
        "margin call line = requirement x "
            + Contract.rate(setting.marginCallRatio())
            + ", rounded up = "
            + Contract.money(line, scale)
            + ", equity "
            + Contract.money(BigInteger.valueOf(call.equity()), scale));
  }

  private void onStarted(LiquidationStartedDecoder start, boolean byMark) {
    if (start.accountId() != person.id) {
      return;
    }
    ids.add(start.liquidationId());
    String what =
        start.mode() == MarginMode.ISOLATED ? "the isolated position" : "the cross wallet";
    script.tell(
        "LIQUIDATION "
            + start.liquidationId()
            + " of "
            + what
            + " starts: equity "
            + money(start.equity(), start.assetId())
            + " is past the requirement "
            + money(start.requirement(), start.assetId()));
    Stake stake = stake(start.instrumentId(), start.assetId());
    if (stake.holdings().isEmpty()) {
      script.because("the wallet is below zero");
      return;
    }
    Contract contract = moved(stake);
    if (byMark && contract.markBefore > 0) {
      script.because("the mark before, " + contract.price(contract.markBefore) + ":");
      stake.show(contract.id, contract.markBefore).forEach(line -> script.because("  " + line));
      script.because("the mark that crossed, " + contract.price(contract.mark) + ":");
    }
    stake.show(0, 0).forEach(line -> script.because("  " + line));
    if (stake.holdings().size() == 1) {
      Holding holding = stake.holdings().get(0);
      long price = stake.liquidationPrice(holding, setting.triggerRule());
      script.because("liquidation price = " + (price == 0 ? "none" : contract.price(price)));
    }
  }

  /** The contract whose mark moved; with one position that is no question. */
  private static Contract moved(Stake stake) {
    for (Holding holding : stake.holdings()) {
      if (holding.contract.mark != holding.contract.markBefore) {
        return holding.contract;
      }
    }
    return stake.holdings().get(0).contract;
  }

  private void onForcedOrder(ForcedOrderDecoder order) {
    if (order.accountId() != person.id || order.kind() != ForcedOrderKind.CLOSE) {
      return;
    }
    Holding holding = person.holding(order.instrumentId());
    Contract contract = holding.contract;
    script.tell(
        "forced order to the market: "
            + order.side()
            + " "
            + contract.quantity(order.quantity())
            + " "
            + contract.symbol
            + ", immediate or cancel, limit "
            + contract.price(order.limitPrice()));
    Stake stake = person.stake(holding);
    if (stake.holdings().size() == 1) {
      script.because("bankruptcy price = " + Trades.bankruptcyPrice(stake, holding));
      script.because(
          "the limit is that price rounded "
              + (order.side() == Side.SELL ? "up" : "down")
              + " to the tick, within the venue's prices");
    } else {
      script.because(
          "the limit is the price that leaves the position its share of the equity by requirement");
    }
  }

  private void onTakeOver(TakeOverDecoder over) {
    if (over.accountId() != person.id) {
      return;
    }
    Contract contract = setting.contract(over.instrumentId());
    Holding holding = person.holding(over.instrumentId());
    script.tell(
        "TAKEOVER: the fund, account "
            + over.fundAccountId()
            + ", takes "
            + contract.quantity(over.quantity())
            + " "
            + contract.symbol
            + " for exactly "
            + contract.money(over.value()));
    Stake stake = person.stake(holding);
    if (stake.holdings().size() == 1) {
      script.because(
          "value = cost - "
              + (stake.isolated() ? "margin" : "balance")
              + " = "
              + contract.money(holding.cost)
              + " - ("
              + contract.money(stake.funds())
              + ") = "
              + contract.money(over.value()));
    }
    script.because("bankruptcy price = " + contract.price(over.bankruptcyPrice()));
    script.because(
        "to the fund, at the mark: "
            + contract.quantity(over.quantity())
            + " x "
            + contract.price(over.markPrice())
            + " - ("
            + contract.money(over.value())
            + ") = "
            + contract.money(over.fundPnlAtMark()));
    funds.add(over.fundAccountId());
    traces.add(
        new FundTrace(
            contract,
            over.quantity(),
            over.value(),
            fundQuantity.getOrDefault(over.instrumentId(), 0L)));
  }

  /** Follows the inventory of whoever may be a fund: only takeovers and unwinding touch it. */
  void onAnyPosition(PositionChangedDecoder change) {
    if (funds.contains(change.accountId())) {
      for (FundTrace trace : traces) {
        if (trace.contract.id == change.instrumentId()) {
          trace.onTrade(script.sequence(), change.tradeQuantity(), change.tradeValue());
        }
      }
    }
    if (setting.isFund(change.accountId())) {
      fundQuantity.put(change.instrumentId(), change.quantity());
    }
  }

  void onFund(FundChangedDecoder change) {
    if (ids.contains(change.liquidationId())) {
      script.tell(
          "fund: "
              + change.reason()
              + " "
              + money(change.amount(), change.assetId())
              + ", its balance "
              + money(change.balance(), change.assetId()));
    }
  }

  private void onFinished(LiquidationFinishedDecoder end) {
    if (end.accountId() != person.id) {
      return;
    }
    int asset = end.assetId();
    script.tell("liquidation " + end.liquidationId() + " finished: " + end.outcome());
    script.because("closed on the market  " + money(end.closedNotional(), asset));
    script.because("taken over            " + money(end.takenOverNotional(), asset));
    script.because("realised PnL          " + money(end.realisedPnl(), asset));
    script.because(
        "liquidation fee       "
            + money(end.liquidationFee(), asset)
            + " (due on each forced fill, rounded up; paid out of what is left)");
    script.because("surplus to the fund   " + money(end.surplus(), asset));
    script.because("covered by the fund   " + money(end.covered(), asset));
    if (end.instrumentId() != 0) {
      Ledger ledger = person.ledger(asset);
      ledger.add(
          "liquidation fees, to the fund", BigInteger.valueOf(end.liquidationFee()).negate());
      ledger.add("surplus, to the fund", BigInteger.valueOf(end.surplus()).negate());
      ledger.add("shortfalls that the fund covered", end.covered());
    }
  }

  private String money(long amount, int asset) {
    return Contract.money(BigInteger.valueOf(amount), setting.asset(asset).scale());
  }

  /** What became of what the fund took. */
  void finish() {
    if (!traces.isEmpty()) {
      script.title("What became of the takeover");
      traces.forEach(trace -> script.plain(trace.show()));
    }
  }
}
