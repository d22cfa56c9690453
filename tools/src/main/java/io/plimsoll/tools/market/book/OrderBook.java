package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A limit order book in integers. The best price trades first, at one price the order that came
 * first; every match is at the price of the order that rested.
 *
 * <p>Own orders: an order never trades with one of its own account. The one that rested is
 * cancelled when its turn comes, and the one that came goes on. (Liquidity from outside is one
 * account, and takes its old quotes away before it quotes anew.)
 *
 * <p>Reduce-only: such an order trades no more than its account's position at that moment. It is
 * REJECTED if there is nothing to reduce when it comes; what it wanted beyond the position EXPIRES
 * once the position is none, or is CANCELLED if the order rested. So no trade of a reduce-only
 * order raises or turns a position.
 *
 * <p>A LIMIT order off the tick or outside the price bounds, a quantity below 1, and a price that
 * is none are REJECTED. Limits of other types may lie anywhere.
 *
 * <p>Not thread-safe; depends on nothing but the calls.
 */
public final class OrderBook {
  private final BookTerms terms;
  private final BookReports reports;
  private final Positions positions;
  private final BookSide bids = new BookSide(true);
  private final BookSide asks = new BookSide(false);
  private final Long2ObjectHashMap<Resting> byId = new Long2ObjectHashMap<>();
  private final Long2LongHashMap promised = new Long2LongHashMap(0);
  private long lastTrade;
  private boolean busy;

  /**
   * An empty book.
   *
   * @param terms of the contract
   * @param reports takes what happens
   * @param positions asked for reduce-only orders
   */
  public OrderBook(BookTerms terms, BookReports reports, Positions positions) {
    this.terms = terms;
    this.reports = reports;
    this.positions = positions;
  }

  /**
   * An order comes.
   *
   * @param order the order
   * @throws IllegalArgumentException if an order with this id rests
   * @throws IllegalStateException from within a report
   */
  public void submit(BookOrder order) {
    if (byId.containsKey(order.orderId())) {
      throw new IllegalArgumentException("order " + order.orderId() + " rests already");
    }
    enter();
    try {
      accept(order);
    } finally {
      busy = false;
    }
  }

  /**
   * An order shall leave. Reported as done with CANCELLED.
   *
   * @param orderId the order
   * @return whether it rested; if not, it was through before and nothing is reported
   */
  public boolean cancel(long orderId) {
    enter();
    try {
      Resting order = byId.get(orderId);
      if (order != null) {
        takeOut(order);
        reports.done(orderId, order.accountId, DoneReason.CANCELLED, order.left);
      }
      return order != null;
    } finally {
      busy = false;
    }
  }

  /** Whether an order rests. */
  public boolean rests(long orderId) {
    return byId.containsKey(orderId);
  }

  /** Highest price at which one can sell; 0 if at none. */
  public long bestBid() {
    return bids.bestPrice();
  }

  /** Lowest price at which one can buy; 0 if at none. */
  public long bestAsk() {
    return asks.bestPrice();
  }

  /** Price of the last trade; 0 if there was none. */
  public long lastTrade() {
    return lastTrade;
  }

  /**
   * What rests up to a limit, all of it.
   *
   * @param takerSide side of who would take it
   * @param limit worst price
   * @return in the quantity scale
   */
  public long depth(Side takerSide, long limit) {
    long sum = 0;
    BookSide side = takerSide == Side.BUY ? asks : bids;
    for (Level level : side) {
      if (!side.reaches(level, limit)) {
        break;
      }
      for (Resting order = level.first; order != null; order = order.later) {
        sum += order.left;
      }
    }
    return sum;
  }

  /**
   * Average price at which so much trades with what rests.
   *
   * @param takerSide side of who takes
   * @param quantity how much, above 0
   * @return rounded against the taker; 0 if there is not so much
   */
  public long averagePrice(Side takerSide, long quantity) {
    long left = quantity;
    BigInteger paid = BigInteger.ZERO;
    for (Level level : takerSide == Side.BUY ? asks : bids) {
      long there = 0;
      for (Resting order = level.first; order != null && there < left; order = order.later) {
        there = Math.min(left, there + order.left);
      }
      left -= there;
      paid = paid.add(BigInteger.valueOf(there).multiply(BigInteger.valueOf(level.price)));
      if (left == 0) {
        BigInteger[] parts = paid.divideAndRemainder(BigInteger.valueOf(quantity));
        boolean up = takerSide == Side.BUY && parts[1].signum() > 0;
        return parts[0].longValueExact() + (up ? 1 : 0);
      }
    }
    return 0;
  }

  /** Liquidity from outside takes what it crosses, then rests; null if nothing is left to rest. */
  Resting quote(boolean isBuy, long price, long quantity) {
    enter();
    try {
      long left = match(isBuy, terms.outsideAccount(), 0, price, quantity);
      if (left == 0) {
        return null;
      }
      Resting order = new Resting(0, terms.outsideAccount(), isBuy, false, left);
      side(isBuy).add(order, price);
      return order;
    } finally {
      busy = false;
    }
  }

  /** Others trade, whom nobody here sees. */
  void tradedElsewhere(long price) {
    lastTrade = price;
  }

  /** Takes a quote away, if anything of it is left. */
  void withdraw(Resting quote) {
    if (quote.level != null) {
      takeOut(quote);
    }
  }

  private void enter() {
    if (busy) {
      throw new IllegalStateException("the book was called from within its own report");
    }
    busy = true;
  }

  private void accept(BookOrder order) {
    long wanted = order.quantity();
    boolean possible = wanted > 0 && order.side() != null;
    if (!possible || (order.type() == OrderType.LIMIT && !terms.isPrice(order.limit()))) {
      done(order, DoneReason.REJECTED, wanted);
      return;
    }
    long allowed =
        order.reduceOnly() ? Math.min(wanted, reducible(order.accountId(), order.isBuy())) : wanted;
    if (allowed == 0) {
      done(order, DoneReason.REJECTED, wanted);
      return;
    }
    long limit = order.type() == OrderType.MARKET ? worst(order.isBuy()) : order.limit();
    if (order.type() == OrderType.FOK && (allowed < wanted || !fillsWhole(order))) {
      done(order, DoneReason.EXPIRED, wanted);
      return;
    }
    long traded =
        allowed - match(order.isBuy(), order.accountId(), order.orderId(), limit, allowed);
    settle(order, wanted - traded);
  }

  private void settle(BookOrder order, long left) {
    if (left == 0) {
      return;
    }
    boolean useful = !order.reduceOnly() || reducible(order.accountId(), order.isBuy()) > 0;
    if (order.type() == OrderType.LIMIT && useful) {
      rest(order, left);
    } else {
      done(order, DoneReason.EXPIRED, left);
    }
  }

  private void done(BookOrder order, DoneReason reason, long left) {
    reports.done(order.orderId(), order.accountId(), reason, left);
  }

  private static long worst(boolean isBuy) {
    return isBuy ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  private void rest(BookOrder order, long left) {
    Resting resting =
        new Resting(order.orderId(), order.accountId(), order.isBuy(), order.reduceOnly(), left);
    byId.put(order.orderId(), resting);
    side(order.isBuy()).add(resting, order.limit());
  }

  /** Trades up to a limit; returns what is left. */
  private long match(boolean isBuy, long account, long orderId, long limit, long quantity) {
    BookSide other = side(!isBuy);
    long left = quantity;
    while (left > 0 && other.best() != null && other.reaches(other.best(), limit)) {
      Resting maker = other.best().first;
      long price = other.best().price;
      if (maker.accountId == account) {
        cancelInTurn(maker);
        continue;
      }
      long available = available(maker);
      long traded = Math.min(left, available);
      maker.left -= traded;
      left -= traded;
      if (maker.left == 0) {
        takeOut(maker);
      }
      if (traded > 0) {
        lastTrade = price;
        reports.traded(
            price,
            traded,
            isBuy ? Side.BUY : Side.SELL,
            account,
            orderId,
            maker.accountId,
            maker.orderId);
      }
      if (maker.left > 0 && traded == available) {
        cancelInTurn(maker);
      }
    }
    return left;
  }

  private void cancelInTurn(Resting maker) {
    takeOut(maker);
    reports.done(maker.orderId, maker.accountId, DoneReason.CANCELLED, maker.left);
  }

  private long available(Resting maker) {
    return maker.reduceOnly
        ? Math.min(maker.left, reducible(maker.accountId, maker.isBuy))
        : maker.left;
  }

  /** How much an account can trade on a side until its position is none. */
  private long reducible(long account, boolean isBuy) {
    long position = positions.of(account);
    return Math.max(0, isBuy ? -position : position);
  }

  /** Whether a FOK order would fill: what it would meet, own and irreducible orders left out. */
  private boolean fillsWhole(BookOrder order) {
    BookSide other = side(!order.isBuy());
    long left = order.quantity();
    promised.clear();
    for (Level level : other) {
      if (!other.reaches(level, order.limit())) {
        return false;
      }
      for (Resting maker = level.first; maker != null; maker = maker.later) {
        if (maker.accountId != order.accountId()) {
          left -= wouldTrade(maker, left);
        }
        if (left == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private long wouldTrade(Resting maker, long left) {
    long already = promised.get(maker.accountId);
    long possible =
        maker.reduceOnly
            ? Math.max(0, reducible(maker.accountId, maker.isBuy) - already)
            : maker.left;
    long traded = Math.min(left, Math.min(maker.left, possible));
    if (traded > 0) {
      promised.put(maker.accountId, already + traded);
    }
    return traded;
  }

  private void takeOut(Resting order) {
    side(order.isBuy).remove(order);
    if (order.orderId != 0) {
      byId.remove(order.orderId);
    }
  }

  private BookSide side(boolean isBuy) {
    return isBuy ? bids : asks;
  }
}
