package io.plimsoll.tools.explain;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.agrona.DirectBuffer;

/** Tells accepted commands that are the account's own. */
final class OwnCommands {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final AddAccountDecoder addAccount = new AddAccountDecoder();
  private final SetLeverageDecoder setLeverage = new SetLeverageDecoder();
  private final SetMarginModeDecoder setMarginMode = new SetMarginModeDecoder();
  private final SetPositionModeDecoder setPositionMode = new SetPositionModeDecoder();
  private final SetCollateralModeDecoder setCollateralMode = new SetCollateralModeDecoder();
  private final AdjustMarginDecoder adjustMargin = new AdjustMarginDecoder();
  private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
  private final FillDecoder fill = new FillDecoder();

  private final Setting setting;
  private final Script script;
  private final Person person;
  private final Trades trades;
  private String orderText = "";

  OwnCommands(Setting setting, Script script, Person person, Trades trades) {
    this.setting = setting;
    this.script = script;
    this.person = person;
    this.trades = trades;
  }

  void apply(DirectBuffer buffer, int offset) {
    trades.noFill();
    switch (Messages.templateId(buffer, offset)) {
      case AddAccountDecoder.TEMPLATE_ID ->
          onAddAccount(addAccount.wrapAndApplyHeader(buffer, offset, header));
      case SetLeverageDecoder.TEMPLATE_ID ->
          onSetLeverage(setLeverage.wrapAndApplyHeader(buffer, offset, header));
      case SetMarginModeDecoder.TEMPLATE_ID ->
          onSetMarginMode(setMarginMode.wrapAndApplyHeader(buffer, offset, header));
      case SetPositionModeDecoder.TEMPLATE_ID ->
          onSetPositionMode(setPositionMode.wrapAndApplyHeader(buffer, offset, header));
      case SetCollateralModeDecoder.TEMPLATE_ID ->
          onSetCollateralMode(setCollateralMode.wrapAndApplyHeader(buffer, offset, header));
      case AdjustMarginDecoder.TEMPLATE_ID ->
          onAdjustMargin(adjustMargin.wrapAndApplyHeader(buffer, offset, header));
      case PlaceOrderDecoder.TEMPLATE_ID ->
          onPlaceOrder(placeOrder.wrapAndApplyHeader(buffer, offset, header));
      case FillDecoder.TEMPLATE_ID ->
          trades.onFill(fill.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Told by its events, or of no interest.
      }
    }
  }

  private void onAddAccount(AddAccountDecoder command) {
    if (command.accountId() == person.id) {
      person.open(command.kind());
      script.tell("opened as an account of kind " + command.kind());
    }
  }

  private void onSetLeverage(SetLeverageDecoder command) {
    if (command.accountId() == person.id) {
      person.holdings(command.instrumentId()).forEach(h -> h.leverage = command.leverage());
      script.tell(
          "leverage in "
              + setting.contract(command.instrumentId()).symbol
              + " set to "
              + times(command.leverage()));
    }
  }

  private void onSetMarginMode(SetMarginModeDecoder command) {
    if (command.accountId() == person.id) {
      person.holdings(command.instrumentId()).forEach(h -> h.mode = command.mode());
      String symbol = setting.contract(command.instrumentId()).symbol;
      script.tell("margin mode in " + symbol + " set to " + command.mode());
    }
  }

  private void onSetPositionMode(SetPositionModeDecoder command) {
    if (command.accountId() == person.id) {
      String symbol = setting.contract(command.instrumentId()).symbol;
      script.tell(
          "position mode in "
              + symbol
              + " set to "
              + command.mode()
              + (command.mode() == PositionMode.HEDGE
                  ? ": a long and a short leg, each a position of its own"
                  : ""));
    }
  }

  private void onSetCollateralMode(SetCollateralModeDecoder command) {
    if (command.accountId() == person.id) {
      boolean pools = command.mode() == CollateralMode.MULTI_ASSET;
      person.pooled(pools);
      script.tell(
          "collateral mode set to "
              + command.mode()
              + (pools ? ": all its wallets stand behind all its cross positions" : ""));
    }
  }

  private static String leg(PositionSide side) {
    return switch (side) {
      case LONG -> " of the long leg";
      case SHORT -> " of the short leg";
      default -> "";
    };
  }

  private void onAdjustMargin(AdjustMarginDecoder command) {
    if (command.accountId() == person.id) {
      Contract contract = setting.contract(command.instrumentId());
      String leg = leg(command.positionSide());
      String amount = contract.money(BigInteger.valueOf(command.amount()).abs());
      script.tell(
          command.amount() > 0
              ? amount + " goes from the wallet to the margin" + leg + " in " + contract.symbol
              : amount
                  + " goes from the margin"
                  + leg
                  + " in "
                  + contract.symbol
                  + " to the wallet");
    }
  }

  private void onPlaceOrder(PlaceOrderDecoder command) {
    if (command.accountId() == person.id) {
      Contract contract = setting.contract(command.instrumentId());
      orderText =
          command.side()
              + " "
              + contract.lot(command.quantity())
              + " at "
              + contract.price(command.price())
              + " or better"
              + (command.positionSide() == PositionSide.NET
                  ? ""
                  : ", for the" + leg(command.positionSide()).substring(" of the".length()));
    }
  }

  /** The order that was placed last, in words. */
  String orderText() {
    return orderText;
  }

  static String times(int leverage) {
    return BigDecimal.valueOf(leverage, 2).stripTrailingZeros().toPlainString() + "x";
  }
}
