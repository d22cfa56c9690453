package io.plimsoll.engine.reference;

/**
 * How much is done at once.
 *
 * @param starts calls and positions of liquidations, by a price event or a Clock
 * @param cooldowns positions of liquidations that go on after one, by a Clock
 * @param visits of tasks, by a Clock
 * @param candidates of a ranking
 * @param losses of a pool
 */
public record ReferenceLimits(int starts, int cooldowns, int visits, int candidates, int losses) {
  /** As the rules state them. */
  public static final ReferenceLimits OF_THE_RULES =
      new ReferenceLimits(512, 256, 1024, 1024, 1024);
}
