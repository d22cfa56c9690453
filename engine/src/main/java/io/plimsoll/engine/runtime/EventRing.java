package io.plimsoll.engine.runtime;

import io.plimsoll.engine.event.EventSink;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Carries events from the engine's thread to one other thread, in order, none dropped.
 *
 * <p>When the ring is full the engine waits for the consumer, and with it everyone who sends
 * commands. So a consumer must not itself wait for room in the command ring while it holds up this
 * one; a consumer that answers with commands gives this ring room for the events of a whole
 * command.
 */
public final class EventRing implements EventSink, AutoCloseable {
  private static final int EVENT_TYPE = 1;
  private static final int BYTES_MIN = 1 << 17;

  private final OneToOneRingBuffer ring;
  private final IdleStrategy idleStrategy;
  private final MessageHandler handler;
  private EventSink consumer;
  private volatile boolean closed;

  /**
   * An empty ring.
   *
   * @param bytes capacity: a power of two from 128 KiB
   * @param idleStrategy what the engine's thread does while the ring is full; not shared with
   *     another thread
   */
  public EventRing(int bytes, IdleStrategy idleStrategy) {
    if (bytes < BYTES_MIN || !BitUtil.isPowerOfTwo(bytes)) {
      throw new IllegalArgumentException(
          "bytes must be a power of two from " + BYTES_MIN + ": " + bytes);
    }
    this.ring =
        new OneToOneRingBuffer(
            new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(
                    bytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    this.idleStrategy = idleStrategy;
    this.handler = (type, buffer, offset, length) -> consumer.onEvent(buffer, offset, length);
  }

  /**
   * Adds an event; the engine's thread only.
   *
   * @throws IllegalStateException if the consumer closed the ring: an engine whose events nobody
   *     takes stops
   */
  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    idleStrategy.reset();
    while (!closed) {
      if (ring.write(EVENT_TYPE, buffer, offset, length)) {
        return;
      }
      idleStrategy.idle();
    }
    throw new IllegalStateException("the consumer of the events has closed the event ring");
  }

  /**
   * Hands out events that are there; the consumer's thread only. Does not wait.
   *
   * @param sink takes them
   * @param limit how many at most
   * @return how many there were
   */
  public int poll(EventSink sink, int limit) {
    consumer = sink;
    return ring.read(handler, limit);
  }

  /** Says that nobody polls any more. */
  @Override
  public void close() {
    closed = true;
  }
}
