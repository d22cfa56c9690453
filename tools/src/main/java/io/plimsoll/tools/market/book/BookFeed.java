package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.PriceEncoder;

/**
 * Tells the engine of a market's book. At each mark, in this order:
 *
 * <ol>
 *   <li>{@link #beforeIndex}: the book as it was left, a nanosecond before the index moves;
 *   <li>{@link BookMarket#onIndex}, and a SourcePrice command for each source;
 *   <li>{@link #show}, and again whenever orders may have moved the book.
 * </ol>
 *
 * The first is there for the sample of the basis: the engine takes one with the first price command
 * after its interval, and the old book beside the new index would be no basis that ever was.
 */
public final class BookFeed {
  private final PriceEncoder prices;
  private final int instrumentId;
  private final BookMarket market;

  /**
   * A feed.
   *
   * @param prices takes the commands
   * @param instrumentId of the contract
   * @param market has a price already when it is asked
   */
  public BookFeed(PriceEncoder prices, int instrumentId, BookMarket market) {
    this.prices = prices;
    this.instrumentId = instrumentId;
    this.market = market;
  }

  /**
   * The book just before the index moves.
   *
   * @param time of the move, in nanoseconds; the commands that follow are to have this time
   */
  public void beforeIndex(long time) {
    prices.at(time - 1);
    show();
    prices.at(time);
  }

  /** The book as it is. */
  public void show() {
    BookPrices shown = market.prices();
    prices.bookPrice(
        instrumentId,
        shown.bestBid(),
        shown.bestAsk(),
        shown.impactBid(),
        shown.impactAsk(),
        shown.lastTrade());
  }
}
