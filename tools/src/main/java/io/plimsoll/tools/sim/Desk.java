package io.plimsoll.tools.sim;

import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TimeInForce;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.market.book.BookFeed;
import io.plimsoll.tools.market.book.BookMarket;
import io.plimsoll.tools.market.book.BookOrder;
import io.plimsoll.tools.market.book.BookReports;
import io.plimsoll.tools.market.book.BookTerms;
import io.plimsoll.tools.market.book.OrderType;
import io.plimsoll.tools.scenario.IndexPlan;
import io.plimsoll.tools.scenario.InstrumentPlan;
import io.plimsoll.tools.scenario.PricePath;
import io.plimsoll.tools.scenario.SourcePlan;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Where one instrument trades: its market, its outside price and its index sources. */
final class Desk {
  private static final long SECOND = 1_000_000_000L;

  /** One source that tells the outside price, where the scenario names none. */
  private static final IndexPlan ONE_SOURCE =
      new IndexPlan(
          List.of(new SourcePlan("outside", 1, List.of())),
          IndexRule.WEIGHTED_MEDIAN,
          10 * SECOND,
          0,
          1);

  private static final BigInteger PPB = BigInteger.valueOf(1_000_000_000L);

  private final int index;
  private final PricePath path;
  private final Venue venue;
  private final IndexPlan sources;
  private final PriceRule rule;
  private final EnginePort engine;
  private final BookMarket market;
  private final StopOrders stops = new StopOrders();
  private final BigInteger interest;
  private final BookFeed feed;
  private boolean touched;
  private long doneOrder;
  private long mendedFills;

  /**
   * A desk.
   *
   * @param index of the instrument
   * @param ready what runs
   * @param engine gets the reports
   * @param holdings knows the positions
   */
  Desk(int index, ScenarioVenue ready, EnginePort engine, Holdings holdings) {
    InstrumentPlan plan = ready.scenario().instruments().get(index);
    this.index = index;
    this.path = ready.paths().get(index);
    this.venue = ready.venues().get(index);
    this.sources = plan.index().orElse(ONE_SOURCE);
    this.engine = engine;
    this.interest = BigInteger.valueOf(ready.scenario().interest());
    this.rule =
        plan.market()
            .mark()
            .priceRule(
                sources.staleAfter(),
                sources.outlierRange(),
                sources.rule(),
                sources.sourcesMin(),
                IntStream.range(0, sources.sources().size())
                    .mapToObj(i -> new IndexSource(i + 1, sources.sources().get(i).weight()))
                    .toList());
    this.market =
        new BookMarket(
            plan.market(),
            BookTerms.of(venue.listing()),
            new ReportsToEngine(),
            account -> holdings.quantity(index, account));
    this.feed = new BookFeed(engine.prices(), instrumentId(), market);
  }

  int instrumentId() {
    return index + 1;
  }

  Venue venue() {
    return venue;
  }

  StopOrders stops() {
    return stops;
  }

  /** Fills of two traders' orders that the engine refused, and that outside liquidity took on. */
  long mendedFills() {
    return mendedFills;
  }

  /** Tells the engine how the mark is made. */
  void open() {
    engine.prices().setPriceRule(instrumentId(), rule);
  }

  /** The book as it was left, a nanosecond before the outside price moves. */
  void showBefore(long time) {
    feed.beforeIndex(time);
  }

  /** The outside price moves: makers quote anew, and may meet resting orders. */
  void moveOutside(int mark, long time) {
    market.onIndex(time, path.price(mark));
    touched = true;
  }

  /**
   * What the sources of the index tell.
   *
   * @param mark which of the path's
   * @param sinceStart time, in nanoseconds from the start
   * @param halted whether the market stands still: then they tell the outside price alone
   */
  void sendIndex(int mark, long sinceStart, boolean halted) {
    long price = halted ? path.price(mark) : market.index();
    for (int i = 0; i < sources.sources().size(); i++) {
      long told = Math.min(sources.sources().get(i).price(sinceStart, price), venue.priceMax());
      if (told > 0) {
        engine.prices().sourcePrice(instrumentId(), i + 1, told);
      }
    }
  }

  /** What the book shows, if anything has happened in it since it was shown last. */
  void showIfTouched() {
    if (touched) {
      feed.show();
      touched = false;
    }
  }

  /** Carries out what the engine asked for. */
  void answer(EnginePort.Request request) {
    if (request.isCancel()) {
      market.cancel(request.orderId());
      return;
    }
    BigInteger parts = BigInteger.valueOf(request.quantity()).multiply(interest);
    long shown = parts.add(PPB).subtract(BigInteger.ONE).divide(PPB).longValueExact();
    boolean whole = shown == request.quantity();
    boolean fok = request.timeInForce() == TimeInForce.FOK;
    if (shown == 0 || (fok && !whole)) {
      engine.orderDone(request.orderId(), DoneReason.EXPIRED);
      return;
    }
    submit(
        BookOrder.of(
            request.orderId(),
            request.accountId(),
            request.side(),
            fok ? OrderType.FOK : OrderType.IOC,
            shown,
            request.limit()));
    if (!whole && doneOrder != request.orderId()) {
      engine.orderDone(request.orderId(), DoneReason.EXPIRED);
    }
  }

  /** An order that the engine has accepted. */
  void submit(BookOrder order) {
    doneOrder = 0;
    touched = true;
    market.submit(order);
  }

  /** Turns the market's reports into commands, each answered before the next. */
  private final class ReportsToEngine implements BookReports {
    @Override
    public void traded(
        long price,
        long quantity,
        Side takerSide,
        long takerAccount,
        long takerOrder,
        long makerAccount,
        long makerOrder) {
      if (makerAccount == Venue.MARKET_ACCOUNT || takerAccount == Venue.MARKET_ACCOUNT) {
        fill(price, quantity, takerSide, takerAccount, takerOrder, makerAccount, makerOrder);
        return;
      }
      boolean accepted =
          engine.ask(
              () ->
                  command(
                      price,
                      quantity,
                      takerSide,
                      takerAccount,
                      takerOrder,
                      makerAccount,
                      makerOrder));
      if (!accepted) {
        // One of the two may no longer trade; the other must have its report all the same.
        mendedFills++;
        engine.ask(
            () ->
                command(
                    price, quantity, takerSide, takerAccount, takerOrder, Venue.MARKET_ACCOUNT, 0));
        engine.ask(
            () ->
                command(
                    price, quantity, takerSide, Venue.MARKET_ACCOUNT, 0, makerAccount, makerOrder));
      }
    }

    private void fill(
        long price,
        long quantity,
        Side takerSide,
        long takerAccount,
        long takerOrder,
        long makerAccount,
        long makerOrder) {
      engine.send(
          () ->
              command(
                  price, quantity, takerSide, takerAccount, takerOrder, makerAccount, makerOrder));
    }

    private void command(
        long price,
        long quantity,
        Side takerSide,
        long takerAccount,
        long takerOrder,
        long makerAccount,
        long makerOrder) {
      boolean takerBuys = takerSide == Side.BUY;
      engine
          .commands()
          .fill(
              engine.nextExecution(),
              instrumentId(),
              price,
              quantity,
              takerBuys ? takerAccount : makerAccount,
              takerBuys ? takerOrder : makerOrder,
              takerBuys ? makerAccount : takerAccount,
              takerBuys ? makerOrder : takerOrder,
              takerSide);
    }

    @Override
    public void done(long orderId, long accountId, DoneReason reason, long left) {
      doneOrder = orderId;
      engine.orderDone(orderId, reason);
    }
  }
}
