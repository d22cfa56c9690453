package io.plimsoll.tools.scenario;

import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the list {@code halts}. */
final class HaltReader {
  private static final long SECOND = 1_000_000_000L;
  private static final long PPB = 1_000_000_000L;

  private final long duration;

  /**
   * A reader.
   *
   * @param duration of the scenario, in nanoseconds
   */
  HaltReader(long duration) {
    this.duration = duration;
  }

  List<HaltPlan> read(List<Section> entries) {
    List<HaltPlan> halts = new ArrayList<>();
    for (Section entry : entries) {
      halts.add(read(entry));
    }
    return halts;
  }

  private HaltPlan read(Section halt) {
    HaltPlan.What what = halt.named("what", HaltPlan.What.class);
    if (halt.has("at") == halt.has("fall")) {
      throw halt.has("at")
          ? halt.misplaced("fall", "a time or a fall")
          : halt.wrong("at", "a time, or a fall in place of it");
    }
    long lasts = halt.number("for", Measure.duration(SECOND, duration));
    HaltPlan plan;
    if (halt.has("at")) {
      long at = halt.number("at", Measure.duration(0, duration));
      plan = new HaltPlan(what, Optional.of(new Window(at, at + lasts)), 0, 0, lasts);
    } else {
      long fall = halt.number("fall", Measure.percent(PPB / 1_000, PPB));
      long within = halt.number("within", Measure.duration(SECOND, duration));
      plan = new HaltPlan(what, Optional.empty(), fall, within, lasts);
    }
    halt.end();
    return plan;
  }
}
