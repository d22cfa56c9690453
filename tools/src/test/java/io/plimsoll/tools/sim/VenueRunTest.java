package io.plimsoll.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.tape.Marks;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueKind;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each built-in venue on the default tape. Every bar ends with a snapshot, in which the engine
 * recounts all money and stops if any is missing.
 */
class VenueRunTest {
  private static final int ACCOUNTS = 3_000;

  private static RunStatistics run(String name) {
    return run(name, ACCOUNTS);
  }

  private static RunStatistics run(String name, int accounts) {
    Tape tape = Tapes.open(Tapes.DEFAULT);
    VenueSpec spec = VenueFiles.open(name);
    Venue venue = Venue.of(tape, spec);
    EngineLauncher launcher =
        new EngineLauncher(
            new EngineLimits(accounts + venue.ownAccounts(), accounts),
            Optional.empty(),
            Map.of(),
            "test");
    SimulationPlan plan = new SimulationPlan(tape, venue, accounts, 1, spec.fund().seed(), 60);
    try (Simulation simulation = new Simulation(plan, launcher::inThread)) {
      return simulation.run(Pacer.FAST, Progress.NONE);
    }
  }

  static List<String> profiles() {
    return VenueFiles.PROFILES.stream()
        .filter(name -> VenueFiles.document(name).kind() == VenueKind.DERIVATIVES)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void profileRunsToItsEndWithoutARejection(String name) {
    RunStatistics run = run(name, ACCOUNTS / 3);

    assertEquals(0, run.rejections(), run.firstRejection());
    assertEquals("", run.unfinished());
    assertFalse(run.stages().stages().isEmpty());
  }

  private static List<StageKind> entered(RunStatistics run) {
    return run.stages().stages().stream().map(StageTally.Stage::kind).distinct().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "default, CLOSE TAKE_OVER",
    "partial, REDUCE CLOSE TAKE_OVER",
    "backstop, REDUCE DELEVERAGE TAKE_OVER",
    "inverse, REDUCE CLOSE TAKE_OVER",
    "socialised, CLOSE DELEVERAGE",
    "continuous, TAKE_OVER DELEVERAGE",
    "hedged, NET_LEGS CLOSE TAKE_OVER",
    "collateral, REPAY CLOSE TAKE_OVER",
    "dated, CLOSE TAKE_OVER",
  })
  void builtInVenueReachesTheStagesThatItIsThereToShow(String name, String stages) {
    RunStatistics run = run(name);

    assertEquals(0, run.rejections(), run.firstRejection());
    assertEquals("", run.unfinished());
    for (String stage : stages.split(" ", -1)) {
      assertTrue(entered(run).contains(StageKind.valueOf(stage)), entered(run).toString());
    }
  }

  @Test
  void socialisedVenueSpreadsLossesOverTraders() {
    // Among few, shorts are left over that nobody was deleveraged against.
    StageTally few = run("socialised", 400).stages();
    StageTally many = run("socialised").stages();

    assertTrue(few.socialised() > 0);
    assertTrue(few.bearers() > 0);
    assertTrue(many.counterparties() > 0);
  }

  @Test
  void continuousVenueChargesFundingEveryMinuteAndPaysOutWhatItCollects() {
    FundingTally funding = run("continuous").funding();

    assertEquals(65, funding.rounds() + funding.late());
    assertTrue(funding.paid() > 0);
    assertEquals(funding.paid(), funding.received(), 1);
  }

  @Test
  void hedgedVenueNetsLegsAndTellsHowMuch() {
    StageTally stages = run("hedged").stages();

    assertTrue(stages.nettings() > 0);
    assertTrue(stages.netted() > 0);
  }

  @Test
  void poolsConvertWhatTheyHoldIntoWhatTheyOweAndPayInterestOnIt() {
    PoolTally pools = run("collateral").pools();

    assertTrue(pools.liquidated() > 0 && pools.liquidated() < pools.pools());
    assertTrue(pools.conversions() >= pools.liquidated());
    assertEquals(Set.of(2), pools.given().keySet());
    assertTrue(pools.repaid().signum() > 0);
    assertTrue(pools.interest().signum() > 0);
  }

  @Test
  void datedContractIsSettledAtTheAverageOfTheTapeBeforeItsExpiryAndTheRunEnds() {
    RunStatistics run = run("dated");
    Tape tape = Tapes.open(Tapes.DEFAULT);
    long expiry = tape.first().openTime() + 45 * tape.interval();
    // Of each mark of the last 15 bars, each of which holds until the next.
    Marks marks = new Marks(tape, 60);
    double sum = 0;
    for (int bar = 30; bar < 45; bar++) {
      for (int i = 0; i < 60; i++) {
        sum += marks.price(bar, i);
      }
    }

    assertEquals(expiry, run.settledAt());
    assertEquals(sum / 900, (double) run.mark(), 1);
    assertEquals(0, run.fund().quantity());
    assertEquals(0, run("default").settledAt());
  }

  @Test
  void contractThatExpiresBehindTheTapeIsAMistake() {
    VenueSpec spec = VenueFiles.open("dated");
    Tape tape = Tapes.open("2021-05-19");

    UserError error = assertThrows(UserError.class, () -> Venue.of(tape, spec));

    assertTrue(error.getMessage().contains("expiresAfter"), error.getMessage());
  }

  @Test
  void sumsOfTheStagesAreThoseOfTheLiquidations() {
    RunStatistics run = run("backstop");
    double closed = 0;
    double takenOver = 0;
    double deleveraged = 0;
    for (StageTally.Stage stage : run.stages().stages()) {
      closed += stage.closed();
      takenOver += stage.takenOver();
      deleveraged += stage.deleveraged();
    }

    assertEquals(run.liquidations().closedNotional(), closed, 1);
    assertEquals(run.liquidations().takenOverNotional(), takenOver, 1);
    assertEquals(run.liquidations().deleveragedNotional(), deleveraged, 1);
  }
}
