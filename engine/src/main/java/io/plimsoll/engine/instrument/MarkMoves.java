package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;

/**
 * How far a mark has lately moved down and up: says where a cross wallet's slack is likely to be
 * needed. It decides how often wallets are looked at, never what is found, so its rule is the
 * engine's own and not in the rules.
 *
 * <p>Marks are taken in windows of 64. At the end of each, the furthest fall and the furthest rise
 * from the window's first mark go into two averages with a quarter of the weight. Not thread safe.
 */
public final class MarkMoves {
  private static final int WINDOW = 64;
  private static final int SCALE_BITS = 20;

  /** Moves this large or larger count the same: weights must not overflow. */
  private static final long MOVE_MAX = 1 << 12;

  /** What is assumed before there are marks: 0.1 %. */
  private static final long FIRST_MOVE = 1 << 10;

  private long first;
  private long lowest;
  private long highest;
  private int marks;
  private long fall = FIRST_MOVE;
  private long rise = FIRST_MOVE;

  /** The next mark. */
  void add(long mark) {
    if (first == 0) {
      begin(mark);
    }
    lowest = Math.min(lowest, mark);
    highest = Math.max(highest, mark);
    marks++;
    if (marks == WINDOW) {
      fall += (moved(first - lowest) - fall) / 4;
      rise += (moved(highest - first) - rise) / 4;
      begin(mark);
    }
  }

  private void begin(long mark) {
    first = mark;
    lowest = mark;
    highest = mark;
    marks = 0;
  }

  private long moved(long by) {
    long part = Int128.mulDivFloor(by, 1 << SCALE_BITS, first);
    return Math.min(part, MOVE_MAX);
  }

  /** Weight of a fall: its average, and a little of both, since moves turn. From 1 to 2^13. */
  public long fall() {
    return 1 + fall + (fall + rise) / 8;
  }

  /** Weight of a rise, likewise. */
  public long rise() {
    return 1 + rise + (fall + rise) / 8;
  }

  /** Carries the moves so far. */
  void state(StateStream stream) {
    first = stream.of(first);
    lowest = stream.of(lowest);
    highest = stream.of(highest);
    marks = stream.of(marks);
    fall = stream.of(fall);
    rise = stream.of(rise);
  }
}
