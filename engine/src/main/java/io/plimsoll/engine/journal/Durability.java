package io.plimsoll.engine.journal;

/**
 * What a recorded command survives.
 *
 * @param syncEvery commands after which the journal is forced to disk; 0 leaves it to the operating
 *     system
 */
public record Durability(int syncEvery) {
  /** Survives a kill of the process, not the loss of power. The default. */
  public static final Durability PAGE_CACHE = new Durability(0);

  /** Checks the range. */
  public Durability {
    if (syncEvery < 0) {
      throw new IllegalArgumentException("syncEvery must not be negative: " + syncEvery);
    }
  }

  /**
   * Survives the loss of power but for the last commands.
   *
   * @param commands how many may be lost, counting the one under way; 1 loses none whose events
   *     were released
   * @return the setting
   */
  public static Durability syncEvery(int commands) {
    if (commands < 1) {
      throw new IllegalArgumentException("syncEvery must be 1 or above: " + commands);
    }
    return new Durability(commands);
  }
}
