package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import java.util.Optional;

/** A liquidation under way. */
final class OpenLiquidation {
  final long id;
  final long account;
  final AssetNumbers asset;
  private final MarginMode mode;
  private final long started;
  private final long equity;
  private final long requirement;
  private final StringBuilder stages = new StringBuilder();
  private StageNumbers stage;
  private int positions;
  private InstrumentNumbers instrument;
  private Side side = Side.LONG;
  private long mark;
  private long largest;
  private long notional;

  OpenLiquidation(LiquidationStartedDecoder event, AssetNumbers asset) {
    this.id = event.liquidationId();
    this.account = event.accountId();
    this.asset = asset;
    this.mode = event.mode();
    this.started = event.timestamp();
    this.equity = event.equity();
    this.requirement = event.requirement();
  }

  void position(InstrumentNumbers where, Side held, long size) {
    positions++;
    notional += size;
    if (instrument == null || size > largest) {
      instrument = where;
      side = held;
      mark = where.mark();
      largest = size;
    }
  }

  void entered(StageEnteredDecoder event) {
    StageNumbers next = asset.stage(event.stage(), event.kind());
    next.entered(event.round());
    if (next != stage) {
      stages.append(stages.length() == 0 ? "" : ", ");
      stages.append(next.number()).append(' ').append(next.kind());
    }
    stage = next;
  }

  /** The stage that it is at; empty before the first. */
  Optional<StageNumbers> stage() {
    return Optional.ofNullable(stage);
  }

  /** What became of it; the last argument is empty if nothing did yet. */
  LiquidationRow row(Optional<LiquidationFinishedDecoder> end) {
    return new LiquidationRow(
        id,
        account,
        asset,
        mode,
        started,
        end.map(LiquidationFinishedDecoder::timestamp).orElse(0L),
        positions,
        Optional.ofNullable(instrument),
        side,
        mark,
        notional,
        equity,
        requirement,
        stages.toString(),
        end.map(LiquidationFinishedDecoder::outcome),
        end.map(LiquidationFinishedDecoder::closedNotional).orElse(0L),
        end.map(LiquidationFinishedDecoder::takenOverNotional).orElse(0L),
        end.map(LiquidationFinishedDecoder::deleveragedNotional).orElse(0L),
        end.map(LiquidationFinishedDecoder::nettedNotional).orElse(0L),
        end.map(LiquidationFinishedDecoder::socialised).orElse(0L),
        end.map(LiquidationFinishedDecoder::realisedPnl).orElse(0L),
        end.map(LiquidationFinishedDecoder::liquidationFee).orElse(0L),
        end.map(LiquidationFinishedDecoder::surplus).orElse(0L),
        end.map(LiquidationFinishedDecoder::covered).orElse(0L));
  }
}
