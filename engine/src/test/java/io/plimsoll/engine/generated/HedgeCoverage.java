package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.LegsNettedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names what became of accounts in hedge mode. */
public final class HedgeCoverage {
  private static final List<String> NAMES =
      List.of(
          "SetPositionMode accepted HEDGE",
          "SetPositionMode accepted ONE_WAY",
          "SetPositionMode rejected UNKNOWN_ACCOUNT field 3",
          "SetPositionMode rejected WRONG_ACCOUNT_KIND field 3",
          "SetPositionMode rejected UNKNOWN_INSTRUMENT field 4",
          "SetPositionMode rejected INVALID_VALUE field 5",
          "SetPositionMode rejected UNDER_LIQUIDATION field 3",
          "SetPositionMode rejected POSITION_EXISTS field 4",
          "SetRiskTiers rejected INVALID_VALUE field 15",
          "PlaceOrder rejected INVALID_VALUE field 10",
          "PlaceOrder rejected POSITION_SIDE_MISMATCH field 10",
          "Fill rejected INVALID_VALUE field 12",
          "Fill rejected INVALID_VALUE field 13",
          "Fill rejected POSITION_SIDE_MISMATCH field 12",
          "Fill rejected POSITION_SIDE_MISMATCH field 13",
          "Fill rejected REDUCE_ONLY field 8",
          "AdjustMargin rejected INVALID_VALUE field 6",
          "AdjustMargin rejected POSITION_SIDE_MISMATCH field 6",
          "margin of both legs moved by SetLeverage",
          "margin of both legs moved by SetMarginMode",
          "two legs past the line as the mark falls",
          "two legs past the line as the mark rises",
          "legs of several instruments netted at once",
          "deleveraged, a leg of the liquidated",
          "deleveraged, a leg of the counterparty");

  private final HeldPositions positions = new HeldPositions();
  private final Map<Integer, HedgeNetting> nettings = new HashMap<>();
  private final Map<Integer, Long> marks = new HashMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private int rising;
  private int marked;

  /** What must be counted: both modes and every rule for legs in every type of contract. */
  public static List<String> required() {
    List<String> names = new ArrayList<>(NAMES);
    for (ContractType type : types()) {
      for (HedgeNetting netting : nettings()) {
        names.add("liquidated with both legs, CROSS " + type + " " + netting);
        names.add("liquidated with both legs, ISOLATED " + type + " " + netting);
        names.add("legs netted " + type + " " + netting);
        names.add("forced order CLOSE of one of two legs " + type + " " + netting);
        names.add("forced order REDUCE of one of two legs " + type + " " + netting);
      }
    }
    for (PositionReason reason : PositionReason.values()) {
      if (reason != PositionReason.NULL_VAL) {
        names.add("position LONG " + reason);
        names.add("position SHORT " + reason);
      }
    }
    return names;
  }

  private static List<ContractType> types() {
    return List.of(ContractType.LINEAR, ContractType.INVERSE, ContractType.QUANTO);
  }

  private static List<HedgeNetting> nettings() {
    return List.of(HedgeNetting.SUM, HedgeNetting.LARGER, HedgeNetting.NET);
  }

  void startStream() {
    positions.clear();
    nettings.clear();
    marks.clear();
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> count) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    positions.accepted(command);
    command(new UnsafeBuffer(command), count);
    moved(MessageText.name(MessageText.templateId(command)), events, count);
    for (int i = 0; i < events.size(); i++) {
      event(new UnsafeBuffer(events.get(i)), count);
      positions.event(events.get(i));
    }
    netted(events, count);
  }

  private void command(UnsafeBuffer b, Consumer<String> count) {
    header.wrap(b, 0);
    marked = 0;
    switch (header.templateId()) {
      case SetPositionModeDecoder.TEMPLATE_ID -> {
        SetPositionModeDecoder c = new SetPositionModeDecoder().wrapAndApplyHeader(b, 0, header);
        count.accept("SetPositionMode accepted " + c.mode());
      }
      case SetRiskTiersDecoder.TEMPLATE_ID -> {
        SetRiskTiersDecoder c = new SetRiskTiersDecoder().wrapAndApplyHeader(b, 0, header);
        nettings.put(c.instrumentId(), c.hedgeNetting());
      }
      case MarkPriceDecoder.TEMPLATE_ID -> {
        MarkPriceDecoder c = new MarkPriceDecoder().wrapAndApplyHeader(b, 0, header);
        marked = c.instrumentId();
        rising = Long.compare(c.price(), marks.getOrDefault(marked, c.price()));
        marks.put(marked, c.price());
      }
      default -> {}
    }
  }

  /** Whether one command moved the margin of both legs of an account. */
  private void moved(String command, List<byte[]> events, Consumer<String> count) {
    boolean ofLong = false;
    boolean ofShort = false;
    for (byte[] event : events) {
      if (MessageText.templateId(event) == PositionChangedDecoder.TEMPLATE_ID) {
        PositionChangedDecoder e =
            new PositionChangedDecoder().wrapAndApplyHeader(new UnsafeBuffer(event), 0, header);
        boolean margin = e.reason() == PositionReason.MARGIN;
        ofLong |= margin && e.positionSide() == PositionSide.LONG;
        ofShort |= margin && e.positionSide() == PositionSide.SHORT;
      }
    }
    if (ofLong && ofShort) {
      count.accept("margin of both legs moved by " + command);
    }
  }

  private void event(UnsafeBuffer b, Consumer<String> count) {
    header.wrap(b, 0);
    switch (header.templateId()) {
      case PositionChangedDecoder.TEMPLATE_ID -> {
        PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
        count.accept("position " + e.positionSide() + " " + e.reason());
      }
      case LiquidationStartedDecoder.TEMPLATE_ID ->
          started(new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header), count);
      case LegsNettedDecoder.TEMPLATE_ID -> {
        LegsNettedDecoder e = new LegsNettedDecoder().wrapAndApplyHeader(b, 0, header);
        count.accept("legs netted " + name(e.instrumentId()));
      }
      case ForcedOrderDecoder.TEMPLATE_ID -> {
        ForcedOrderDecoder e = new ForcedOrderDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.kind() != ForcedOrderKind.UNWIND
            && positions.hasBothLegs(e.accountId(), e.instrumentId())) {
          count.accept(
              "forced order " + e.kind() + " of one of two legs " + name(e.instrumentId()));
        }
      }
      case DeleveragedDecoder.TEMPLATE_ID -> {
        DeleveragedDecoder e = new DeleveragedDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.positionSide() != PositionSide.NET) {
          count.accept("deleveraged, a leg of the liquidated");
        }
        if (e.counterpartySide() != PositionSide.NET) {
          count.accept("deleveraged, a leg of the counterparty");
        }
      }
      default -> {}
    }
  }

  private String name(int instrumentId) {
    return positions.type(instrumentId) + " " + nettings.get(instrumentId);
  }

  private void started(LiquidationStartedDecoder e, Consumer<String> count) {
    if (e.instrumentId() != 0) {
      if (positions.hasBothLegs(e.accountId(), e.instrumentId())) {
        count.accept("liquidated with both legs, ISOLATED " + name(e.instrumentId()));
      }
      return;
    }
    for (int id : positions.crossHedges(e.accountId(), e.assetId())) {
      count.accept("liquidated with both legs, CROSS " + name(id));
      if (id == marked && rising != 0) {
        count.accept("two legs past the line as the mark " + (rising > 0 ? "rises" : "falls"));
      }
    }
  }

  private void netted(List<byte[]> events, Consumer<String> count) {
    Map<Long, Integer> netted = new HashMap<>();
    for (byte[] event : events) {
      if (MessageText.templateId(event) == LegsNettedDecoder.TEMPLATE_ID) {
        LegsNettedDecoder e =
            new LegsNettedDecoder().wrapAndApplyHeader(new UnsafeBuffer(event), 0, header);
        if (netted.merge(e.liquidationId(), 1, Integer::sum) == 2) {
          count.accept("legs of several instruments netted at once");
        }
      }
    }
  }
}
