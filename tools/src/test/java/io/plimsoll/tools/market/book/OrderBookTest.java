package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBookTest {
  private final ToldBook book = new ToldBook(1);

  @Test
  void theBestPriceTradesFirstThenTheOrderThatCameFirst() {
    book.limit(1, 11, Side.SELL, 5, 101);
    book.limit(2, 12, Side.SELL, 5, 100);
    book.limit(3, 13, Side.SELL, 5, 100);

    book.order(4, 14, Side.BUY, OrderType.IOC, 12, 101);

    assertEquals(
        List.of(
            "TRADED 5 x 100, BUY 4 of 14 takes from 2 of 12",
            "TRADED 5 x 100, BUY 4 of 14 takes from 3 of 13",
            "TRADED 2 x 101, BUY 4 of 14 takes from 1 of 11"),
        book.told);
    assertEquals(101, book.book.bestAsk());
    assertEquals(101, book.book.lastTrade());
  }

  @Test
  void anIocLeavesNothingAndAMarketOrderTakesAtAnyPrice() {
    book.limit(1, 11, Side.BUY, 5, 90);

    book.order(2, 12, Side.SELL, OrderType.IOC, 5, 91);
    book.order(3, 12, Side.SELL, OrderType.MARKET, 7, 0);

    assertEquals(
        List.of("EXPIRED 2 5", "TRADED 5 x 90, SELL 3 of 12 takes from 1 of 11", "EXPIRED 3 2"),
        book.told);
    assertEquals(0, book.book.bestBid());
    assertEquals(0, book.book.bestAsk());
  }

  @Test
  void aFokFillsWholeOrNotAtAll() {
    book.limit(1, 11, Side.BUY, 5, 90);
    book.limit(2, 12, Side.BUY, 5, 80);

    book.order(3, 13, Side.SELL, OrderType.FOK, 6, 90);
    book.order(4, 13, Side.SELL, OrderType.FOK, 6, 80);

    assertEquals(
        List.of(
            "EXPIRED 3 6",
            "TRADED 5 x 90, SELL 4 of 13 takes from 1 of 11",
            "TRADED 1 x 80, SELL 4 of 13 takes from 2 of 12"),
        book.told);
  }

  @Test
  void anOrderNeverTradesWithOneOfItsOwnAccount() {
    book.limit(1, 11, Side.BUY, 5, 90);
    book.limit(2, 12, Side.BUY, 5, 90);

    book.order(3, 11, Side.SELL, OrderType.IOC, 5, 90);

    assertEquals(
        List.of("CANCELLED 1 5", "TRADED 5 x 90, SELL 3 of 11 takes from 2 of 12"), book.told);
  }

  @Test
  void aReduceOnlyOrderTradesNoMoreThanThePosition() {
    book.positions.add(13, 4);
    book.limit(1, 11, Side.BUY, 9, 90);

    book.book.submit(new BookOrder(2, 13, Side.SELL, OrderType.MARKET, 7, 0, true));
    book.book.submit(new BookOrder(3, 13, Side.SELL, OrderType.MARKET, 7, 0, true));

    assertEquals(
        List.of("TRADED 4 x 90, SELL 2 of 13 takes from 1 of 11", "EXPIRED 2 3", "REJECTED 3 7"),
        book.told);
    assertEquals(0, book.positions.of(13));
  }

  @Test
  void whatARestingReduceOnlyOrderCannotReduceIsCancelledWhenItsTurnComes() {
    book.positions.add(13, 4);
    book.book.submit(new BookOrder(1, 13, Side.SELL, OrderType.LIMIT, 4, 110, true));
    book.positions.set(13, 3);

    book.order(2, 14, Side.BUY, OrderType.IOC, 4, 110);

    assertEquals(
        List.of("TRADED 3 x 110, BUY 2 of 14 takes from 1 of 13", "CANCELLED 1 1", "EXPIRED 2 1"),
        book.told);
  }

  @Test
  void aLimitOffTheTickOrOutsideTheBoundsIsRejected() {
    ToldBook coarse = new ToldBook(5);

    coarse.limit(1, 11, Side.BUY, 5, 92);
    coarse.limit(2, 11, Side.BUY, 5, ToldBook.PRICE_MAX + 5);
    coarse.limit(3, 11, Side.BUY, 0, 90);
    coarse.limit(4, 11, Side.BUY, 5, 90);

    assertEquals(List.of("REJECTED 1 5", "REJECTED 2 5", "REJECTED 3 0"), coarse.told);
    assertTrue(coarse.book.rests(4));
  }

  @Test
  void aCancelledOrderIsReportedOnce() {
    book.limit(1, 11, Side.BUY, 5, 90);

    assertTrue(book.book.cancel(1));
    assertFalse(book.book.cancel(1));

    assertEquals(List.of("CANCELLED 1 5"), book.told);
  }

  @Test
  void averagePricesAreRoundedAgainstTheTaker() {
    book.limit(1, 11, Side.SELL, 2, 100);
    book.limit(2, 11, Side.SELL, 1, 101);
    book.limit(3, 12, Side.BUY, 2, 99);
    book.limit(4, 12, Side.BUY, 1, 98);

    assertEquals(101, book.book.averagePrice(Side.BUY, 3));
    assertEquals(98, book.book.averagePrice(Side.SELL, 3));
    assertEquals(0, book.book.averagePrice(Side.BUY, 4));
    assertEquals(2, book.book.depth(Side.BUY, 100));
    assertEquals(3, book.book.depth(Side.SELL, 98));
  }

  @Test
  void theBookMustNotBeCalledFromItsReports() {
    OrderBook[] itself = new OrderBook[1];
    BookReports meddling =
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
            throw new AssertionError("nothing trades here");
          }

          @Override
          public void done(long orderId, long accountId, DoneReason reason, long left) {
            itself[0].cancel(orderId);
          }
        };
    itself[0] = new OrderBook(ToldBook.terms(1), meddling, account -> 0);
    BookOrder order = BookOrder.of(1, 11, Side.BUY, OrderType.IOC, 5, 90);

    assertThrows(IllegalStateException.class, () -> itself[0].submit(order));
  }
}
