package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.crowd.Draws;
import io.plimsoll.tools.crowd.Member;
import io.plimsoll.tools.crowd.Stake;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.market.book.BookOrder;
import io.plimsoll.tools.market.book.OrderType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.agrona.DirectBuffer;

/** What traders do while the market runs: enter, stop out, take profits, add margin when called. */
final class TraderAnswers implements EventSink {
  /** Who enters pays at most this much more than the mark, in parts per billion. */
  private static final long ENTRY_SLIPPAGE = 10_000_000;

  private static final BigInteger PPB = BigInteger.valueOf(Draws.PPB);

  private record Entry(long time, long accountId, Stake stake) {}

  private record TopUp(long time, long number, long accountId, int instrumentId) {}

  private final EnginePort engine;
  private final List<Desk> desks;
  private final Holdings holdings;
  private final GroupTally groups;
  private final RunStatistics statistics;
  private final long[] topUpAmounts;
  private final short[] topUpsLeft;
  private final long[] topUpsAfter;
  private final List<Entry> entries = new ArrayList<>();
  private final PriorityQueue<TopUp> topUps =
      new PriorityQueue<>(Comparator.comparingLong(TopUp::time).thenComparingLong(TopUp::number));
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MarginCallDecoder call = new MarginCallDecoder();
  private int entriesDone;
  private long calls;
  private long orderId;
  private long now;

  TraderAnswers(
      EnginePort engine,
      List<Desk> desks,
      Holdings holdings,
      GroupTally groups,
      RunStatistics statistics,
      int accounts) {
    this.engine = engine;
    this.desks = desks;
    this.holdings = holdings;
    this.groups = groups;
    this.statistics = statistics;
    this.topUpAmounts = new long[accounts + 1];
    this.topUpsLeft = new short[accounts + 1];
    this.topUpsAfter = new long[accounts + 1];
  }

  /** A trader who may answer later. */
  void add(Member member, long topUpAfter) {
    int account = (int) member.accountId();
    topUpAmounts[account] = member.topUpAmount();
    topUpsLeft[account] = (short) member.topUps();
    topUpsAfter[account] = topUpAfter;
    for (Stake stake : member.stakes()) {
      if (!stake.isHeld()) {
        entries.add(new Entry(stake.entryTime(), account, stake));
      }
    }
  }

  /** An id for the next order of a trader. */
  long nextOrderId() {
    return ++orderId;
  }

  /** All traders are there. */
  void begin() {
    entries.sort(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::accountId));
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    if (Messages.templateId(buffer, offset) != MarginCallDecoder.TEMPLATE_ID) {
      return;
    }
    call.wrapAndApplyHeader(buffer, offset, header);
    int account = (int) call.accountId();
    groups.called(account);
    if (topUpsLeft[account] > 0) {
      topUpsLeft[account]--;
      topUps.add(new TopUp(now + topUpsAfter[account], ++calls, account, call.instrumentId()));
    }
  }

  /** The time, in nanoseconds since the start. */
  void at(long sinceStart) {
    now = sinceStart;
  }

  /**
   * Stop-losses that the marks have reached become market orders. What finds nobody tries again at
   * the next mark.
   *
   * @param answerAll lets the market answer
   */
  void stopOut(Runnable answerAll) {
    for (int i = 0; i < desks.size(); i++) {
      Desk desk = desks.get(i);
      List<StopOrders.Stop> again = new ArrayList<>();
      StopOrders.Stop stop;
      while ((stop = desk.stops().pollReached(statistics.marks()[i])) != null) {
        long before = holdings.quantity(i, stop.accountId());
        if (before == 0) {
          continue; // It was closed in another way.
        }
        if (close(desk, stop.accountId(), before)) {
          answerAll.run();
          long after = holdings.quantity(i, stop.accountId());
          if (after != before) {
            groups.stoppedOut(stop.accountId());
          }
          if (after != 0 && after == before) {
            again.add(stop);
          }
        }
      }
      for (StopOrders.Stop each : again) {
        boolean isLong = holdings.quantity(i, each.accountId()) > 0;
        desk.stops().add(each.accountId(), isLong, each.price());
      }
    }
  }

  private boolean close(Desk desk, long account, long quantity) {
    Side side = quantity > 0 ? Side.SELL : Side.BUY;
    long limit = quantity > 0 ? desk.venue().priceMin() : desk.venue().priceMax();
    long id = nextOrderId();
    boolean accepted =
        engine.ask(
            () ->
                engine
                    .commands()
                    .placeOrder(
                        id, account, desk.instrumentId(), side, limit, Math.abs(quantity), true));
    if (accepted) {
      desk.submit(
          new BookOrder(id, account, side, OrderType.MARKET, Math.abs(quantity), limit, true));
    }
    return accepted;
  }

  /** Those whose time has come enter, at up to a hundredth off the mark. */
  void enter(Runnable answerAll) {
    while (entriesDone < entries.size() && entries.get(entriesDone).time() <= now) {
      Entry entry = entries.get(entriesDone++);
      enter(entry.accountId(), entry.stake(), answerAll);
    }
  }

  private void enter(long account, Stake stake, Runnable answerAll) {
    Desk desk = desks.get(stake.instrument());
    Venue venue = desk.venue();
    long mark = statistics.marks()[stake.instrument()];
    long slip = Math.max(1, times(mark, ENTRY_SLIPPAGE));
    Side side = stake.isLong() ? Side.BUY : Side.SELL;
    long limit =
        stake.isLong()
            ? Math.min(venue.priceMax(), mark + slip)
            : Math.max(venue.priceMin(), mark - slip);
    long quantity = venue.quantityOf(stake.notional(), mark + slip);
    long id = nextOrderId();
    boolean accepted =
        quantity > 0
            && engine.ask(
                () ->
                    engine
                        .commands()
                        .placeOrder(
                            id, account, desk.instrumentId(), side, limit, quantity, false));
    if (accepted) {
      desk.submit(BookOrder.of(id, account, side, OrderType.IOC, quantity, limit));
      answerAll.run();
    }
    boolean had = holdings.quantity(stake.instrument(), account) != 0;
    groups.entered(account, had);
    if (had) {
      protect(account, stake, mark, mark);
    }
  }

  /**
   * The stop-loss, and the take-profit as a resting order, of a position that is held.
   *
   * @param account whose
   * @param stake what was wanted
   * @param entry price of the position
   * @param mark now
   */
  void protect(long account, Stake stake, long entry, long mark) {
    Desk desk = desks.get(stake.instrument());
    if (stake.stopDistance() > 0) {
      desk.stops().add(account, stake.isLong(), stopPrice(stake, entry, mark));
    }
    if (stake.profitDistance() > 0) {
      long quantity = Math.abs(holdings.quantity(stake.instrument(), account));
      takeProfit(account, stake, profitPrice(stake, entry, mark, desk.venue()), quantity);
    }
  }

  /** On the losing side of both the entry and the mark. */
  static long stopPrice(Stake stake, long entry, long mark) {
    long from = stake.isLong() ? Math.min(entry, mark) : Math.max(entry, mark);
    long distance = Math.max(1, times(from, stake.stopDistance()));
    return Math.max(1, stake.isLong() ? from - distance : from + distance);
  }

  /** On the winning side of both. */
  static long profitPrice(Stake stake, long entry, long mark, Venue venue) {
    long from = stake.isLong() ? Math.max(entry, mark) : Math.min(entry, mark);
    long distance = Math.max(1, times(from, stake.profitDistance()));
    long price = stake.isLong() ? from + distance : from - distance;
    return Math.max(venue.priceMin(), Math.min(price, venue.priceMax()));
  }

  private void takeProfit(long account, Stake stake, long price, long quantity) {
    Desk desk = desks.get(stake.instrument());
    Side exit = stake.isLong() ? Side.SELL : Side.BUY;
    long id = nextOrderId();
    if (engine.ask(
        () ->
            engine
                .commands()
                .placeOrder(id, account, desk.instrumentId(), exit, price, quantity, true))) {
      desk.submit(new BookOrder(id, account, exit, OrderType.LIMIT, quantity, price, true));
    }
  }

  /** Margin calls that are due are answered with money, unless it is too late. */
  void topUp() {
    while (!topUps.isEmpty() && topUps.peek().time() <= now) {
      TopUp due = topUps.poll();
      if (holdings.isUnderLiquidation(due.accountId()) || !holdings.holdsAny(due.accountId())) {
        continue;
      }
      long amount = topUpAmounts[(int) due.accountId()];
      boolean added =
          engine.ask(() -> engine.commands().deposit(due.accountId(), Venue.ASSET_ID, amount));
      if (added && due.instrumentId() != 0) {
        added =
            engine.ask(
                () -> engine.commands().adjustMargin(due.accountId(), due.instrumentId(), amount));
      }
      if (added) {
        groups.toppedUp(due.accountId());
      }
    }
  }

  private static long times(long price, long ppb) {
    return BigInteger.valueOf(price).multiply(BigInteger.valueOf(ppb)).divide(PPB).longValueExact();
  }
}
