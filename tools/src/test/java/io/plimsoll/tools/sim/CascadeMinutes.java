package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What liquidations came to, minute by minute, in units of the settlement asset. */
final class CascadeMinutes implements EventSink {
  private static final long MINUTE = 60_000_000_000L;

  /**
   * One minute.
   *
   * @param closed on the market, of liquidations that ended in it
   * @param takenOver by the fund, of those too
   * @param deleveraged in it
   */
  record Minute(double closed, double takenOver, double deleveraged) {
    private static final Minute NONE = new Minute(0, 0, 0);

    double all() {
      return closed + takenOver + deleveraged;
    }

    private Minute plus(Minute other) {
      return new Minute(
          closed + other.closed, takenOver + other.takenOver, deleveraged + other.deleveraged);
    }
  }

  private final double one;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final TreeMap<Long, Minute> minutes = new TreeMap<>();

  CascadeMinutes(double one) {
    this.one = one;
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case LiquidationFinishedDecoder.TEMPLATE_ID -> {
        finished.wrapAndApplyHeader(buffer, offset, header);
        double closed = finished.closedNotional() / one;
        add(finished.timestamp(), new Minute(closed, finished.takenOverNotional() / one, 0));
      }
      case DeleveragedDecoder.TEMPLATE_ID -> {
        deleveraged.wrapAndApplyHeader(buffer, offset, header);
        add(deleveraged.timestamp(), new Minute(0, 0, Math.abs(deleveraged.value()) / one));
      }
      default -> {
        // Nothing that counts.
      }
    }
  }

  private void add(long time, Minute part) {
    minutes.merge(time / MINUTE * MINUTE, part, Minute::plus);
  }

  /** The minute that begins at this nanosecond. */
  Minute at(long begin) {
    return minutes.getOrDefault(begin, Minute.NONE);
  }

  /** By the nanosecond at which the minute begins; those in which nothing was are not there. */
  Map<Long, Minute> all() {
    return minutes;
  }
}
