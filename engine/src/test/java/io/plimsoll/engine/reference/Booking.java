package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.TreeMap;

/** Section 3. */
final class Booking {
  private final World world;
  private final EventWriter events;

  Booking(World world, EventWriter events) {
    this.world = world;
    this.events = events;
  }

  /** The trade of one side of a fill. */
  Trade fill(Position position, Order order, Side side, Side takerSide, long quantity, long price) {
    long signed = side == Side.BUY ? quantity : -quantity;
    BigInteger value = position.instrument.payoff.tradeValue(signed, price);
    boolean forced = order != null && order.own();
    long rate = side == takerSide ? position.instrument.takerRate : position.instrument.makerRate;
    boolean free = forced || !position.account.trader();
    BigInteger fee = free ? ZERO : Exact.rateUp(rate, value.abs());
    PositionReason reason = forced ? PositionReason.FORCED_FILL : PositionReason.FILL;
    return plan(position, order, forced, reason, signed, value, fee);
  }

  /** The trade of one side of a takeover, deleveraging or settlement: no order, no fee. */
  Trade atValue(Position position, long dq, BigInteger dv, boolean forced, PositionReason reason) {
    return plan(position, null, forced, reason, dq, dv, ZERO);
  }

  private Trade plan(
      Position position,
      Order order,
      boolean forced,
      PositionReason reason,
      long dq,
      BigInteger dv,
      BigInteger fee) {
    long q = position.quantity;
    long size = Math.abs(dq);
    long k = Long.signum(q) * Long.signum(dq) < 0 ? Math.min(Math.abs(q), size) : 0;
    long o = size - k;
    long after = Math.addExact(q, dq);
    boolean closesAll = k == Math.abs(q);
    BigInteger dvClose =
        o == 0 ? dv : k == 0 ? ZERO : Exact.ceilDiv(dv.multiply(big(k)), big(size));
    BigInteger dvOpen = dv.subtract(dvClose);
    BigInteger releasedCost =
        k == 0
            ? ZERO
            : closesAll
                ? position.cost
                : Exact.ceilDiv(position.cost.multiply(big(k)), big(Math.abs(q)));
    BigInteger pnl = k > 0 ? dvClose.negate().subtract(releasedCost) : ZERO;
    BigInteger reservedAfter = reservedAfter(order, size);

    boolean isolated = position.account.trader() && position.isolated();
    BigInteger balance = position.account.wallet(position.instrument.asset).balance;
    BigInteger released = ZERO;
    BigInteger added = ZERO;
    BigInteger marginAfter = position.margin;
    if (isolated && forced) {
      marginAfter = marginAfter.add(pnl);
    } else if (isolated) {
      if (k > 0) {
        released =
            closesAll
                ? position.margin
                : Exact.floorDiv(position.margin.multiply(big(k)), big(Math.abs(q)));
      }
      balance = balance.add(released).add(pnl).subtract(fee);
      if (o > 0) {
        BigInteger spendable =
            (position.account.pool == null
                    ? balance.subtract(reservedInAsset(position, order, reservedAfter))
                    : balance)
                .max(ZERO);
        added =
            Margin.initialMargin(position.instrument, after, dvOpen.abs(), position.leverage())
                .min(spendable);
      }
      balance = balance.subtract(added);
      marginAfter = marginAfter.subtract(released).add(added);
    } else {
      balance = balance.add(pnl).subtract(fee);
    }
    return new Trade(
        position,
        order,
        forced,
        reason,
        dq,
        dv,
        o,
        pnl,
        released,
        added,
        fee,
        after,
        position.cost.subtract(releasedCost).add(dvOpen),
        marginAfter,
        reservedAfter,
        balance);
  }

  private static BigInteger reservedAfter(Order order, long quantity) {
    return order == null
        ? ZERO
        : Exact.floorDiv(
            order.reserved.multiply(big(order.remaining - quantity)), big(order.remaining));
  }

  private BigInteger reservedInAsset(Position position, Order order, BigInteger orderReserved) {
    BigInteger reserved = world.reserved(position.account, position.instrument.asset);
    return order == null ? reserved : reserved.subtract(order.reserved).add(orderReserved);
  }

  /**
   * Makes the changes of a trade; the liquidation is that of a takeover or deleveraging, else null.
   */
  void book(Trade trade, Liquidation liquidation) {
    if (trade.order() != null) {
      bookOrder(trade);
    }
    Position position = trade.position();
    if (Long.signum(trade.quantityAfter()) != Long.signum(position.quantity)) {
      comesToHold(position.instrument, trade.quantityAfter());
    }
    position.quantity = trade.quantityAfter();
    position.cost = trade.costAfter();
    position.margin = trade.marginAfter();
    events.positionChanged(
        position, trade.quantity(), trade.value(), trade.realisedPnl(), trade.reason());
    bookWallet(trade, liquidation);
    if (!position.open()) {
      position.called = false;
    }
    if (trade.order() != null && trade.order().closesFor != null) {
      Liquidation closes = trade.order().closesFor;
      BigInteger notional = trade.value().abs();
      closes.closed = true;
      closes.roundFilled = true;
      Instrument instrument = position.instrument;
      BigInteger fee = Exact.rateUp(liquidationRate(position, closes), notional);
      closes.feeDue = closes.feeDue.add(closes.totalUp(instrument, fee));
      closes.closedNotional = closes.closedNotional.add(closes.total(instrument, notional));
      closes.realisedPnl = closes.realisedPnl.add(closes.total(instrument, trade.realisedPnl()));
    }
  }

  /** No ranking of the side has everybody any more. */
  private void comesToHold(Instrument instrument, long quantity) {
    TreeMap<Integer, Ranking> sides = world.rankings.get(instrument.id);
    int side = quantity > 0 ? 0 : 1;
    if (quantity != 0 && sides != null && sides.containsKey(side)) {
      sides.get(side).leftOut = true;
    }
  }

  private long liquidationRate(Position position, Liquidation closes) {
    return position.instrument.liquidationFee.after(world.lastTimestamp - closes.startedAt);
  }

  private void bookOrder(Trade trade) {
    Order order = trade.order();
    order.remaining -= Math.abs(trade.quantity());
    order.reserved = trade.orderReservedAfter();
    if (order.remaining == 0) {
      world.orders.remove(order.id);
    }
    events.orderChanged(order, order.remaining == 0 ? OrderState.FILLED : OrderState.PARTLY_FILLED);
  }

  private void bookWallet(Trade trade, Liquidation liquidation) {
    Account account = trade.account();
    int id = trade.instrument().id;
    if (trade.isolated() && trade.forced()) {
      return;
    }
    Wallet wallet = trade.wallet();
    change(account, wallet, trade.releasedMargin(), BalanceReason.MARGIN_TRANSFER, id, null);
    change(account, wallet, trade.realisedPnl(), trade.pnlReason(), id, liquidation);
    change(account, wallet, trade.fee().negate(), BalanceReason.TRADING_FEE, id, null);
    Account feeAccount = trade.instrument().feeAccount;
    Wallet feeWallet = feeAccount.wallet(trade.instrument().asset);
    change(feeAccount, feeWallet, trade.fee(), BalanceReason.TRADING_FEE, id, null);
    change(account, wallet, trade.addedMargin().negate(), BalanceReason.MARGIN_TRANSFER, id, null);
    if (!wallet.balance.equals(trade.balanceAfter())) {
      throw new AssertionError("balance " + wallet.balance + " is not as planned: " + trade);
    }
  }

  /** What rounding took from both sides of a fill goes to the fee account. */
  void dust(Instrument instrument, BigInteger dust) {
    Account fees = instrument.feeAccount;
    change(fees, fees.wallet(instrument.asset), dust, BalanceReason.ROUNDING, instrument.id, null);
  }

  /** Changes a balance and tells it, unless the amount is 0. */
  void change(
      Account account,
      Wallet wallet,
      BigInteger amount,
      BalanceReason reason,
      int instrumentId,
      Liquidation liquidation) {
    if (amount.signum() == 0) {
      return;
    }
    Fund fund = account.funds.get(wallet.asset.id);
    if (fund != null) {
      fund.observe(world.lastTimestamp);
    }
    wallet.balance = wallet.balance.add(amount);
    if (fund != null) {
      fund.addIncome(amount, reason);
      fund.observe(world.lastTimestamp);
    }
    if (account.kind == AccountKind.INSURANCE_FUND) {
      long liquidationId = liquidation == null ? 0 : liquidation.id;
      events.fundChanged(account, wallet, amount, liquidationId, instrumentId, reason);
    } else {
      events.balanceChanged(account, wallet, amount, instrumentId, reason);
    }
  }
}
