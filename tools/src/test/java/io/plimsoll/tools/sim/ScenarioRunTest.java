package io.plimsoll.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each minute ends with a snapshot, in which the engine recounts all money and stops if any is
 * missing.
 */
class ScenarioRunTest {
  private static final int ACCOUNTS = 1_500;

  @TempDir Path folder;

  /** A run that is through. */
  private record Done(ScenarioRun run, RunStatistics statistics) {}

  private static Done run(Scenario scenario) {
    return run(scenario, EngineLauncher::inThread);
  }

  private static Done run(
      Scenario scenario, BiFunction<EngineLauncher, EventSink, EngineGateway> how) {
    ScenarioVenue ready = ScenarioVenue.of(scenario);
    EngineLauncher launcher =
        new EngineLauncher(
            new EngineLimits(
                scenario.accounts() + ready.ownAccounts(), 10 * scenario.accounts() + 1_000),
            Optional.empty(),
            Map.of(),
            "test");
    try (ScenarioRun run = new ScenarioRun(ready, sink -> how.apply(launcher, sink))) {
      return new Done(run, run.run(Pacer.FAST, Progress.NONE));
    }
  }

  private static Scenario crash() {
    return ScenarioFiles.open("2025-10-10").scenario().withAccounts(ACCOUNTS);
  }

  private Scenario scenario(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), text);
    return ScenarioFiles.open(file.toString()).scenario();
  }

  private static final String FALL =
      """
      venue: default
      marksPerMinute: 6
      instruments:
        - symbol: BTCUSDT
          path: {start: 20000, pieces: [{hold: 1m}, {drift: -10 %, over: 10m}, {hold: 5m}]}
      """;

  private static GroupTally.Group only(Done done) {
    return done.run.groups().all().get(0);
  }

  @Test
  void crashRunsToItsEndWithoutARejection() {
    Done done = run(crash());

    assertEquals(0, done.statistics.rejections(), done.statistics.firstRejection());
    assertEquals("", done.statistics.unfinished());
    assertEquals(0, done.run.leftOut());
    assertEquals(0, done.run.mendedFills());
    assertTrue(done.statistics.bands().total().longsLiquidated() > ACCOUNTS / 10);
  }

  @Test
  void withoutFeedbackTheMarkIsTheTape() {
    Scenario scenario = crash().withFeedback(0);
    Done done = run(scenario);

    var path = scenario.paths().get(0);
    InstrumentTally tally = done.statistics.instrument(0);
    assertEquals(path.lowest(), tally.lowestMark());
    assertEquals(path.highest(), tally.highestMark());
    assertEquals(path.price(path.size() - 1), done.statistics.mark());
  }

  @Test
  void ringAndThreadGiveTheSameDigest() {
    String inThread = run(crash()).statistics.digest();
    String ring =
        run(crash(), (launcher, sink) -> launcher.ring(sink, "yield")).statistics.digest();

    assertEquals(inThread, ring);
    assertNotEquals(inThread, run(crash().withSeed(2)).statistics.digest());
  }

  @Test
  void stopLossClosesThroughTheBookBeforeTheLiquidation() throws IOException {
    String trader =
        "traders: [{name: one, side: long, leverage: 10, size: 1000, isolated: 100 %%,"
            + " entry: {spread: 0 %%}%s}]";

    Done without = run(scenario(FALL + trader.formatted("")));
    Done with = run(scenario(FALL + trader.formatted(", stopLoss: {distance: 3 %}")));

    assertEquals(1, only(without).liquidated());
    assertEquals(0, only(with).liquidated());
    assertEquals(1, only(with).stoppedOut());
    double lost = only(with).paidIn().subtract(only(with).left()).doubleValue() / 1e8;
    // 80 % of 1,000 at 10x: 3 % of 8,000, the fees of both ways, and what a mark is past the stop.
    assertEquals(255, lost, 15);
  }

  @Test
  void calledTraderWhoAddsMarginOutlivesOneWhoDoesNot() throws IOException {
    String trader =
        "traders: [{name: one, side: long, leverage: 12, size: 1000, isolated: 100 %%, use: 100 %%%s}]";

    Done without = run(scenario(FALL + trader.formatted("")));
    Done with =
        run(
            scenario(
                FALL
                    + "marginCall: 1.9\n"
                    + trader.formatted(
                        ", addMargin: {share: 100 %, amount: 50 %, times: 3, after: 10s}")));

    assertEquals(1, only(without).liquidated());
    assertEquals(0, only(with).liquidated());
    assertTrue(only(with).toppedUp() > 0);
    assertTrue(only(with).called() > 0);
  }

  @Test
  void takeProfitRestsInTheBookAndFillsWhenThePriceIsThere() throws IOException {
    Done done =
        run(
            scenario(
                FALL
                    + "traders: [{name: one, side: short, leverage: 5, size: 1000,"
                    + " takeProfit: {distance: 4 %}}]"));

    double gained = only(done).left().subtract(only(done).paidIn()).doubleValue() / 1e8;
    assertEquals(0, done.run.holdings().quantity(0, 1));
    assertEquals(4_000 * 0.04, gained, 40);
  }

  @Test
  void entryDuringTheRunIsAnOrderInTheBook() throws IOException {
    Done done =
        run(
            scenario(
                FALL
                    + "traders: [{name: one, side: short, leverage: 5, size: 1000,"
                    + " entry: {during: 100 %, from: 5m, to: 6m}}]"));

    assertEquals(1, only(done).entered());
    assertTrue(done.run.holdings().quantity(0, 1) < 0);
  }

  @Test
  void whileMatchingHaltsOrdersWaitAndPositionsStayOpen() throws IOException {
    String trader =
        "traders: [{name: one, side: long, leverage: 20, size: 1000, isolated: 100 %}]\n";

    Done open = run(scenario(FALL + trader));
    Done halted = run(scenario(FALL + trader + "halts: [{what: matching, at: 2m, for: 8m}]\n"));

    assertEquals(1, only(halted).liquidated());
    assertEquals(8 * 6, halted.run.haltedMarks());
    // The order that waited found a price that was past the bankruptcy price.
    assertTrue(open.statistics.liquidations().closedNotional() > 0);
    assertTrue(halted.statistics.liquidations().takenOverNotional() > 0);
  }

  @Test
  void whileMarksHaltNobodyIsLiquidatedAndThenAtOnce() throws IOException {
    String text =
        FALL
            + "crowd: {accounts: 50, groups: [{name: all, share: 100 %, longs: 100 %, leverage: 20, size: 1000}]}\n"
            + "halts: [{what: marks, fall: 1 %, within: 3m, for: 6m}]\n";

    Done done = run(scenario(text));

    List<MinuteTally.Minute> minutes = done.statistics.minutes().all();
    assertTrue(done.run.haltedMarks() >= 6 * 6);
    assertEquals(0, minutes.subList(3, 7).stream().mapToInt(MinuteTally.Minute::accounts).sum());
    assertEquals(50, done.statistics.bands().total().longsLiquidated());
  }

  @Test
  void liquidationOrdersThatNobodyTakesEndWithTheFund() throws IOException {
    String trader =
        "traders: [{name: one, side: long, leverage: 20, size: 1000, isolated: 100 %}]\n";

    Done done = run(scenario(FALL + trader + "liquidationInterest: 0 %\n"));
    Done half = run(scenario(FALL + trader + "liquidationInterest: 50 %\n"));

    assertEquals(0, done.statistics.liquidations().closedNotional());
    assertTrue(done.statistics.liquidations().takenOverNotional() > 0);
    assertEquals(
        1.0,
        half.statistics.liquidations().closedNotional()
            / half.statistics.liquidations().takenOverNotional(),
        0.02);
  }
}
