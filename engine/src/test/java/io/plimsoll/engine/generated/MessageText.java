package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderChangedDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SnapshotTakenDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages as text, for people who look for a difference. */
public final class MessageText {
  private MessageText() {}

  /** The message's name; a number if it is none of the schema's. */
  public static String name(int templateId) {
    return switch (templateId) {
      case ConfigureVenueDecoder.TEMPLATE_ID -> "ConfigureVenue";
      case AddAssetDecoder.TEMPLATE_ID -> "AddAsset";
      case AddInstrumentDecoder.TEMPLATE_ID -> "AddInstrument";
      case SetRiskTiersDecoder.TEMPLATE_ID -> "SetRiskTiers";
      case SetFeesDecoder.TEMPLATE_ID -> "SetFees";
      case AddAccountDecoder.TEMPLATE_ID -> "AddAccount";
      case DepositDecoder.TEMPLATE_ID -> "Deposit";
      case WithdrawDecoder.TEMPLATE_ID -> "Withdraw";
      case SetLeverageDecoder.TEMPLATE_ID -> "SetLeverage";
      case SetMarginModeDecoder.TEMPLATE_ID -> "SetMarginMode";
      case PlaceOrderDecoder.TEMPLATE_ID -> "PlaceOrder";
      case OrderDoneDecoder.TEMPLATE_ID -> "OrderDone";
      case FillDecoder.TEMPLATE_ID -> "Fill";
      case MarkPriceDecoder.TEMPLATE_ID -> "MarkPrice";
      case ClockDecoder.TEMPLATE_ID -> "Clock";
      case TakeSnapshotDecoder.TEMPLATE_ID -> "TakeSnapshot";
      case CommandAcceptedDecoder.TEMPLATE_ID -> "CommandAccepted";
      case CommandRejectedDecoder.TEMPLATE_ID -> "CommandRejected";
      case BalanceChangedDecoder.TEMPLATE_ID -> "BalanceChanged";
      case FundChangedDecoder.TEMPLATE_ID -> "FundChanged";
      case PositionChangedDecoder.TEMPLATE_ID -> "PositionChanged";
      case OrderChangedDecoder.TEMPLATE_ID -> "OrderChanged";
      case MarginCallDecoder.TEMPLATE_ID -> "MarginCall";
      case LiquidationStartedDecoder.TEMPLATE_ID -> "LiquidationStarted";
      case CancelRequestedDecoder.TEMPLATE_ID -> "CancelRequested";
      case ForcedOrderDecoder.TEMPLATE_ID -> "ForcedOrder";
      case TakeOverDecoder.TEMPLATE_ID -> "TakeOver";
      case LiquidationFinishedDecoder.TEMPLATE_ID -> "LiquidationFinished";
      case SnapshotTakenDecoder.TEMPLATE_ID -> "SnapshotTaken";
      default -> "template " + templateId;
    };
  }

  /** The message with all its fields. */
  public static String text(byte[] message) {
    try {
      return decoded(message);
    } catch (RuntimeException e) {
      return "undecodable, " + message.length + " bytes";
    }
  }

  /** The template id; 0 if there is no whole header. */
  public static int templateId(byte[] message) {
    return message.length < MessageHeaderDecoder.ENCODED_LENGTH
        ? 0
        : new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
  }

  private static String decoded(byte[] message) {
    UnsafeBuffer b = new UnsafeBuffer(message);
    MessageHeaderDecoder h = new MessageHeaderDecoder();
    Object decoder =
        switch (templateId(message)) {
          case ConfigureVenueDecoder.TEMPLATE_ID ->
              new ConfigureVenueDecoder().wrapAndApplyHeader(b, 0, h);
          case AddAssetDecoder.TEMPLATE_ID -> new AddAssetDecoder().wrapAndApplyHeader(b, 0, h);
          case AddInstrumentDecoder.TEMPLATE_ID ->
              new AddInstrumentDecoder().wrapAndApplyHeader(b, 0, h);
          case SetRiskTiersDecoder.TEMPLATE_ID ->
              new SetRiskTiersDecoder().wrapAndApplyHeader(b, 0, h);
          case SetFeesDecoder.TEMPLATE_ID -> new SetFeesDecoder().wrapAndApplyHeader(b, 0, h);
          case AddAccountDecoder.TEMPLATE_ID -> new AddAccountDecoder().wrapAndApplyHeader(b, 0, h);
          case DepositDecoder.TEMPLATE_ID -> new DepositDecoder().wrapAndApplyHeader(b, 0, h);
          case WithdrawDecoder.TEMPLATE_ID -> new WithdrawDecoder().wrapAndApplyHeader(b, 0, h);
          case SetLeverageDecoder.TEMPLATE_ID ->
              new SetLeverageDecoder().wrapAndApplyHeader(b, 0, h);
          case SetMarginModeDecoder.TEMPLATE_ID ->
              new SetMarginModeDecoder().wrapAndApplyHeader(b, 0, h);
          case PlaceOrderDecoder.TEMPLATE_ID -> new PlaceOrderDecoder().wrapAndApplyHeader(b, 0, h);
          case OrderDoneDecoder.TEMPLATE_ID -> new OrderDoneDecoder().wrapAndApplyHeader(b, 0, h);
          case FillDecoder.TEMPLATE_ID -> new FillDecoder().wrapAndApplyHeader(b, 0, h);
          case MarkPriceDecoder.TEMPLATE_ID -> new MarkPriceDecoder().wrapAndApplyHeader(b, 0, h);
          case ClockDecoder.TEMPLATE_ID -> new ClockDecoder().wrapAndApplyHeader(b, 0, h);
          case TakeSnapshotDecoder.TEMPLATE_ID ->
              new TakeSnapshotDecoder().wrapAndApplyHeader(b, 0, h);
          case CommandAcceptedDecoder.TEMPLATE_ID ->
              new CommandAcceptedDecoder().wrapAndApplyHeader(b, 0, h);
          case CommandRejectedDecoder.TEMPLATE_ID ->
              new CommandRejectedDecoder().wrapAndApplyHeader(b, 0, h);
          case BalanceChangedDecoder.TEMPLATE_ID ->
              new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, h);
          case FundChangedDecoder.TEMPLATE_ID ->
              new FundChangedDecoder().wrapAndApplyHeader(b, 0, h);
          case PositionChangedDecoder.TEMPLATE_ID ->
              new PositionChangedDecoder().wrapAndApplyHeader(b, 0, h);
          case OrderChangedDecoder.TEMPLATE_ID ->
              new OrderChangedDecoder().wrapAndApplyHeader(b, 0, h);
          case MarginCallDecoder.TEMPLATE_ID -> new MarginCallDecoder().wrapAndApplyHeader(b, 0, h);
          case LiquidationStartedDecoder.TEMPLATE_ID ->
              new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, h);
          case CancelRequestedDecoder.TEMPLATE_ID ->
              new CancelRequestedDecoder().wrapAndApplyHeader(b, 0, h);
          case ForcedOrderDecoder.TEMPLATE_ID ->
              new ForcedOrderDecoder().wrapAndApplyHeader(b, 0, h);
          case TakeOverDecoder.TEMPLATE_ID -> new TakeOverDecoder().wrapAndApplyHeader(b, 0, h);
          case LiquidationFinishedDecoder.TEMPLATE_ID ->
              new LiquidationFinishedDecoder().wrapAndApplyHeader(b, 0, h);
          case SnapshotTakenDecoder.TEMPLATE_ID ->
              new SnapshotTakenDecoder().wrapAndApplyHeader(b, 0, h);
          default -> "no message of the schema, " + message.length + " bytes";
        };
    return decoder.toString();
  }
}
