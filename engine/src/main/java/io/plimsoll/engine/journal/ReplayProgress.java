package io.plimsoll.engine.journal;

/** Hears how far a replay has come. */
@FunctionalInterface
public interface ReplayProgress {
  /** Hears nothing. */
  ReplayProgress NONE = (sequence, events) -> {};

  /**
   * Called every few thousand commands, and at the end.
   *
   * @param sequence of the last command applied
   * @param events regenerated so far
   */
  void onProgress(long sequence, long events);
}
