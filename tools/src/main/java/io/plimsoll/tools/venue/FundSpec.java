package io.plimsoll.tools.venue;

import io.plimsoll.protocol.FundLimits;
import java.util.Optional;

/**
 * An insurance fund or a vault.
 *
 * @param name for people and for the stages that name it
 * @param seed money in it at the start, in units of the settlement asset
 * @param limits what it takes over; none to leave the engine's
 */
public record FundSpec(String name, long seed, Optional<FundLimits> limits) {
  /** Name of the instrument's insurance fund. */
  public static final String FUND = "fund";
}
