package io.plimsoll.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.core.SmallSteps;
import io.plimsoll.engine.generated.Comparison;
import io.plimsoll.engine.generated.Coverage;
import io.plimsoll.engine.waterfall.WorkLimits;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * An engine that is given up again and again for one that starts from its snapshot gives the events
 * of one that never stopped, byte for byte, whatever comes in and wherever it was given up.
 */
class RestoredStreamTest {
  private static final long COMMANDS = Long.getLong("plimsoll.restored.commands", 30_000);
  private static final int TRIES = 12;
  private static final int STREAM_COMMANDS = 1000;

  /** Accounts enough for a pass of a task to need a second Clock. */
  private static final int CROWD = 1300;

  private static final Coverage COVERAGE = new Coverage();
  private static final Set<String> UNDER_WAY = new TreeSet<>();
  private static int interruptions;

  private LiquidationEngine steady;
  private InterruptedEngine interrupted;

  @Property(
      tries = TRIES,
      seed = "7712",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void sameEventsOnTheStreamsOfAFixedSeed(@ForAll long seed) {
    run(seed, WorkLimits.DEFAULT, 40, 0, COMMANDS / (3 * TRIES));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void sameEventsOnTheStreamsOfAFreshSeed(@ForAll long seed) {
    run(seed, WorkLimits.DEFAULT, 40, 0, COMMANDS / (3 * TRIES));
  }

  @Property(
      tries = TRIES,
      seed = "7712",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void sameEventsWhereWorkIsUnderWayAtNearlyEveryCommand(@ForAll long seed) {
    Random random = new Random(seed);
    WorkLimits limits =
        new WorkLimits(
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            1 + random.nextInt(12),
            1 + random.nextInt(4),
            1 + random.nextInt(3));
    run(seed, limits, 40, 0, COMMANDS / (3 * TRIES));
  }

  @Property(tries = 4, seed = "7712", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void sameEventsWhereTasksTakeMoreThanOneClock(@ForAll long seed) {
    run(seed, WorkLimits.DEFAULT, 60, CROWD, 1);
  }

  private void run(long seed, WorkLimits limits, int oneIn, int crowd, long commandsMin) {
    Comparison comparison =
        new Comparison(
            (accounts, orders, recorder) -> {
              steady =
                  SmallSteps.engine(new EngineLimits(accounts, orders), limits, recorder::onEvent);
              return steady::apply;
            },
            (accounts, orders, recorder) -> {
              interrupted =
                  new InterruptedEngine(
                      new EngineLimits(accounts, orders), limits, recorder::onEvent, oneIn, seed);
              return interrupted;
            },
            COVERAGE);
    long commands = 0;
    for (long stream = seed; commands < commandsMin; stream++) {
      COVERAGE.startStream();
      commands += comparison.run(stream, STREAM_COMMANDS, crowd);

      assertArrayEquals(StateBytes.of(steady), StateBytes.of(interrupted.engine()));
      interruptions += interrupted.interruptions();
      UNDER_WAY.addAll(interrupted.underWay());
    }
  }

  @AfterContainer
  static void theStreamsWentEverywhere() {
    System.out.println(
        "restored streams, " + COVERAGE.commands() + " commands, restored " + interruptions);
    assertTrue(interruptions > COVERAGE.commands() / 100, "restored " + interruptions);
    assertEquals(WorkUnderWay.ALL, UNDER_WAY, "what was under way when engines were given up");
  }
}
