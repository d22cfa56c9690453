package io.plimsoll.engine.core;

import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.GroupSizeEncodingDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
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
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Whether bytes are a well-formed command of this schema. */
final class Framing {
  /** Longest command, header included. */
  static final int COMMAND_LENGTH_MAX = 4096;

  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int GROUP_HEADER = GroupSizeEncodingDecoder.ENCODED_LENGTH;

  /** Not a template. */
  static final int NOT_A_COMMAND = -1;

  private static final int TEMPLATES = 256;
  private static final int TEMPLATE_SHIFT = 16;
  // Per template: its header, header and block in bytes, bytes of an entry of its group.
  private static final long[] HEADERS = new long[TEMPLATES];
  private static final int[] LENGTHS = new int[TEMPLATES];
  private static final int[] ENTRY_LENGTHS = new int[TEMPLATES];

  static {
    // No header: its template would be past the last one.
    Arrays.fill(HEADERS, -1);
    for (int template = 0; template < TEMPLATES; template++) {
      int block = blockLength(template);
      if (block != NOT_A_COMMAND) {
        HEADERS[template] =
            block
                | ((long) template << TEMPLATE_SHIFT)
                | ((long) MessageHeaderDecoder.SCHEMA_ID << 32)
                | ((long) MessageHeaderDecoder.SCHEMA_VERSION << 48);
        LENGTHS[template] = HEADER + block;
        ENTRY_LENGTHS[template] = entryLength(template);
      }
    }
  }

  private Framing() {}

  /**
   * The template of a well-formed command, or {@link #NOT_A_COMMAND}: schema, version, template,
   * block and length fit together.
   */
  static int templateOf(DirectBuffer buffer, int offset, int length) {
    if (length < HEADER || length > COMMAND_LENGTH_MAX) {
      return NOT_A_COMMAND;
    }
    // The header's four fields are one 64-bit word, and each template has one that is right.
    long header = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    int template = (int) (header >>> TEMPLATE_SHIFT) & 0xFFFF;
    if (template >= TEMPLATES || HEADERS[template] != header || length < LENGTHS[template]) {
      return NOT_A_COMMAND;
    }
    int entry = ENTRY_LENGTHS[template];
    int block = LENGTHS[template];
    boolean fits =
        entry == 0 ? length == block : groupFits(buffer, offset + block, length - block, entry);
    return fits ? template : NOT_A_COMMAND;
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
      case SetCollateralDecoder.TEMPLATE_ID -> SetCollateralDecoder.TiersDecoder.sbeBlockLength();
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
      case SetCollateralDecoder.TEMPLATE_ID -> SetCollateralDecoder.BLOCK_LENGTH;
      case CollateralPriceDecoder.TEMPLATE_ID -> CollateralPriceDecoder.BLOCK_LENGTH;
      case SetCollateralModeDecoder.TEMPLATE_ID -> SetCollateralModeDecoder.BLOCK_LENGTH;
      case ChargeInterestDecoder.TEMPLATE_ID -> ChargeInterestDecoder.BLOCK_LENGTH;
      default -> NOT_A_COMMAND;
    };
  }
}
