package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.Side;

/** Orders: leave to send one, and its end unfilled. */
final class OrderCommands {
  private final Books books;
  private final PositionTable positions;
  private final OrderTable orders;
  private final EngineLimits limits;
  private final Checks checks;
  private final MarginCalculator margins;
  private final Waterfall waterfall;

  OrderCommands(
      Books books,
      EngineLimits limits,
      Checks checks,
      MarginCalculator margins,
      Waterfall waterfall) {
    this.books = books;
    this.positions = books.positions();
    this.orders = books.orders();
    this.limits = limits;
    this.checks = checks;
    this.margins = margins;
    this.waterfall = waterfall;
  }

  boolean placeOrder(PlaceOrderDecoder c) {
    AccountTable accounts = books.accounts();
    int account = accounts.find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int accountField = PlaceOrderDecoder.accountIdId();
    boolean valid =
        checks.that(account != 0, RejectReason.UNKNOWN_ACCOUNT, accountField, c.accountId())
            && checks.that(
                accounts.isTrader(account),
                RejectReason.WRONG_ACCOUNT_KIND,
                accountField,
                c.accountId())
            && checks.isTrading(instrument, c.instrumentId(), PlaceOrderDecoder.instrumentIdId())
            && fieldsFit(instrument, c);
    if (!valid) {
      return false;
    }
    PositionSide positionSide = PositionSide.get(c.positionSideRaw());
    boolean hedged = positions.isHedged(account, instrument.id());
    int position = positions.find(account, instrument.id(), positionSide);
    boolean mayOpen =
        checks.sideFits(hedged, positionSide, PlaceOrderDecoder.positionSideId())
            && checks.that(
                !waterfall.isFrozen(account, instrument, position),
                RejectReason.UNDER_LIQUIDATION,
                accountField,
                c.accountId())
            && checks.isPriced(
                books, account, instrument, PlaceOrderDecoder.instrumentIdId(), c.instrumentId())
            && checks.that(
                orders.traderOrders() < limits.ordersMax(),
                RejectReason.LIMIT_EXCEEDED,
                PlaceOrderDecoder.orderIdId(),
                c.orderId());
    if (!mayOpen) {
      return false;
    }
    boolean buys = c.sideRaw() == Side.BUY.value();
    boolean reduceOnly = c.reduceOnlyRaw() == Bool.YES.value() || Checks.closes(positionSide, buys);
    int leverage = position == 0 ? PositionTable.DEFAULT_LEVERAGE : positions.leverage(position);
    long largest = c.quantity() + (position == 0 ? 0 : Math.abs(positions.quantity(position)));
    boolean isolated = position != 0 && positions.isIsolated(position);
    long reserved = reduceOnly ? 0 : toReserve(instrument, largest, leverage, c);
    boolean fits =
        reduceOnly
            ? reduces(position, c)
            : riskFits(instrument, largest, leverage, c)
                && checks.that(
                    reserved <= margins.freeFor(account, instrument.asset().id(), isolated),
                    RejectReason.INSUFFICIENT_BALANCE,
                    PlaceOrderDecoder.quantityId(),
                    reserved);
    if (fits) {
      int target =
          position != 0
              ? position
              : positions.findOrAdd(account, instrument.id(), instrument.asset().id());
      Side side = Side.get(c.sideRaw());
      books.openOrder(c.orderId(), target, side, c.price(), c.quantity(), reserved, reduceOnly);
    }
    return fits;
  }

  private boolean fieldsFit(Instrument instrument, PlaceOrderDecoder c) {
    long price = c.price();
    return checks.range(
            c.orderId(), 1, OrderTable.ENGINE_ORDER_ID_MIN - 1, PlaceOrderDecoder.orderIdId())
        && checks.that(
            orders.find(c.orderId()) == 0,
            RejectReason.DUPLICATE_ID,
            PlaceOrderDecoder.orderIdId(),
            c.orderId())
        && checks.range(c.sideRaw(), 1, 2, PlaceOrderDecoder.sideId())
        && checks.range(c.reduceOnlyRaw(), 0, 1, PlaceOrderDecoder.reduceOnlyId())
        && checks.range(c.positionSideRaw(), 1, 3, PlaceOrderDecoder.positionSideId())
        && checks.range(
            c.quantity(), 1, instrument.openInterestMax(), PlaceOrderDecoder.quantityId())
        && checks.that(
            instrument.accepts(price) && price % instrument.tickSize() == 0,
            RejectReason.PRICE_OUT_OF_RANGE,
            PlaceOrderDecoder.priceId(),
            price);
  }

  private boolean reduces(int position, PlaceOrderDecoder c) {
    long held = position == 0 ? 0 : positions.quantity(position);
    return checks.that(
        Checks.reduces(held, c.sideRaw() == Side.BUY.value(), c.quantity()),
        RejectReason.REDUCE_ONLY,
        PlaceOrderDecoder.quantityId(),
        c.quantity());
  }

  /** Initial margin as part of the largest position that may come of it, and the taker fee. */
  private static long toReserve(
      Instrument instrument, long largest, int leverage, PlaceOrderDecoder c) {
    long notional = instrument.notional(c.quantity(), c.price());
    return instrument.initialMargin(largest, notional, leverage)
        + Instrument.fee(instrument.takerRate(), notional);
  }

  private boolean riskFits(Instrument instrument, long largest, int leverage, PlaceOrderDecoder c) {
    if (largest > instrument.openInterestMax()) {
      return checks.fail(RejectReason.LIMIT_EXCEEDED, PlaceOrderDecoder.quantityId(), c.quantity());
    }
    int tier = instrument.tiers().tierOfTrade(largest, instrument.notional(largest, c.price()));
    return checks.that(
        leverage <= instrument.tiers().leverageMax(tier),
        RejectReason.LEVERAGE_TOO_HIGH,
        PlaceOrderDecoder.priceId(),
        leverage);
  }

  boolean orderDone(OrderDoneDecoder c) {
    int order = orders.find(c.orderId());
    boolean accepted =
        checks.that(
                order != 0, RejectReason.UNKNOWN_ORDER, OrderDoneDecoder.orderIdId(), c.orderId())
            && checks.range(c.reasonRaw(), 1, 3, OrderDoneDecoder.reasonId());
    if (!accepted) {
      return false;
    }
    int closesFor = orders.closesFor(order);
    int positionWaits = orders.positionWaits(order);
    int walletWaits = orders.walletWaits(order);
    books.endOrder(order);
    waterfall.orderGone(closesFor, positionWaits, walletWaits);
    return true;
  }
}
