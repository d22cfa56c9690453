package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.StateStream;

/**
 * Instruments whose marks may have reached positions that are not handled yet, first come first: a
 * ring with room for all instruments.
 */
public final class WaitingMarks {
  private static final int CAPACITY = InstrumentTable.INSTRUMENT_ID_MAX;

  private final Instrument[] ring = new Instrument[CAPACITY];
  private int first;
  private int size;

  /** Appends an instrument that is not in it. */
  void add(Instrument instrument) {
    ring[(first + size) % CAPACITY] = instrument;
    size++;
  }

  /** The one that has waited longest. */
  Instrument first() {
    return ring[first];
  }

  void removeFirst() {
    ring[first] = null;
    first = (first + 1) % CAPACITY;
    size--;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** An instrument, in order from 0. */
  public Instrument at(int index) {
    return ring[(first + index) % CAPACITY];
  }

  /** Carries the instruments that wait, in their order. */
  void state(InstrumentTable instruments, StateStream stream) {
    first = stream.of(first);
    int count = stream.of(size);
    for (int i = 0; i < count; i++) {
      int id = stream.of(stream.isReading() ? 0 : at(i).id());
      if (stream.isReading()) {
        add(instruments.instrument(id));
      }
    }
  }
}
