package io.plimsoll.tools.market.book;

import java.util.List;

/** The makers' quotes on one side: one for each band of the profile, best first. */
final class Quotes {
  private final OrderBook book;
  private final BookTerms terms;
  private final List<Band> bands;
  private final boolean isBuy;
  private final Resting[] quotes;
  private final long[] rested;
  private boolean placedBefore;

  Quotes(OrderBook book, BookTerms terms, DepthProfile profile, boolean isBuy) {
    this.book = book;
    this.terms = terms;
    this.bands = profile.bands();
    this.isBuy = isBuy;
    this.quotes = new Resting[bands.size()];
    this.rested = new long[bands.size()];
  }

  /**
   * Up to which distance the quotes were eaten since they were placed, in parts per million of the
   * fair price: within a band in proportion to what is gone of it; 0 if nothing was.
   */
  long eatenTo() {
    for (int i = quotes.length - 1; i >= 0; i--) {
      long eaten = rested[i] - left(i);
      if (eaten > 0) {
        int inner = i == 0 ? 0 : bands.get(i - 1).distance();
        return inner + Ratio.of(bands.get(i).distance() - inner, eaten, rested[i]);
      }
    }
    return 0;
  }

  private long left(int band) {
    return quotes[band] == null ? 0 : quotes[band].left;
  }

  /** Takes the quotes away; what is left of them is remembered. */
  void withdraw() {
    for (int i = 0; i < quotes.length; i++) {
      rested[i] = left(i);
      if (quotes[i] != null) {
        book.withdraw(quotes[i]);
        quotes[i] = null;
      }
    }
  }

  /**
   * Places them anew. Each is as large as what was left of it and what came back since, and no
   * larger than its part of the depth.
   *
   * @param fair price
   * @param depth of the side up to one percent, in the quantity scale
   * @param passed time since they were placed, in nanoseconds
   * @param refill time in which an eaten quote is whole again
   */
  void place(long fair, long depth, long passed, long refill) {
    long inner = 0;
    for (int i = 0; i < quotes.length; i++) {
      Band band = bands.get(i);
      long outer = Ratio.of(depth, band.share(), DepthProfile.PPM);
      long whole = outer - inner;
      long back =
          placedBefore && passed < refill ? rested[i] + Ratio.of(whole, passed, refill) : whole;
      place(i, price(fair, band.distance()), Math.min(whole, back));
      inner = outer;
    }
    placedBefore = true;
  }

  private long price(long fair, int distance) {
    long tick = terms.tick();
    long away = Math.max(tick, Ratio.of(fair, distance, DepthProfile.PPM));
    return isBuy
        ? Math.floorDiv(fair - away, tick) * tick
        : -Math.floorDiv(-(fair + away), tick) * tick;
  }

  private void place(int band, long price, long quantity) {
    rested[band] = 0;
    if (quantity > 0 && terms.isPrice(price)) {
      quotes[band] = book.quote(isBuy, price, quantity);
      rested[band] = left(band);
    }
  }
}
