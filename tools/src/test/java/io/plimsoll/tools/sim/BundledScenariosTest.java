package io.plimsoll.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.tools.crowd.Member;
import io.plimsoll.tools.crowd.Population;
import io.plimsoll.tools.scenario.PricePath;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.venue.PoolCommands;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each bundled scenario says is to be seen in it. */
class BundledScenariosTest {
  private static final int ACCOUNTS = 3_000;
  private static final double ONE = 1e8;

  /** A run that is through. */
  private record Done(Scenario scenario, ScenarioRun run, RunStatistics statistics) {
    GroupTally.Group group(String name) {
      return run.groups().all().stream()
          .filter(group -> group.spec().name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    /** What a trader, or all of a group, lost. */
    double lost(String name) {
      return group(name).paidIn().subtract(group(name).left()).doubleValue() / ONE;
    }

    double fundLowest() {
      return statistics.fund().equityLowest().doubleValue() / ONE;
    }

    double fundAfter() {
      return statistics.fund().equity(statistics.marks()).doubleValue() / ONE;
    }

    double fundBefore() {
      return statistics.fund().before() / ONE;
    }

    boolean entered(StageKind kind) {
      return statistics.stages().stages().stream().anyMatch(stage -> stage.kind() == kind);
    }
  }

  private static Done run(String name) {
    return run(ScenarioFiles.open(name).scenario());
  }

  private static Done run(Scenario scenario) {
    return run(scenario, (buffer, offset, length) -> {});
  }

  private static Done run(Scenario scenario, EventSink listener) {
    ScenarioVenue ready = ScenarioVenue.of(scenario);
    EngineLauncher launcher =
        new EngineLauncher(
            new EngineLimits(
                scenario.accounts() + ready.ownAccounts(), 10 * scenario.accounts() + 1_000),
            Optional.empty(),
            Map.of(),
            "test");
    try (ScenarioRun run =
        new ScenarioRun(
            ready,
            sink ->
                launcher.inThread(
                    (buffer, offset, length) -> {
                      listener.onEvent(buffer, offset, length);
                      sink.onEvent(buffer, offset, length);
                    }))) {
      RunStatistics statistics = run.run(Pacer.FAST, Progress.NONE);
      assertEquals(0, statistics.rejections(), statistics.firstRejection());
      assertEquals("", statistics.unfinished());
      assertEquals(0, run.leftOut());
      return new Done(scenario, run, statistics);
    }
  }

  private static Done crash(String name) {
    return run(ScenarioFiles.open(name).scenario().withAccounts(ACCOUNTS));
  }

  @Test
  void blackThursdayPushesMarksBelowTheTapeAndTheFundBelowItsStart() {
    Done done = crash("2020-03-12");

    assertTrue(done.statistics.instrument(0).lowestMark() < path(done, 0).lowest());
    assertTrue(done.fundLowest() < done.fundBefore());
  }

  @Test
  void may2021ForcesLongsMostlyAndStopsThemTooInTheSameMinutes() {
    Done done = crash("2021-05-19");

    double longs = 0;
    double shorts = 0;
    for (int i = 0; i < 3; i++) {
      longs += done.statistics.instrument(i).longsForced();
      shorts += done.statistics.instrument(i).shortsForced();
    }
    assertTrue(longs > 2 * shorts, longs + " against " + shorts);
    assertTrue(done.group("one position").stoppedOut() > 100);
  }

  @Test
  void october2025FallsFurtherWithFeedbackThanWithout() {
    Done full = crash("2025-10-10");
    Done none =
        run(ScenarioFiles.open("2025-10-10").scenario().withAccounts(ACCOUNTS).withFeedback(0));

    assertTrue(full.statistics.instrument(0).lowestMark() < path(full, 0).lowest());
    assertEquals(path(none, 0).lowest(), none.statistics.instrument(0).lowestMark());
    assertTrue(liquidated(full) > liquidated(none), liquidated(full) + ", " + liquidated(none));
  }

  private static int liquidated(Done done) {
    var total = done.statistics.bands().total();
    return total.longsLiquidated() + total.shortsLiquidated();
  }

  private static PricePath path(Done done, int instrument) {
    return done.scenario.paths().get(instrument);
  }

  @Test
  void thinTokenTakesHundredsOfHoldersAndTheFundWithIt() {
    Done done = run("thin-token");

    assertTrue(done.group("DFH holders").liquidated() > 300);
    assertEquals(0, done.group("BTC holders").liquidated());
    double forced = done.statistics.instrument(1).longsForced();
    assertTrue(done.statistics.liquidations().takenOverNotional() > 0.9 * forced);
    assertTrue(done.fundAfter() < 0);
    assertTrue(done.lost("DFH shorts") < 0);
  }

  /** In a market that stands still, whoever has the token behind a large position loses it. */
  @Test
  void thinTokenAsCollateralTakesHoldersOfAMarketThatStoodStill() {
    Scenario scenario = ScenarioFiles.open("thin-token").scenario();
    StartedInProfit inProfit = new StartedInProfit(ScenarioVenue.of(scenario).venues());
    Done done = run(scenario, inProfit);

    long first = done.statistics.instrument(0).firstMark();
    assertTrue(done.statistics.instrument(0).lowestMark() > first / 1_000 * 995);
    assertTrue(done.statistics.instrument(0).highestMark() < first / 1_000 * 1_005);
    assertTrue(done.group("BTC holders on DFH").liquidated() > 100);
    assertEquals(0, done.group("BTC holders on half DFH").liquidated());
    assertEquals(0, done.group("BTC holders").liquidated());
    var holders = done.group("DFH holders on DFH");
    assertEquals(holders.holders(), holders.liquidated());
    assertTrue(part(done, "DFH holders on DFH") > 2 * part(done, "DFH holders"));
    long profiting = ofGroup(scenario, "BTC holders on DFH", inProfit);
    assertTrue(profiting > 30, "only " + profiting + " of " + inProfit.accounts().size());
    assertTrue(done.statistics.pools().conversions() > 100);
    assertTrue(done.statistics.fundHas(PoolCommands.FIRST_ASSET_ID) > 0);
  }

  /** What part of its money a group lost. */
  private static double part(Done done, String group) {
    return done.lost(group) * ONE / done.group(group).paidIn().doubleValue();
  }

  private static long ofGroup(Scenario scenario, String name, StartedInProfit inProfit) {
    Population population = ScenarioVenue.of(scenario).population();
    long count = 0;
    for (Member member : population) {
      boolean named = population.groups().get(member.group()).name().equals(name);
      count += named && inProfit.accounts().contains(member.accountId()) ? 1 : 0;
    }
    return count;
  }

  @Test
  void indexFlashLiquidatesOnlyWhereTheIndexIsAPlainMean() {
    Done done = run("index-flash");

    for (int i = 0; i < 2; i++) {
      assertTrue(path(done, i).lowest() > path(done, i).first() / 100 * 99);
    }
    assertEquals(0.0, done.statistics.instrument(0).longsForced());
    assertTrue(done.statistics.instrument(1).longsForced() > 1_000_000);
    long first = done.statistics.instrument(1).firstMark();
    assertEquals(0.8, (double) done.statistics.instrument(1).lowestMark() / first, 0.01);
  }

  @Test
  void fundThatIsExhaustedIsFollowedByDeleveragingAndSocialisedLoss() {
    Done done = run("fund-exhaustion");

    assertTrue(done.fundLowest() < 0);
    assertTrue(done.statistics.fund().exhaustedAt() > 0);
    assertTrue(done.entered(StageKind.DELEVERAGE));
    assertTrue(done.statistics.stages().counterparties() > 10);
    assertTrue(done.statistics.stages().socialised() > 0);
    assertTrue(done.statistics.liquidations().outcomes(Outcome.SOCIALISED) > 0);
  }

  @Test
  void slowBleedIsTakenByTheMarketAndAddingMarginLosesMore() {
    Done done = run("slow-bleed");

    int most =
        done.statistics.minutes().all().stream()
            .mapToInt(MinuteTally.Minute::accounts)
            .max()
            .orElseThrow();
    assertTrue(most < liquidated(done) / 10, most + " of " + liquidated(done));
    assertTrue(
        done.statistics.liquidations().closedNotional()
            > 50 * done.statistics.liquidations().takenOverNotional());
    assertTrue(done.fundLowest() >= done.fundBefore());
    assertTrue(done.lost("add margin") > done.lost("let it go"));
  }

  @Test
  void shortSqueezeLiquidatesShortsAndLiftsTheMarkBeyondThePath() {
    Done done = run("short-squeeze");

    assertTrue(done.statistics.bands().total().shortsLiquidated() > 500);
    assertEquals(0, done.group("longs").liquidated());
    assertTrue(done.statistics.instrument(0).highestMark() > path(done, 0).highest());
  }

  @Test
  void fundingAloneLiquidatesLongsAndNoShort() {
    Done done = run("funding-driven");

    var total = done.statistics.bands().total();
    assertTrue(total.longsLiquidated() > 200);
    assertEquals(0, total.shortsLiquidated());
    assertTrue(path(done, 0).lowest() > path(done, 0).first() / 100 * 99);
    assertTrue(done.statistics.funding().paid() > 100_000);
    double[] parts = new double[done.statistics.bands().size()];
    for (int i = 0; i < parts.length; i++) {
      BandTally.Band band = done.statistics.bands().band(i);
      parts[i] = band.longs() == 0 ? -1 : (double) band.longsLiquidated() / band.longs();
    }
    for (int i = 1; i < parts.length; i++) {
      assertTrue(parts[i] < 0 || parts[i] >= parts[i - 1], "band " + i);
    }
  }

  @Test
  void haltLeavesTheFundWithWhatTheMarketWouldHaveTaken() {
    Scenario scenario = ScenarioFiles.open("halt").scenario();
    Done halted = run(scenario);
    Done open = run(scenario.withoutHalts());

    assertEquals(10 * 60, halted.run.haltedMarks());
    assertTrue(halted.statistics.liquidations().takenOverNotional() > 1_000_000);
    assertTrue(
        open.statistics.liquidations().takenOverNotional()
            < open.statistics.liquidations().closedNotional() / 100);
    assertTrue(halted.fundAfter() < halted.fundBefore());
    assertTrue(open.fundAfter() > open.fundBefore());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100 dollars at 100x, 1, 100",
        "1000 dollars at 10x, 0, 200",
        "1000 dollars at 20x, 1, 1000",
        "1000 dollars at 50x, 1, 1000",
        "1000 dollars at 100x, 1, 1000",
        "20000 dollars at 20x, 1, 20000",
        "1 % risked\\, with a stop, 0, 105",
        "1 % risked\\, without it, 0, 110",
        "2 % risked\\, with a stop, 0, 210",
        "2 % risked\\, without it, 0, 220"
      })
  void lessonEndsAsItSays(String lesson) {
    Done done = run("lessons");
    List<String> parts = List.of(lesson.split("(?<!\\\\), ", 3));

    GroupTally.Group trader = done.group(parts.get(0).replace("\\", ""));

    assertEquals(Integer.parseInt(parts.get(1)), trader.liquidated());
    double expected = Double.parseDouble(parts.get(2));
    assertEquals(expected, done.lost(trader.spec().name()), expected * 0.1);
    assertEquals(1, trader.traders());
    assertTrue(trader.paidIn().compareTo(BigInteger.ZERO) > 0);
  }
}
