package io.plimsoll.engine.core;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.waterfall.WorkLimits;

/** Engines that do little at once, so that small venues reach every bound. */
public final class SmallSteps {
  private SmallSteps() {}

  /** An engine with limits other than those of the rules. */
  public static LiquidationEngine engine(
      EngineLimits limits, WorkLimits workLimits, EventSink events) {
    return new LiquidationEngine(limits, workLimits, events);
  }
}
