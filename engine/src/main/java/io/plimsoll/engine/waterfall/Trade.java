package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;

/**
 * One side of a trade: first planned, so that limits can be checked while nothing has changed, then
 * booked.
 *
 * <p>Reused; not thread safe. The arithmetic is section 3 of the rules: the closing part takes its
 * share of the value and releases cost, both rounded up, so that realised PnL rounds down and what
 * is rounded off stays in the cost.
 */
public final class Trade {
  private final Books books;
  private final LiquidationEvents events;

  private int position;
  private int order;
  private boolean forced;
  private PositionReason reason;
  private long tradeQuantity;
  private long tradeValue;
  private long opened;
  private long openedValue;
  private long quantity;
  private long cost;
  private long margin;
  private long realised;
  private long marginReleased;
  private long marginTaken;
  private long fee;
  private long orderRemaining;
  private long orderReserved;
  private long balance;

  /** A trade on these books. */
  public Trade(Books books, LiquidationEvents events) {
    this.books = books;
    this.events = events;
  }

  /**
   * Plans a fill.
   *
   * @param ofPosition the position that trades
   * @param byQuantity signed quantity, not 0
   * @param atValue signed value
   * @param ofOrder the order that fills, or 0
   * @param feeRate parts per billion; charged to traders' own trades alone
   */
  public void planFill(int ofPosition, long byQuantity, long atValue, int ofOrder, long feeRate) {
    boolean engines = ofOrder != 0 && books.orders().isEngines(ofOrder);
    boolean charged = !engines && books.accounts().isTrader(books.positions().account(ofPosition));
    reason = engines ? PositionReason.FORCED_FILL : PositionReason.FILL;
    plan(ofPosition, byQuantity, atValue, ofOrder, engines);
    fee = charged ? Instrument.fee(feeRate, Math.abs(atValue)) : 0;
    planOrder();
    planMoney();
  }

  /**
   * Plans one side of a trade off the market: no order, no fee.
   *
   * @param why TAKE_OVER, DELEVERAGE, EXPIRY or NET_LEGS
   * @param byForce whether an isolated position's margin takes the PnL, not the wallet
   */
  public void planTransfer(
      int ofPosition, long byQuantity, long atValue, PositionReason why, boolean byForce) {
    reason = why;
    plan(ofPosition, byQuantity, atValue, 0, byForce);
    fee = 0;
    planOrder();
    planMoney();
  }

  private void plan(int ofPosition, long byQuantity, long atValue, int ofOrder, boolean byForce) {
    PositionTable positions = books.positions();
    position = ofPosition;
    order = ofOrder;
    forced = byForce;
    tradeQuantity = byQuantity;
    tradeValue = atValue;

    long before = positions.quantity(position);
    long traded = Math.abs(byQuantity);
    boolean closes = (before > 0) != (byQuantity > 0) && before != 0;
    long closed = closes ? Math.min(Math.abs(before), traded) : 0;
    opened = traded - closed;
    long closedValue = closed == traded ? atValue : Int128.mulDivCeil(atValue, closed, traded);
    openedValue = atValue - closedValue;
    long costBefore = positions.cost(position);
    long released = releasedCost(costBefore, closed, Math.abs(before));
    realised = -closedValue - released;
    quantity = before + byQuantity;
    cost = costBefore - released + openedValue;
    marginReleased = releasedMargin(closed, Math.abs(before));
  }

  private static long releasedCost(long cost, long closed, long quantity) {
    if (closed == 0) {
      return 0;
    }
    return closed == quantity ? cost : Int128.mulDivCeil(cost, closed, quantity);
  }

  private long releasedMargin(long closed, long before) {
    if (closed == 0 || forced || !books.positions().isIsolated(position)) {
      return 0;
    }
    long held = books.positions().margin(position);
    return closed == before ? held : Int128.mulDivFloor(held, closed, before);
  }

  private void planOrder() {
    if (order == 0) {
      return;
    }
    OrderTable orders = books.orders();
    long before = orders.remaining(order);
    orderRemaining = before - Math.abs(tradeQuantity);
    orderReserved = Int128.mulDivFloor(orders.reserved(order), orderRemaining, before);
  }

  private void planMoney() {
    PositionTable positions = books.positions();
    WalletTable wallets = books.wallets();
    int wallet = positions.wallet(position);
    marginTaken = 0;
    balance = wallets.balance(wallet);
    margin = positions.margin(position);
    if (!positions.isIsolated(position)) {
      balance += realised - fee;
    } else if (forced) {
      margin += realised;
    } else {
      balance += marginReleased + realised - fee;
      long released = order == 0 ? 0 : books.orders().reserved(order) - orderReserved;
      // What a pool's orders reserve is not of this wallet alone.
      long reserved = wallets.isPooled(wallet) ? 0 : wallets.reserved(wallet) - released;
      long unreserved = balance - reserved;
      marginTaken = Math.min(initialMarginOfOpening(), Math.max(0, unreserved));
      balance -= marginTaken;
      margin += marginTaken - marginReleased;
    }
  }

  private long initialMarginOfOpening() {
    if (opened == 0) {
      return 0;
    }
    int leverage = books.positions().leverage(position);
    return books.instrumentOf(position).initialMargin(quantity, Math.abs(openedValue), leverage);
  }

  /** Books what was planned, with its events. */
  public void book(long liquidationId) {
    if (order != 0) {
      books.fillOrder(order, orderRemaining, orderReserved);
    }
    books.setQuantity(position, quantity, cost);
    books.setMargin(position, margin);
    Instrument instrument = books.instrumentOf(position);
    events.positionChanged(
        books.accounts().id(books.positions().account(position)),
        tradeQuantity,
        tradeValue,
        quantity,
        cost,
        margin,
        realised,
        instrument.id(),
        books.positions().mode(position),
        reason,
        books.positions().side(position));
    if (!(forced && books.positions().isIsolated(position))) {
      bookMoney(instrument, liquidationId);
    }
  }

  private void bookMoney(Instrument instrument, long liquidationId) {
    int id = instrument.id();
    int wallet = books.positions().wallet(position);
    books.changeBalance(wallet, marginReleased, BalanceReason.MARGIN_TRANSFER, id, liquidationId);
    books.changeBalance(wallet, realised, pnlReason(), id, liquidationId);
    books.changeBalance(wallet, -fee, BalanceReason.TRADING_FEE, id, liquidationId);
    int feeAccount = books.accounts().find(instrument.feeAccountId());
    int feeWallet = books.walletFor(feeAccount, instrument);
    books.changeBalance(feeWallet, fee, BalanceReason.TRADING_FEE, id, liquidationId);
    books.changeBalance(wallet, -marginTaken, BalanceReason.MARGIN_TRANSFER, id, liquidationId);
  }

  private BalanceReason pnlReason() {
    return switch (reason) {
      case TAKE_OVER -> BalanceReason.TAKE_OVER;
      case DELEVERAGE -> BalanceReason.DELEVERAGE;
      case EXPIRY -> BalanceReason.EXPIRY;
      case NET_LEGS -> BalanceReason.NET_LEGS;
      default -> BalanceReason.REALISED_PNL;
    };
  }

  /** Whether its order has nothing left. */
  public boolean isOrderFilled() {
    return order != 0 && orderRemaining == 0;
  }

  /** What it trades. */
  Instrument instrument() {
    return books.instrumentOf(position);
  }

  /** Signed value at which it trades. */
  public long value() {
    return tradeValue;
  }

  /** Trading fee. */
  public long fee() {
    return fee;
  }

  /** PnL realised. */
  public long realised() {
    return realised;
  }

  /** Balance of the wallet after. */
  public long balance() {
    return balance;
  }

  /** Margin of the position after. */
  public long margin() {
    return margin;
  }
}
