package io.plimsoll.tools.scenario;

import io.plimsoll.protocol.codec.IndexRule;
import java.util.List;

/**
 * How the index of an instrument is made.
 *
 * @param sources at least one
 * @param rule how their prices become one
 * @param staleAfter age in nanoseconds past which a price does not count
 * @param outlierRange parts per billion from the median past which a price is off; 0 for none
 * @param sourcesMin fewest live sources
 */
public record IndexPlan(
    List<SourcePlan> sources, IndexRule rule, long staleAfter, long outlierRange, int sourcesMin) {
  /** Copies the list. */
  public IndexPlan {
    sources = List.copyOf(sources);
  }
}
