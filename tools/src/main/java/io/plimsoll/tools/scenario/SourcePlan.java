package io.plimsoll.tools.scenario;

import java.util.List;

/**
 * One venue whose price goes into an index.
 *
 * @param name for people
 * @param weight in the index
 * @param faults what goes wrong there
 */
public record SourcePlan(String name, int weight, List<Fault> faults) {
  /** Copies the list. */
  public SourcePlan {
    faults = List.copyOf(faults);
  }

  /**
   * Something that goes wrong.
   *
   * @param window when
   * @param stale whether nothing comes from it
   * @param move how far its price is off, in parts per billion; 0 where nothing comes
   */
  public record Fault(Window window, boolean stale, long move) {}

  /**
   * The price that it tells.
   *
   * @param time in nanoseconds from the start
   * @param price that a sound source tells
   * @return 0 for none
   */
  public long price(long time, long price) {
    for (Fault fault : faults) {
      if (fault.window().contains(time)) {
        return fault.stale()
            ? 0
            : Math.max(1, price + PathBuilder.timesOver(price, fault.move(), 1_000_000_000L));
      }
    }
    return price;
  }
}
