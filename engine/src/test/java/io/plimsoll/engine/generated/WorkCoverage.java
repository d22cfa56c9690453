package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts work that is cut into parts, and work that is done for many at once. */
public final class WorkCoverage {
  private static final List<String> REQUIRED =
      List.of(
          "a cascade goes on at a Clock",
          "a cascade goes on at the mark of another instrument",
          "a ranking serves another liquidation",
          "a candidate serves two liquidations",
          "a ranking is made again",
          "a share goes to several losses of a pool");

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final LossSocialisedDecoder socialised = new LossSocialisedDecoder();
  private Use lastUse;
  private Share lastShare;
  private boolean moved;

  /** Of a ranking, by a liquidation. */
  private record Use(
      long liquidationId, int instrumentId, boolean ofLong, AdlRanking ranking, int rank) {}

  /** Of a pool, for a position; its parts differ in the liquidation. */
  private record Share(long accountId, int instrumentId, long lossLeft, long weightLeft) {}

  /** What must be counted. */
  public static List<String> required() {
    return REQUIRED;
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> count) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    lastUse = null;
    lastShare = null;
    moved = false;
    UnsafeBuffer of = new UnsafeBuffer(command);
    header.wrap(of, 0);
    int template = header.templateId();
    boolean clock = MessageText.name(template).equals("Clock");
    int marked =
        template == MarkPriceDecoder.TEMPLATE_ID
            ? new MarkPriceDecoder().wrapAndApplyHeader(of, 0, header).instrumentId()
            : 0;
    for (byte[] event : events) {
      UnsafeBuffer b = new UnsafeBuffer(event);
      header.wrap(b, 0);
      event(b, header.templateId(), count);
      reached(b, header.templateId(), clock, marked, count);
    }
  }

  /** Isolated positions that an earlier mark has reached come before anything else moves. */
  private void reached(
      UnsafeBuffer b, int template, boolean clock, int marked, Consumer<String> count) {
    moved |= template == PositionChangedDecoder.TEMPLATE_ID;
    int instrumentId =
        switch (template) {
          case LiquidationStartedDecoder.TEMPLATE_ID ->
              new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header).instrumentId();
          case MarginCallDecoder.TEMPLATE_ID ->
              new MarginCallDecoder().wrapAndApplyHeader(b, 0, header).instrumentId();
          default -> 0;
        };
    boolean other = marked != 0 && marked != instrumentId;
    if (moved || instrumentId == 0 || !(clock || other)) {
      return;
    }
    count.accept(
        clock
            ? "a cascade goes on at a Clock"
            : "a cascade goes on at the mark of another instrument");
  }

  private void event(UnsafeBuffer b, int template, Consumer<String> count) {
    if (template == DeleveragedDecoder.TEMPLATE_ID) {
      used(deleveraged.wrapAndApplyHeader(b, 0, header), count);
    } else if (template == LossSocialisedDecoder.TEMPLATE_ID) {
      LossSocialisedDecoder e = socialised.wrapAndApplyHeader(b, 0, header);
      Share share = new Share(e.accountId(), e.instrumentId(), e.lossLeft(), e.weightLeft());
      if (share.equals(lastShare)) {
        count.accept("a share goes to several losses of a pool");
      }
      lastShare = share;
    }
  }

  private void used(DeleveragedDecoder e, Consumer<String> count) {
    Use use = new Use(e.liquidationId(), e.instrumentId(), e.quantity() > 0, e.ranking(), e.rank());
    if (lastUse != null && e.ranking() != AdlRanking.PRO_RATA && sameRanking(use)) {
      boolean another = use.liquidationId != lastUse.liquidationId;
      if (another && use.rank == lastUse.rank) {
        count.accept("a candidate serves two liquidations");
      }
      if (another && use.rank > 1 && use.rank >= lastUse.rank) {
        count.accept("a ranking serves another liquidation");
      }
      if (!another && use.rank <= lastUse.rank) {
        count.accept("a ranking is made again");
      }
    }
    lastUse = use;
  }

  private boolean sameRanking(Use use) {
    return use.instrumentId == lastUse.instrumentId
        && use.ofLong == lastUse.ofLong
        && use.ranking == lastUse.ranking;
  }
}
