package io.plimsoll.engine.account;

import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.OrderedIntSet;

/** Who holds a quantity in an instrument, long or short, in account order. */
public final class HolderTable {
  private final OrderedIntSet[] longs = new OrderedIntSet[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final OrderedIntSet[] shorts = new OrderedIntSet[InstrumentTable.INSTRUMENT_ID_MAX + 1];

  /** A position's quantity has changed. */
  void changed(int account, int instrumentId, long before, long after) {
    change(longs, account, instrumentId, before > 0, after > 0);
    change(shorts, account, instrumentId, before < 0, after < 0);
  }

  private static void change(
      OrderedIntSet[] sets, int account, int instrumentId, boolean before, boolean after) {
    if (before == after) {
      return;
    }
    if (sets[instrumentId] == null) {
      sets[instrumentId] = new OrderedIntSet();
    }
    if (after) {
      sets[instrumentId].add(account);
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

  /** As {@link #next(int, boolean, int)}, of either side. */
  public int next(int instrumentId, int from) {
    int nextLong = next(instrumentId, true, from);
    int nextShort = next(instrumentId, false, from);
    return nextLong == 0 || (nextShort != 0 && nextShort < nextLong) ? nextShort : nextLong;
  }
}
