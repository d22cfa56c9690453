package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookMarketTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PPB = 1_000_000_000L;
  private static final long OUTSIDE = 3;
  private static final List<OrderType> TYPES = List.of(OrderType.values());
  private static final long PRICE_MAX = 100_000_00L;
  private static final long START = 50_000_00L;

  /** Two decimals of price, three of quantity. */
  private static final BookTerms TERMS = BookTerms.linear(2, 3, 10, PRICE_MAX, OUTSIDE);

  /** A tenth of a percent holds a tenth of the depth, and so on up to one percent. */
  private static final DepthProfile EVEN =
      new DepthProfile(
          IntStream.rangeClosed(1, 10)
              .mapToObj(tenth -> new Band(1_000 * tenth, 100_000 * tenth))
              .toList());

  private final List<String> told = new ArrayList<>();
  private NetPositions positions = new NetPositions();
  private long soldQuantity;

  private final BookReports reports =
      new BookReports() {
        @Override
        public void traded(
            long price,
            long quantity,
            Side takerSide,
            long takerAccount,
            long takerOrder,
            long makerAccount,
            long makerOrder) {
          positions.traded(quantity, takerSide, takerAccount, makerAccount);
          soldQuantity += takerSide == Side.SELL ? quantity : 0;
          told.add(
              "%d x %d, %s %d of %d takes from %d of %d"
                  .formatted(
                      quantity,
                      price,
                      takerSide,
                      takerOrder,
                      takerAccount,
                      makerOrder,
                      makerAccount));
        }

        @Override
        public void done(long orderId, long accountId, DoneReason reason, long left) {
          told.add(reason + " " + orderId + " " + left);
        }
      };

  /** A million dollars up to one percent, whole after 10 s, nothing kept but what a test sets. */
  private static MarketSpec spec(long feedback, long kept, long half) {
    MarketSpec standard = MarketReader.standard();
    return new MarketSpec(
        EVEN,
        1_000_000,
        feedback,
        new MakersSpec(10 * SECOND, kept, 60 * SECOND, 0, 60 * SECOND, SECOND, half, 0),
        standard.mark());
  }

  private BookMarket market(MarketSpec spec) {
    return new BookMarket(spec, TERMS, reports, positions);
  }

  private static void sell(BookMarket market, long id, long quantity) {
    market.submit(BookOrder.of(id, 100, Side.SELL, OrderType.MARKET, quantity, 0));
  }

  @Test
  void makersQuoteTheProfileAroundTheOutsidePrice() {
    BookMarket market = market(spec(PPB, 0, 0));

    market.onIndex(0, START);

    // A million dollars are 20 bitcoins; a tenth of them on each tenth of a percent.
    assertEquals(49_950_00L, market.book().bestBid());
    assertEquals(50_050_00L, market.book().bestAsk());
    assertEquals(2_000, market.book().depth(Side.SELL, 49_950_00L));
    assertEquals(20_000, market.book().depth(Side.SELL, 49_500_00L));
    assertEquals(20_000, market.book().depth(Side.BUY, PRICE_MAX));
  }

  @Test
  void anOrderWalksTheBookAndBeyondItsEndNobodyBuys() {
    BookMarket market = market(spec(PPB, 0, 0));
    market.onIndex(0, START);

    sell(market, 7, 21_000);

    assertEquals(11, told.size());
    assertEquals("2000 x 4995000, SELL 7 of 100 takes from 0 of 3", told.get(0));
    assertEquals("2000 x 4950000, SELL 7 of 100 takes from 0 of 3", told.get(9));
    assertEquals("EXPIRED 7 1000", told.get(10));
    assertEquals(new BookPrices(0, 50_050_00, 0, 50_050_00, 49_500_00), market.prices());
  }

  @Test
  void whatWasEatenComesBackOverTheRefillTime() {
    BookMarket market = market(spec(0, 0, 0));
    market.onIndex(0, START);
    sell(market, 7, 20_000);

    market.onIndex(3 * SECOND, START);
    long third = market.book().depth(Side.SELL, 1);
    market.onIndex(10 * SECOND, START);

    assertEquals(6_000, third);
    assertEquals(20_000, market.book().depth(Side.SELL, 1));
  }

  @Test
  void theFairPriceKeepsItsShareOfTheWayThatQuotesWereEatenAndReturnsToTheOutsidePrice() {
    BookMarket market = market(spec(PPB, PPB / 2, 0));
    market.onIndex(0, START);
    sell(market, 7, 9_000); // half of the fifth band: 0.45 %

    market.onIndex(0, START);
    long after = market.fairPrice();
    market.onIndex(60 * SECOND, START);

    assertEquals(START - START * 45 / 10_000 / 2, after);
    assertEquals(START - START * 45 / 10_000 / 4, market.fairPrice());
  }

  @Test
  void halfOfTheFeedbackKeepsHalfAndShowsHalf() {
    BookMarket market = market(spec(PPB / 2, PPB / 2, 0));
    market.onIndex(0, START);
    sell(market, 7, 9_000);

    long shown = market.prices().lastTrade();
    market.onIndex(0, START);

    assertEquals(START - START * 5 / 1_000 / 2, shown);
    assertEquals(START - START * 45 / 10_000 / 4, market.fairPrice());
  }

  @Test
  void depthIsHalfAtTheVolatilityThatIsSaid() {
    BookMarket market = market(spec(PPB, 0, PPB / 100));
    long price = START;
    for (int minute = 0; minute <= 20; minute++) {
      market.onIndex(60 * SECOND * minute, price);
      price = minute % 2 == 0 ? START / 100 * 101 : START;
    }

    // One percent a minute, each minute.
    assertNear(PPB / 100, market.volatility(), PPB / 10_000);
    assertNear(PPB / 2, market.depthShare(), PPB / 200);
    assertNear(10_000, market.book().depth(Side.SELL, 1), 200);
  }

  private static void assertNear(long expected, long found, long off) {
    assertTrue(Math.abs(expected - found) <= off, () -> expected + " " + found);
  }

  @Test
  void aQuoteThatCrossesARestingOrderOfATraderTradesWithIt() {
    BookMarket market = market(spec(PPB, 0, 0));
    market.onIndex(0, START);
    market.submit(BookOrder.of(5, 100, Side.SELL, OrderType.LIMIT, 1_500, 50_020_00));

    market.onIndex(SECOND, 50_200_00);

    assertEquals(List.of("1500 x 5002000, BUY 0 of 3 takes from 5 of 100"), told);
    assertFalse(market.rests(5));
    assertEquals(-1_500, positions.of(100));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withoutFeedbackPricesAreTheTapeWhateverTrades(long seed) {
    BookMarket market = market(MarketReader.standard().withDepth(1_000_000).withFeedback(0));
    SplittableRandom random = new SplittableRandom(seed);
    long price = START;

    for (int i = 0; i < 500; i++) {
      price += random.nextLong(-50_00, 51_00);
      market.onIndex(i * SECOND, price);
      trade(random, market, i, price);

      assertEquals(new BookPrices(price, price, price, price, price), market.prices());
      assertEquals(price, market.index());
    }
    assertTrue(soldQuantity > 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingIsLostAndNoPriceIsCrossedWhateverTrades(long seed) {
    MarketSpec spec = MarketReader.standard().withDepth(1_000_000);
    List<String> first = runAtRandom(seed, spec.withFeedback(PPB * (seed - 1) / 4));

    List<String> second = runAtRandom(seed, spec.withFeedback(PPB * (seed - 1) / 4));

    assertEquals(first, second);
    assertTrue(first.size() > 500);
  }

  private List<String> runAtRandom(long seed, MarketSpec spec) {
    SplittableRandom random = new SplittableRandom(seed);
    told.clear();
    positions = new NetPositions();
    BookMarket market = market(spec);
    long price = START;
    for (int i = 0; i < 1_000; i++) {
      price = Math.max(1_000_00, price + random.nextLong(-100_00, 101_00));
      market.onIndex(i * SECOND, price);
      checkUncrossed(market);
      trade(random, market, i, market.fairPrice());
      checkUncrossed(market);
    }
    long sum = 0;
    for (long account : new long[] {OUTSIDE, 100, 101, 102, 103}) {
      sum += positions.of(account);
    }
    assertEquals(0, sum);
    return List.copyOf(told);
  }

  private static void trade(SplittableRandom random, BookMarket market, int i, long price) {
    for (int k = 0; k < 4; k++) {
      OrderType type = TYPES.get(random.nextInt(TYPES.size()));
      long limit = (price + random.nextLong(-200_00, 200_01)) / TERMS.tick() * TERMS.tick();
      market.submit(
          new BookOrder(
              4L * i + k + 1,
              100 + k,
              random.nextBoolean() ? Side.BUY : Side.SELL,
              type,
              random.nextLong(1, 4_000),
              limit,
              random.nextInt(4) == 0));
    }
  }

  private static void checkUncrossed(BookMarket market) {
    long bid = market.book().bestBid();
    long ask = market.book().bestAsk();
    assertTrue(bid == 0 || ask == 0 || bid < ask);
    BookPrices shown = market.prices();
    assertTrue(shown.bestBid() == 0 || shown.bestAsk() == 0 || shown.bestBid() <= shown.bestAsk());
    assertTrue(
        shown.impactBid() == 0 || shown.impactAsk() == 0 || shown.impactBid() <= shown.impactAsk());
  }

  @Test
  void atThePriceBoundsThereAreNoQuotesBeyondThem() {
    BookMarket market = market(spec(PPB, PPB, 0));

    market.onIndex(0, PRICE_MAX);
    long asks = market.book().depth(Side.BUY, Long.MAX_VALUE);
    market.onIndex(1, 1);

    assertEquals(0, asks);
    assertEquals(0, market.book().bestBid());
    assertTrue(market.book().bestAsk() > 0);
  }

  @Test
  void theDisplacementEndsAtThePriceBounds() {
    MarketSpec standard = spec(PPB, PPB, 0);
    MakersSpec slow = new MakersSpec(SECOND, PPB, 3_600 * SECOND, 0, SECOND, SECOND, 0, 0);
    BookMarket market = market(new MarketSpec(EVEN, standard.depth(), PPB, slow, standard.mark()));
    market.onIndex(0, START);
    for (int i = 1; i <= 200; i++) {
      market.submit(BookOrder.of(i, 100, Side.BUY, OrderType.MARKET, 1_000_000, 0));
      market.onIndex(i * SECOND, START);
    }
    long highest = market.fairPrice();

    market.onIndex(3_800 * SECOND, START);

    // Half of the way back after the anchor's time, whatever the buyers had wanted beyond the
    // bound.
    assertNear(PRICE_MAX, highest, PRICE_MAX / 50);
    assertNear(START + (highest - START) / 2, market.fairPrice(), START / 100);
  }

  @Test
  void theOutsidePriceMustLieInTheBoundsAndTimeMustNotGoBack() {
    BookMarket market = market(spec(PPB, 0, 0));
    market.onIndex(SECOND, START);

    assertThrows(IllegalArgumentException.class, () -> market.onIndex(SECOND, PRICE_MAX + 1));
    assertThrows(IllegalArgumentException.class, () -> market.onIndex(0, START));
  }

  @Test
  void quantitiesFollowTheKindOfContract() {
    // 100 dollars a contract: ten thousand dollars are 100 contracts at any price.
    BookTerms inverse =
        new BookTerms(BigInteger.ONE, BigInteger.valueOf(100), false, 1, 1, PRICE_MAX, OUTSIDE);

    assertEquals(100, inverse.quantityOf(10_000, START));
    assertEquals(100, inverse.quantityOf(10_000, START / 2));
    assertEquals(200, TERMS.quantityOf(10_000, START));
    assertEquals(400, TERMS.quantityOf(10_000, START / 2));
  }
}
