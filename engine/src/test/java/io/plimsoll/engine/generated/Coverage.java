package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderChangedDecoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts what the streams have been through. */
public final class Coverage {
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final Set<Long> cancelled = new HashSet<>();
  private final LiquidatedCoverage liquidated = new LiquidatedCoverage();
  private final TermCoverage terms = new TermCoverage();
  private final WaterfallCoverage waterfall = new WaterfallCoverage();
  private final PriceCoverage prices = new PriceCoverage();
  private final PoolCoverage pools = new PoolCoverage();
  private final HedgeCoverage hedges = new HedgeCoverage();
  private final WorkCoverage work = new WorkCoverage();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private long commands;

  /** Counts a command and its events. */
  public void applied(byte[] command, List<byte[]> events) {
    commands++;
    waiting(events);
    liquidated.applied(command, events, this::count);
    terms.applied(command, events, this::count);
    waterfall.applied(command, events, this::count);
    prices.applied(command, events, this::count);
    pools.applied(command, events, this::count);
    hedges.applied(command, events, this::count);
    work.applied(command, events, this::count);
    for (byte[] event : events) {
      UnsafeBuffer b = new UnsafeBuffer(event);
      header.wrap(b, 0);
      int template = header.templateId();
      if (template == CommandAcceptedDecoder.TEMPLATE_ID) {
        count(MessageText.name(MessageText.templateId(command)) + " accepted");
      } else if (template == CommandRejectedDecoder.TEMPLATE_ID) {
        CommandRejectedDecoder e = new CommandRejectedDecoder().wrapAndApplyHeader(b, 0, header);
        String name = e.command() == 0 ? "any" : MessageText.name(e.command());
        count(name + " rejected " + e.reason() + " field " + e.fieldId());
        count("rejected " + e.reason());
      } else {
        count("event " + MessageText.name(template));
        event(b, template);
      }
    }
  }

  /** Liquidations that start, ask for nothing and do nothing wait for what another has asked. */
  private void waiting(List<byte[]> events) {
    int forced = 0;
    for (int i = 0; i < events.size(); i++) {
      int template = MessageText.templateId(events.get(i));
      forced += template == ForcedOrderDecoder.TEMPLATE_ID ? 1 : 0;
      boolean starts = template == LiquidationStartedDecoder.TEMPLATE_ID;
      if (starts && cancelsOrders(events.get(i + 1))) {
        int next = MessageText.templateId(events.get(i + 2));
        countIf(
            next == CommandAcceptedDecoder.TEMPLATE_ID
                || next == LiquidationStartedDecoder.TEMPLATE_ID,
            "started, waits for orders that another liquidation asked to cancel");
      }
    }
    countIf(forced > 1, "several forced orders of one command");
  }

  private boolean cancelsOrders(byte[] event) {
    return MessageText.templateId(event) == StageEnteredDecoder.TEMPLATE_ID
        && new StageEnteredDecoder().wrapAndApplyHeader(new UnsafeBuffer(event), 0, header).kind()
            == StageKind.CANCEL_ORDERS;
  }

  private void event(UnsafeBuffer b, int template) {
    switch (template) {
      case MarginCallDecoder.TEMPLATE_ID -> {
        MarginCallDecoder e = new MarginCallDecoder().wrapAndApplyHeader(b, 0, header);
        count("margin call " + mode(e.instrumentId()));
      }
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        LiquidationStartedDecoder e =
            new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header);
        count("started " + mode(e.instrumentId()) + (e.equity() < 0 ? ", bankrupt" : ""));
        if (e.requirement() == 0) {
          count("started CROSS, a wallet below zero without positions");
        }
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          finished(new LiquidationFinishedDecoder().wrapAndApplyHeader(b, 0, header));
      case ForcedOrderDecoder.TEMPLATE_ID -> {
        ForcedOrderDecoder e = new ForcedOrderDecoder().wrapAndApplyHeader(b, 0, header);
        count("forced order " + e.kind() + " " + e.side());
      }
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        BalanceChangedDecoder e = new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header);
        count("balance " + e.reason());
      }
      case CancelRequestedDecoder.TEMPLATE_ID ->
          cancelled.add(new CancelRequestedDecoder().wrapAndApplyHeader(b, 0, header).orderId());
      case OrderChangedDecoder.TEMPLATE_ID ->
          order(new OrderChangedDecoder().wrapAndApplyHeader(b, 0, header));
      case FundChangedDecoder.TEMPLATE_ID -> {
        FundChangedDecoder e = new FundChangedDecoder().wrapAndApplyHeader(b, 0, header);
        count("fund " + e.reason() + (e.liquidationId() == 0 ? "" : " in a liquidation"));
        if (e.balance() < 0) {
          count("fund below zero");
        }
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
        count("position " + e.mode() + " " + e.reason());
        long before = e.quantity() - e.tradeQuantity();
        if (Long.signum(before) * Long.signum(e.quantity()) < 0) {
          count("position turned " + e.mode() + " " + e.reason());
        }
      }
      default -> {}
    }
  }

  private void order(OrderChangedDecoder e) {
    count("order " + e.state());
    boolean own = e.orderId() >= 1L << 62;
    boolean filled = e.state() == OrderState.FILLED || e.state() == OrderState.PARTLY_FILLED;
    if (own) {
      count("order of the engine " + e.state());
    } else if (filled && cancelled.contains(e.orderId())) {
      count("late fill " + e.state());
    }
    if (e.state() == OrderState.FILLED || e.state() == OrderState.DONE) {
      cancelled.remove(e.orderId());
    }
  }

  private void finished(LiquidationFinishedDecoder e) {
    String mode = mode(e.instrumentId());
    count("finished " + mode + " " + e.outcome());
    countIf(e.liquidationFee() > 0, "finished " + mode + " with a fee");
    countIf(e.surplus() > 0, "finished " + mode + " with a surplus to the fund");
    countIf(e.covered() > 0, "finished " + mode + " covered");
    countIf(
        e.closedNotional() > 0 && e.takenOverNotional() > 0,
        "finished " + mode + " closed in part, taken over in part");
  }

  private static String mode(int instrumentId) {
    return instrumentId == 0 ? "CROSS" : "ISOLATED";
  }

  private void countIf(boolean holds, String what) {
    if (holds) {
      count(what);
    }
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** A new stream begins. */
  public void startStream() {
    cancelled.clear();
    liquidated.startStream();
    terms.startStream();
    waterfall.startStream();
    pools.startStream();
    prices.startStream();
    hedges.startStream();
    count("streams");
  }

  /** Commands so far. */
  public long commands() {
    return commands;
  }

  /** Those of the names that were never counted. */
  public List<String> missing(List<String> names) {
    return names.stream().filter(name -> !counts.containsKey(name)).toList();
  }

  /** All counts, a line each. */
  public String table() {
    StringBuilder text = new StringBuilder();
    counts.forEach((name, count) -> text.append(String.format("%,12d  %s%n", count, name)));
    return text.toString();
  }
}
