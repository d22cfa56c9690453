package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.runtime.MatchingEngine;
import io.plimsoll.engine.runtime.MatchingEngineGateway;
import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TimeInForce;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.market.DepthMarket;
import io.plimsoll.tools.market.Reports;
import io.plimsoll.tools.sim.FundingTally.Premium;
import io.plimsoll.tools.tape.Bar;
import io.plimsoll.tools.tape.Marks;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.CollateralSpec;
import io.plimsoll.tools.venue.PoolCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One run. At each mark of the tape:
 *
 * <pre>
 *   MarkPrice ──► engine ──► forced orders, cancel requests ──► market
 *                   ▲                                             │   until nothing
 *                   └──────────── Fill, OrderDone ◄───────────────┘   more comes
 *   SourcePrice, where a funding rate or a settlement price is computed of the index
 *   CollateralPrice, where collateral follows the mark (and again the loop above)
 *   resting orders that the mark has reached: Fill      (and again the loop above)
 *   Funding, ChargeInterest, if they are due            (and again the loop above)
 *   Clock: the fund unwinds, cooldowns end, tasks go on,
 *          computed funding falls due                    (and again the loop above);
 *          more of them before the next mark while tasks are under way
 * </pre>
 *
 * After each command the driver waits for its answer, and the market sees the engine's orders in
 * the order of their events. So where a report enters depends on the tape, the crowd and the market
 * alone: not on threads, not on the pace. Opening the accounts asks nobody and is sent without
 * waiting.
 */
public final class Simulation implements AutoCloseable {
  private record Request(
      long orderId, long accountId, Side side, long quantity, long limit, TimeInForce timeInForce) {
    boolean isCancel() {
      return side == null;
    }
  }

  private final SimulationPlan plan;
  private final Venue venue;
  private final EngineGateway engine;
  private final CommandEncoder commands;
  private final CollateralEncoder collateral;
  private final PoolCommands pools;
  private final PriceEncoder prices;
  private final ExpiryPlan expiry;
  private final IndexFeed indexes;
  private final DepthMarket market;
  private final RunStatistics statistics;
  private final Marks marks;
  private final WorkUnderWay work;
  private final WorkTime workTime;
  private final long markInterval;

  private final FundingCalendar fundings;
  private final FundingCalendar interest;

  private List<Request> requests = new ArrayList<>();
  private long executionId;

  /**
   * A run that has not begun.
   *
   * @param plan what to run
   * @param launcher starts the engine, given where its events shall go
   */
  public Simulation(SimulationPlan plan, Function<EventSink, EngineGateway> launcher) {
    this.plan = plan;
    this.venue = plan.venue();
    this.marks = new Marks(plan.tape(), plan.marksPerBar());
    this.fundings = new FundingCalendar(plan.tape().fundings(), venue.spec().funding());
    this.markInterval = marks.interval();
    this.statistics = new RunStatistics(List.of(venue), plan.accounts());
    this.work = new WorkUnderWay();
    this.market = new DepthMarket(new ReportsToEngine(), venue.priceMin(), venue.priceMax());
    EventSink all =
        (buffer, offset, length) -> {
          statistics.onEvent(buffer, offset, length);
          work.onEvent(buffer, offset, length);
        };
    this.engine = launcher.apply(new MatchingEngineGateway(new MarketPort(), all));
    this.workTime = new WorkTime(markInterval, engine::isWorkWaiting, work, statistics);
    this.commands = new CommandEncoder(engine);
    this.collateral = new CollateralEncoder(engine);
    this.pools =
        new PoolCommands(commands, collateral, venue.spec().collateral(), List.of(venue.listing()));
    this.prices = new PriceEncoder(engine);
    this.expiry = new ExpiryPlan(venue, commands);
    this.indexes = new IndexFeed(venue, plan.tape(), marks, prices);
    this.interest =
        new FundingCalendar(List.of(), venue.spec().collateral().flatMap(CollateralSpec::interest));
    if (indexes.computesFunding()) {
      statistics.funding().computedFrom(marks.hasIndex() ? Premium.TAPE : Premium.NONE);
    }
  }

  /**
   * Runs the whole tape, once.
   *
   * @param pacer how fast
   * @param progress told how far it has come
   * @return what happened
   */
  public RunStatistics run(Pacer pacer, Progress progress) {
    Tape tape = plan.tape();
    Bar first = tape.first();
    at(first.openTime());
    SetUp setUp = new SetUp(commands, collateral, pools, indexes, venue, market);
    statistics.begin();
    setUp.openVenue(plan.fund(), first.open());
    statistics.given(first.openTime(), first.open());
    setUp.admit(new Crowd(venue, plan.accounts(), plan.seed(), first.open()), statistics, progress);
    executionId = setUp.executionId();
    engine.settle();
    // A crowd is safe at the first mark by construction; what it asks for nevertheless is answered.
    answerAll();
    statistics.beginTape();
    engine.takeServiceTimes(); // Those of opening the accounts are of no interest.
    fundings.begin(first.openTime());
    interest.begin(first.openTime());
    pacer.start(first.openTime());
    for (int i = 0; i < tape.bars().size() && !expiry.isSettled(); i++) {
      runBar(i, pacer);
      progress.report("running the tape, bars", i + 1L, tape.bars().size());
    }
    settleIfDue(tape.end());
    workTime.standStill(
        () -> false, // All is answered at once.
        passed -> standStill(passed, pacer),
        () -> send(commands::takeSnapshot));
    statistics.end(engine.takeServiceTimes());
    return statistics;
  }

  /** After the tape: the last price and its volume go on. */
  private void standStill(int passed, Pacer pacer) {
    Bar last = plan.tape().last();
    int lastBar = plan.tape().bars().size() - 1;
    long time = plan.tape().end() + markInterval * passed;
    pacer.awaitTape(time);
    at(time);
    if (marks.hasDepth()) {
      showBook(last.close(), lastBar, marks.perBar() - 1);
    } else {
      showVolume(last.close(), last.volume() / marks.perBar());
    }
    workTime.clocks(time, this::runClock);
  }

  private void runBar(int bar, Pacer pacer) {
    statistics.beginBar(plan.tape().bars().get(bar));
    for (int i = 0; i < marks.perBar(); i++) {
      int index = i;
      long time = marks.time(bar, i);
      pacer.awaitTape(time);
      at(time);
      if (settleIfDue(time)) {
        break;
      }
      long price = marks.price(bar, i);
      if (marks.hasDepth()) {
        showBook(price, bar, i);
      } else {
        showVolume(price, marks.volume(bar, i));
      }
      runMark(time, price, () -> indexes.tell(bar, index));
    }
    send(commands::takeSnapshot);
  }

  /** Settles a dated contract at its expiry; that is the end of the tape. */
  private boolean settleIfDue(long time) {
    if (!expiry.isDue(time)) {
      return false;
    }
    at(time);
    send(expiry::settle);
    answerAll();
    workTime.clocks(time, this::runClock);
    send(commands::takeSnapshot);
    return true;
  }

  private void showBook(long price, int bar, int index) {
    market.onMark(
        price,
        venue.quantityOfVolume(marks.bidDepth(bar, index), price),
        venue.quantityOfVolume(marks.askDepth(bar, index), price));
  }

  private void showVolume(long price, long volume) {
    market.onMark(price, venue.quantityOfVolume(volume, price));
  }

  private void runMark(long time, long price, Runnable tellIndex) {
    statistics.given(time, price);
    statistics.beginMarks();
    commands.markPrice(Venue.INSTRUMENT_ID, price);
    engine.settle();
    statistics.endMark();
    answerAll();
    if (indexes.isNeeded()) {
      send(tellIndex);
    }
    if (pools.follows(0)) {
      send(() -> pools.follow(0, price));
      answerAll();
    }
    market.fillPassed(price);
    answerAll();
    chargeFunding(time);
    chargeInterest(time);
    workTime.clocks(time, this::runClock);
  }

  private void chargeFunding(long time) {
    if (indexes.computesFunding()) {
      return; // The engine does, at Clock.
    }
    OptionalLong rate = fundings.due(time);
    if (rate.isEmpty()) {
      return;
    }
    if (work.isFunding(Venue.INSTRUMENT_ID)) {
      statistics.funding().leftOut();
      return;
    }
    long rejections = statistics.rejections();
    send(() -> commands.funding(Venue.INSTRUMENT_ID, rate.getAsLong(), 0));
    if (statistics.rejections() == rejections) {
      work.fundingStarted(Venue.INSTRUMENT_ID);
    }
    answerAll();
  }

  private void chargeInterest(long time) {
    OptionalLong rate = interest.due(time);
    if (rate.isPresent()) {
      send(() -> collateral.chargeInterest(Venue.ASSET_ID, rate.getAsLong()));
      answerAll();
    }
  }

  private void at(long time) {
    commands.at(time);
    collateral.at(time);
    prices.at(time);
  }

  private void runClock(long time) {
    at(time);
    send(commands::clock);
    answerAll();
  }

  /** Lets the market answer until the engine asks for nothing more. */
  private void answerAll() {
    while (!requests.isEmpty()) {
      List<Request> round = requests;
      requests = new ArrayList<>();
      for (Request request : round) {
        if (request.isCancel()) {
          market.cancel(request.orderId());
        } else {
          trade(request);
        }
      }
    }
  }

  private void trade(Request order) {
    long id = order.orderId();
    if (order.timeInForce() == TimeInForce.FOK) {
      market.fillOrKill(id, order.accountId(), order.side(), order.quantity(), order.limit());
    } else {
      market.immediateOrCancel(
          id, order.accountId(), order.side(), order.quantity(), order.limit());
    }
  }

  private void send(Runnable command) {
    statistics.beginCommand();
    command.run();
    engine.settle();
    statistics.endCommand();
  }

  /** Stops the engine and closes its journal. */
  @Override
  public void close() {
    engine.close();
  }

  /** Keeps what the engine asks for, until the command under way is through. */
  private final class MarketPort implements MatchingEngine {
    @Override
    public void onForcedOrder(ForcedOrderDecoder order) {
      requests.add(
          new Request(
              order.orderId(),
              order.accountId(),
              order.side(),
              order.quantity(),
              order.limitPrice(),
              order.timeInForce()));
    }

    @Override
    public void onCancelRequested(CancelRequestedDecoder request) {
      requests.add(
          new Request(request.orderId(), request.accountId(), null, 0, 0, TimeInForce.IOC));
    }
  }

  /** Turns the market's reports into commands, each answered before the next. */
  private final class ReportsToEngine implements Reports {
    @Override
    public void filled(
        long accountId, long orderId, Side side, long quantity, long price, Side takerSide) {
      boolean buys = side == Side.BUY;
      send(
          () ->
              commands.fill(
                  ++executionId,
                  Venue.INSTRUMENT_ID,
                  price,
                  quantity,
                  buys ? accountId : Venue.MARKET_ACCOUNT,
                  buys ? orderId : 0,
                  buys ? Venue.MARKET_ACCOUNT : accountId,
                  buys ? 0 : orderId,
                  takerSide));
    }

    @Override
    public void done(long orderId, DoneReason reason) {
      send(() -> commands.orderDone(orderId, reason));
    }
  }
}
