package io.plimsoll.tools.sim;

import io.plimsoll.tools.tape.FundingPoint;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.FundingSpec;
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

  FundingCalendar(Tape tape, Optional<FundingSpec> venue) {
    this(tape.fundings(), venue);
  }

  FundingCalendar(List<FundingPoint> told, Optional<FundingSpec> venue) {
    this.happened = told;
    this.planned = happened.isEmpty() ? venue : Optional.empty();
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
