package io.plimsoll.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.core.SmallSteps;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.generated.Subject;
import io.plimsoll.engine.waterfall.WorkLimits;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** An engine that is now and then given up for another, which goes on from its state. */
final class InterruptedEngine implements Subject.Engine {
  private final EngineLimits limits;
  private final WorkLimits workLimits;
  private final EventSink events;
  private final int oneIn;
  private final Random random;
  private LiquidationEngine engine;
  private long count;
  private final Set<String> underWay = new TreeSet<>();
  private int interruptions;

  /**
   * An engine.
   *
   * @param oneIn of so many commands, on average, it is given up after one
   */
  InterruptedEngine(
      EngineLimits limits, WorkLimits workLimits, EventSink events, int oneIn, long seed) {
    this.limits = limits;
    this.workLimits = workLimits;
    this.events = events;
    this.oneIn = oneIn;
    this.random = new Random(seed);
    engine = fresh();
  }

  private LiquidationEngine fresh() {
    return SmallSteps.engine(limits, workLimits, events);
  }

  @Override
  public void apply(DirectBuffer buffer, int offset, int length) {
    engine.apply(buffer, offset, length);
    count++;
    // Cooldowns are short and few: the first of a stream is not left to chance.
    boolean newlyCooling = !underWay.contains(WorkUnderWay.COOLING) && WorkUnderWay.cools(engine);
    if (newlyCooling || random.nextInt(oneIn) == 0) {
      WorkUnderWay.note(engine, underWay);
      byte[] state = StateBytes.of(engine);
      LiquidationEngine other = StateBytes.into(fresh(), state);
      assertArrayEquals(state, StateBytes.of(other), "state after command " + count);
      StateGraph.assertSame(engine, other);
      engine = other;
      interruptions++;
    }
  }

  LiquidationEngine engine() {
    return engine;
  }

  /** What was under way when it was given up. */
  Set<String> underWay() {
    return underWay;
  }

  int interruptions() {
    return interruptions;
  }
}
