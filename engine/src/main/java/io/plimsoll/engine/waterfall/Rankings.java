package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.HolderTable;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.AdlRanking;

/**
 * The rankings that are kept: one of each side of an instrument, from its first deleveraging on.
 */
public final class Rankings {
  /** A ranking serves tasks that come this much later, nanoseconds. */
  static final long AGE_MAX = 10_000_000_000L;

  private final Ranking[] longs = new Ranking[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final Ranking[] shorts = new Ranking[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final HolderTable holders;
  private final int candidatesMax;

  Rankings(HolderTable holders, int candidatesMax) {
    this.holders = holders;
    this.candidatesMax = candidatesMax;
  }

  /** The ranking of a side of an instrument; null if there is none yet. */
  public Ranking find(int instrumentId, boolean isLong) {
    Ranking ranking = (isLong ? longs : shorts)[instrumentId];
    return ranking == null || !ranking.hasBegun() ? null : ranking;
  }

  /** Makes room for an instrument ahead of its first ranking. */
  void open(int instrumentId) {
    longs[instrumentId] = new Ranking(candidatesMax);
    shorts[instrumentId] = new Ranking(candidatesMax);
  }

  /** The ranking of a side of an instrument. */
  Ranking of(int instrumentId, boolean isLong) {
    return (isLong ? longs : shorts)[instrumentId];
  }

  /** Begins a ranking of a side of an instrument anew. */
  void begin(int instrumentId, boolean isLong, AdlRanking kind) {
    of(instrumentId, isLong).begin(kind);
    holders.forgetJoined(instrumentId, isLong);
  }

  /** Whether somebody holds the side who may be in no ranking: left out, or come since. */
  public boolean lacksSomeone(int instrumentId, boolean isLong) {
    return find(instrumentId, isLong).leftOut() || holders.hasJoined(instrumentId, isLong);
  }

  /** Who is lacking would not help. */
  void lacksNobody(int instrumentId, boolean isLong) {
    find(instrumentId, isLong).forgetLeftOut();
    holders.forgetJoined(instrumentId, isLong);
  }

  /** Whether the ranking of a side serves a task that ranks in this way, at a time. */
  boolean serves(int instrumentId, boolean isLong, AdlRanking kind, long now) {
    Ranking ranking = find(instrumentId, isLong);
    return ranking != null
        && ranking.kind() == kind
        && now - ranking.madeAt() <= AGE_MAX
        && (ranking.size() > 0 || !lacksSomeone(instrumentId, isLong));
  }

  /** Carries all rankings. */
  void state(StateStream stream) {
    states(longs, stream);
    states(shorts, stream);
  }

  private void states(Ranking[] rankings, StateStream stream) {
    for (int id = stream.next(rankings, 0); id >= 0; id = stream.next(rankings, id + 1)) {
      if (stream.isReading()) {
        rankings[id] = new Ranking(candidatesMax);
      }
      rankings[id].state(stream);
    }
  }
}
