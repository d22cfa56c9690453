package io.plimsoll.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.report.RunReport;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.sim.FundingTally.Premium;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Funding whose rate the engine computes while a tape or a scenario runs. */
class ComputedFundingTest {
  private static final int ACCOUNTS = 300;
  private static final long BEGIN = 1_760_130_000_000L;
  private static final String CLAMP =
      "funding: {rule: interestClamp, interest: 0.01 %, damper: 0.05 %, per: 1h, interval: 5m}";

  @TempDir private Path folder;

  private record Done(SimulationPlan plan, RunStatistics statistics) {
    FundingTally funding() {
      return statistics.funding();
    }

    String report() {
      StringWriter text = new StringWriter();
      try (PrintWriter out = new PrintWriter(text)) {
        new RunReport(out, plan, statistics).print("test");
      }
      return text.toString();
    }
  }

  private Done run(String venueText, String tapeText) throws IOException {
    Path venue = Files.writeString(folder.resolve("venue.yaml"), venueText + "\n");
    Path tapeFile = Files.writeString(folder.resolve("tape.csv"), tapeText);
    return run(VenueFiles.open(venue.toString()), Tapes.open(tapeFile.toString()));
  }

  private static Done run(VenueSpec spec, Tape tape) {
    Venue venue = Venue.of(tape, spec);
    EngineLauncher launcher =
        new EngineLauncher(
            new EngineLimits(ACCOUNTS + venue.ownAccounts(), ACCOUNTS),
            Optional.empty(),
            Map.of(),
            "test");
    SimulationPlan plan = new SimulationPlan(tape, venue, ACCOUNTS, 1, spec.fund().seed(), 60);
    try (Simulation simulation = new Simulation(plan, launcher::inThread)) {
      return new Done(plan, simulation.run(Pacer.FAST, Progress.NONE));
    }
  }

  /** A row each ten seconds for eleven minutes. */
  private static String tape(String header, String values) {
    StringBuilder rows = new StringBuilder("time," + header + "\n");
    for (int i = 0; i < 66; i++) {
      rows.append(BEGIN + i * 10_000L).append(',').append(values).append('\n');
    }
    return rows.toString();
  }

  /** The mark is 0.3 % over the index: 0.25 % an hour, a twelfth of it each five minutes. */
  @Test
  void aTapeWithMarkAndIndexGivesThePremium() throws IOException {
    Done done = run(CLAMP, tape("mark,index", "20060.00,20000.00"));

    assertEquals(0, done.statistics().rejections(), done.statistics().firstRejection());
    assertEquals(Premium.TAPE, done.funding().premium());
    assertEquals(2, done.funding().rates());
    assertEquals(2, done.funding().rounds());
    assertEquals(2_500_000 / 12, done.funding().rateLowest());
    assertTrue(done.funding().rateHighest() - done.funding().rateLowest() <= 1);
    assertTrue(done.funding().paid() > 0);
    assertTrue(
        done.report().contains("its premium the tape's price over its index; 0.02083"),
        done.report());
  }

  @Test
  void aTapeWithOnePriceHasNoPremiumAndTheReportSaysSo() throws IOException {
    Done clamp = run(CLAMP, tape("price", "20060.00"));
    Done band = run("funding: {rule: deadBand, per: 1h, interval: 5m}", tape("price", "20060.00"));

    assertEquals(Premium.NONE, clamp.funding().premium());
    assertEquals(100_000 / 12, clamp.funding().rateLowest());
    assertTrue(
        clamp.report().contains("0 (an assumption: the tape has one price, and no index)"),
        clamp.report());
    assertEquals(2, band.funding().rates());
    assertEquals(0, band.funding().rateHighest());
    assertEquals(0, band.funding().rounds());
  }

  /** What a fixed rate charges is what its formula gives without a premium. */
  @Test
  void interestAloneIsWhatAFixedRateCharges() throws IOException {
    String tape = tape("price", "20060.00");

    Done computed = run(CLAMP, tape);
    Done fixed = run("funding: {rate: 0.01 %, per: 1h, interval: 5m}", tape);

    assertEquals(fixed.funding().rounds(), computed.funding().rounds());
    assertEquals(fixed.funding().paid(), computed.funding().paid(), 0.02 * fixed.funding().paid());
  }

  @Test
  void ratesThatATapeTellsCountUnlessTheIndexLetsTheVenueComputeItsOwn() throws IOException {
    long due = BEGIN + 300_000;
    String told = ",0.002," + due;

    Done withoutIndex = run(CLAMP, tape("price,funding_rate,next_funding", "20060.00" + told));
    Done withIndex =
        run(CLAMP, tape("mark,index,funding_rate,next_funding", "20060.00,20000.00" + told));

    assertEquals(Premium.FIXED, withoutIndex.funding().premium());
    assertEquals(1, withoutIndex.funding().rounds());
    assertEquals(Premium.TAPE, withIndex.funding().premium());
    assertEquals(2, withIndex.funding().rounds());
  }

  /** A book whose asks are eaten lies above the index: longs pay. */
  @Test
  void inAScenarioThePremiumIsThatOfItsBook() throws IOException {
    String text =
        """
        venue: binance-usdm
        marksPerMinute: 6
        funding: {rule: deadBand, per: 1h, interval: 1m, sample: 10s, average: plain}
        market: {depth: 2000000}
        instruments:
          - symbol: BTCUSDT
            path: {start: 20000, pieces: [{hold: 1m}, {drift: 15 %, over: 10m}, {hold: 5m}]}
        crowd:
          accounts: 500
          groups:
            - {name: shorts, share: 100 %, longs: 0 %, leverage: {10: 100 %}, size: {pareto: 1.2, min: 200, max: 200000}}
        """;
    Path file = Files.writeString(folder.resolve("squeeze.yaml"), text);
    var scenario = ScenarioFiles.open(file.toString()).scenario();
    ScenarioVenue ready = ScenarioVenue.of(scenario);
    EngineLauncher launcher =
        new EngineLauncher(ready.limits(), Optional.empty(), Map.of(), "test");
    try (ScenarioRun run = new ScenarioRun(ready, launcher::inThread)) {
      RunStatistics statistics = run.run(Pacer.FAST, Progress.NONE);

      assertEquals(0, statistics.rejections(), statistics.firstRejection());
      assertEquals(Premium.BOOK, statistics.funding().premium());
      assertTrue(statistics.funding().rates() >= 15, statistics.funding().rates() + " rates");
      assertTrue(statistics.funding().rateHighest() > 0);
      assertTrue(statistics.funding().rounds() > 0);
    }
  }
}
