package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;

/** Tells fills and all else that changes a position, and what it did to position and wallet. */
final class Trades {
  private final Setting setting;
  private final Script script;
  private final Person person;
  private final Balances balances;
  private long fillPrice;
  private boolean lastWasForced;
  private boolean deleveragedInLiquidation;
  private long counterparty;
  private boolean taker;
  private BigInteger tradeValue = BigInteger.ZERO;
  private int tradeContract;

  Trades(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
    this.balances = new Balances(setting, script, person);
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

  /**
   * Deleveraging comes.
   *
   * @param liquidated whether the account is the one under liquidation, not its other side
   */
  void onDeleveraged(boolean liquidated) {
    deleveragedInLiquidation = liquidated;
  }

  void onPosition(PositionChangedDecoder change) {
    Holding holding = person.holding(change.instrumentId(), change.positionSide());
    switch (change.reason()) {
      case FILL, FORCED_FILL -> tellFill(holding, change);
      case TAKE_OVER, DELEVERAGE -> tellPassed(holding, change);
      case EXPIRY -> tellExpiry(holding, change);
      case NET_LEGS -> tellRealised(holding, change);
      case SETTLEMENT -> tellMarginChange(holding, change, "settled to ");
      case MARGIN -> tellMarginChange(holding, change, "becomes ");
      case FUNDING -> balances.funding(holding, change.margin() - holding.margin);
      case SOCIALISED_LOSS -> {
        // Told with the share.
      }
      default -> throw new IllegalStateException("unknown reason " + change.reason());
    }
    lastWasForced = change.reason() == PositionReason.FORCED_FILL;
    if (holding.isIsolated()) {
      keepMargin(holding, change);
    }
    boolean opened = Math.abs(change.quantity()) > Math.abs(holding.quantity);
    boolean moved =
        change.reason() == PositionReason.MARGIN || change.reason() == PositionReason.FUNDING;
    holding.quantity = change.quantity();
    holding.cost = change.cost();
    holding.margin = change.margin();
    if (opened || moved || change.reason() == PositionReason.SOCIALISED_LOSS) {
      tellPosition(holding);
    }
  }

  /** What goes into or out of a margin directly, and not through the wallet. */
  private void keepMargin(Holding holding, PositionChangedDecoder change) {
    Ledger ledger = person.ledger(holding.contract.assetId);
    switch (change.reason()) {
      case FORCED_FILL -> ledger.add(Balances.FORCED, change.realisedPnl());
      case TAKE_OVER -> ledger.add(Balances.TAKE_OVER, change.realisedPnl());
      case DELEVERAGE -> {
        if (deleveragedInLiquidation) {
          ledger.add(Balances.DELEVERAGE, change.realisedPnl());
        }
      }
      case FUNDING -> ledger.add(Balances.FUNDING, change.margin() - holding.margin);
      default -> {
        // The wallet tells it, or it is no money.
      }
    }
  }

  private void tellMarginChange(Holding holding, PositionChangedDecoder change, String verb) {
    Contract contract = holding.contract;
    script.tell(
        "margin " + contract.money(holding.margin) + " " + verb + contract.money(change.margin()));
  }

  private void tellFill(Holding holding, PositionChangedDecoder change) {
    Contract contract = holding.contract;
    long size = Math.abs(change.tradeQuantity());
    tradeValue = BigInteger.valueOf(change.tradeValue()).abs();
    tradeContract = contract.id;
    script.tell(
        (change.reason() == PositionReason.FORCED_FILL ? "forced: " : "")
            + (change.tradeQuantity() > 0 ? "bought " : "sold ")
            + contract.lot(size)
            + " at "
            + contract.price(fillPrice)
            + ", the other side is account "
            + counterparty);
    tellValue(contract, change, fillPrice);
    tellRealised(holding, change);
    tellMargin(holding, change);
  }

  private void tellValue(Contract contract, PositionChangedDecoder change, long price) {
    boolean inverse = contract.payoff.isInverse();
    long size = Math.abs(change.tradeQuantity());
    script.because(
        "value = "
            + contract.payoff.show(inverse ? change.tradeQuantity() : size, price)
            + (inverse ? ", rounded against the trader = " : " = ")
            + contract.money(
                inverse ? BigInteger.valueOf(change.tradeValue()) : tradeValue(change)));
  }

  private static BigInteger tradeValue(PositionChangedDecoder change) {
    return BigInteger.valueOf(change.tradeValue()).abs();
  }

  private void tellExpiry(Holding holding, PositionChangedDecoder change) {
    Contract contract = holding.contract;
    script.tell(
        "EXPIRED: the "
            + holding.side()
            + " of "
            + contract.lot(Math.abs(holding.quantity))
            + " is closed at the settlement price "
            + contract.price(contract.mark));
    tellValue(contract, change, contract.mark);
    tellRealised(holding, change);
    tellMargin(holding, change);
  }

  /** To a fund, or against the other side: what it is worth has been told. */
  private void tellPassed(Holding holding, PositionChangedDecoder change) {
    tellRealised(holding, change);
    boolean forced = change.reason() == PositionReason.TAKE_OVER || deleveragedInLiquidation;
    if (holding.isIsolated() && forced) {
      tellMarginBears(holding, change);
    } else {
      tellMargin(holding, change);
    }
  }

  private void tellMarginBears(Holding holding, PositionChangedDecoder change) {
    script.because(
        "margin = "
            + holding.contract.money(holding.margin)
            + " + ("
            + holding.contract.money(change.realisedPnl())
            + ") = "
            + holding.contract.money(change.margin()));
  }

  /** realised = -(value traded by the closing part) - (cost of the part closed). */
  private void tellRealised(Holding holding, PositionChangedDecoder change) {
    long closed = Math.min(Math.abs(holding.quantity), Math.abs(change.tradeQuantity()));
    if (closed == 0 || Long.signum(holding.quantity) == Long.signum(change.tradeQuantity())) {
      return;
    }
    Contract contract = holding.contract;
    BigInteger released =
        BigInteger.valueOf(holding.cost).subtract(holding.costAfterClosing(closed));
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
      tellMarginBears(holding, change);
    } else if (holding.quantity == 0 && isValueByLeverage(holding, change)) {
      script.because(
          "margin = value / "
              + OwnCommands.times(holding.leverage)
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

  /** Not where the least initial rate asks for more, or the wallet has less. */
  private static boolean isValueByLeverage(Holding holding, PositionChangedDecoder change) {
    BigInteger byLeverage =
        Contract.ceilDiv(
            tradeValue(change).multiply(BigInteger.valueOf(100)),
            BigInteger.valueOf(holding.leverage));
    return byLeverage.equals(BigInteger.valueOf(change.margin()));
  }

  private void tellPosition(Holding holding) {
    if (!holding.isOpen()) {
      return;
    }
    Contract contract = holding.contract;
    script.because(
        "position: "
            + holding.side()
            + " "
            + contract.quantity(Math.abs(holding.quantity))
            + ", cost "
            + contract.money(holding.cost)
            + (holding.isIsolated() ? ", margin " + contract.money(holding.margin) : ", cross"));
    if (!contract.payoff.describe().isEmpty()) {
      script.because(contract.payoff.describe());
    }
    if (holding.isIsolated()) {
      // A wallet still changes by the fee of this fill: its line is drawn where it starts to
      // matter.
      tellPrices(person.stake(holding), holding);
    }
  }

  private void tellPrices(Stake stake, Holding holding) {
    Contract contract = holding.contract;
    script.because("bankruptcy price = " + ForcedOrders.bankruptcyPrice(stake, holding));
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

  void onFund(Balances.Change change) {
    balances.onFund(change);
  }

  void onBalance(Balances.Change change) {
    if (change.reason() == BalanceReason.TRADING_FEE && change.amount() < 0 && fillPrice > 0) {
      Contract contract = setting.contract(tradeContract);
      script.because(
          "fee = "
              + Contract.rate(taker ? contract.takerRate : contract.makerRate)
              + " of "
              + contract.money(tradeValue)
              + ", rounded up = "
              + contract.money(BigInteger.valueOf(change.amount()).negate()));
    }
    balances.onOther(change, lastWasForced);
  }
}
