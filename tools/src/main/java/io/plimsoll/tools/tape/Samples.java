package io.plimsoll.tools.tape;

/**
 * What a tape of trades, marks or quotes says at evenly spread times: so many in each bar, all bars
 * after each other.
 */
public final class Samples {
  private final int perBar;
  private final long[] marks;
  private final long[] volumes;
  private final long[] bidDepths;
  private final long[] askDepths;
  private final long[] indexes;

  /**
   * Samples; the arrays are kept, not copied.
   *
   * @param perBar how many in each bar
   * @param marks the price that stood at each time, in the tape's price scale
   * @param volumes what traded from each time to the next, in the tape's quantity scale
   * @param bidDepths all bids that the file showed at each time, in the tape's quantity scale; null
   *     if the file has no book
   * @param askDepths the same of asks
   * @param indexes the index that stood at each time, in the tape's price scale; null if the file
   *     tells none beside the price
   */
  Samples(
      int perBar,
      long[] marks,
      long[] volumes,
      long[] bidDepths,
      long[] askDepths,
      long[] indexes) {
    this.perBar = perBar;
    this.marks = marks;
    this.volumes = volumes;
    this.bidDepths = bidDepths;
    this.askDepths = askDepths;
    this.indexes = indexes;
  }

  /** How many in each bar. */
  public int perBar() {
    return perBar;
  }

  /** How many in all bars. */
  int count() {
    return marks.length;
  }

  /** The price that stood at a time, in the tape's price scale. */
  public long mark(int index) {
    return marks[index];
  }

  /** What traded from a time to the next, in the tape's quantity scale. */
  public long volume(int index) {
    return volumes[index];
  }

  /** Whether the file tells an index beside the price. */
  public boolean hasIndex() {
    return indexes != null;
  }

  /** The index that stood at a time, in the tape's price scale. */
  public long index(int at) {
    return indexes[at];
  }

  /** Whether the file has a book. */
  public boolean hasDepth() {
    return bidDepths != null;
  }

  /** All bids that the book showed at a time, in the tape's quantity scale. */
  public long bidDepth(int index) {
    return bidDepths[index];
  }

  /** All asks that the book showed at a time, in the tape's quantity scale. */
  public long askDepth(int index) {
    return askDepths[index];
  }
}
