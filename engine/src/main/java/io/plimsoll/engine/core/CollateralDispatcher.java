package io.plimsoll.engine.core;

import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import org.agrona.DirectBuffer;

/** Hands the commands of multi-asset collateral to their handlers. */
final class CollateralDispatcher {
  private final CollateralTermsCommand terms;
  private final CollateralCommands commands;
  private final SetCollateralDecoder setCollateral = new SetCollateralDecoder();
  private final CollateralPriceDecoder collateralPrice = new CollateralPriceDecoder();
  private final SetCollateralModeDecoder setCollateralMode = new SetCollateralModeDecoder();
  private final ChargeInterestDecoder chargeInterest = new ChargeInterestDecoder();

  CollateralDispatcher(CollateralTermsCommand terms, CollateralCommands commands) {
    this.terms = terms;
    this.commands = commands;
  }

  /** Whether a template is one of these commands. */
  static boolean takes(int templateId) {
    return templateId >= SetCollateralDecoder.TEMPLATE_ID
        && templateId <= ChargeInterestDecoder.TEMPLATE_ID;
  }

  /** Whether the command was accepted; its header is wrapped and its frame checked. */
  boolean dispatch(MessageHeaderDecoder header, DirectBuffer b, int o) {
    return switch (header.templateId()) {
      case SetCollateralDecoder.TEMPLATE_ID ->
          terms.setCollateral(setCollateral.wrapAndApplyHeader(b, o, header));
      case CollateralPriceDecoder.TEMPLATE_ID ->
          commands.collateralPrice(collateralPrice.wrapAndApplyHeader(b, o, header));
      case SetCollateralModeDecoder.TEMPLATE_ID ->
          commands.setCollateralMode(setCollateralMode.wrapAndApplyHeader(b, o, header));
      default -> commands.chargeInterest(chargeInterest.wrapAndApplyHeader(b, o, header));
    };
  }
}
