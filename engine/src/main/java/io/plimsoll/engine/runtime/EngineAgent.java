package io.plimsoll.engine.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * The duty cycle of an engine: takes a bounded batch of commands from the ring, journals it in one
 * go and runs each command to its last event. Whatever the engine throws ends the agent, with the
 * journal closed whole.
 */
public final class EngineAgent implements Agent, MessageHandler {
  /** Type of a message in the command ring. */
  static final int COMMAND_TYPE = 1;

  private final RingBuffer ring;
  private final CommandProcessor processor;
  private final int batchMax;
  private final CommandBatch batch;
  private final AtomicLong processedPosition = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Throwable failure;
  private volatile boolean stopping;

  EngineAgent(RingBuffer ring, CommandProcessor processor, int batchMax) {
    this.ring = ring;
    this.processor = processor;
    this.batchMax = batchMax;
    this.batch = processor.isJournaled() ? new CommandBatch() : null;
  }

  @Override
  public int doWork() {
    // Read before the ring: what was offered before the stop is then seen as well.
    boolean last = stopping;
    int count = 0;
    try {
      count = ring.read(this, batchMax);
      runBatch();
      processedPosition.lazySet(ring.consumerPosition());
    } catch (Throwable e) {
      failure = e;
    }
    // A read that comes to the end of the ring's memory finds nothing, and goes on at its start.
    if (failure != null || (last && count == 0 && ring.size() == 0)) {
      finish();
      throw new AgentTerminationException(failure);
    }
    if (count > 0) {
      processor.counters().ringBytes(ring.size());
    }
    return count;
  }

  /** Takes one command from the ring. */
  @Override
  public void onMessage(int typeId, MutableDirectBuffer buffer, int offset, int length) {
    if (batch == null) {
      processor.process(buffer, offset, length);
      return;
    }
    boolean alone = CommandProcessor.isTakeSnapshot(buffer, offset, length);
    if (alone || !batch.hasRoom(length)) {
      runBatch();
    }
    if (alone) {
      processor.process(buffer, offset, length);
    } else {
      batch.add(buffer, offset, length);
    }
  }

  private void runBatch() {
    if (batch != null && batch.size() > 0) {
      try {
        processor.process(batch);
      } finally {
        batch.clear();
      }
    }
  }

  /** Position of the command ring up to which every command was run to its last event. */
  long processedPosition() {
    return processedPosition.get();
  }

  @Override
  public void onClose() {
    finish();
  }

  @Override
  public String roleName() {
    return "plimsoll-engine";
  }

  /** Ends the agent once the ring is empty. Nothing may be offered any more. */
  void stopWhenEmpty() {
    stopping = true;
  }

  /** Waits until the agent has ended and the journal is closed. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  /** What stopped the agent, or null. */
  Throwable failure() {
    return failure;
  }

  private void finish() {
    if (isEnded()) {
      return;
    }
    try {
      processor.close();
    } catch (RuntimeException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    } finally {
      ended.countDown();
    }
  }
}
