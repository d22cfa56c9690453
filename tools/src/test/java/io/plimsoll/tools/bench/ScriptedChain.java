package io.plimsoll.tools.bench;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.CommandSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedEncoder;
import io.plimsoll.protocol.codec.ForcedOrderEncoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A chain in simulated time: each command takes a fixed time, and the chain stands still during
 * given intervals.
 */
final class ScriptedChain implements Chain {
  private static final long LOOK_NANOS = 10;

  private record Answer(long atNanos, long correlationId, int templateId) {}

  private final long serviceNanos;
  private final NavigableMap<Long, Long> stalls = new TreeMap<>();
  private final Map<Long, Long> forcedOrderAfterMark = new HashMap<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final Deque<Long> forcedAccounts = new ArrayDeque<>();
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
  private final MessageHeaderEncoder headerOut = new MessageHeaderEncoder();
  private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
  private final MarkPriceDecoder mark = new MarkPriceDecoder();
  private long now;
  private long freeAt;
  int otherCommands;

  ScriptedChain(long serviceNanos) {
    this.serviceNanos = serviceNanos;
  }

  /** Nothing is done between two times. */
  void stall(long fromNanos, long toNanos) {
    stalls.put(fromNanos, toNanos);
  }

  /**
   * The mark with this price is answered by a forced order of an account, before its own answer.
   */
  void forceAfter(long price, long accountId) {
    forcedOrderAfterMark.put(price, accountId);
  }

  long now() {
    return now;
  }

  @Override
  public CommandSink commands() {
    return (buffer, offset, length) -> {
      freeAt = afterStalls(Math.max(now, freeAt)) + serviceNanos;
      if (Messages.templateId(buffer, offset) == MarkPriceDecoder.TEMPLATE_ID) {
        mark.wrapAndApplyHeader(buffer, offset, headerIn);
        Long account = forcedOrderAfterMark.get(mark.price());
        if (account != null) {
          forcedAccounts.add(account);
          answers.add(new Answer(freeAt, 0, ForcedOrderEncoder.TEMPLATE_ID));
        }
        answers.add(new Answer(freeAt, mark.correlationId(), CommandAcceptedEncoder.TEMPLATE_ID));
      } else {
        otherCommands++;
        answers.add(new Answer(freeAt, 0, CommandAcceptedEncoder.TEMPLATE_ID));
      }
    };
  }

  private long afterStalls(long time) {
    Map.Entry<Long, Long> stall = stalls.floorEntry(time);
    return stall == null ? time : Math.max(time, stall.getValue());
  }

  @Override
  public int poll(EventSink sink, int limit) {
    now += LOOK_NANOS;
    int count = 0;
    while (count < limit && !answers.isEmpty() && answers.peek().atNanos() <= now) {
      Answer answer = answers.poll();
      if (answer.templateId() == ForcedOrderEncoder.TEMPLATE_ID) {
        new ForcedOrderEncoder()
            .wrapAndApplyHeader(out, 0, headerOut)
            .accountId(forcedAccounts.remove())
            .quantity(1)
            .side(Side.SELL);
      } else {
        new CommandAcceptedEncoder()
            .wrapAndApplyHeader(out, 0, headerOut)
            .correlationId(answer.correlationId());
      }
      sink.onEvent(out, 0, out.capacity());
      count++;
    }
    return count;
  }

  @Override
  public void checkAlive() {
    // Simulated: it always is.
  }

  @Override
  public void close() {
    // Nothing to release.
  }
}
