package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.core.SmallSteps;
import io.plimsoll.engine.generated.Comparison;
import io.plimsoll.engine.generated.Coverage;
import io.plimsoll.engine.reference.ReferenceEngine;
import io.plimsoll.engine.reference.ReferenceLimits;
import io.plimsoll.engine.waterfall.WorkLimits;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The engine and the reference engine, each written from docs/rules.md alone, give the same events,
 * byte for byte, whatever comes in.
 *
 * <p>The number of commands is the system property {@code plimsoll.differential.commands}. A
 * difference is told with the seed of its stream and the fewest commands that show it.
 */
class DifferentialTest {
  private static final long COMMANDS = Long.getLong("plimsoll.differential.commands", 250_000);
  private static final int TRIES = 20;
  private static final int STREAM_COMMANDS = 1000;

  /** Accounts enough for a pass of a task to need a second Clock. */
  private static final int CROWD = 1300;

  private static final int CROWDED_TRIES = 14;

  private static final Coverage COVERAGE = new Coverage();
  private static final Comparison COMPARISON =
      new Comparison(
          (accounts, orders, recorder) ->
              new ReferenceEngine(accounts, orders, recorder::onEvent)::apply,
          (accounts, orders, recorder) ->
              new LiquidationEngine(new EngineLimits(accounts, orders), recorder::onEvent)::apply,
          COVERAGE);

  @Property(
      tries = TRIES,
      seed = "7711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void sameEventsOnTheStreamsOfAFixedSeed(@ForAll long seed) {
    compare(seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void sameEventsOnTheStreamsOfAFreshSeed(@ForAll long seed) {
    compare(seed);
  }

  @Property(
      tries = CROWDED_TRIES,
      seed = "7711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void sameEventsWhereTasksTakeMoreThanOneClock(@ForAll long seed) {
    COVERAGE.startStream();
    COMPARISON.run(seed, STREAM_COMMANDS, CROWD);
  }

  @Property(
      tries = TRIES,
      seed = "7711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void sameEventsWhereEveryCommandDoesLittle(@ForAll long seed) {
    Random random = new Random(seed);
    int starts = 1 + random.nextInt(3);
    int cooldowns = 1 + random.nextInt(3);
    int visits = 1 + random.nextInt(12);
    int candidates = 1 + random.nextInt(4);
    int losses = 1 + random.nextInt(3);
    Comparison comparison =
        new Comparison(
            (accounts, orders, recorder) ->
                new ReferenceEngine(
                        accounts,
                        orders,
                        new ReferenceLimits(starts, cooldowns, visits, candidates, losses),
                        recorder::onEvent)
                    ::apply,
            (accounts, orders, recorder) ->
                SmallSteps.engine(
                        new EngineLimits(accounts, orders),
                        new WorkLimits(starts, cooldowns, visits, candidates, losses),
                        recorder::onEvent)
                    ::apply,
            COVERAGE);
    long commands = 0;
    for (long stream = seed; commands < COMMANDS / (2 * TRIES); stream++) {
      COVERAGE.startStream();
      commands += comparison.run(stream, STREAM_COMMANDS);
    }
  }

  private static void compare(long seed) {
    long commands = 0;
    for (long stream = seed; commands < COMMANDS / (2 * TRIES); stream++) {
      COVERAGE.startStream();
      commands += COMPARISON.run(stream, STREAM_COMMANDS);
    }
  }

  @AfterContainer
  static void theStreamsWentEverywhere() {
    System.out.println("differential test, " + COVERAGE.commands() + " commands:");
    System.out.println(COVERAGE.table());
    assertEquals(List.of(), COVERAGE.missing(DifferentialCoverage.required()));
  }
}
