package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.protocol.codec.AdlRanking;

/**
 * The rankings that are kept: one of each side of an instrument, from its first deleveraging on.
 */
public final class Rankings {
  /** A ranking serves tasks that come this much later, nanoseconds. */
  static final long AGE_MAX = 10_000_000_000L;

  private final Ranking[] longs = new Ranking[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final Ranking[] shorts = new Ranking[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final int candidatesMax;

  Rankings(int candidatesMax) {
    this.candidatesMax = candidatesMax;
  }

  /** The ranking of a side of an instrument; null if there is none yet. */
  public Ranking find(int instrumentId, boolean isLong) {
    return (isLong ? longs : shorts)[instrumentId];
  }

  /** The ranking of a side of an instrument. */
  Ranking of(int instrumentId, boolean isLong) {
    Ranking[] side = isLong ? longs : shorts;
    if (side[instrumentId] == null) {
      side[instrumentId] = new Ranking(candidatesMax);
    }
    return side[instrumentId];
  }

  /** Whether a ranking that is made serves a task that ranks in its way, at a time. */
  static boolean serves(Ranking ranking, AdlRanking kind, long now) {
    return ranking.kind() == kind
        && now - ranking.madeAt() <= AGE_MAX
        && (ranking.size() > 0 || !ranking.leftOut());
  }
}
