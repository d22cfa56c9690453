package io.plimsoll.engine.core;

import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SourcePriceDecoder;
import org.agrona.DirectBuffer;

/** Hands the commands of docs/prices.md to their handlers. */
final class PriceDispatcher {
  private final PriceRuleCommands rules;
  private final PriceSourceCommands sources;
  private final SetPriceRuleDecoder setPriceRule = new SetPriceRuleDecoder();
  private final SourcePriceDecoder sourcePrice = new SourcePriceDecoder();
  private final BookPriceDecoder bookPrice = new BookPriceDecoder();
  private final SetFundingRuleDecoder setFundingRule = new SetFundingRuleDecoder();

  PriceDispatcher(PriceRuleCommands rules, PriceSourceCommands sources) {
    this.rules = rules;
    this.sources = sources;
  }

  /** Whether the command was accepted; its header is wrapped and its frame checked. */
  boolean dispatch(MessageHeaderDecoder header, DirectBuffer b, int o) {
    return switch (header.templateId()) {
      case SetPriceRuleDecoder.TEMPLATE_ID ->
          rules.setPriceRule(setPriceRule.wrapAndApplyHeader(b, o, header));
      case SourcePriceDecoder.TEMPLATE_ID ->
          sources.sourcePrice(sourcePrice.wrapAndApplyHeader(b, o, header));
      case BookPriceDecoder.TEMPLATE_ID ->
          sources.bookPrice(bookPrice.wrapAndApplyHeader(b, o, header));
      case SetFundingRuleDecoder.TEMPLATE_ID ->
          rules.setFundingRule(setFundingRule.wrapAndApplyHeader(b, o, header));
      default -> throw new IllegalStateException("framing let through " + header.templateId());
    };
  }
}
