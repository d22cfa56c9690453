package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.tools.crowd.Population;
import io.plimsoll.tools.scenario.PathSpec;
import io.plimsoll.tools.scenario.PricePath;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.sim.FundingTally.Premium;
import io.plimsoll.tools.tape.Bar;
import io.plimsoll.tools.venue.FundingFormula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One run of a scenario. At each mark:
 *
 * <pre>
 *   the books as they were left ──► engine: samples of the basis
 *   outside prices ──► makers quote anew in each book, resting orders that they meet trade
 *   index sources, then what the books show ──► engine: marks
 *   CollateralPrice, where collateral follows a mark that has moved
 *        forced orders, cancel requests ──► books ──► Fill, OrderDone
 *        the books that were touched ──► engine: marks, and what follows them
 *                                                              until nothing more comes
 *   stop-losses that the marks have reached ──► books      (and again the loop above, for each)
 *   entries that are due ──► books                         (likewise)
 *   margin that called traders add
 *   fundings and interest that are due
 *   Clock: the fund unwinds, cooldowns end, tasks go on    (and again the loop above)
 * </pre>
 *
 * While matching halts, the books and all that goes to them wait; while marks halt, the engine
 * hears no price. After each command the driver waits for its answer, so the outcome depends on the
 * scenario and its seed alone: not on threads, not on the pace.
 */
public final class ScenarioRun implements AutoCloseable {
  private final ScenarioVenue ready;
  private final Scenario scenario;
  private final RunStatistics statistics;
  private final Holdings holdings;
  private final WorkUnderWay work = new WorkUnderWay();
  private final WorkTime workTime;
  private final EnginePort engine;
  private final List<Desk> desks = new ArrayList<>();
  private final List<FundingCalendar> fundings = new ArrayList<>();
  private final CollateralDesk collateral;
  private final TraderAnswers traders;
  private final GroupTally groups;
  private final Halts halts;
  private final Population population;
  private final long interval;
  private long leftOut;

  /** Whether the mark before saw both trades and marks. */
  private boolean wasWhole;

  /**
   * A run that has not begun.
   *
   * @param ready what to run
   * @param launcher starts the engine, given where its events shall go
   */
  public ScenarioRun(ScenarioVenue ready, Function<EventSink, EngineGateway> launcher) {
    this.ready = ready;
    this.scenario = ready.scenario();
    int accounts = scenario.accounts();
    this.interval = ready.paths().get(0).interval();
    this.population = ready.population();
    this.statistics = new RunStatistics(ready.venues(), accounts);
    this.holdings = new Holdings(ready.venues(), accounts);
    this.groups = new GroupTally(population.groups(), accounts);
    this.halts = new Halts(scenario.halts(), ready.paths());
    List<EventSink> others = new ArrayList<>(List.of(work, holdings));
    this.engine =
        new EnginePort(
            launcher,
            statistics,
            (buffer, offset, length) ->
                others.forEach(sink -> sink.onEvent(buffer, offset, length)));
    this.workTime = new WorkTime(interval, engine::isWorkWaiting, work, statistics);
    for (int i = 0; i < ready.venues().size(); i++) {
      desks.add(new Desk(i, ready, engine, holdings));
      fundings.add(calendar(i));
    }
    if (computesFunding()) {
      statistics.funding().computedFrom(Premium.BOOK);
    }
    this.collateral = new CollateralDesk(ready.venues(), engine, statistics);
    this.traders = new TraderAnswers(engine, desks, holdings, groups, statistics, accounts);
    others.add(traders);
  }

  /** What a tape tells wins over a fixed rate of scenario or venue. */
  private FundingCalendar calendar(int instrument) {
    if (computesFunding()) {
      return new FundingCalendar(List.of(), Optional.empty());
    }
    var plan = scenario.instruments().get(instrument);
    return new FundingCalendar(
        plan.path() instanceof PathSpec.History ? plan.tape().orElseThrow().fundings() : List.of(),
        scenario.funding());
  }

  private boolean computesFunding() {
    return scenario.funding().filter(FundingFormula.class::isInstance).isPresent();
  }

  /**
   * Runs it, once.
   *
   * @param pacer how fast
   * @param progress told how far it has come
   * @return what happened
   */
  public RunStatistics run(Pacer pacer, Progress progress) {
    statistics.begin();
    engine.at(scenario.start());
    ScenarioSetUp setUp =
        new ScenarioSetUp(ready, engine, desks, collateral, traders, statistics, groups);
    setUp.openVenue();
    setUp.admit(population, progress);
    leftOut = setUp.leftOut();
    answerAll();
    engine.beginTape();
    statistics.beginTape();
    fundings.forEach(funding -> funding.begin(scenario.start()));
    collateral.begin(scenario.start());
    pacer.start(scenario.start());
    int minutes = scenario.minutes();
    for (int minute = 0; minute < minutes; minute++) {
      statistics.beginBar(bar(minute));
      for (int i = 0; i < scenario.marksPerMinute(); i++) {
        runMark(minute * scenario.marksPerMinute() + i, pacer);
      }
      engine.send(engine.commands()::takeSnapshot);
      progress.report("running the scenario, minutes", minute + 1L, minutes);
    }
    int last = minutes * scenario.marksPerMinute();
    workTime.standStill(
        engine::hasRequests,
        passed -> runMark(last + passed, pacer),
        () -> engine.send(engine.commands()::takeSnapshot));
    engine.end();
    groups.end(holdings, firstMarks(), statistics.marks());
    return statistics;
  }

  private long[] firstMarks() {
    return IntStream.range(0, desks.size())
        .mapToLong(i -> statistics.instrument(i).firstMark())
        .toArray();
  }

  /** What the first instrument's outside price does in a minute. */
  private Bar bar(int minute) {
    PricePath path = ready.paths().get(0);
    int from = minute * scenario.marksPerMinute();
    int to = from + scenario.marksPerMinute();
    long high = IntStream.range(from, to).mapToLong(path::price).max().orElseThrow();
    long low = IntStream.range(from, to).mapToLong(path::price).min().orElseThrow();
    long openTime = scenario.start() + minute * PricePath.MINUTE;
    return new Bar(openTime, path.price(from), high, low, path.price(to - 1), 0);
  }

  private void runMark(int index, Pacer pacer) {
    long sinceStart = index * interval;
    long time = scenario.start() + sinceStart;
    pacer.awaitTape(time);
    traders.at(sinceStart);
    halts.onMark(index, interval);
    boolean trades = !halts.matchingHalted();
    boolean whole = trades && !halts.marksHalted();
    if (whole && wasWhole) {
      // Otherwise book and index are not of one time.
      desks.forEach(desk -> desk.showBefore(time));
      engine.settle();
    }
    wasWhole = whole;
    engine.at(time);
    if (trades) {
      for (Desk desk : desks) {
        desk.moveOutside(index, time);
      }
    }
    if (!halts.marksHalted()) {
      sendMarks(index, sinceStart);
    }
    answerAll();
    if (trades) {
      traders.stopOut(this::answerAll);
      traders.enter(this::answerAll);
    }
    traders.topUp();
    answerAll();
    chargeFundings(time);
    collateral.chargeInterest(time);
    answerAll();
    workTime.clocks(time, this::runClock);
  }

  private void runClock(long time) {
    engine.at(time);
    engine.send(engine.commands()::clock);
    answerAll();
  }

  private void sendMarks(int index, long sinceStart) {
    boolean halted = halts.matchingHalted();
    statistics.beginMarks();
    desks.forEach(desk -> desk.sendIndex(index, sinceStart, halted));
    if (!halted) {
      desks.forEach(Desk::showIfTouched);
    }
    engine.settle();
    statistics.endMark();
    collateral.followMarks();
  }

  private void chargeFundings(long time) {
    for (int i = 0; i < desks.size(); i++) {
      int id = desks.get(i).instrumentId();
      OptionalLong rate = fundings.get(i).due(time);
      if (rate.isEmpty()) {
        continue;
      }
      if (work.isFunding(id)) {
        statistics.funding().leftOut();
      } else if (engine.ask(() -> engine.commands().funding(id, rate.getAsLong(), 0))) {
        work.fundingStarted(id);
      }
      answerAll();
    }
  }

  /**
   * Lets the market answer until the engine asks for nothing more; after each round the engine sees
   * the books that it touched. In a halt of matching all of it waits.
   */
  private void answerAll() {
    while (engine.hasRequests() && !halts.matchingHalted()) {
      for (EnginePort.Request request : engine.takeRequests()) {
        desks.get(request.instrument()).answer(request);
      }
      if (!halts.marksHalted()) {
        statistics.beginMarks();
        desks.forEach(Desk::showIfTouched);
        engine.settle();
        statistics.endMark();
        collateral.followMarks();
      }
    }
  }

  /** What each trader has. */
  public Holdings holdings() {
    return holdings;
  }

  /** By group of traders. */
  public GroupTally groups() {
    return groups;
  }

  /** Positions from before that the venue refused. */
  public long leftOut() {
    return leftOut;
  }

  /** Marks during which something stood still. */
  public long haltedMarks() {
    return halts.haltedMarks();
  }

  /** Fills of two traders that the engine refused, and that outside liquidity took on. */
  public long mendedFills() {
    return desks.stream().mapToLong(Desk::mendedFills).sum();
  }

  /** Stops the engine and closes its journal. */
  @Override
  public void close() {
    engine.close();
  }
}
