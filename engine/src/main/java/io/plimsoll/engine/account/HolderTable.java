package io.plimsoll.engine.account;

import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.OrderedIntSet;
import io.plimsoll.engine.memory.StateStream;

/**
 * Who holds a quantity in an instrument, long or short, in account order. An account in hedge mode
 * may hold both sides.
 */
public final class HolderTable {
  private static final int CAPACITY = InstrumentTable.INSTRUMENT_ID_MAX + 1;

  private final OrderedIntSet[] longs = new OrderedIntSet[CAPACITY];
  private final OrderedIntSet[] shorts = new OrderedIntSet[CAPACITY];
  private final boolean[] longsJoined = new boolean[CAPACITY];
  private final boolean[] shortsJoined = new boolean[CAPACITY];

  /** Makes room for an instrument ahead of its first position. */
  public void open(int instrumentId) {
    longs[instrumentId] = new OrderedIntSet();
    shorts[instrumentId] = new OrderedIntSet();
  }

  /** A position's quantity has changed. */
  void changed(int account, int instrumentId, long before, long after) {
    change(longs, longsJoined, account, instrumentId, before > 0, after > 0);
    change(shorts, shortsJoined, account, instrumentId, before < 0, after < 0);
  }

  private static void change(
      OrderedIntSet[] sets,
      boolean[] joined,
      int account,
      int instrumentId,
      boolean before,
      boolean after) {
    if (before == after) {
      return;
    }
    if (sets[instrumentId] == null) {
      sets[instrumentId] = new OrderedIntSet();
    }
    if (after) {
      sets[instrumentId].add(account);
      joined[instrumentId] = true;
    } else {
      sets[instrumentId].remove(account);
    }
  }

  /**
   * The first account from a number on that holds a side of an instrument.
   *
   * @param isLong which side
   * @param from number of the first account that may be meant
   * @return its number; 0 if there is none
   */
  public int next(int instrumentId, boolean isLong, int from) {
    OrderedIntSet set = (isLong ? longs : shorts)[instrumentId];
    return set == null ? 0 : Math.max(0, set.next(from));
  }

  /** Whether anyone came to hold a side of an instrument since this was last forgotten. */
  public boolean hasJoined(int instrumentId, boolean isLong) {
    return (isLong ? longsJoined : shortsJoined)[instrumentId];
  }

  /** Forgets who came to hold a side of an instrument so far. */
  public void forgetJoined(int instrumentId, boolean isLong) {
    (isLong ? longsJoined : shortsJoined)[instrumentId] = false;
  }

  /** As {@link #next(int, boolean, int)}, of either side. */
  public int next(int instrumentId, int from) {
    int nextLong = next(instrumentId, true, from);
    int nextShort = next(instrumentId, false, from);
    return nextLong == 0 || (nextShort != 0 && nextShort < nextLong) ? nextShort : nextLong;
  }

  /** Carries who holds what. */
  void state(StateStream stream) {
    states(longs, longsJoined, stream);
    states(shorts, shortsJoined, stream);
  }

  private static void states(OrderedIntSet[] sets, boolean[] joined, StateStream stream) {
    for (int id = stream.next(sets, 0); id >= 0; id = stream.next(sets, id + 1)) {
      if (stream.isReading()) {
        sets[id] = new OrderedIntSet();
      }
      sets[id].state(stream);
      joined[id] = stream.of(joined[id]);
    }
  }
}
