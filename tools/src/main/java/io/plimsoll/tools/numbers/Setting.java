package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Assets, instruments, accounts and marks, as commands and computed marks set them. */
final class Setting {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final AddAssetDecoder addAsset = new AddAssetDecoder();
  private final AddInstrumentDecoder addInstrument = new AddInstrumentDecoder();
  private final AddAccountDecoder addAccount = new AddAccountDecoder();
  private final MarkPriceDecoder markPrice = new MarkPriceDecoder();
  private final SettleInstrumentDecoder settle = new SettleInstrumentDecoder();
  private final MarkPriceChangedDecoder markChanged = new MarkPriceChangedDecoder();
  private final Accounts accounts;
  private final Map<Integer, AssetNumbers> assets = new TreeMap<>();
  private final Map<Integer, InstrumentNumbers> instruments = new TreeMap<>();
  private final Set<Long> insuranceFunds = new TreeSet<>();
  private long markChanges;

  Setting(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Whether a command, if accepted, changes anything here. */
  static boolean concerns(DirectBuffer buffer, int offset, int length) {
    if (length < Messages.HEADER_LENGTH || length > Messages.MAX_LENGTH) {
      return false;
    }
    return switch (Messages.templateId(buffer, offset)) {
      case AddAssetDecoder.TEMPLATE_ID,
          AddInstrumentDecoder.TEMPLATE_ID,
          AddAccountDecoder.TEMPLATE_ID,
          MarkPriceDecoder.TEMPLATE_ID,
          SettleInstrumentDecoder.TEMPLATE_ID ->
          true;
      default -> false;
    };
  }

  /** An accepted command that concerns this. */
  void apply(DirectBuffer command, long time) {
    switch (Messages.templateId(command, 0)) {
      case AddAssetDecoder.TEMPLATE_ID -> {
        addAsset.wrapAndApplyHeader(command, 0, header);
        assets.put(
            addAsset.assetId(),
            new AssetNumbers(addAsset.assetId(), addAsset.symbol(), addAsset.moneyScale()));
      }
      case AddInstrumentDecoder.TEMPLATE_ID -> {
        addInstrument.wrapAndApplyHeader(command, 0, header);
        AssetNumbers asset = assets.get(addInstrument.assetId());
        insuranceFunds.add(addInstrument.insuranceFundAccountId());
        instruments.put(addInstrument.instrumentId(), new InstrumentNumbers(addInstrument, asset));
      }
      case AddAccountDecoder.TEMPLATE_ID -> {
        addAccount.wrapAndApplyHeader(command, 0, header);
        accounts.open(addAccount.accountId(), addAccount.kind());
      }
      case MarkPriceDecoder.TEMPLATE_ID -> {
        markPrice.wrapAndApplyHeader(command, 0, header);
        mark(markPrice.instrumentId(), markPrice.price(), time);
      }
      case SettleInstrumentDecoder.TEMPLATE_ID -> {
        settle.wrapAndApplyHeader(command, 0, header);
        // Without a price the settlement price comes as an event.
        if (settle.price() > 0) {
          mark(settle.instrumentId(), settle.price(), time);
        }
      }
      default -> throw new IllegalArgumentException("not a command that concerns the setting");
    }
  }

  /** A mark that the engine computed. */
  void hear(int template, DirectBuffer buffer, int offset, long time) {
    if (template != MarkPriceChangedDecoder.TEMPLATE_ID) {
      return;
    }
    markChanged.wrapAndApplyHeader(buffer, offset, header);
    switch (markChanged.result()) {
      case SET, CLAMPED, SETTLEMENT ->
          mark(markChanged.instrumentId(), markChanged.markPrice(), time);
      default -> {
        // No new mark.
      }
    }
  }

  private void mark(int instrument, long price, long time) {
    instruments.get(instrument).mark(price, time);
    markChanges++;
  }

  /** How often any mark was set. */
  long markChanges() {
    return markChanges;
  }

  Collection<AssetNumbers> assets() {
    return assets.values();
  }

  AssetNumbers asset(int id) {
    return assets.get(id);
  }

  Collection<InstrumentNumbers> instruments() {
    return instruments.values();
  }

  InstrumentNumbers instrument(int id) {
    return instruments.get(id);
  }

  Map<Integer, InstrumentNumbers> byId() {
    return instruments;
  }

  /** Accounts that stand behind an instrument. */
  Set<Long> insuranceFunds() {
    return insuranceFunds;
  }
}
