package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.Side;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random orders to the book and to a naive one: both must tell the same, in the same order. */
class OrderBookAgainstNaiveTest {
  private static final int ORDERS = 2_000;
  private static final long ACCOUNTS = 12;
  private static final int TICK = 5;

  private final TreeMap<String, Integer> reached = new TreeMap<>();

  /** Fixed seeds and a fresh one, which the name of the test tells. */
  static LongStream seeds() {
    return LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bothTellTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ToldBook book = new ToldBook(TICK);
    NaiveBook naive = new NaiveBook(TICK, 1, ToldBook.PRICE_MAX);

    for (int id = 1; id <= ORDERS; id++) {
      step(random, id, book, naive);
    }

    assertTrue(
        reached.keySet().containsAll(List.of("CANCELLED", "EXPIRED", "REJECTED", "TRADED")),
        reached::toString);
    assertTrue(reached.values().stream().allMatch(count -> count > 20), reached::toString);
  }

  private void step(SplittableRandom random, int id, ToldBook book, NaiveBook naive) {
    int before = book.told.size();
    if (random.nextInt(6) == 0) {
      long cancelled = random.nextLong(1, id + 1);
      assertEquals(naive.cancel(cancelled), book.book.cancel(cancelled));
    } else if (random.nextInt(20) == 0) {
      // Something takes a position over, outside the book.
      long account = random.nextLong(10, 10 + ACCOUNTS);
      book.positions.set(account, naive.position(account) / 2);
      naive.positions.put(account, naive.position(account) / 2);
    } else {
      BookOrder order = order(random, id);
      long position = naive.position(order.accountId());
      naive.submit(order);
      book.book.submit(order);
      check(order, position, before, book);
    }

    assertEquals(rest(naive.told, before), rest(book.told, before));
    for (int i = before; i < book.told.size(); i++) {
      reached.merge(book.told.get(i).split(" ", 2)[0], 1, Integer::sum);
    }
    checkState(book, naive);
  }

  private static List<String> rest(List<String> told, int from) {
    return told.subList(from, told.size());
  }

  private static BookOrder order(SplittableRandom random, int id) {
    OrderType[] types = {
      OrderType.LIMIT,
      OrderType.LIMIT,
      OrderType.LIMIT,
      OrderType.MARKET,
      OrderType.IOC,
      OrderType.FOK
    };
    long limit = 5L * random.nextInt(80, 121) + (random.nextInt(50) == 0 ? 1 : 0);
    return new BookOrder(
        id,
        random.nextLong(10, 10 + ACCOUNTS),
        random.nextBoolean() ? Side.BUY : Side.SELL,
        types[random.nextInt(types.length)],
        random.nextInt(100) == 0 ? 0 : random.nextLong(1, 40),
        limit,
        random.nextInt(3) == 0);
  }

  /** What must hold of any one order, whatever the naive book says. */
  private static void check(BookOrder order, long before, int from, ToldBook book) {
    long traded = 0;
    long through = 0;
    for (String line : book.told.subList(from, book.told.size())) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("TRADED")) {
        traded += Long.parseLong(words[1]);
      } else if (Long.parseLong(words[1]) == order.orderId()) {
        through += Long.parseLong(words[2]);
      }
    }
    long after = book.positions.of(order.accountId());
    boolean rests = book.book.rests(order.orderId());
    assertEquals(order.isBuy() ? before + traded : before - traded, after);
    assertTrue(rests ? traded < order.quantity() : traded + through == order.quantity());
    if (order.type() != OrderType.LIMIT) {
      assertTrue(!rests);
    }
    if (order.type() == OrderType.FOK) {
      assertTrue(traded == 0 || traded == order.quantity());
    }
    if (order.reduceOnly()) {
      assertTrue(Math.abs(after) <= Math.abs(before) && after * before >= 0);
    }
  }

  private static void checkState(ToldBook book, NaiveBook naive) {
    long bid = book.book.bestBid();
    long ask = book.book.bestAsk();
    assertTrue(bid == 0 || ask == 0 || bid < ask, () -> bid + " " + ask);
    assertEquals(best(naive, true), bid);
    assertEquals(best(naive, false), ask);
    for (long account = 10; account < 10 + ACCOUNTS; account++) {
      assertEquals(naive.position(account), book.positions.of(account));
    }
    long resting = naive.orders.stream().mapToLong(order -> order.left).sum();
    assertEquals(
        resting,
        book.book.depth(Side.BUY, Long.MAX_VALUE) + book.book.depth(Side.SELL, Long.MIN_VALUE));
  }

  private static long best(NaiveBook naive, boolean buys) {
    LongStream prices =
        naive.orders.stream().filter(order -> order.buys == buys).mapToLong(order -> order.price);
    return (buys ? prices.max() : prices.min()).orElse(0);
  }
}
