package io.plimsoll.engine.runtime;

import io.plimsoll.protocol.CommandSink;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * An engine on a thread of its own, fed through a ring buffer by any number of producers, or by one
 * ({@link EngineOptions#singleProducer}).
 *
 * <p>Commands are applied in the order in which they enter the ring; those of one producer keep
 * their order. When the ring is full, producers wait. Events come out on the engine's thread; hand
 * them to an {@link EventRing} to consume them on another. An exception out of the engine or the
 * event sink stops the engine for good: the journal is closed whole, the error handler hears it,
 * and every later command fails.
 */
public final class EngineHost implements AutoCloseable {
  private static final int SPINS = 500;
  private static final long PARK_NANOS = 20_000;

  private final CommandProcessor processor;
  private final RingBuffer ring;
  private final boolean singleProducer;
  private final AtomicReference<Thread> producer = new AtomicReference<>();
  private final EngineAgent agent;
  private final AgentRunner runner;
  private final Thread thread;
  private final AtomicInteger offering = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();

  private EngineHost(EngineOptions options) {
    processor = CommandProcessor.launch(options);
    int bytes = options.ringBytes() + RingBufferDescriptor.TRAILER_LENGTH;
    UnsafeBuffer buffer =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, BitUtil.CACHE_LINE_LENGTH));
    singleProducer = options.singleProducer();
    ring = singleProducer ? new OneToOneRingBuffer(buffer) : new ManyToOneRingBuffer(buffer);
    agent = new EngineAgent(ring, processor, options.batchMax());
    runner =
        new AgentRunner(options.idleStrategy(), reporting(options.errorHandler()), null, agent);
    thread = AgentRunner.startOnThread(runner, EngineHost::engineThread);
  }

  /**
   * Launches an engine and its thread.
   *
   * @param options what with
   * @return the host, running
   * @throws IllegalStateException if the JVM was started without a flag that is needed
   * @throws io.plimsoll.engine.journal.JournalException if the journal cannot be created or
   *     continued
   */
  public static EngineHost launch(EngineOptions options) {
    return new EngineHost(options);
  }

  /**
   * Takes commands from any thread. It returns when the command is in the ring, and waits while the
   * ring is full.
   *
   * @return a sink that throws {@link IllegalStateException} once the host is closed or the engine
   *     has stopped, if the engine's own thread finds the ring full (nobody else could empty it),
   *     or if a second thread sends to a host for a single producer, and {@link
   *     IllegalArgumentException} if a command is longer than a journal takes
   */
  public CommandSink commands() {
    return this::offer;
  }

  /** What the engine counts; any thread may read it. */
  public EngineCounters counters() {
    return processor.counters();
  }

  /** What stopped the engine; empty while it runs or after it was closed in order. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(agent.failure());
  }

  /**
   * Waits until every command that was in the ring at the call has been run to its last event.
   *
   * @throws IllegalStateException if the engine stops before that, or this is the engine's thread
   */
  public void awaitProcessed() {
    refuseOwnThread();
    long target = ring.producerPosition();
    for (int turns = 0; agent.processedPosition() < target; turns++) {
      if (agent.isEnded() && agent.processedPosition() < target) {
        throw stopped(agent.failure());
      }
      idle(turns);
    }
  }

  /**
   * Refuses further commands, runs those in the ring, closes the journal and ends the thread.
   *
   * @throws IllegalStateException if this is the engine's thread
   */
  @Override
  public void close() {
    refuseOwnThread();
    if (closing.compareAndSet(false, true)) {
      for (int turns = 0; offering.get() > 0; turns++) {
        idle(turns);
      }
      agent.stopWhenEmpty();
    }
    boolean interrupted = false;
    while (!agent.isEnded()) {
      try {
        agent.awaitEnd();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    runner.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void offer(DirectBuffer buffer, int offset, int length) {
    CommandProcessor.checkLength(length);
    if (singleProducer) {
      refuseSecondProducer();
    }
    offering.incrementAndGet();
    try {
      for (int turns = 0; ; turns++) {
        if (agent.isEnded() && agent.failure() != null) {
          throw stopped(agent.failure());
        }
        // What the event sink answers while the ring runs empty still counts.
        if (closing.get() && !isOwnThread()) {
          throw new IllegalStateException("the engine is closed");
        }
        if (ring.write(EngineAgent.COMMAND_TYPE, buffer, offset, length)) {
          return;
        }
        if (isOwnThread()) {
          throw new IllegalStateException(
              "the command ring is full and the engine's own thread would wait for itself");
        }
        idle(turns);
      }
    } finally {
      offering.decrementAndGet();
    }
  }

  private void refuseSecondProducer() {
    Thread first = producer.get();
    Thread current = Thread.currentThread();
    if (first != current && (first != null || !producer.compareAndSet(null, current))) {
      throw new IllegalStateException(
          "launched for a single producer, and another thread sends already");
    }
  }

  private static IllegalStateException stopped(Throwable failure) {
    return failure == null
        ? new IllegalStateException("the engine is closed")
        : new IllegalStateException("the engine stopped: " + failure, failure);
  }

  private void refuseOwnThread() {
    if (isOwnThread()) {
      throw new IllegalStateException("the engine's own thread would wait for itself");
    }
  }

  private boolean isOwnThread() {
    return Thread.currentThread().equals(thread);
  }

  /** Waits a little; after some turns in vain it leaves the core to others. */
  private static void idle(int turns) {
    if (turns < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(PARK_NANOS);
    }
  }

  private static Thread engineThread(Runnable body) {
    Thread thread = new Thread(body, "plimsoll-engine");
    thread.setDaemon(true); // A host that nobody closed must not keep the JVM alive.
    return thread;
  }

  /** The agent ends itself by an exception; only a cause in it is news. */
  private static ErrorHandler reporting(ErrorHandler handler) {
    return error -> {
      if (!(error instanceof AgentTerminationException)) {
        handler.onError(error);
      } else if (error.getCause() != null) {
        handler.onError(error.getCause());
      }
    };
  }
}
