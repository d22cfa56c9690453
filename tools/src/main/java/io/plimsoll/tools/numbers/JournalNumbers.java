package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SnapshotTakenDecoder;
import io.plimsoll.tools.inspect.EventTime;
import io.plimsoll.tools.inspect.RecordSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All that a report tells of a journal. It hears every record once, in order, and keeps accounts as
 * they stand, liquidations under way, and series of a bounded number of points; nothing grows with
 * the number of records. Then {@link #finish} is called, and only after that is it asked. Not
 * thread safe.
 */
public final class JournalNumbers implements RecordSink {
  private final Accounts accounts = new Accounts();
  private final Setting setting = new Setting(accounts);
  private final Funds funds = new Funds(accounts, setting);
  private final Liquidations liquidations;
  private final Holdings holdings;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final SnapshotTakenDecoder snapshot = new SnapshotTakenDecoder();
  private final FundingFinishedDecoder funding = new FundingFinishedDecoder();
  private final UnsafeBuffer pending = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private final byte[] digest = new byte[SnapshotTakenDecoder.digestLength()];
  private final Map<Integer, List<Party>> parties = new TreeMap<>();
  private boolean isPending;
  private long commands;
  private long events;
  private long rejected;
  private long began;
  private long now;

  /**
   * Nothing yet.
   *
   * @param sink hears of each liquidation
   */
  public JournalNumbers(LiquidationSink sink) {
    liquidations = new Liquidations(accounts, setting, sink);
    holdings = new Holdings(accounts, setting, funds, liquidations);
  }

  @Override
  public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
    commands++;
    isPending = Setting.concerns(buffer, offset, length);
    if (isPending) {
      pending.putBytes(0, buffer, offset, length);
    }
  }

  @Override
  public void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
    events++;
    if (Messages.templateId(buffer, offset) == CommandRejectedDecoder.TEMPLATE_ID) {
      rejected++;
      isPending = false;
      return;
    }
    moveTo(EventTime.of(buffer, offset));
    if (isPending) {
      isPending = false;
      setting.apply(pending, now);
    }
    hear(Messages.templateId(buffer, offset), buffer, offset);
  }

  private void moveTo(long time) {
    if (began == 0) {
      began = time;
    }
    if (time != now) {
      instantEnded(false);
      now = time;
    }
  }

  private void instantEnded(boolean isLast) {
    for (InstrumentNumbers instrument : setting.instruments()) {
      instrument.instantEnded(now, isLast);
    }
    funds.instantEnded(now, isLast);
  }

  private void hear(int template, DirectBuffer buffer, int offset) {
    switch (template) {
      case SnapshotTakenDecoder.TEMPLATE_ID ->
          snapshot.wrapAndApplyHeader(buffer, offset, header).getDigest(digest, 0, digest.length);
      case FundingFinishedDecoder.TEMPLATE_ID -> {
        funding.wrapAndApplyHeader(buffer, offset, header);
        setting.instrument(funding.instrumentId()).funded(funding);
      }
      default -> {
        if (!holdings.hear(template, buffer, offset)
            && !liquidations.hear(template, buffer, offset)) {
          setting.hear(template, buffer, offset, now);
        }
      }
    }
  }

  /** The journal has ended. */
  public void finish() {
    instantEnded(true);
    liquidations.finish();
    Parties sums = new Parties(accounts, setting.byId(), setting.insuranceFunds());
    for (AssetNumbers asset : setting.assets()) {
      parties.put(asset.id(), sums.in(asset));
    }
  }

  /** Settlement assets, by id. */
  public Collection<AssetNumbers> assets() {
    return setting.assets();
  }

  /** Instruments, by id. */
  public Collection<InstrumentNumbers> instruments() {
    return setting.instruments();
  }

  /** Insurance funds and vaults, by asset, then account. */
  public List<FundNumbers> funds() {
    return new ArrayList<>(funds.all());
  }

  /** Who paid in what and has what, in an asset. */
  public List<Party> parties(AssetNumbers asset) {
    return parties.get(asset.id());
  }

  /** What counts as collateral and has a price, by asset; the valuation asset is none of it. */
  public List<CollateralNumbers> collateral() {
    return setting.collateral().all();
  }

  /** Whether a fund stands behind an instrument; others are vaults. */
  public boolean isInsuranceFund(long account) {
    return setting.insuranceFunds().contains(account);
  }

  /** Accounts of traders. */
  public long traders() {
    return holdings.traders();
  }

  /** Traders of whom something was closed by force. */
  public long liquidated() {
    return holdings.marked(Accounts.LIQUIDATED);
  }

  /** Traders who were deleveraged as somebody's counterparty. */
  public long deleveraged() {
    return holdings.marked(Accounts.DELEVERAGED);
  }

  /** Traders who bore a share of a socialised loss. */
  public long sharedLoss() {
    return holdings.marked(Accounts.SHARED_LOSS);
  }

  /** Commands, the rejected ones included. */
  public long commands() {
    return commands;
  }

  /** Events. */
  public long events() {
    return events;
  }

  /** Commands that were rejected. */
  public long rejected() {
    return rejected;
  }

  /** Time of the first accepted command, nanoseconds since 1970; 0 if there was none. */
  public long began() {
    return began;
  }

  /** Time of the last accepted command. */
  public long ended() {
    return now;
  }

  /** The last state digest, in hex; all zeros if none was taken. */
  public String digest() {
    return HexFormat.of().formatHex(digest);
  }
}
