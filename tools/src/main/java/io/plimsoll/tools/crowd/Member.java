package io.plimsoll.tools.crowd;

import java.util.List;

/**
 * One trader of a population.
 *
 * @param accountId from 1
 * @param group by index: those of named traders first, then those of the crowd
 * @param isolated whether its positions are isolated
 * @param deposit paid in before the start, in units of money: what all of it counts for
 * @param pledge what it is paid in
 * @param stakes its positions, each in another instrument; none if the smallest is too dear for it
 * @param topUpAmount paid in at each margin call, in units of money; 0 for nothing
 * @param topUps how often at most
 */
public record Member(
    long accountId,
    int group,
    boolean isolated,
    long deposit,
    Pledge pledge,
    List<Stake> stakes,
    long topUpAmount,
    int topUps) {
  /** Copies the list. */
  public Member {
    stakes = List.copyOf(stakes);
  }
}
