package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.StateStream;

/**
 * How much is done at once of what would otherwise have no bound: sections 2, 5 and 8 of the rules.
 *
 * <p>An engine has {@link #DEFAULT}, since a journal must give the same events in every engine;
 * tests take less, so that small venues reach every bound.
 *
 * @param starts by a price event or a Clock: margin calls and positions of liquidations that start
 * @param cooldowns by a Clock: positions of liquidations whose cooldown has ended
 * @param visits by a Clock: visits of tasks
 * @param candidates that a ranking keeps
 * @param losses that are spread together
 */
public record WorkLimits(int starts, int cooldowns, int visits, int candidates, int losses) {
  /** The limits of the rules. */
  public static final WorkLimits DEFAULT = new WorkLimits(512, 256, 1024, 1024, 1024);

  /** Makes sure that state is of an engine with these limits. */
  void state(StateStream stream) {
    stream.same(starts, "the limit of starts");
    stream.same(cooldowns, "the limit of cooldowns");
    stream.same(visits, "the limit of visits");
    stream.same(candidates, "the limit of candidates");
    stream.same(losses, "the limit of losses");
  }
}
