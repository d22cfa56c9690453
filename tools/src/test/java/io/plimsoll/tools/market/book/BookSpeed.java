package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Times a market through an hour of one mark a second with 100,000 orders of traders at rest, of
 * which 10,000 are cancelled, and 50,000 forced orders that walk it; prints nanoseconds for each.
 * To be run by hand, several times in one JVM: the later rounds are warm.
 */
final class BookSpeed implements BookReports {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 50_000_00L;
  private static final int RESTING = 100_000;
  private static final int MARKS = 3_600;
  private static final int FORCED_PER_MARK = 14;

  private long trades;

  private BookSpeed() {}

  /** Five rounds. */
  public static void main(String[] args) {
    for (int round = 1; round <= 5; round++) {
      new BookSpeed().run(round);
    }
  }

  private void run(int round) {
    BookTerms terms = BookTerms.linear(2, 3, 1, 100_000_00L, 3);
    BookMarket market =
        new BookMarket(MarketReader.standard(), terms, this, account -> Long.MAX_VALUE);
    SplittableRandom random = new SplittableRandom(round);
    market.onIndex(0, START);
    long begin = System.nanoTime();
    for (int i = 1; i <= RESTING; i++) {
      long limit = START + random.nextLong(100_00, 5_000_00);
      market.submit(new BookOrder(i, i, Side.SELL, OrderType.LIMIT, 100, limit, true));
    }
    long rested = System.nanoTime();
    for (int i = 1; i <= RESTING; i += 10) {
      market.cancel(i);
    }
    long cancelled = System.nanoTime();
    long quoting = 0;
    long price = START;
    for (int i = 1; i <= MARKS; i++) {
      price += random.nextLong(-20_00, 20_01);
      long before = System.nanoTime();
      market.onIndex(i * SECOND, price);
      market.prices();
      quoting += System.nanoTime() - before;
      for (int k = 0; k < FORCED_PER_MARK; k++) {
        long id = RESTING + 1L + (long) i * FORCED_PER_MARK + k;
        market.submit(BookOrder.of(id, id, Side.SELL, OrderType.IOC, random.nextLong(1, 2_000), 1));
      }
    }
    long forced = System.nanoTime() - cancelled - quoting;
    System.out.printf(
        Locale.ROOT,
        "round %d: rest %,d ns, cancel %,d ns, quote anew and show %,d ns, forced order %,d ns"
            + " (%,d trades)%n",
        round,
        (rested - begin) / RESTING,
        (cancelled - rested) / (RESTING / 10),
        quoting / MARKS,
        forced / (MARKS * FORCED_PER_MARK),
        trades);
  }

  @Override
  public void traded(
      long price,
      long quantity,
      Side takerSide,
      long takerAccount,
      long takerOrder,
      long makerAccount,
      long makerOrder) {
    trades++;
  }

  @Override
  public void done(long orderId, long accountId, DoneReason reason, long left) {
    // Nobody waits for it.
  }
}
