package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.DeleveragedEncoder;
import io.plimsoll.protocol.codec.LegsNettedEncoder;
import io.plimsoll.protocol.codec.LossSocialisedEncoder;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.StageEnteredEncoder;
import io.plimsoll.protocol.codec.StageKind;

/** The events of the stages that reach beyond the liquidated account. */
public final class StageEvents {
  private final EventWriter writer;
  private final StageEnteredEncoder stageEntered = new StageEnteredEncoder();
  private final DeleveragedEncoder deleveraged = new DeleveragedEncoder();
  private final LegsNettedEncoder legsNetted = new LegsNettedEncoder();
  private final LossSocialisedEncoder lossSocialised = new LossSocialisedEncoder();

  /**
   * Events through a writer.
   *
   * @param writer sends them
   */
  public StageEvents(EventWriter writer) {
    this.writer = writer;
  }

  /** StageEntered; the round is 0 unless the stage is a REDUCE. */
  public void stageEntered(
      long liquidationId,
      long accountId,
      long equity,
      long requirement,
      int assetId,
      int round,
      int stage,
      StageKind kind) {
    stageEntered
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .equity(equity)
        .requirement(requirement)
        .assetId(assetId)
        .round(round)
        .stage((short) stage)
        .kind(kind);
    writer.send(stageEntered.encodedLength());
  }

  /** Deleveraged. */
  public void deleveraged(
      long liquidationId,
      long accountId,
      long counterpartyId,
      long quantity,
      long value,
      long price,
      long markPrice,
      long score,
      int instrumentId,
      int rank,
      AdlRanking ranking,
      PositionSide side,
      PositionSide counterpartySide) {
    deleveraged
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .counterpartyId(counterpartyId)
        .quantity(quantity)
        .value(value)
        .price(price)
        .markPrice(markPrice)
        .score(score)
        .instrumentId(instrumentId)
        .rank(rank)
        .ranking(ranking)
        .positionSide(side)
        .counterpartySide(counterpartySide);
    writer.send(deleveraged.encodedLength());
  }

  /** LegsNetted. */
  public void legsNetted(
      long liquidationId,
      long accountId,
      long quantity,
      long value,
      long markPrice,
      long longPnl,
      long shortPnl,
      int instrumentId) {
    legsNetted
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .quantity(quantity)
        .value(value)
        .markPrice(markPrice)
        .longPnl(longPnl)
        .shortPnl(shortPnl)
        .instrumentId(instrumentId);
    writer.send(legsNetted.encodedLength());
  }

  /** LossSocialised. */
  public void lossSocialised(
      long liquidationId,
      long accountId,
      long share,
      long weight,
      long weightLeft,
      long lossLeft,
      int instrumentId,
      PositionSide side) {
    lossSocialised
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .share(share)
        .weight(weight)
        .weightLeft(weightLeft)
        .lossLeft(lossLeft)
        .instrumentId(instrumentId)
        .positionSide(side);
    writer.send(lossSocialised.encodedLength());
  }
}
