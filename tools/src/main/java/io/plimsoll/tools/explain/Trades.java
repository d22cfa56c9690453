package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/** Tells fills, and what they did to position and wallet. */
final class Trades {
  private static final String FORCED = "PnL realised by forced fills";
  private static final String UNWINDING = "PnL realised by unwinding";

  private static final Map<BalanceReason, String> NAMES =
      Map.of(
          BalanceReason.DEPOSIT, "deposits",
          BalanceReason.WITHDRAWAL, "withdrawals",
          BalanceReason.REALISED_PNL, "PnL realised by own trades",
          BalanceReason.TRADING_FEE, "trading fees",
          BalanceReason.LIQUIDATION_FEE, "liquidation fees, to the fund",
          BalanceReason.SURPLUS, "surplus, to the fund",
          BalanceReason.TAKE_OVER, "PnL realised by takeovers",
          BalanceReason.COVER, "shortfalls that the fund covered");

  private final Setting setting;
  private final Script script;
  private final Person person;
  private long fillPrice;
  private boolean lastWasForced;
  private long counterparty;
  private boolean taker;
  private BigInteger tradeValue = BigInteger.ZERO;
  private int tradeContract;

  Trades(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
  }

  void noFill() {
    fillPrice = 0;
  }

  void onFill(FillDecoder fill) {
    boolean buys = fill.buyAccountId() == person.id;
    if (buys || fill.sellAccountId() == person.id) {
      fillPrice = fill.price();
      counterparty = buys ? fill.sellAccountId() : fill.buyAccountId();
      taker = (fill.takerSide() == Side.BUY) == buys;
    }
  }

  void onPosition(PositionChangedDecoder change) {
    Holding holding = person.holding(change.instrumentId());
    switch (change.reason()) {
      case FILL, FORCED_FILL -> tellFill(holding, change);
      case TAKE_OVER -> tellTakeOver(holding, change);
      case SETTLEMENT ->
          script.tell(
              "margin "
                  + holding.contract.money(holding.margin)
                  + " settled to "
                  + holding.contract.money(change.margin()));
      default -> throw new IllegalStateException("unknown reason " + change.reason());
    }
    lastWasForced = change.reason() == PositionReason.FORCED_FILL;
    boolean forced =
        change.reason() == PositionReason.FORCED_FILL
            || change.reason() == PositionReason.TAKE_OVER;
    if (forced && holding.isIsolated()) {
      person
          .ledger(holding.contract.assetId)
          .add(
              change.reason() == PositionReason.TAKE_OVER ? "PnL realised by takeovers" : FORCED,
              change.realisedPnl());
    }
    boolean opened = Math.abs(change.quantity()) > Math.abs(holding.quantity);
    holding.quantity = change.quantity();
    holding.cost = change.cost();
    holding.margin = change.margin();
    if (opened) {
      tellPosition(holding);
    }
  }

  private void tellFill(Holding holding, PositionChangedDecoder change) {
    Contract contract = holding.contract;
    long size = Math.abs(change.tradeQuantity());
    tradeValue = contract.value(size, fillPrice);
    tradeContract = contract.id;
    script.tell(
        (change.reason() == PositionReason.FORCED_FILL ? "forced: " : "")
            + (change.tradeQuantity() > 0 ? "bought " : "sold ")
            + contract.quantity(size)
            + " "
            + contract.symbol
            + " at "
            + contract.price(fillPrice)
            + ", the other side is account "
            + counterparty);
    script.because(
        "value = "
            + contract.quantity(size)
            + " x "
            + contract.price(fillPrice)
            + " = "
            + contract.money(tradeValue));
    tellRealised(holding, change);
    tellMargin(holding, change);
  }

  private void tellTakeOver(Holding holding, PositionChangedDecoder change) {
    tellRealised(holding, change);
    if (holding.isIsolated()) {
      script.because(
          "margin = "
              + holding.contract.money(holding.margin)
              + " + ("
              + holding.contract.money(change.realisedPnl())
              + ") = "
              + holding.contract.money(change.margin()));
    }
  }

  /** realised = -(value traded by the closing part) - (cost of the part closed). */
  private void tellRealised(Holding holding, PositionChangedDecoder change) {
    long closed = Math.min(Math.abs(holding.quantity), Math.abs(change.tradeQuantity()));
    if (closed == 0 || Long.signum(holding.quantity) == Long.signum(change.tradeQuantity())) {
      return;
    }
    Contract contract = holding.contract;
    BigInteger released =
        closed == Math.abs(holding.quantity)
            ? BigInteger.valueOf(holding.cost)
            : Contract.ceilDiv(
                BigInteger.valueOf(holding.cost).multiply(BigInteger.valueOf(closed)),
                BigInteger.valueOf(Math.abs(holding.quantity)));
    BigInteger value = BigInteger.valueOf(change.realisedPnl()).add(released);
    script.because(
        "cost of the part closed = "
            + contract.money(holding.cost)
            + " x "
            + contract.quantity(closed)
            + " / "
            + contract.quantity(Math.abs(holding.quantity))
            + " = "
            + contract.money(released));
    script.because(
        "realised PnL = "
            + contract.money(value)
            + " - ("
            + contract.money(released)
            + ") = "
            + contract.money(change.realisedPnl()));
  }

  private void tellMargin(Holding holding, PositionChangedDecoder change) {
    Contract contract = holding.contract;
    if (!holding.isIsolated()) {
      return;
    }
    if (change.reason() == PositionReason.FORCED_FILL) {
      script.because(
          "margin = "
              + contract.money(holding.margin)
              + " + ("
              + contract.money(change.realisedPnl())
              + ") = "
              + contract.money(change.margin()));
    } else if (holding.quantity == 0) {
      script.because(
          "margin = value / "
              + AccountStory.times(holding.leverage)
              + ", rounded up = "
              + contract.money(change.margin()));
    } else {
      script.because(
          "margin "
              + contract.money(holding.margin)
              + " becomes "
              + contract.money(change.margin()));
    }
  }

  private void tellPosition(Holding holding) {
    Contract contract = holding.contract;
    Stake stake = person.stake(holding);
    script.because(
        "position: "
            + holding.side()
            + " "
            + contract.quantity(Math.abs(holding.quantity))
            + ", cost "
            + contract.money(holding.cost)
            + (holding.isIsolated() ? ", margin " + contract.money(holding.margin) : ", cross"));
    if (!holding.isIsolated()) {
      // Its wallet still changes by the fee of this fill: the line is drawn where it starts to
      // matter.
      return;
    }
    tellPrices(stake, holding);
  }

  private void tellPrices(Stake stake, Holding holding) {
    Contract contract = holding.contract;
    script.because("bankruptcy price = " + bankruptcyPrice(stake, holding));
    long price = stake.liquidationPrice(holding, setting.triggerRule());
    if (price == 0) {
      script.because("no mark liquidates it");
      return;
    }
    script.because(
        "liquidation price = " + contract.price(price) + ", the first mark past the line:");
    stake.show(contract.id, price).forEach(line -> script.because("  " + line));
    long safer = price + (holding.quantity > 0 ? 1 : -1);
    script.because(
        "  one step safer, at "
            + contract.price(safer)
            + ": equity "
            + contract.money(stake.equity(contract.id, safer))
            + ", requirement "
            + contract.money(stake.requirement(contract.id, safer)));
  }

  /** The price at which equity is zero, with its arithmetic. */
  static String bankruptcyPrice(Stake stake, Holding holding) {
    Contract contract = holding.contract;
    BigInteger value = BigInteger.valueOf(holding.cost).subtract(BigInteger.valueOf(stake.funds()));
    BigDecimal price =
        new BigDecimal(value, contract.moneyScale)
            .divide(
                BigDecimal.valueOf(holding.quantity, contract.quantityScale),
                contract.priceScale + 6,
                RoundingMode.DOWN);
    return "(cost - "
        + (stake.isolated() ? "margin" : "balance")
        + ") / quantity = ("
        + contract.money(holding.cost)
        + " - "
        + contract.money(stake.funds())
        + ") / "
        + contract.quantity(holding.quantity)
        + " = "
        + Text.group(price.toPlainString());
  }

  /** A fund's own trades are those that unwind what it took over. */
  void onFund(BalanceReason reason, long amount, long balance, int assetId) {
    boolean trade = reason == BalanceReason.REALISED_PNL;
    onBalance(reason, trade ? UNWINDING : NAMES.get(reason), amount, balance, assetId);
  }

  void onBalance(BalanceReason reason, long amount, long balance, int assetId) {
    boolean forced = reason == BalanceReason.REALISED_PNL && lastWasForced;
    onBalance(reason, forced ? FORCED : NAMES.get(reason), amount, balance, assetId);
  }

  private void onBalance(
      BalanceReason reason, String name, long amount, long balance, int assetId) {
    Setting.Asset asset = setting.asset(assetId);
    String money = Contract.money(BigInteger.valueOf(amount), asset.scale());
    String after = Contract.money(BigInteger.valueOf(balance), asset.scale());
    if (reason == BalanceReason.TRADING_FEE && amount < 0 && fillPrice > 0) {
      Contract contract = setting.contract(tradeContract);
      script.because(
          "fee = "
              + Contract.rate(taker ? contract.takerRate : contract.makerRate)
              + " of "
              + contract.money(tradeValue)
              + ", rounded up = "
              + contract.money(BigInteger.valueOf(amount).negate()));
    }
    script.tell("wallet: " + reason + " " + money + ", balance " + after + " " + asset.symbol());
    if (reason != BalanceReason.MARGIN_TRANSFER) {
      person.ledger(assetId).add(name, amount);
    }
  }
}
