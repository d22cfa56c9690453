package io.plimsoll.tools.bench.load;

import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.CommandEncoder;

/**
 * Quiet marks while a funding is always under way: every thousandth command is a Clock, which works
 * off one slice of it, and when it is through the next begins, with the other sign.
 */
public final class FundingUnderWay implements Load {
  private static final int CLOCK_EVERY = 1_000;
  // The fee account, the fund and the market account, and the two holders of the other contract.
  private static final long OTHER_ACCOUNTS = 5;
  private static final long RATE = 1_000;

  private final QuietMarks marks;
  private final long clocksPerFunding;

  /**
   * Funding beside marks.
   *
   * @param accounts how many pay and receive
   */
  public FundingUnderWay(int accounts) {
    marks = new QuietMarks(accounts);
    // One more than the slices of a pass: the first place is the Funding command's own.
    long visits = accounts + OTHER_ACCOUNTS;
    long slice = WorkLimits.DEFAULT.visits();
    clocksPerFunding = 1 + (visits + slice - 1) / slice;
  }

  @Override
  public void open(CommandEncoder commands) {
    marks.open(commands);
  }

  @Override
  public void send(long index, CommandEncoder commands) {
    if (index % CLOCK_EVERY != 0) {
      marks.send(index, commands);
      return;
    }
    long clock = index / CLOCK_EVERY;
    if (clock % clocksPerFunding == 0) {
      long sign = clock / clocksPerFunding % 2 == 0 ? 1 : -1;
      commands.funding(BenchVenue.HELD_ID, sign * RATE, 0);
    } else {
      commands.clock();
    }
  }
}
