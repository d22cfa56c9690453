package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;

/**
 * Losses that wait to be spread, linked in the pools that they are in.
 *
 * <pre>
 * offset  0  long  liquidationId (the first 4 bytes link free records)
 *         8  long  what is left of the loss
 *        16  int   next loss of the pool
 *        20  -     padding to 24
 * </pre>
 */
public final class LossTable {
  private static final int LIQUIDATION_ID = 0;
  private static final int LEFT = 8;
  private static final int NEXT = 16;
  private static final int RECORD_LENGTH = 24;

  private final RecordStore store = new RecordStore(RECORD_LENGTH);

  int add(long liquidationId, long amount) {
    int loss = store.allocate();
    store.putLong(loss, LIQUIDATION_ID, liquidationId);
    store.putLong(loss, LEFT, amount);
    return loss;
  }

  void free(int loss) {
    store.free(loss);
  }

  /** The liquidation that left it. */
  public long liquidationId(int loss) {
    return store.getLong(loss, LIQUIDATION_ID);
  }

  /** What is left of it, money. */
  public long left(int loss) {
    return store.getLong(loss, LEFT);
  }

  void left(int loss, long amount) {
    store.putLong(loss, LEFT, amount);
  }

  /** The next one of its pool, or 0. */
  public int next(int loss) {
    return store.getInt(loss, NEXT);
  }

  void link(int loss, int next) {
    store.putInt(loss, NEXT, next);
  }

  /** Carries all losses. */
  void state(StateStream stream) {
    store.state(stream);
  }
}
