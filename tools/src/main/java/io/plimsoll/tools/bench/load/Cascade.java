package io.plimsoll.tools.bench.load;

import io.plimsoll.engine.core.EngineView;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import java.util.Arrays;

/**
 * A crash of one contract beside quiet marks of another: a thousand ticks a second down to half the
 * price, through the liquidation price of every long.
 *
 * <p>Each fiftieth tick falls as far as fifty others: half of all liquidations come in such bursts.
 * Which tick makes an account liquidatable is known beforehand, from its liquidation price. So a
 * forced order that comes out late is held against the tick that caused it, not against the last
 * one.
 */
public final class Cascade implements Load {
  private static final int TICKS_PER_SECOND = 1_000;
  private static final int BURST_EVERY = 50;
  private static final double FALL = 0.5;
  private static final long NEVER = -1;

  private final int accounts;
  private final QuietMarks marks;
  private final long tickEvery;
  private final long[] ticks;
  private final long[] causes;

  /**
   * A cascade.
   *
   * @param accounts half of them long
   * @param perSecond commands a second of the timetable
   * @param commands of the timetable in all: the crash takes that long
   */
  public Cascade(int accounts, long perSecond, long commands) {
    this.accounts = accounts;
    this.marks = new QuietMarks(accounts, BenchVenue.QUIET_ID);
    this.tickEvery = Math.max(2, perSecond / TICKS_PER_SECOND);
    this.ticks = path(Math.toIntExact(1 + commands / tickEvery));
    this.causes = causes();
  }

  @Override
  public void open(CommandEncoder commands) {
    BenchVenue.open(accounts, commands);
  }

  @Override
  public void send(long index, CommandEncoder commands) {
    if (index % tickEvery == 0) {
      int tick = (int) Math.min(index / tickEvery, ticks.length - 1);
      commands.markPrice(BenchVenue.HELD_ID, ticks[tick]);
    } else {
      marks.send(index, commands);
    }
  }

  @Override
  public long causeOf(long accountId) {
    return causes[BenchVenue.index(accountId)];
  }

  /** Accounts that the crash liquidates. */
  public long liquidations() {
    return Arrays.stream(causes).filter(cause -> cause != NEVER).count();
  }

  private static long[] path(int length) {
    long[] fallen = new long[length];
    for (int i = 1; i < length; i++) {
      fallen[i] = fallen[i - 1] + (i % BURST_EVERY == 0 ? BURST_EVERY : 1);
    }
    double whole = Math.max(1, fallen[length - 1]);
    long[] path = new long[length];
    for (int i = 0; i < length; i++) {
      path[i] = Math.round(BenchVenue.ENTRY_MARK * (1 - FALL * (fallen[i] / whole)));
    }
    return path;
  }

  /** Asks an engine of its own in which everybody stands as at the start. */
  private long[] causes() {
    long[] found = new long[accounts];
    try (InThreadEngine engine = InThreadEngine.launch(EngineOptions.builder().build())) {
      open(new CommandEncoder(engine));
      EngineView view = engine.view();
      for (int i = 0; i < accounts; i++) {
        boolean isLong = view.quantity(BenchVenue.accountId(i), BenchVenue.HELD_ID) > 0;
        found[i] =
            isLong
                ? causeOfPrice(view.liquidationPrice(BenchVenue.accountId(i), BenchVenue.HELD_ID))
                : NEVER;
      }
    }
    return found;
  }

  /** Index of the first command whose mark is at or below a price. */
  private long causeOfPrice(long price) {
    int low = 0;
    int high = ticks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ticks[middle] <= price) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == ticks.length ? NEVER : low * tickEvery;
  }
}
