package io.plimsoll.tools.bench.load;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;

/**
 * What a venue's day is made of: of sixteen commands eight are quiet marks, four are fills between
 * two traders, one each a deposit, a new order, its end, and a withdrawal.
 *
 * <p>Pairs of a long and a short trade one unit with each other: in one round over all pairs each
 * enlarges its position, in the next it goes back, so that nothing drifts but what fees take.
 */
public final class MixedFlow implements Load {
  private static final int PATTERN = 16;
  private static final int FILLS = 4;
  private static final long FIRST_EXECUTION_ID = 1L << 32;
  private static final long FIRST_ORDER_ID = 1L << 32;
  // Consecutive fills then touch memory far apart, as strangers do.
  private static final long STRIDE = 7_919;

  private final int accounts;
  private final QuietMarks marks;

  /**
   * A flow.
   *
   * @param accounts how many trade; 2 or above
   */
  public MixedFlow(int accounts) {
    this.accounts = accounts;
    this.marks = new QuietMarks(accounts);
  }

  @Override
  public void open(CommandEncoder commands) {
    BenchVenue.open(accounts, commands);
  }

  @Override
  public void send(long index, CommandEncoder commands) {
    long turn = index / PATTERN;
    int step = (int) (index % PATTERN);
    switch (step) {
      case 1, 5, 9, 13 -> fill(turn * FILLS + step / 4, commands);
      case 3 -> commands.deposit(account(turn), BenchVenue.ASSET_ID, BenchVenue.DOLLAR);
      case 7 ->
          commands.placeOrder(
              FIRST_ORDER_ID + turn,
              account(turn),
              BenchVenue.HELD_ID,
              Side.BUY,
              BenchVenue.ENTRY_MARK - 2 * BenchVenue.QUIET_BAND,
              1,
              false);
      case 11 -> commands.orderDone(FIRST_ORDER_ID + turn, DoneReason.CANCELLED);
      case 15 -> commands.withdraw(account(turn), BenchVenue.ASSET_ID, BenchVenue.DOLLAR);
      default -> marks.send(index, commands);
    }
  }

  private long account(long turn) {
    return BenchVenue.accountId((int) (turn * STRIDE % accounts));
  }

  private void fill(long number, CommandEncoder commands) {
    long pairs = accounts / 2;
    long round = number / pairs;
    int pair = (int) ((number % pairs + round) * STRIDE % pairs);
    long holdsLong = BenchVenue.accountId(2 * pair);
    long holdsShort = BenchVenue.accountId(2 * pair + 1);
    boolean enlarges = round % 2 == 0;
    commands.fill(
        FIRST_EXECUTION_ID + number,
        BenchVenue.HELD_ID,
        BenchVenue.ENTRY_MARK,
        1,
        enlarges ? holdsLong : holdsShort,
        0,
        enlarges ? holdsShort : holdsLong,
        0,
        Side.BUY);
  }
}
