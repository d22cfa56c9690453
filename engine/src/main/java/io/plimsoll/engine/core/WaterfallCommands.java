package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.waterfall.Stages;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder.StagesDecoder;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/** The list of stages: checked as a whole, then kept. */
final class WaterfallCommands {
  private final Books books;
  private final Checks checks;
  private final Stages stages;
  private final StageChecks stageChecks;

  WaterfallCommands(Books books, Checks checks, Stages stages) {
    this.books = books;
    this.checks = checks;
    this.stages = stages;
    this.stageChecks = new StageChecks(books, checks);
  }

  boolean setWaterfall(SetWaterfallDecoder c) {
    AccountTable accounts = books.accounts();
    long feeAccount = c.liquidationFeeAccountId();
    boolean valid =
        checks.that(
                !stages.isSet() && books.instruments().instrumentCount() == 0,
                RejectReason.VENUE_IN_USE,
                0,
                0)
            && checks.range(c.exitRatio(), PPB, 10 * PPB, SetWaterfallDecoder.exitRatioId())
            && checks.that(
                feeAccount == 0 || accounts.find(feeAccount) != 0,
                RejectReason.UNKNOWN_ACCOUNT,
                SetWaterfallDecoder.liquidationFeeAccountIdId(),
                feeAccount)
            && checks.range(c.withdrawalGateRaw(), 0, 1, SetWaterfallDecoder.withdrawalGateId())
            && stagesFit(c);
    if (!valid) {
      return false;
    }
    c.sbeRewind();
    List<WaterfallStage> list = new ArrayList<>();
    for (StagesDecoder stage : c.stages()) {
      list.add(stage(stage));
    }
    boolean gate = c.withdrawalGateRaw() == Bool.YES.value();
    stages.set(new Waterfall(c.exitRatio(), feeAccount, gate, list));
    return true;
  }

  private boolean stagesFit(SetWaterfallDecoder c) {
    StagesDecoder group = c.stages();
    int count = group.count();
    if (count < 1 || count > Stages.STAGES_MAX) {
      int field = (int) SetWaterfallDecoder.stagesDecoderId();
      return checks.fail(RejectReason.INVALID_WATERFALL, field, count);
    }
    while (group.hasNext()) {
      if (!stageChecks.fits(group.next())) {
        return false;
      }
    }
    return stageChecks.ends(group);
  }

  private static WaterfallStage stage(StagesDecoder s) {
    return new WaterfallStage(
        s.conditionRatio(),
        s.size(),
        s.notionalMax(),
        s.wholeBelow(),
        s.cooldown(),
        s.spread(),
        s.takerAccountId(),
        s.rounds(),
        StageKind.get(s.kindRaw()),
        StageMode.get(s.modeRaw()),
        StageCondition.get(s.conditionRaw()),
        CancelScope.get(s.scopeRaw()),
        ReduceBy.get(s.reduceByRaw()),
        OrderPricing.get(s.pricingRaw()),
        TimeInForce.get(s.timeInForceRaw()),
        s.limitedRaw() == Bool.YES.value(),
        AdlRanking.get(s.rankingRaw()),
        AdlPricing.get(s.adlPricingRaw()),
        LossOver.get(s.lossOverRaw()));
  }
}
