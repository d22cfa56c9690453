package io.plimsoll.tools.sim;

import io.plimsoll.tools.tape.FundingPoint;
import io.plimsoll.tools.venue.FundingSpec;
import io.plimsoll.tools.venue.FundingTerms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When funding, or interest, falls due, and at which rate: what the tape tells wins over what the
 * venue says.
 */
final class FundingCalendar {
  private final List<FundingPoint> happened;
  private final Optional<FundingSpec> planned;
  private int passed;
  private long next = Long.MAX_VALUE;

  /**
   * A calendar.
   *
   * @param told what the tape tells
   * @param terms of the venue; a rate that the engine computes is none of this calendar's business
   */
  FundingCalendar(List<FundingPoint> told, Optional<? extends FundingTerms> terms) {
    this.happened = told;
    this.planned =
        terms
            .filter(venue -> happened.isEmpty() && venue instanceof FundingSpec)
            .map(FundingSpec.class::cast);
  }

  /** The tape begins. */
  void begin(long time) {
    passed = 0;
    planned.ifPresent(funding -> next = funding.nextAfter(time));
    turn();
  }

  /**
   * The rate of a funding that falls due by now, at most one a call; nothing if none does.
   *
   * @param time not before that of the last call, in nanoseconds since 1970
   * @return parts per billion
   */
  OptionalLong due(long time) {
    if (time < next) {
      return OptionalLong.empty();
    }
    if (planned.isPresent()) {
      next = planned.get().nextAfter(time);
      return OptionalLong.of(planned.get().chargedRate());
    }
    long rate = happened.get(passed++).rate();
    turn();
    return OptionalLong.of(rate);
  }

  private void turn() {
    if (!happened.isEmpty()) {
      next = passed < happened.size() ? happened.get(passed).time() : Long.MAX_VALUE;
    }
  }
}
