package io.plimsoll.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.inspect.RecordedWalk;
import io.plimsoll.tools.numbers.FundNumbers;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.LiquidationSink;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The summary of a run and the report of its journal look at funds at the same moments. */
class FundLowestTest {
  private static final int ACCOUNTS = 2_000;

  @TempDir Path folder;

  private EngineLauncher launcher(EngineLimits limits) {
    return new EngineLauncher(limits, Optional.of(folder.resolve("journal")), Map.of(), "test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "backstop",
        "inverse",
        "socialised",
        "continuous",
        "collateral",
        "dated",
        "hyperliquid"
      })
  void runAndReportAgreeOnTheLowestFundOfAVenue(String name) {
    Tape tape = Tapes.open(Tapes.DEFAULT);
    VenueSpec spec = VenueFiles.open(name);
    Venue venue = Venue.of(tape, spec);
    SimulationPlan plan = new SimulationPlan(tape, venue, ACCOUNTS, 1, spec.fund().seed(), 20);
    EngineLimits limits = new EngineLimits(ACCOUNTS + venue.ownAccounts(), ACCOUNTS);

    RunStatistics run;
    try (Simulation simulation = new Simulation(plan, launcher(limits)::inThread)) {
      run = simulation.run(Pacer.FAST, Progress.NONE);
    }

    assertAgree(run, spec.vaults().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fund-exhaustion", "short-squeeze", "thin-token", "halt"})
  void runAndReportAgreeOnTheLowestFundOfAScenario(String name) {
    Scenario scenario = ScenarioFiles.open(name).scenario();
    ScenarioVenue ready = ScenarioVenue.of(scenario);

    RunStatistics statistics;
    try (ScenarioRun run = new ScenarioRun(ready, launcher(ready.limits())::inThread)) {
      statistics = run.run(Pacer.FAST, Progress.NONE);
    }

    assertAgree(statistics, scenario.venue().vaults().size());
    assertTrue(
        statistics.fund().equityLowest().longValueExact() < statistics.fund().before(),
        "a fund that never fell shows nothing");
  }

  private void assertAgree(RunStatistics run, int vaults) {
    JournalNumbers numbers = new JournalNumbers(LiquidationSink.NONE);
    RecordedWalk.walk(folder.resolve("journal"), numbers, (sequence, events) -> {});
    numbers.finish();
    assertAgree(run.fund(), numbers, Venue.FUND_ACCOUNT);
    for (int i = 0; i < vaults; i++) {
      assertAgree(run.vault(i), numbers, VenueSpec.FIRST_VAULT_ACCOUNT + i);
    }
  }

  private static void assertAgree(FundTally tally, JournalNumbers numbers, long account) {
    Optional<FundNumbers> fund =
        numbers.funds().stream()
            .filter(each -> each.account() == account && each.asset().id() == Venue.ASSET_ID)
            .findFirst();
    // A fund that never had anything is none of the report's.
    assertEquals(
        fund.map(FundNumbers::lowestEquity).orElse(0L), tally.equityLowest().longValueExact());
    assertEquals(fund.map(FundNumbers::belowZeroAt).orElse(0L), tally.exhaustedAt());
    assertEquals(fund.map(FundNumbers::balance).orElse(0L), tally.balance());
  }
}
