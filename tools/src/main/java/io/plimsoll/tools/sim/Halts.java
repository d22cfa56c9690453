package io.plimsoll.tools.sim;

import io.plimsoll.tools.scenario.HaltPlan;
import io.plimsoll.tools.scenario.PricePath;
import java.math.BigInteger;
import java.util.List;

/** Whether the exchange stands still: by its plan, from the outside prices alone. */
final class Halts {
  private static final BigInteger PPB = BigInteger.valueOf(1_000_000_000L);

  private final List<HaltPlan> plans;
  private final List<PricePath> paths;
  private final long[] endsAt;
  private final long[] looksFrom;
  private boolean matching;
  private boolean marks;
  private long haltedMarks;

  Halts(List<HaltPlan> plans, List<PricePath> paths) {
    this.plans = plans;
    this.paths = paths;
    this.endsAt = new long[plans.size()];
    this.looksFrom = new long[plans.size()];
  }

  /** The next mark comes. */
  void onMark(int index, long interval) {
    long time = index * interval;
    matching = false;
    marks = false;
    for (int i = 0; i < plans.size(); i++) {
      HaltPlan plan = plans.get(i);
      if (plan.window().isEmpty() && time >= endsAt[i] && hasFallen(plan, i, index, interval)) {
        endsAt[i] = time + plan.duration();
        looksFrom[i] = endsAt[i];
      }
      boolean halted = plan.window().map(window -> window.contains(time)).orElse(time < endsAt[i]);
      matching |= halted && plan.what() != HaltPlan.What.MARKS;
      marks |= halted && plan.what() != HaltPlan.What.MATCHING;
    }
    if (matching || marks) {
      haltedMarks++;
    }
  }

  /** What was before the last halt's end does not count again. */
  private boolean hasFallen(HaltPlan plan, int number, int index, long interval) {
    long from = Math.max(looksFrom[number], index * interval - plan.within());
    int first = (int) Math.max(0, (from + interval - 1) / interval);
    for (PricePath path : paths) {
      long highest = 0;
      for (int i = first; i <= index; i++) {
        highest = Math.max(highest, path.price(i));
      }
      BigInteger fallen = BigInteger.valueOf(highest - path.price(index)).multiply(PPB);
      if (highest > 0
          && fallen.compareTo(BigInteger.valueOf(highest).multiply(BigInteger.valueOf(plan.fall())))
              >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether orders are not matched. */
  boolean matchingHalted() {
    return matching;
  }

  /** Whether no marks reach the engine. */
  boolean marksHalted() {
    return marks;
  }

  /** Marks during which anything stood still. */
  long haltedMarks() {
    return haltedMarks;
  }
}
