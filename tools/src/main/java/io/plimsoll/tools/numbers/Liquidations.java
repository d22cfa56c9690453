package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.LegsNettedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import io.plimsoll.tools.numbers.AssetNumbers.Amount;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Follows liquidations from their start to their end. */
final class Liquidations {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MarginCallDecoder called = new MarginCallDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();
  private final StageEnteredDecoder entered = new StageEnteredDecoder();
  private final TakeOverDecoder takeOver = new TakeOverDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final LegsNettedDecoder netted = new LegsNettedDecoder();
  private final LossSocialisedDecoder socialised = new LossSocialisedDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();

  private final Accounts accounts;
  private final Setting setting;
  private final LiquidationSink sink;
  private final Map<Long, OpenLiquidation> open = new HashMap<>();

  /** By row of the isolated position, or of the wallet of cross positions. */
  private final Map<Integer, OpenLiquidation> ofPosition = new HashMap<>();

  private final Map<Integer, OpenLiquidation> ofWallet = new HashMap<>();

  Liquidations(Accounts accounts, Setting setting, LiquidationSink sink) {
    this.accounts = accounts;
    this.setting = setting;
    this.sink = sink;
  }

  /** Whether the event was of a liquidation. */
  boolean hear(int template, DirectBuffer buffer, int offset) {
    switch (template) {
      case MarginCallDecoder.TEMPLATE_ID ->
          setting.asset(called.wrapAndApplyHeader(buffer, offset, header).assetId()).marginCall();
      case LiquidationStartedDecoder.TEMPLATE_ID ->
          start(started.wrapAndApplyHeader(buffer, offset, header));
      case StageEnteredDecoder.TEMPLATE_ID -> {
        entered.wrapAndApplyHeader(buffer, offset, header);
        open.get(entered.liquidationId()).entered(entered);
      }
      case TakeOverDecoder.TEMPLATE_ID ->
          takenOver(takeOver.wrapAndApplyHeader(buffer, offset, header));
      case DeleveragedDecoder.TEMPLATE_ID ->
          deleveraged(deleveraged.wrapAndApplyHeader(buffer, offset, header));
      case LegsNettedDecoder.TEMPLATE_ID ->
          netted(netted.wrapAndApplyHeader(buffer, offset, header));
      case LossSocialisedDecoder.TEMPLATE_ID ->
          socialised(socialised.wrapAndApplyHeader(buffer, offset, header));
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          finish(finished.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void start(LiquidationStartedDecoder event) {
    OpenLiquidation liquidation = new OpenLiquidation(event, setting.asset(event.assetId()));
    open.put(liquidation.id, liquidation);
    int row = accounts.row(event.accountId());
    if (event.mode() == MarginMode.ISOLATED) {
      int position = accounts.position(row, event.instrumentId(), event.positionSide().value());
      ofPosition.put(position, liquidation);
      hit(liquidation, position, event.timestamp());
    } else {
      ofWallet.put(accounts.wallet(row, event.assetId()), liquidation);
      accounts.forEachPosition(
          row,
          position -> {
            boolean settles =
                setting.instrument(accounts.instrument(position)).asset() == liquidation.asset;
            if (settles && !accounts.isIsolated(position)) {
              hit(liquidation, position, event.timestamp());
            }
          });
    }
  }

  private void hit(OpenLiquidation liquidation, int position, long time) {
    long quantity = accounts.quantity(position);
    if (quantity == 0) {
      return;
    }
    InstrumentNumbers instrument = setting.instrument(accounts.instrument(position));
    long notional = Math.abs(instrument.value(quantity));
    Side side = Side.of(quantity);
    liquidation.position(instrument, side, notional);
    liquidation.asset.add(Amount.STARTED, notional);
    instrument.started(
        side, notional, liquidation.id, liquidation.account, time, instrument.mark());
  }

  /** A forced order of a trader was filled: a position of this side before. */
  void filled(
      InstrumentNumbers instrument, int row, int position, Side side, PositionChangedDecoder fill) {
    long value = fill.tradeValue();
    instrument.closed(fill.timestamp(), Way.BOOK, side, value);
    instrument.asset().add(Amount.CLOSED, Math.abs(value));
    OpenLiquidation liquidation =
        fill.mode() == MarginMode.ISOLATED
            ? ofPosition.get(position)
            : ofWallet.get(accounts.wallet(row, instrument.asset().id()));
    liquidation.stage().ifPresent(stage -> stage.closed(value));
  }

  private void takenOver(TakeOverDecoder event) {
    InstrumentNumbers instrument = setting.instrument(event.instrumentId());
    AssetNumbers asset = instrument.asset();
    instrument.closed(event.timestamp(), Way.TAKE_OVER, Side.of(event.quantity()), event.value());
    asset.add(Amount.TAKEN_OVER, Math.abs(event.value()));
    asset.addEither(Amount.TAKEN_OVER_GAIN, Amount.TAKEN_OVER_LOSS, event.fundPnlAtMark());
    long value = event.value();
    open.get(event.liquidationId()).stage().ifPresent(stage -> stage.takenOver(value));
  }

  private void deleveraged(DeleveragedDecoder event) {
    InstrumentNumbers instrument = setting.instrument(event.instrumentId());
    AssetNumbers asset = instrument.asset();
    long value = event.value();
    instrument.closed(event.timestamp(), Way.ADL, Side.of(event.quantity()), value);
    instrument.deleveraging(event.timestamp());
    asset.deleveraging();
    asset.add(Amount.DELEVERAGED, Math.abs(value));
    asset.addEither(
        Amount.DELEVERAGED_GAIN,
        Amount.DELEVERAGED_LOSS,
        instrument.value(event.quantity(), event.markPrice()) - value);
    open.get(event.liquidationId()).stage().ifPresent(stage -> stage.deleveraged(value));
    accounts.mark(accounts.row(event.counterpartyId()), Accounts.DELEVERAGED);
  }

  private void netted(LegsNettedDecoder event) {
    AssetNumbers asset = setting.instrument(event.instrumentId()).asset();
    long value = event.value();
    asset.add(Amount.NETTED, Math.abs(value));
    open.get(event.liquidationId()).stage().ifPresent(stage -> stage.netted(value));
  }

  private void socialised(LossSocialisedDecoder event) {
    InstrumentNumbers instrument = setting.instrument(event.instrumentId());
    instrument.socialised(event.timestamp(), event.share());
    instrument.asset().add(Amount.SOCIALISED, event.share());
    accounts.mark(accounts.row(event.accountId()), Accounts.SHARED_LOSS);
  }

  private void finish(LiquidationFinishedDecoder event) {
    OpenLiquidation liquidation = open.remove(event.liquidationId());
    int row = accounts.row(event.accountId());
    if (event.instrumentId() != 0) {
      ofPosition.remove(accounts.position(row, event.instrumentId(), event.positionSide().value()));
    } else {
      ofWallet.remove(accounts.wallet(row, event.assetId()));
    }
    if (event.outcome() != Outcome.RECOVERED) {
      accounts.mark(row, Accounts.LIQUIDATED);
    }
    tell(liquidation.row(Optional.of(event)));
  }

  private void tell(LiquidationRow row) {
    row.asset().ended(row);
    sink.onLiquidation(row);
  }

  /** The journal has ended. */
  void finish() {
    new TreeMap<>(open).values().forEach(liquidation -> tell(liquidation.row(Optional.empty())));
  }
}
