package io.plimsoll.tools.bench;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.tools.bench.load.Load;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * The driver: sends the commands of a load when they are due, whatever became of those before, and
 * takes the answers. One thread.
 *
 * <p>It answers forced orders as a matching engine would; that is not on the timetable, and takes
 * turns with it.
 */
final class OpenLoop implements EventSink {
  /** Longest latency that is told apart, in nanoseconds: a minute. */
  static final long HIGHEST_NANOS = 60_000_000_000L;

  /** Timestamp of the first command of the timetable; the others count up by one. */
  static final long FIRST_TIMESTAMP = 1L << 40;

  private static final int BURST = 32;
  private static final int POLL_LIMIT = 128;
  private static final int LOOKS_EVERY = 1 << 16;
  // Correlation ids of the timetable count from here, those of other commands are below.
  private static final long FIRST_ID = 1L << 40;

  private final Chain chain;
  private final Load load;
  private final LongSupplier clock;
  private final CommandEncoder commands;
  private final ForcedOrders forcedOrders;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandAcceptedDecoder accepted = new CommandAcceptedDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
  private final ForcedOrderDecoder forcedOrder = new ForcedOrderDecoder();

  private int underWay;
  private long idleTurns;
  private long events;
  private long next;

  private boolean recording;
  private long first;
  private long answered;
  private Timetable timetable;
  private Histogram latencies;
  private Histogram markToOrder;

  /**
   * A driver.
   *
   * @param chain what is driven
   * @param load what is sent
   * @param clock in nanoseconds
   */
  OpenLoop(Chain chain, Load load, LongSupplier clock) {
    this.chain = chain;
    this.load = load;
    this.clock = clock;
    this.commands =
        new CommandEncoder(
            (buffer, offset, length) -> {
              // Only setting up can find no room: a timetable waits before it sends.
              while (underWay >= Chain.UNDER_WAY_MAX) {
                take();
              }
              chain.commands().onCommand(buffer, offset, length);
              underWay++;
            });
    this.forcedOrders = new ForcedOrders(commands);
  }

  /** Sets the venue up, and waits until that is through. */
  void open() {
    load.open(commands);
    settle();
  }

  /**
   * Sends commands as fast as the chain takes them.
   *
   * @param count how many
   * @return how long it took to the last answer, in nanoseconds
   */
  long saturate(long count) {
    long startNanos = clock.getAsLong();
    long end = next + count;
    while (next < end) {
      int burst = 0;
      while (next < end && underWay < Chain.UNDER_WAY_MAX && burst++ < BURST) {
        sendNext();
      }
      poll();
    }
    settle();
    return clock.getAsLong() - startNanos;
  }

  /**
   * Sends commands on a timetable that begins now.
   *
   * @param count how many
   * @param perSecond at this rate
   * @param commandLatencies takes, for each, its answer's time less its planned time, in
   *     nanoseconds; null records nothing
   * @param markToOrderLatencies takes the same for each forced order and the mark that caused it,
   *     if that was one of these commands
   * @return how long it took to the last answer, in nanoseconds
   */
  long run(long count, long perSecond, Histogram commandLatencies, Histogram markToOrderLatencies) {
    latencies = commandLatencies;
    markToOrder = markToOrderLatencies;
    recording = commandLatencies != null;
    answered = 0;
    first = next;
    timetable = new Timetable(clock.getAsLong(), perSecond);
    while (next < first + count) {
      sendDue(first + count);
      poll();
    }
    settle();
    recording = false;
    return clock.getAsLong() - timetable.startNanos();
  }

  /** Events that came out since the start. */
  long events() {
    return events;
  }

  /** Commands of the timetable that were answered in the last {@link #run}. */
  long answered() {
    return answered;
  }

  private void sendDue(long end) {
    long now = clock.getAsLong();
    int burst = 0;
    while (next < end
        && underWay < Chain.UNDER_WAY_MAX
        && burst++ < BURST
        && timetable.plannedNanos(next - first) <= now) {
      sendNext();
    }
  }

  private void sendNext() {
    long index = next++;
    load.send(index, commands.at(FIRST_TIMESTAMP + index).correlationId(FIRST_ID + index));
  }

  /** Waits for every answer, those to forced orders included. */
  private void settle() {
    while (underWay > 0 || !forcedOrders.isEmpty()) {
      poll();
    }
  }

  /** Takes what came out, and answers forced orders. */
  private void poll() {
    take();
    while (!forcedOrders.isEmpty() && underWay < Chain.UNDER_WAY_MAX) {
      forcedOrders.answerNext();
    }
  }

  private void take() {
    if (chain.poll(this, POLL_LIMIT) > 0) {
      idleTurns = 0;
      return;
    }
    if (++idleTurns % LOOKS_EVERY == 0) {
      chain.checkAlive();
    }
    Thread.onSpinWait();
  }

  /** Takes an event. */
  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    events++;
    switch (Messages.templateId(buffer, offset)) {
      case CommandAcceptedDecoder.TEMPLATE_ID -> {
        underWay--;
        onAnswer(accepted.wrapAndApplyHeader(buffer, offset, header).correlationId());
      }
      case CommandRejectedDecoder.TEMPLATE_ID ->
          throw new IllegalStateException(
              "a command of the load was rejected: "
                  + rejected.wrapAndApplyHeader(buffer, offset, header));
      case ForcedOrderDecoder.TEMPLATE_ID ->
          onForcedOrder(forcedOrder.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Counted, no more.
      }
    }
  }

  private void onAnswer(long correlationId) {
    long number = correlationId - FIRST_ID - first;
    if (recording && correlationId >= FIRST_ID && number >= 0) {
      answered++;
      record(latencies, number);
    }
  }

  private void onForcedOrder(ForcedOrderDecoder order) {
    long cause = load.causeOf(order.accountId());
    if (recording && cause >= first) {
      record(markToOrder, cause - first);
    }
    forcedOrders.add(order);
  }

  private void record(Histogram histogram, long number) {
    long nanos = clock.getAsLong() - timetable.plannedNanos(number);
    histogram.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, nanos)));
  }
}
