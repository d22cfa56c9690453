package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.Payoff;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.waterfall.Trade;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.RejectReason;

/** The buyer or the seller of a fill. */
final class FillSide {
  private final Books books;
  private final Checks checks;
  private final MarginCalculator margins;
  private final Waterfall waterfall;
  private final Trade trade;
  private final boolean buys;
  private final int accountField;
  private final int orderField;
  private final int sideField;

  private Instrument instrument;
  private FillDecoder command;
  private long accountId;
  private long orderId;
  private PositionSide side;
  private boolean takes;
  private int account;
  private int position;
  private int order;
  private int closesFor;
  private int positionWaits;
  private int walletWaits;

  FillSide(
      Books books,
      LiquidationEvents events,
      Checks checks,
      MarginCalculator margins,
      Waterfall waterfall,
      boolean buys) {
    this.books = books;
    this.checks = checks;
    this.margins = margins;
    this.waterfall = waterfall;
    this.trade = new Trade(books, events);
    this.buys = buys;
    this.accountField = buys ? FillDecoder.buyAccountIdId() : FillDecoder.sellAccountIdId();
    this.orderField = buys ? FillDecoder.buyOrderIdId() : FillDecoder.sellOrderIdId();
    this.sideField = buys ? FillDecoder.buyPositionSideId() : FillDecoder.sellPositionSideId();
  }

  void set(
      Instrument ofInstrument,
      FillDecoder c,
      long ofAccountId,
      long ofOrderId,
      PositionSide positionSide,
      boolean taker) {
    instrument = ofInstrument;
    command = c;
    accountId = ofAccountId;
    orderId = ofOrderId;
    side = positionSide;
    takes = taker;
    account = books.accounts().find(accountId);
    order = orderId == 0 ? 0 : books.orders().find(orderId);
    if (order != 0) {
      position = books.orders().position(order);
    } else {
      position = account == 0 ? 0 : books.positions().find(account, instrument.id(), side);
    }
  }

  boolean mayTrade() {
    AccountTable accounts = books.accounts();
    boolean valid =
        checks.that(account != 0, RejectReason.UNKNOWN_ACCOUNT, accountField, accountId)
            && checks.that(
                accounts.kind(account) != AccountKind.FEE.value(),
                RejectReason.WRONG_ACCOUNT_KIND,
                accountField,
                accountId);
    if (!valid) {
      return false;
    }
    if (orderId != 0) {
      return orderFits();
    }
    if (accounts.isFund(account)) {
      return checks.fail(RejectReason.UNKNOWN_ORDER, orderField, orderId);
    }
    boolean hedged = books.positions().isHedged(account, instrument.id());
    long quantity = command.quantity();
    return checks.sideFits(hedged, side, sideField)
        && checks.that(
            !accounts.isTrader(account) || !waterfall.isFrozen(account, instrument, position),
            RejectReason.UNDER_LIQUIDATION,
            accountField,
            accountId)
        && checks.that(
            !Checks.closes(side, buys) || Checks.reduces(held(), buys, quantity),
            RejectReason.REDUCE_ONLY,
            FillDecoder.quantityId(),
            quantity);
  }

  private boolean orderFits() {
    OrderTable orders = books.orders();
    if (order == 0) {
      return checks.fail(RejectReason.UNKNOWN_ORDER, orderField, orderId);
    }
    boolean matches =
        orders.account(order) == account
            && books.positions().instrumentId(position) == instrument.id()
            && orders.isBuy(order) == buys;
    long price = command.price();
    boolean priceFits = buys ? price <= orders.price(order) : price >= orders.price(order);
    return checks.that(matches, RejectReason.ORDER_MISMATCH, orderField, orderId)
        && checks.that(
            command.quantity() <= orders.remaining(order),
            RejectReason.QUANTITY_EXCEEDED,
            FillDecoder.quantityId(),
            command.quantity())
        && checks.that(priceFits, RejectReason.WORSE_THAN_LIMIT, FillDecoder.priceId(), price)
        && checks.that(
            !orders.isReduceOnly(order) || Checks.reduces(held(), buys, command.quantity()),
            RejectReason.REDUCE_ONLY,
            orderField,
            orderId);
  }

  private long held() {
    return position == 0 ? 0 : books.positions().quantity(position);
  }

  private long heldAfter() {
    return held() + (buys ? command.quantity() : -command.quantity());
  }

  long openInterestChange() {
    return Math.max(heldAfter(), 0) - Math.max(held(), 0);
  }

  boolean riskFits() {
    if (!books.accounts().isTrader(account)) {
      return true;
    }
    long before = Math.abs(held());
    long after = Math.abs(heldAfter());
    boolean growthFits =
        after <= before
            || (checks.isPriced(books, account, instrument, accountField, accountId)
                && exposureFits(before, after));
    if (!growthFits) {
      return false;
    }
    long opened = openedQuantity(before, after);
    return orderId != 0 || opened == 0 || openingFits(opened, after);
  }

  private long openedQuantity(long before, long after) {
    boolean turns = held() != 0 && heldAfter() != 0 && (held() > 0) != (heldAfter() > 0);
    return turns ? after : Math.max(0, after - before);
  }

  private boolean exposureFits(long quantityBefore, long quantityAfter) {
    WalletTable wallets = books.wallets();
    int wallet = wallets.find(account, instrument.asset().id());
    long exposure = wallet == 0 ? 0 : wallets.exposure(wallet);
    Payoff payoff = instrument.payoff();
    long after =
        exposure - payoff.largestValue(quantityBefore) + payoff.largestValue(quantityAfter);
    return checks.that(
        after <= Books.BALANCE_MAX, RejectReason.LIMIT_EXCEEDED, accountField, accountId);
  }

  private boolean openingFits(long opened, long after) {
    PositionTable positions = books.positions();
    int leverage = position == 0 ? PositionTable.DEFAULT_LEVERAGE : positions.leverage(position);
    int tier = instrument.tiers().tierOfTrade(after, instrument.notional(after, command.price()));
    if (leverage > instrument.tiers().leverageMax(tier)) {
      return checks.fail(RejectReason.LEVERAGE_TOO_HIGH, FillDecoder.priceId(), leverage);
    }
    long notional = instrument.notional(opened, command.price());
    long needed =
        instrument.initialMargin(after, notional, leverage)
            + Instrument.fee(feeRate(), Math.abs(tradeValue()));
    boolean isolated = position != 0 && positions.isIsolated(position);
    long free = margins.freeFor(account, instrument.asset().id(), isolated);
    return checks.that(needed <= free, RejectReason.INSUFFICIENT_BALANCE, accountField, needed);
  }

  private long feeRate() {
    return takes ? instrument.takerRate() : instrument.makerRate();
  }

  private long tradeValue() {
    long quantity = buys ? command.quantity() : -command.quantity();
    return instrument.tradeValue(quantity, command.price());
  }

  /** Plans the trade and checks where it leads. */
  boolean balanceFits() {
    if (position == 0) {
      position = books.positions().findOrAdd(account, instrument.id(), instrument.asset().id());
    }
    plan();
    boolean forcedIsolated =
        order != 0 && books.orders().isEngines(order) && books.positions().isIsolated(position);
    long result = forcedIsolated ? trade.margin() : trade.balance();
    return checks.that(
        Math.abs(result) <= Books.BALANCE_MAX,
        RejectReason.LIMIT_EXCEEDED,
        accountField,
        accountId);
  }

  private void plan() {
    long quantity = buys ? command.quantity() : -command.quantity();
    trade.planFill(position, quantity, tradeValue(), order, feeRate());
  }

  /** Settles funding that is due on the position, before its quantity changes. */
  void settleFunding() {
    if (waterfall.fundingPayments().settle(position)) {
      plan();
    }
  }

  /** Signed value of its side of the match. */
  long value() {
    return trade.value();
  }

  long fee() {
    return trade.fee();
  }

  int position() {
    return position;
  }

  void book() {
    trade.book(0);
    closesFor = 0;
    positionWaits = 0;
    walletWaits = 0;
    if (order == 0) {
      return;
    }
    OrderTable orders = books.orders();
    if (orders.closesFor(order) != 0) {
      long notional = Math.abs(trade.value());
      waterfall.forcedFill(orders.closesFor(order), trade, notional, instrument);
    }
    if (trade.isOrderFilled()) {
      closesFor = orders.closesFor(order);
      positionWaits = orders.positionWaits(order);
      walletWaits = orders.walletWaits(order);
      books.removeOrder(order);
    }
  }

  /** Tells the waterfall if the order is gone. */
  void orderGone() {
    waterfall.orderGone(closesFor, positionWaits, walletWaits);
  }
}
