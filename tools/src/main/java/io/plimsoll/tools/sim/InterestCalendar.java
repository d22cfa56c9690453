package io.plimsoll.tools.sim;

import io.plimsoll.tools.venue.CollateralSpec;
import io.plimsoll.tools.venue.CollateralSpec.Interest;
import java.util.Optional;
import java.util.OptionalLong;

/** When interest on debts falls due: at the multiples of its interval since 1970. */
final class InterestCalendar {
  private final Optional<Interest> interest;
  private long next = Long.MAX_VALUE;

  InterestCalendar(Optional<CollateralSpec> collateral) {
    this.interest = collateral.flatMap(CollateralSpec::interest);
  }

  /** The tape begins. */
  void begin(long time) {
    interest.ifPresent(terms -> next = after(terms, time));
  }

  /**
   * The rate of a charge that falls due by now, at most one a call; nothing if none does.
   *
   * @param time not before that of the last call, in nanoseconds since 1970
   * @return parts per billion
   */
  OptionalLong due(long time) {
    if (time < next) {
      return OptionalLong.empty();
    }
    Interest terms = interest.orElseThrow();
    next = after(terms, time);
    return OptionalLong.of(terms.rate());
  }

  private static long after(Interest terms, long time) {
    return (time / terms.interval() + 1) * terms.interval();
  }
}
