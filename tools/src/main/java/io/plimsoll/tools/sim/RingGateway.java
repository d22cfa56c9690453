package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.runtime.EngineHost;
import io.plimsoll.engine.runtime.EventRing;
import io.plimsoll.engine.runtime.IdleStrategies;
import io.plimsoll.protocol.CommandSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * An engine behind rings. So many commands may be under way that their events surely fit into the
 * event ring: otherwise the engine would wait for the driver, and the driver for the engine.
 */
final class RingGateway implements EngineGateway {
  static final int EVENT_RING_BYTES = 1 << 24;

  private static final int UNDER_WAY_MAX = 1024;
  private static final int POLL_LIMIT = 4096;
  private static final int SPINS = 200;

  private final EngineHost host;
  private final EventRing ring;
  private final CommandSink commands;
  private final EventSink events;
  private final EventSink counting;
  private final SingleWriterRecorder serviceTimes;
  private final IdleStrategy idleStrategy = IdleStrategies.named("yield");
  private int underWay;

  RingGateway(
      EngineHost host, EventRing ring, EventSink events, SingleWriterRecorder serviceTimes) {
    this.host = host;
    this.ring = ring;
    this.commands = host.commands();
    this.events = events;
    this.counting = this::onEvent;
    this.serviceTimes = serviceTimes;
  }

  @Override
  public void onCommand(DirectBuffer buffer, int offset, int length) {
    awaitAtMost(UNDER_WAY_MAX - 1);
    commands.onCommand(buffer, offset, length);
    underWay++;
  }

  @Override
  public void settle() {
    awaitAtMost(0);
  }

  @Override
  public boolean isWorkWaiting() {
    return host.counters().isWorkWaiting();
  }

  @Override
  public Histogram takeServiceTimes() {
    return serviceTimes.getIntervalHistogram();
  }

  @Override
  public void close() {
    // After a failure of ours nobody takes the events that are left; the engine must not wait for
    // us.
    if (underWay > 0) {
      ring.close();
    }
    host.close();
  }

  private void awaitAtMost(int number) {
    int idle = 0;
    while (underWay > number) {
      if (ring.poll(counting, POLL_LIMIT) > 0) {
        idle = 0;
      } else if (++idle < SPINS) {
        Thread.onSpinWait();
      } else {
        checkAlive();
        idleStrategy.idle();
      }
    }
  }

  private void checkAlive() {
    if (host.failure().isPresent()) {
      Throwable failure = host.failure().get();
      if (failure instanceof JournalException journalException) {
        throw journalException;
      }
      throw new IllegalStateException("the engine stopped: " + failure, failure);
    }
  }

  private void onEvent(DirectBuffer buffer, int offset, int length) {
    int templateId = Messages.templateId(buffer, offset);
    if (templateId == CommandAcceptedDecoder.TEMPLATE_ID
        || templateId == CommandRejectedDecoder.TEMPLATE_ID) {
      underWay--;
    }
    events.onEvent(buffer, offset, length);
  }
}
