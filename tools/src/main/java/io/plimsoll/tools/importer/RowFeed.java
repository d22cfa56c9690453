package io.plimsoll.tools.importer;

import java.time.Instant;

/** Hands rows on in the order of their times, and counts them. */
final class RowFeed {
  private static final long SECOND = 1_000_000_000L;

  private final Mistakes mistakes;
  private final RowSink sink;
  private final long latenessMax;
  private long rows;
  private long late;
  private long lastLine;
  private long first = Times.NONE;
  private long last = Times.NONE;

  /**
   * A feed.
   *
   * @param mistakes counts rows that the sink refuses
   * @param sink takes the others
   * @param latenessMax how far a row's time may lie before that of the row before, in nanoseconds;
   *     it then counts as of that time
   */
  RowFeed(Mistakes mistakes, RowSink sink, long latenessMax) {
    this.mistakes = mistakes;
    this.sink = sink;
    this.latenessMax = latenessMax;
  }

  void offer(Row row) {
    if (row.time() < last) {
      if (last - row.time() > latenessMax) {
        throw mistakes.at(
            row.line(),
            row.timeName()
                + " is "
                + text(row.time())
                + ", before "
                + text(last)
                + " of the row before; expected times that do not go back");
      }
      late++;
      row.time(last);
    }
    try {
      sink.accept(row);
    } catch (BadRow e) {
      mistakes.add(row.line(), e);
      return;
    }
    if (rows++ == 0) {
      first = row.time();
    }
    last = row.time();
    lastLine = row.line();
  }

  private static Instant text(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
  }

  long rows() {
    return rows;
  }

  /** Line of the last row that was taken. */
  long lastLine() {
    return lastLine;
  }

  long late() {
    return late;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }
}
