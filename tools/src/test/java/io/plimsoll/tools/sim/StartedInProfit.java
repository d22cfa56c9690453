package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.tools.crowd.Venue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Whose positions together had lost nothing, at the marks, when its liquidation started. */
final class StartedInProfit implements EventSink {
  private record Key(long account, int instrument) {}

  private record Position(long quantity, long cost) {}

  private final List<Venue> venues;
  private final long[] marks;
  private final Map<Key, Position> positions = new HashMap<>();
  private final Set<Long> accounts = new TreeSet<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final PositionChangedDecoder position = new PositionChangedDecoder();
  private final MarkPriceChangedDecoder mark = new MarkPriceChangedDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();

  StartedInProfit(List<Venue> venues) {
    this.venues = venues;
    this.marks = new long[venues.size()];
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case PositionChangedDecoder.TEMPLATE_ID -> {
        position.wrapAndApplyHeader(buffer, offset, header);
        positions.put(
            new Key(position.accountId(), position.instrumentId() - 1),
            new Position(position.quantity(), position.cost()));
      }
      case MarkPriceChangedDecoder.TEMPLATE_ID -> {
        mark.wrapAndApplyHeader(buffer, offset, header);
        marks[mark.instrumentId() - 1] = mark.markPrice();
      }
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        started.wrapAndApplyHeader(buffer, offset, header);
        if (unrealised(started.accountId()).signum() >= 0) {
          accounts.add(started.accountId());
        }
      }
      default -> {
        // Of no interest here.
      }
    }
  }

  private BigInteger unrealised(long account) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < marks.length; i++) {
      Position held = positions.get(new Key(account, i));
      if (held != null && held.quantity() != 0) {
        sum =
            sum.add(venues.get(i).signedValue(held.quantity(), marks[i]))
                .subtract(BigInteger.valueOf(held.cost()));
      }
    }
    return sum;
  }

  Set<Long> accounts() {
    return accounts;
  }
}
