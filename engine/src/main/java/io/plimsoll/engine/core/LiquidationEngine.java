package io.plimsoll.engine.core;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.engine.waterfall.WorkLimits;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;

/**
 * The deterministic state machine: a command in, events out.
 *
 * <p>What it does depends on the commands before and on nothing else: no clock, no random source,
 * no floating point. A bad command is answered with CommandRejected and changes nothing. A broken
 * invariant throws {@link IllegalStateException}; the engine must not be used after that. Not
 * thread safe: one thread, and never from within its own {@link EventSink}.
 *
 * <p>The rules are in docs/rules.md, the messages in docs/protocol.md.
 */
public final class LiquidationEngine {
  private final EngineLimits limits;
  private final CommandDispatcher dispatcher;

  /**
   * An empty engine.
   *
   * @param limits how much it may hold
   * @param events takes its events
   */
  public LiquidationEngine(EngineLimits limits, EventSink events) {
    this(limits, WorkLimits.DEFAULT, events);
  }

  /** An engine that does less at once, for tests: its events are not those of others. */
  LiquidationEngine(EngineLimits limits, WorkLimits workLimits, EventSink events) {
    this.limits = limits;
    dispatcher = new CommandDispatcher(limits, workLimits, events);
  }

  /**
   * Applies one command and emits its events before it returns.
   *
   * @param buffer holds the command
   * @param offset of the SBE message header
   * @param length of header and body, in bytes
   * @throws IllegalStateException if an invariant is broken
   */
  public void apply(DirectBuffer buffer, int offset, int length) {
    try {
      dispatcher.apply(buffer, offset, length);
    } finally {
      // The state is read by address: it must not be given back before the last read.
      Reference.reachabilityFence(dispatcher);
    }
  }

  /** A new view of what the engine holds; it stays valid as the engine goes on. */
  public EngineView view() {
    return dispatcher.view();
  }

  /**
   * Whether the engine has more to do than it does at once, and a Clock would go on with it:
   * liquidations that a mark has brought on, cooldowns that are over, tasks. Until a Clock or a
   * price event comes, it waits.
   */
  public boolean isWorkWaiting() {
    return dispatcher.isWorkWaiting();
  }

  /** How much it may hold. */
  public EngineLimits limits() {
    return limits;
  }

  /** Commands applied so far, rejected ones included: the sequence of the last. */
  public long sequence() {
    return dispatcher.sequence();
  }

  /** Timestamp of the last accepted command, nanoseconds since 1970; 0 before the first. */
  public long lastTimestamp() {
    return dispatcher.lastTimestamp();
  }

  /**
   * Carries the whole state out, or into this engine, which must then be a fresh one: after that,
   * the same commands give the same events, byte for byte.
   *
   * <p>Between two commands only. An engine into which state did not come whole must not be used.
   *
   * @throws RuntimeException on the way in, if the state is not one of an engine of this version
   *     with these limits
   */
  public void state(StateStream stream) {
    try {
      limits.state(stream);
      dispatcher.state(stream);
    } finally {
      Reference.reachabilityFence(dispatcher);
    }
  }

  /**
   * What it holds, as the event SnapshotTaken says it, after a full conservation check.
   *
   * @throws IllegalStateException if an invariant is broken
   */
  public StateSummary summary() {
    try {
      return dispatcher.summary();
    } finally {
      Reference.reachabilityFence(dispatcher);
    }
  }

  /**
   * SHA-256 of the whole state, after a full conservation check; a new array.
   *
   * @throws IllegalStateException if an invariant is broken
   */
  public byte[] digest() {
    try {
      return dispatcher.digest().clone();
    } finally {
      Reference.reachabilityFence(dispatcher);
    }
  }
}
