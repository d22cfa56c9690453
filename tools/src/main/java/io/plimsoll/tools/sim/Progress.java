package io.plimsoll.tools.sim;

/** Told how far long work has come. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (what, done, total) -> {};

  /**
   * So much is done.
   *
   * @param what is going on, for people
   * @param done so far
   * @param total in the end
   */
  void report(String what, long done, long total);
}
