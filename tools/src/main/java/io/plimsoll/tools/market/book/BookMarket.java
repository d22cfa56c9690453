package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.Side;

/**
 * A market in one contract: an order book, makers who quote in it, and a price outside that they
 * look at.
 *
 * <p>At each move of the outside price ({@link #onIndex}):
 *
 * <ol>
 *   <li>Makers look how far their quotes were eaten since they placed them: asks up to a distance
 *       {@code up}, bids up to {@code down}. {@code feedback · impactKept · (up − down)} of the
 *       fair price is added to the displacement.
 *   <li>The displacement shrinks: to {@code anchor / (anchor + dt)} of itself.
 *   <li>The fair price is the outside price plus the displacement.
 *   <li>The depth is that in calm, times {@code half / (half + volatility)} of the fair price.
 *   <li>Makers take their quotes away and place them around the fair price, bids first, the best
 *       first. Resting orders of traders that a quote crosses trade with it. What was eaten of a
 *       band comes back over {@code refill}.
 *   <li>The last trade is at the fair price: others trade there, and are not simulated.
 * </ol>
 *
 * <p>Between two moves orders of traders and of the engine take what rests, and makers do not
 * react.
 *
 * <p>{@link #prices} tells the engine what a BookPrice command needs; {@link BookFeed} sends one a
 * nanosecond before each move, the book as it was left, and one after it and after the SourcePrice
 * commands: the engine samples the basis with the first price command after its interval, and the
 * old book beside the new index would be no basis that ever was.
 *
 * <p>Not thread-safe. Depends on nothing but the calls: no clock, no random source.
 */
public final class BookMarket {
  /** The displacement is kept in parts of a price unit. */
  private static final long FINER = 1 << 10;

  private final MarketSpec spec;
  private final BookTerms terms;
  private final OrderBook book;
  private final Quotes bids;
  private final Quotes asks;
  private final Volatility volatility;
  private long time;
  private long outside;
  private long displacement;
  private long fair;

  /**
   * A market without a price: {@link #onIndex} comes first.
   *
   * @param spec its parameters
   * @param terms of the contract
   * @param reports takes trades, and orders that are through
   * @param positions asked for reduce-only orders
   */
  public BookMarket(MarketSpec spec, BookTerms terms, BookReports reports, Positions positions) {
    this.spec = spec;
    this.terms = terms;
    this.book = new OrderBook(terms, reports, positions);
    this.bids = new Quotes(book, terms, spec.profile(), true);
    this.asks = new Quotes(book, terms, spec.profile(), false);
    MakersSpec makers = spec.makers();
    this.volatility = new Volatility(makers.volatilityTime(), makers.volatilitySample());
  }

  /**
   * The outside price at a time: makers quote anew. May report trades with traders' resting orders.
   *
   * @param now nanoseconds, not going back
   * @param price the tape's, in the price scale, within the bounds of the contract
   */
  public void onIndex(long now, long price) {
    if (now < time || price < terms.priceMin() || price > terms.priceMax()) {
      throw new IllegalArgumentException("price " + price + " at " + now + " after " + time);
    }
    long passed = fair == 0 ? 0 : now - time;
    if (fair != 0) {
      learn();
      displacement = Ratio.of(displacement, spec.makers().anchor(), anchorAfter(passed));
    }
    time = now;
    outside = price;
    fair = within(price + displacement / FINER);
    // Beyond the bounds it would only keep the price there for longer.
    displacement =
        Math.max((fair - price - 1) * FINER, Math.min(displacement, (fair - price + 1) * FINER));
    volatility.onPrice(now, fair);
    quote(passed);
    book.tradedElsewhere(fair);
  }

  private long anchorAfter(long passed) {
    return Math.addExact(spec.makers().anchor(), passed);
  }

  /** What the makers keep of the distance up to which they were eaten. */
  private void learn() {
    long walked = asks.eatenTo() - bids.eatenTo();
    long distance = Ratio.of(fair * FINER, walked, DepthProfile.PPM);
    long kept = Ratio.of(distance, spec.makers().impactKept(), Ratio.PPB);
    displacement += Ratio.of(kept, spec.feedback(), Ratio.PPB);
  }

  private void quote(long passed) {
    long depth = Ratio.of(terms.quantityOf(spec.depth(), fair), depthShare(), Ratio.PPB);
    bids.withdraw();
    asks.withdraw();
    bids.place(fair, depth, passed, spec.makers().refill());
    asks.place(fair, depth, passed, spec.makers().refill());
  }

  private long within(long price) {
    return Math.max(terms.priceMin(), Math.min(price, terms.priceMax()));
  }

  /**
   * An order comes. Its trades, and whether it is through, are reported during the call.
   *
   * @param order of a trader or of the engine
   */
  public void submit(BookOrder order) {
    book.submit(order);
  }

  /**
   * An order that rests shall leave.
   *
   * @param orderId the order
   * @return whether it rested, and was reported as CANCELLED; if not, it was through before
   */
  public boolean cancel(long orderId) {
    return book.cancel(orderId);
  }

  /** Whether an order of a trader rests. */
  public boolean rests(long orderId) {
    return book.rests(orderId);
  }

  /**
   * What the venue shows of its book, as far as feedback lets it: a price {@code p} of the book
   * stands for {@code fair + feedback · (p − fair)}, rounded towards the fair price. With feedback
   * 0 all are the fair price, which then is the outside price.
   */
  public BookPrices prices() {
    long impact = Math.max(1, terms.quantityOf(spec.mark().impactNotional(), fair));
    return new BookPrices(
        shown(book.bestBid()),
        shown(book.bestAsk()),
        shown(book.averagePrice(Side.SELL, impact)),
        shown(book.averagePrice(Side.BUY, impact)),
        shown(book.lastTrade()));
  }

  private long shown(long price) {
    if (spec.feedback() == 0) {
      return fair;
    }
    return price == 0 ? 0 : fair + Ratio.of(price - fair, spec.feedback(), Ratio.PPB);
  }

  /**
   * The price at the venues of the index: the outside price plus the share of the displacement that
   * they take on. This, or what a source makes of it, goes into SourcePrice commands.
   */
  public long index() {
    long follows = Ratio.of(displacement, spec.makers().indexFollows(), Ratio.PPB);
    return within(outside + follows / FINER);
  }

  /** The price around which makers quote. */
  long fairPrice() {
    return fair;
  }

  /** Depth of a side now, of that in calm, in parts per billion. */
  long depthShare() {
    long half = spec.makers().volatilityHalf();
    if (half == 0) {
      return Ratio.PPB;
    }
    long share = Ratio.of(Ratio.PPB, half, half + volatility.perMinute());
    return Math.max(share, spec.makers().depthLeast());
  }

  /** How much the fair price moves: parts per billion for a minute. */
  long volatility() {
    return volatility.perMinute();
  }

  /** The book, to look at: orders go through {@link #submit}. */
  OrderBook book() {
    return book;
  }
}
