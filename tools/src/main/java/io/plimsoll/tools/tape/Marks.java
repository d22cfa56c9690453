package io.plimsoll.tools.tape;

import java.util.Optional;

/**
 * The marks of a tape, so many a bar: the sampled ones where the tape has them, else the path that
 * {@link MarkPath} makes of each bar. A tape with fewer samples than marks repeats them, one with
 * more leaves some out.
 */
public final class Marks {
  private final Tape tape;
  private final MarkPath path;

  /**
   * The marks of a tape.
   *
   * @param tape whose
   * @param marksPerBar at least {@link MarkPath#MARKS_MIN}
   */
  public Marks(Tape tape, int marksPerBar) {
    this.tape = tape;
    this.path = new MarkPath(marksPerBar);
  }

  /** Marks of each bar. */
  public int perBar() {
    return path.marksPerBar();
  }

  /** Time from mark to mark, in nanoseconds. */
  public long interval() {
    return tape.interval() / perBar();
  }

  /** When a mark happens, in nanoseconds since 1970-01-01T00:00Z. */
  public long time(int bar, int index) {
    return path.time(tape.bars().get(bar), tape.interval(), index);
  }

  /** A mark, in the tape's price scale. */
  public long price(int bar, int index) {
    Optional<Samples> samples = tape.samples();
    return samples.isPresent()
        ? samples.get().mark(slot(samples.get(), bar, index))
        : path.mark(tape.bars().get(bar), index);
  }

  /**
   * What trades from a mark to the next, in the tape's quantity scale. Where the tape does not
   * know: the volume of the bar, spread evenly; what is left over falls to its first marks.
   */
  public long volume(int bar, int index) {
    Optional<Samples> samples = tape.samples();
    if (samples.isPresent() && samples.get().perBar() == perBar()) {
      return samples.get().volume(slot(samples.get(), bar, index));
    }
    long volume = tape.bars().get(bar).volume();
    return volume / perBar() + (index < volume % perBar() ? 1 : 0);
  }

  /** Whether the tape tells an index beside the price. */
  public boolean hasIndex() {
    return tape.samples().map(Samples::hasIndex).orElse(false);
  }

  /** The index at a mark, in the tape's price scale; the mark itself where the tape tells none. */
  public long indexPrice(int bar, int index) {
    if (!hasIndex()) {
      return price(bar, index);
    }
    Samples samples = tape.samples().orElseThrow();
    return samples.index(slot(samples, bar, index));
  }

  /** Whether the tape knows how deep the book was. */
  public boolean hasDepth() {
    return tape.samples().map(Samples::hasDepth).orElse(false);
  }

  /** All bids that the tape's book showed at a mark, in the tape's quantity scale. */
  public long bidDepth(int bar, int index) {
    Samples samples = tape.samples().orElseThrow();
    return samples.bidDepth(slot(samples, bar, index));
  }

  /** All asks that the tape's book showed at a mark, in the tape's quantity scale. */
  public long askDepth(int bar, int index) {
    Samples samples = tape.samples().orElseThrow();
    return samples.askDepth(slot(samples, bar, index));
  }

  private int slot(Samples samples, int bar, int index) {
    return bar * samples.perBar() + (int) ((long) index * samples.perBar() / perBar());
  }
}
