package io.plimsoll.tools.tape;

import io.plimsoll.tools.importer.ImportOptions;

/**
 * How a file becomes a tape.
 *
 * @param importing how its rows are read; a bad one always ends it, if only because a run on a tape
 *     with holes would look like one without
 * @param barNanos length of a bar where the file has none of its own, in nanoseconds: a second to a
 *     day
 * @param marksPerBar marks kept of each such bar
 */
public record TapeOptions(ImportOptions importing, long barNanos, int marksPerBar) {
  /** Bars of a minute, 60 marks each. */
  public static final TapeOptions DEFAULT =
      new TapeOptions(ImportOptions.STRICT, 60_000_000_000L, 60);
}
