package io.plimsoll.tools.bench.load;

import io.plimsoll.protocol.CommandEncoder;
import java.util.SplittableRandom;

/** Marks within 0.2 % of where everybody entered: they harm nobody. */
public final class QuietMarks implements Load {
  private static final int MARKS = 1_024;
  private static final long SEED = 2;

  private final int accounts;
  private final int instrumentId;
  private final long[] marks = new long[MARKS];

  /**
   * Marks of the contract that everybody holds.
   *
   * @param accounts how many there are
   */
  public QuietMarks(int accounts) {
    this(accounts, BenchVenue.HELD_ID);
  }

  QuietMarks(int accounts, int instrumentId) {
    this.accounts = accounts;
    this.instrumentId = instrumentId;
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < MARKS; i++) {
      marks[i] =
          BenchVenue.ENTRY_MARK + random.nextLong(-BenchVenue.QUIET_BAND, BenchVenue.QUIET_BAND);
    }
  }

  @Override
  public void open(CommandEncoder commands) {
    BenchVenue.open(accounts, commands);
  }

  @Override
  public void send(long index, CommandEncoder commands) {
    commands.markPrice(instrumentId, marks[(int) index & (MARKS - 1)]);
  }
}
