package io.plimsoll.tools.bench;

import io.plimsoll.engine.journal.Durability;

/** Whether commands and events are journaled, and what a command then survives. */
public enum JournalMode {
  /** No journal. */
  OFF,

  /** A kill of the process. */
  PAGE_CACHE,

  /** A loss of power, but for the last commands. */
  SYNC;

  /**
   * The engine's setting.
   *
   * @param syncEvery commands between two syncs, under {@link #SYNC}
   */
  Durability durability(int syncEvery) {
    return this == SYNC ? Durability.syncEvery(syncEvery) : Durability.PAGE_CACHE;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return Names.of(this);
  }
}
