package io.plimsoll.tools.bench;

import java.util.BitSet;
import net.openhft.affinity.Affinity;

/**
 * Cores that the two threads are kept on.
 *
 * @param driver core of the thread that sends and takes answers
 * @param engine core of the engine's thread
 */
public record Pins(int driver, int engine) {
  /** Whether the operating system lets this process run on both. */
  public boolean areAllowed() {
    BitSet allowed = Affinity.getAffinity();
    return allowed.get(driver) && allowed.get(engine);
  }

  /** Keeps the calling thread on a core. */
  static void pin(int core) {
    Affinity.setAffinity(core);
  }

  /** Lets the calling thread run on any core again. */
  static void unpin() {
    Affinity.resetToBaseAffinity();
  }

  @Override
  public String toString() {
    return driver + "," + engine;
  }
}
