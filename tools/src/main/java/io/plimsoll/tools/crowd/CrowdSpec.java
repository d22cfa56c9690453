package io.plimsoll.tools.crowd;

import java.util.List;

/**
 * A crowd as a scenario describes it.
 *
 * @param accounts how many traders, 0 for none
 * @param groups of which it consists; their shares sum to the whole
 */
public record CrowdSpec(int accounts, List<GroupSpec> groups) {
  /** Copies the list. */
  public CrowdSpec {
    groups = List.copyOf(groups);
  }

  /** The same with another number of traders. */
  public CrowdSpec withAccounts(int number) {
    return new CrowdSpec(number, groups);
  }
}
