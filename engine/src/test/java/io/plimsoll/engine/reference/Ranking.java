package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.AdlRanking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The best of a side of an instrument, best first. */
final class Ranking {
  /** For so long a ranking serves others, nanoseconds. */
  private static final long AGE_MAX = 10_000_000_000L;

  final List<Candidate> candidates = new ArrayList<>();
  AdlRanking kind;
  long madeAt;
  int made;
  boolean leftOut;
  private int candidatesMax;

  /** An account and its score. */
  record Candidate(Account account, long score) {}

  void begin(AdlRanking by, int sizeMax) {
    kind = by;
    candidatesMax = sizeMax;
    madeAt = 0;
    made = 0;
    leftOut = false;
    candidates.clear();
  }

  /** Takes in an account; those offered before it come first in account order. */
  void offer(Account account, long score) {
    candidates.add(new Candidate(account, score));
    // Sorting is stable: ties stay in account order.
    candidates.sort(Comparator.comparingLong(Candidate::score).reversed());
    if (candidates.size() > candidatesMax) {
      candidates.remove(candidatesMax);
      leftOut = true;
    }
  }

  void end(long now) {
    madeAt = now;
    made = candidates.size();
  }

  boolean serves(AdlRanking by, long now) {
    return kind == by && now - madeAt <= AGE_MAX && (!candidates.isEmpty() || !leftOut);
  }

  /** Null if nobody is left. */
  Candidate best() {
    return candidates.isEmpty() ? null : candidates.get(0);
  }

  int place() {
    return made - candidates.size() + 1;
  }

  void dropBest() {
    candidates.remove(0);
  }
}
