package io.plimsoll.engine.core;

import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.GroupSizeEncodingDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetFundDecoder;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.SourcePriceDecoder;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import org.agrona.DirectBuffer;

/** Whether bytes are a well-formed command of this schema. */
final class Framing {
  /** Longest command, header included. */
  static final int COMMAND_LENGTH_MAX = 4096;

  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int GROUP_HEADER = GroupSizeEncodingDecoder.ENCODED_LENGTH;
  private static final int NOT_A_COMMAND = -1;

  private Framing() {}

  /** Wraps the header; true if schema, version, template, block and length fit together. */
  static boolean isCommand(
      MessageHeaderDecoder header, DirectBuffer buffer, int offset, int length) {
    if (length < HEADER || length > COMMAND_LENGTH_MAX) {
      return false;
    }
    header.wrap(buffer, offset);
    int block = blockLength(header.templateId());
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
        || header.version() != MessageHeaderDecoder.SCHEMA_VERSION
        || header.blockLength() != block
        || length < HEADER + block) {
      return false;
    }
    int entry = entryLength(header.templateId());
    return entry == 0
        ? length == HEADER + block
        : groupFits(buffer, offset + HEADER + block, length - HEADER - block, entry);
  }

  private static boolean groupFits(DirectBuffer buffer, int offset, int length, int entryLength) {
    if (length < GROUP_HEADER) {
      return false;
    }
    int entry = buffer.getShort(offset, ClockDecoder.BYTE_ORDER) & 0xFFFF;
    int count = buffer.getShort(offset + Short.BYTES, ClockDecoder.BYTE_ORDER) & 0xFFFF;
    return entry == entryLength && length == GROUP_HEADER + count * entry;
  }

  /** Bytes of an entry of the command's group; 0 if it has none. */
  private static int entryLength(int templateId) {
    return switch (templateId) {
      case SetRiskTiersDecoder.TEMPLATE_ID -> SetRiskTiersDecoder.TiersDecoder.sbeBlockLength();
      case SetWaterfallDecoder.TEMPLATE_ID -> SetWaterfallDecoder.StagesDecoder.sbeBlockLength();
      case SetPriceRuleDecoder.TEMPLATE_ID -> SetPriceRuleDecoder.SourcesDecoder.sbeBlockLength();
      default -> 0;
    };
  }

  private static int blockLength(int templateId) {
    return switch (templateId) {
      case ConfigureVenueDecoder.TEMPLATE_ID -> ConfigureVenueDecoder.BLOCK_LENGTH;
      case AddAssetDecoder.TEMPLATE_ID -> AddAssetDecoder.BLOCK_LENGTH;
      case AddInstrumentDecoder.TEMPLATE_ID -> AddInstrumentDecoder.BLOCK_LENGTH;
      case SetRiskTiersDecoder.TEMPLATE_ID -> SetRiskTiersDecoder.BLOCK_LENGTH;
      case SetFeesDecoder.TEMPLATE_ID -> SetFeesDecoder.BLOCK_LENGTH;
      case AddAccountDecoder.TEMPLATE_ID -> AddAccountDecoder.BLOCK_LENGTH;
      case DepositDecoder.TEMPLATE_ID -> DepositDecoder.BLOCK_LENGTH;
      case WithdrawDecoder.TEMPLATE_ID -> WithdrawDecoder.BLOCK_LENGTH;
      case SetLeverageDecoder.TEMPLATE_ID -> SetLeverageDecoder.BLOCK_LENGTH;
      case SetMarginModeDecoder.TEMPLATE_ID -> SetMarginModeDecoder.BLOCK_LENGTH;
      case PlaceOrderDecoder.TEMPLATE_ID -> PlaceOrderDecoder.BLOCK_LENGTH;
      case OrderDoneDecoder.TEMPLATE_ID -> OrderDoneDecoder.BLOCK_LENGTH;
      case FillDecoder.TEMPLATE_ID -> FillDecoder.BLOCK_LENGTH;
      case MarkPriceDecoder.TEMPLATE_ID -> MarkPriceDecoder.BLOCK_LENGTH;
      case ClockDecoder.TEMPLATE_ID -> ClockDecoder.BLOCK_LENGTH;
      case SetPriceRuleDecoder.TEMPLATE_ID -> SetPriceRuleDecoder.BLOCK_LENGTH;
      case SourcePriceDecoder.TEMPLATE_ID -> SourcePriceDecoder.BLOCK_LENGTH;
      case BookPriceDecoder.TEMPLATE_ID -> BookPriceDecoder.BLOCK_LENGTH;
      case SetFundingRuleDecoder.TEMPLATE_ID -> SetFundingRuleDecoder.BLOCK_LENGTH;
      case TakeSnapshotDecoder.TEMPLATE_ID -> TakeSnapshotDecoder.BLOCK_LENGTH;
      case SetWaterfallDecoder.TEMPLATE_ID -> SetWaterfallDecoder.BLOCK_LENGTH;
      case SetFundDecoder.TEMPLATE_ID -> SetFundDecoder.BLOCK_LENGTH;
      case SetPositionModeDecoder.TEMPLATE_ID -> SetPositionModeDecoder.BLOCK_LENGTH;
      case AdjustMarginDecoder.TEMPLATE_ID -> AdjustMarginDecoder.BLOCK_LENGTH;
      case FundingDecoder.TEMPLATE_ID -> FundingDecoder.BLOCK_LENGTH;
      case SettleInstrumentDecoder.TEMPLATE_ID -> SettleInstrumentDecoder.BLOCK_LENGTH;
      default -> NOT_A_COMMAND;
    };
  }
}
