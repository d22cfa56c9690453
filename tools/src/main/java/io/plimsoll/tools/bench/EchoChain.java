package io.plimsoll.tools.bench;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.runtime.EventRing;
import io.plimsoll.engine.runtime.IdleStrategies;
import io.plimsoll.protocol.CommandSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedEncoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The floor: the same two rings and threads with no engine between them. Each MarkPrice is answered
 * by a CommandAccepted; nothing else is done.
 */
final class EchoChain implements Chain {
  private static final int RING_BYTES = 1 << 22;
  private static final int BATCH = 256;

  private final EventRing commandRing;
  private final EventRing eventRing;
  private final Optional<Pins> pins;
  private final Thread thread;
  private final IdleStrategy idleStrategy;
  private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
  private final MarkPriceDecoder mark = new MarkPriceDecoder();
  private final MessageHeaderEncoder headerOut = new MessageHeaderEncoder();
  private final CommandAcceptedEncoder accepted = new CommandAcceptedEncoder();
  private final UnsafeBuffer answer =
      new UnsafeBuffer(new byte[Messages.HEADER_LENGTH + CommandAcceptedEncoder.BLOCK_LENGTH]);
  private volatile boolean closed;

  EchoChain(BenchSettings settings) {
    String idleStrategy = settings.idleStrategy();
    this.pins = settings.pins();
    this.idleStrategy = IdleStrategies.named(idleStrategy);
    this.commandRing = new EventRing(RING_BYTES, IdleStrategies.named(idleStrategy));
    this.eventRing = new EventRing(RING_BYTES, IdleStrategies.named(idleStrategy));
    this.thread = new Thread(this::run, "plimsoll-echo");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public CommandSink commands() {
    return commandRing::onEvent;
  }

  @Override
  public int poll(EventSink sink, int limit) {
    return eventRing.poll(sink, limit);
  }

  @Override
  public void checkAlive() {
    if (!thread.isAlive()) {
      throw new IllegalStateException("the echo has stopped");
    }
  }

  @Override
  public void close() {
    closed = true;
    eventRing.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    pins.ifPresent(cores -> Pins.pin(cores.engine()));
    EventSink echo = this::onCommand;
    while (!closed) {
      idleStrategy.idle(commandRing.poll(echo, BATCH));
    }
  }

  private void onCommand(DirectBuffer buffer, int offset, int length) {
    mark.wrapAndApplyHeader(buffer, offset, headerIn);
    accepted.wrapAndApplyHeader(answer, 0, headerOut).correlationId(mark.correlationId());
    eventRing.onEvent(answer, 0, answer.capacity());
  }
}
