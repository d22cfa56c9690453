package io.plimsoll.tools.sim;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Gives the engine time for the work that waits in it: clocks from one mark to the next, and after
 * the last mark a standstill in which the last prices go on until nothing is under way.
 */
final class WorkTime {
  /** Clocks from one mark to the next, at most. */
  private static final int CLOCKS_PER_MARK = 100;

  /** How long a standstill lasts, at most: so many marks. */
  private static final int STANDSTILL_MARKS = 3_600;

  private final long interval;
  private final BooleanSupplier waits;
  private final WorkUnderWay work;
  private final RunStatistics statistics;

  /**
   * Time for an engine.
   *
   * @param interval from one mark to the next, in nanoseconds
   * @param waits whether the engine has work that waits for a clock
   * @param work what it has begun and not finished
   * @param statistics hears of the standstill
   */
  WorkTime(long interval, BooleanSupplier waits, WorkUnderWay work, RunStatistics statistics) {
    this.interval = interval;
    this.waits = waits;
    this.work = work;
    this.statistics = statistics;
  }

  /**
   * A clock at a mark; further ones before the next mark as long as the engine has work that waits.
   *
   * @param time of the mark, in nanoseconds since 1970
   * @param clock sends one at a time, and sees to all that follows
   */
  void clocks(long time, LongConsumer clock) {
    for (int i = 0; i < CLOCKS_PER_MARK && (i == 0 || waits.getAsBoolean()); i++) {
      clock.accept(time + interval / CLOCKS_PER_MARK * i);
    }
  }

  /**
   * After the last mark: more of them, until nothing is under way.
   *
   * @param asks whether the market has something to answer
   * @param mark runs the mark of a number from 0
   * @param snapshot takes one in the end, if anything has passed
   */
  void standStill(BooleanSupplier asks, IntConsumer mark, Runnable snapshot) {
    int passed = 0;
    while ((work.isAnything() || waits.getAsBoolean() || asks.getAsBoolean())
        && passed < STANDSTILL_MARKS) {
      mark.accept(passed++);
    }
    if (passed > 0) {
      snapshot.run();
      statistics.stoodStill(interval * passed, work.describe(waits.getAsBoolean()));
    }
  }
}
