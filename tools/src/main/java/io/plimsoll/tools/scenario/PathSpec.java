package io.plimsoll.tools.scenario;

import java.util.List;

/** Where the outside price of an instrument comes from. */
public sealed interface PathSpec {
  /**
   * How far each mark lies off the path by chance, at one standard deviation, in parts per billion
   * of the price.
   */
  long noise();

  /**
   * A price history.
   *
   * @param tape a bundled name, or a file
   * @param noise see {@link PathSpec#noise}
   */
  record History(String tape, long noise) implements PathSpec {}

  /**
   * Another instrument's path, scaled.
   *
   * @param instrument by index, before this one
   * @param beta its relative moves times this, in parts per billion
   * @param first first price, in the price scale
   * @param noise see {@link PathSpec#noise}
   */
  record Follower(int instrument, long beta, long first, long noise) implements PathSpec {}

  /**
   * Pieces, one after the other.
   *
   * @param first first price, in the price scale
   * @param pieces at least one
   * @param noise see {@link PathSpec#noise}
   */
  record Pieces(long first, List<Piece> pieces, long noise) implements PathSpec {
    /** Copies the list. */
    public Pieces {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * One piece of a path.
   *
   * @param shape how it gets from its first price to its last
   * @param move relative move from the first price to the last, in parts per billion
   * @param minutes how long it takes; 0 for a jump
   */
  record Piece(Shape shape, long move, int minutes) {}

  /** How the price of a piece gets to its end. t is the part of the time that has passed. */
  enum Shape {
    /** It stays. */
    HOLD,
    /** Evenly: the part t of the move. */
    DRIFT,
    /** All of it at once. */
    JUMP,
    /** By the same ratio in each mark. */
    BLEED,
    /** Slowly at first, ever faster: the part t². */
    SQUEEZE,
    /** Fast at first, ever slower: the part 1 − (1 − t)³. */
    COLLAPSE
  }
}
