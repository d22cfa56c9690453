package io.plimsoll.tools.market;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;

/**
 * A simple deterministic market around the tape's price.
 *
 * <pre>
 *   asks   mark + 20 steps   20/210 of the depth
 *          …
 *          mark + 2 steps     2/210
 *          mark + 1 step      1/210 of the depth     a step is 0.05 % of the mark
 *   mark ──────────────────────────────────────────
 *   bids   mark - 1 step      1/210 of the depth
 *          …
 * </pre>
 *
 * The depth of each side is half of the bar's volume, spread evenly over the bar's marks. Forced
 * orders eat into it; at the next mark it is whole again. So a cascade that wants to sell more in a
 * second than traded in half of that second on the tape finds nobody, and what is left goes to the
 * insurance fund.
 *
 * <p>Where the tape has a book, each side is as deep as that book was.
 *
 * <p>Resting orders of traders fill in full, at their limit, when the mark reaches them.
 */
public final class DepthMarket {
  /** Price levels on each side. */
  public static final int LEVELS = 20;

  /** Distance between levels, in parts of the mark: one in 2,000 is 0.05 %. */
  public static final int STEPS_PER_MARK = 2_000;

  /** Depth of each side, in parts of the mark's share of the bar's volume. */
  public static final int DEPTH_DIVISOR = 2;

  private static final int WEIGHT_SUM = LEVELS * (LEVELS + 1) / 2;

  private final Reports reports;
  private final long priceMin;
  private final long priceMax;
  private final Ladder bids = new Ladder(-1);
  private final Ladder asks = new Ladder(1);
  private final RestingOrders resting = new RestingOrders();

  /**
   * An empty market.
   *
   * @param reports takes its execution reports
   * @param priceMin lowest price at which anything trades
   * @param priceMax highest price at which anything trades
   */
  public DepthMarket(Reports reports, long priceMin, long priceMax) {
    this.reports = reports;
    this.priceMin = priceMin;
    this.priceMax = priceMax;
  }

  /**
   * The price moves; liquidity is whole again. Resting orders stay until {@link #fillPassed}.
   *
   * @param price the new price
   * @param volume what trades until the next mark, in the contract's quantity scale
   */
  public void onMark(long price, long volume) {
    onMark(price, volume / DEPTH_DIVISOR, volume / DEPTH_DIVISOR);
  }

  /**
   * The price moves; liquidity is whole again, as deep as a book was seen to be.
   *
   * @param price the new price
   * @param bidDepth of all levels below it, in the contract's quantity scale
   * @param askDepth of all levels above it
   */
  public void onMark(long price, long bidDepth, long askDepth) {
    bids.refill(price, bidDepth);
    asks.refill(price, askDepth);
  }

  /**
   * A trader's order comes to rest.
   *
   * @param orderId the order
   * @param accountId whose order
   * @param side of the order
   * @param price its limit
   * @param quantity all of it
   */
  public void rest(long orderId, long accountId, Side side, long price, long quantity) {
    resting.add(new RestingOrders.Order(orderId, accountId, side, price, quantity));
  }

  /**
   * An immediate-or-cancel limit order. Reports a fill for each level that it reaches, best price
   * first, and EXPIRED if a rest is left.
   *
   * @param orderId the order
   * @param accountId whose order
   * @param side of the order
   * @param quantity wanted
   * @param limit worst price
   */
  public void immediateOrCancel(
      long orderId, long accountId, Side side, long quantity, long limit) {
    Ladder ladder = side == Side.SELL ? bids : asks;
    long left = quantity;
    while (left > 0 && ladder.reaches(limit)) {
      long taken = ladder.take(left);
      left -= taken;
      reports.filled(accountId, orderId, side, taken, ladder.lastPrice(), side);
    }
    if (left > 0) {
      reports.done(orderId, DoneReason.EXPIRED);
    }
  }

  /**
   * A fill-or-kill limit order: as immediate-or-cancel if the levels up to its limit hold all of
   * it, else EXPIRED.
   *
   * @param orderId the order
   * @param accountId whose order
   * @param side of the order
   * @param quantity wanted
   * @param limit worst price
   */
  public void fillOrKill(long orderId, long accountId, Side side, long quantity, long limit) {
    if ((side == Side.SELL ? bids : asks).depth(limit) >= quantity) {
      immediateOrCancel(orderId, accountId, side, quantity, limit);
    } else {
      reports.done(orderId, DoneReason.EXPIRED);
    }
  }

  /**
   * A request to cancel a resting order. Answered with CANCELLED; an order that is gone already was
   * reported before, and is not answered again.
   *
   * @param orderId the order
   */
  public void cancel(long orderId) {
    if (resting.remove(orderId)) {
      reports.done(orderId, DoneReason.CANCELLED);
    }
  }

  /**
   * Fills the resting orders that the price has reached: sells at or below it from the lowest, then
   * buys at or above it from the highest; at one price in the order in which they came.
   *
   * @param price the present price
   */
  public void fillPassed(long price) {
    RestingOrders.Order order;
    while ((order = resting.pollReached(price)) != null) {
      Side taker = order.side() == Side.SELL ? Side.BUY : Side.SELL;
      reports.filled(
          order.accountId(), order.orderId(), order.side(), order.quantity(), order.price(), taker);
    }
  }

  /** The levels of one side, best first. */
  private final class Ladder {
    private final int direction;
    private final long[] prices = new long[LEVELS];
    private final long[] sizes = new long[LEVELS];
    private int best;
    private long lastPrice;

    Ladder(int direction) {
      this.direction = direction;
    }

    void refill(long mark, long depth) {
      best = 0;
      for (int i = 0; i < LEVELS; i++) {
        long distance = Math.max(i + 1, mark * (i + 1) / STEPS_PER_MARK);
        prices[i] = mark + direction * distance;
        boolean exists = prices[i] >= priceMin && prices[i] <= priceMax;
        sizes[i] = exists ? depth * (i + 1) / WEIGHT_SUM : 0;
      }
    }

    boolean reaches(long limit) {
      while (best < LEVELS && sizes[best] == 0) {
        best++;
      }
      return best < LEVELS && direction * prices[best] <= direction * limit;
    }

    /** What the levels up to a limit hold. */
    long depth(long limit) {
      long sum = 0;
      for (int i = best; i < LEVELS && direction * prices[i] <= direction * limit; i++) {
        sum += sizes[i];
      }
      return sum;
    }

    long take(long wanted) {
      long taken = Math.min(wanted, sizes[best]);
      sizes[best] -= taken;
      lastPrice = prices[best];
      return taken;
    }

    long lastPrice() {
      return lastPrice;
    }
  }
}
