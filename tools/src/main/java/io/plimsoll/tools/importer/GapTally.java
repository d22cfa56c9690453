package io.plimsoll.tools.importer;

/**
 * Finds where a file says nothing for long: of bars, wherever the step to the next is not that of
 * the first two; of other rows, wherever it is longer than a limit.
 */
public final class GapTally implements RowSink {
  private final RowSink next;
  private final long limit;
  private boolean bars;
  private long step;
  private long before = Times.NONE;
  private long count;
  private long longest;
  private long longestAfter;

  /**
   * A tally.
   *
   * @param limitNanos longest silence that is no gap, where rows are no bars
   * @param next takes the rows after they are looked at
   */
  public GapTally(long limitNanos, RowSink next) {
    this.limit = limitNanos;
    this.next = next;
  }

  @Override
  public void accept(Row row) {
    next.accept(row);
    long time = row.time();
    if (before == Times.NONE) {
      bars = row.has(Column.OPEN);
    } else {
      look(time - before);
    }
    before = time;
  }

  private void look(long silence) {
    if (bars && step == 0) {
      step = silence;
    }
    if (bars ? silence != step : silence > limit) {
      count++;
      if (silence > longest) {
        longest = silence;
        longestAfter = before;
      }
    }
  }

  /** Whether the rows are bars. */
  public boolean isOfBars() {
    return bars;
  }

  /** Time from one bar to the next, in nanoseconds; 0 if there are no two. */
  public long step() {
    return step;
  }

  /** How many gaps there are. */
  public long count() {
    return count;
  }

  /** The longest, in nanoseconds; 0 if there is none. */
  public long longest() {
    return longest;
  }

  /** The time after which the longest begins, in nanoseconds since 1970. */
  public long longestAfter() {
    return longestAfter;
  }
}
