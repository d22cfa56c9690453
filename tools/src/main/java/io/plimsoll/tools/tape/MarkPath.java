package io.plimsoll.tools.tape;

/**
 * Expands a bar to a path of marks.
 *
 * <pre>
 * close below open:   open -> high -> low -> close      (it rose before it fell)
 * otherwise:          open -> low -> high -> close      (it fell before it rose)
 * </pre>
 *
 * The four prices are marks number 0, (n-1)/3, 2(n-1)/3 and n-1 of n; those between lie on straight
 * lines, rounded down. The marks of a bar are spread evenly over it, the first at its open time.
 */
public final class MarkPath {
  /** Fewest marks a bar can have: its four prices. */
  public static final int MARKS_MIN = 4;

  private final int marksPerBar;

  /**
   * A way to expand bars.
   *
   * @param marksPerBar marks of each bar, at least {@link #MARKS_MIN}
   */
  public MarkPath(int marksPerBar) {
    if (marksPerBar < MARKS_MIN) {
      throw new IllegalArgumentException("marks per bar below " + MARKS_MIN + ": " + marksPerBar);
    }
    this.marksPerBar = marksPerBar;
  }

  /** Marks of each bar. */
  public int marksPerBar() {
    return marksPerBar;
  }

  /**
   * One mark of a bar.
   *
   * @param bar the bar
   * @param index of the mark, 0 to marksPerBar - 1
   * @return its price, in the tape's price scale
   */
  public long mark(Bar bar, int index) {
    boolean falling = bar.close() < bar.open();
    long second = falling ? bar.high() : bar.low();
    long third = falling ? bar.low() : bar.high();
    int last = marksPerBar - 1;
    int secondAt = last / 3;
    int thirdAt = 2 * last / 3;
    if (index <= secondAt) {
      return between(bar.open(), second, index, secondAt);
    }
    if (index <= thirdAt) {
      return between(second, third, index - secondAt, thirdAt - secondAt);
    }
    return between(third, bar.close(), index - thirdAt, last - thirdAt);
  }

  /**
   * When a mark of a bar happens.
   *
   * @param bar the bar
   * @param interval length of the bar, in nanoseconds
   * @param index of the mark
   * @return nanoseconds since 1970-01-01T00:00Z
   */
  public long time(Bar bar, long interval, int index) {
    return bar.openTime() + interval / marksPerBar * index;
  }

  private static long between(long from, long to, int step, int steps) {
    return from + Math.floorDiv((to - from) * step, (long) steps);
  }
}
