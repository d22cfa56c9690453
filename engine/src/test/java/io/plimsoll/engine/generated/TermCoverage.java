package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.InstrumentSettledDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names what fundings and settlements did, and what came in between. */
public final class TermCoverage {
  /** What the streams must have been through: commands, their refusals, and what they led to. */
  public static final List<String> REQUIRED =
      List.of(
          "AdjustMargin accepted",
          "AdjustMargin rejected UNKNOWN_ACCOUNT field 3",
          "AdjustMargin rejected WRONG_ACCOUNT_KIND field 3",
          "AdjustMargin rejected UNKNOWN_INSTRUMENT field 5",
          "AdjustMargin rejected INVALID_VALUE field 4",
          "AdjustMargin rejected NO_POSITION field 5",
          "AdjustMargin rejected UNDER_LIQUIDATION field 3",
          "AdjustMargin rejected INSUFFICIENT_BALANCE field 4",
          "AdjustMargin rejected INSUFFICIENT_MARGIN field 4",
          "AdjustMargin rejected LIMIT_EXCEEDED field 4",
          "Funding accepted",
          "Funding rejected UNKNOWN_INSTRUMENT field 5",
          "Funding rejected NO_TIERS field 5",
          "Funding rejected NO_MARK_PRICE field 5",
          "Funding rejected INSTRUMENT_CLOSED field 5",
          "Funding rejected INVALID_VALUE field 3",
          "Funding rejected PRICE_OUT_OF_RANGE field 4",
          "Funding rejected FUNDING_UNDER_WAY field 5",
          "SetFees rejected INVALID_VALUE field 7",
          "SetFees rejected INVALID_VALUE field 8",
          "SetFees rejected INVALID_VALUE field 9",
          "SettleInstrument accepted",
          "SettleInstrument rejected UNKNOWN_INSTRUMENT field 4",
          "SettleInstrument rejected NO_TIERS field 4",
          "SettleInstrument rejected NO_MARK_PRICE field 4",
          "SettleInstrument rejected INSTRUMENT_CLOSED field 4",
          "SettleInstrument rejected NOT_EXPIRED field 4",
          "SettleInstrument rejected PRICE_OUT_OF_RANGE field 3",
          "SettleInstrument rejected NO_INDEX_AVERAGE field 3",
          "SettleInstrument rejected FUNDING_UNDER_WAY field 4",
          "PlaceOrder rejected INSTRUMENT_CLOSED field 7",
          "Fill rejected INSTRUMENT_CLOSED field 10",
          "MarkPrice rejected INSTRUMENT_CLOSED field 4",
          "SetLeverage rejected POSITION_EXISTS field 4",
          "SetLeverage rejected UNDER_LIQUIDATION field 3",
          "SetLeverage rejected LEVERAGE_TOO_HIGH field 5",
          "SetLeverage rejected INSUFFICIENT_BALANCE field 5",
          "SetMarginMode rejected POSITION_EXISTS field 4",
          "SetMarginMode rejected UNDER_LIQUIDATION field 3",
          "SetMarginMode rejected INSUFFICIENT_BALANCE field 5",
          "SetMarginMode rejected LIMIT_EXCEEDED field 5",
          "margin moved by AdjustMargin",
          "margin moved by SetLeverage",
          "margin moved by SetMarginMode to ISOLATED",
          "margin moved by SetMarginMode to CROSS",
          "event FundingFinished",
          "event InstrumentSettled",
          "position ISOLATED FUNDING",
          "position ISOLATED EXPIRY",
          "position CROSS EXPIRY",
          "balance FUNDING",
          "balance EXPIRY",
          "fund FUNDING",
          "fund EXPIRY",
          "funding settled by Clock",
          "funding settled by Fill",
          "funding settled by a takeover or deleveraging",
          "funding goes on after a Clock",
          "Fill while a funding is under way",
          "liquidation starts while a funding is under way",
          "liquidation started by Clock",
          "liquidation started by SettleInstrument",
          "liquidation started by SetMarginMode or SetLeverage or AdjustMargin",
          "settlement goes on after a Clock",
          "settlement asks to cancel an order");

  private final Set<Integer> fundings = new HashSet<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  void startStream() {
    fundings.clear();
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> count) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    String name = MessageText.name(MessageText.templateId(command));
    UnsafeBuffer b = new UnsafeBuffer(command);
    header.wrap(b, 0);
    if (header.templateId() == FundingDecoder.TEMPLATE_ID) {
      fundings.add(new FundingDecoder().wrapAndApplyHeader(b, 0, header).instrumentId());
    }
    if (name.equals("Fill") && !fundings.isEmpty()) {
      count.accept("Fill while a funding is under way");
    }
    for (byte[] event : events) {
      event(name, new UnsafeBuffer(event), count);
    }
    if (name.equals("Clock")) {
      goesOn(events, count);
    }
  }

  private void event(String command, UnsafeBuffer b, Consumer<String> count) {
    header.wrap(b, 0);
    switch (header.templateId()) {
      case FundingFinishedDecoder.TEMPLATE_ID ->
          fundings.remove(
              new FundingFinishedDecoder().wrapAndApplyHeader(b, 0, header).instrumentId());
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        if (new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header).reason()
            == BalanceReason.FUNDING) {
          settled(command, count);
        }
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.reason() == PositionReason.FUNDING) {
          settled(command, count);
        } else if (e.reason() == PositionReason.MARGIN) {
          String to = command.equals("SetMarginMode") ? " to " + e.mode() : "";
          count.accept("margin moved by " + command + to);
        }
      }
      case LiquidationStartedDecoder.TEMPLATE_ID -> started(command, count);
      case CancelRequestedDecoder.TEMPLATE_ID -> {
        if (new CancelRequestedDecoder().wrapAndApplyHeader(b, 0, header).liquidationId() == 0) {
          count.accept("settlement asks to cancel an order");
        }
      }
      default -> {}
    }
  }

  private static void settled(String command, Consumer<String> count) {
    boolean market = command.equals("Clock") || command.equals("Fill");
    count.accept("funding settled by " + (market ? command : "a takeover or deleveraging"));
  }

  private void started(String command, Consumer<String> count) {
    if (!fundings.isEmpty()) {
      count.accept("liquidation starts while a funding is under way");
    }
    boolean terms = List.of("SetMarginMode", "SetLeverage", "AdjustMargin").contains(command);
    count.accept(
        "liquidation started by "
            + (terms ? "SetMarginMode or SetLeverage or AdjustMargin" : command));
  }

  /** Whether a task changed something in this Clock and was not done. */
  private void goesOn(List<byte[]> events, Consumer<String> count) {
    boolean funding = false;
    boolean settlement = false;
    for (byte[] event : events) {
      UnsafeBuffer b = new UnsafeBuffer(event);
      header.wrap(b, 0);
      switch (header.templateId()) {
        case PositionChangedDecoder.TEMPLATE_ID -> {
          PositionReason reason =
              new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header).reason();
          funding |= reason == PositionReason.FUNDING;
          settlement |= reason == PositionReason.EXPIRY;
        }
        case BalanceChangedDecoder.TEMPLATE_ID ->
            funding |=
                new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header).reason()
                    == BalanceReason.FUNDING;
        case FundingFinishedDecoder.TEMPLATE_ID -> funding = false;
        case InstrumentSettledDecoder.TEMPLATE_ID -> settlement = false;
        default -> {}
      }
    }
    if (funding) {
      count.accept("funding goes on after a Clock");
    }
    if (settlement) {
      count.accept("settlement goes on after a Clock");
    }
  }
}
