package io.plimsoll.engine.runtime;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Idle strategies by name, from the fastest and greediest to the laziest. */
public final class IdleStrategies {
  private IdleStrategies() {}

  /**
   * A new idle strategy.
   *
   * @param name {@code busy-spin} (a core of its own), {@code yield}, {@code backoff} (spins,
   *     yields, then parks up to a millisecond; the default) or {@code sleep} (a millisecond each
   *     time)
   * @return the strategy
   * @throws IllegalArgumentException if there is none of this name
   */
  public static IdleStrategy named(String name) {
    return switch (name) {
      case "busy-spin" -> new BusySpinIdleStrategy();
      case "yield" -> new YieldingIdleStrategy();
      case "backoff" -> new BackoffIdleStrategy();
      case "sleep" -> new SleepingMillisIdleStrategy(1);
      default ->
          throw new IllegalArgumentException(
              "idle strategy must be busy-spin, yield, backoff or sleep, not " + name);
    };
  }
}
