package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.waterfall.Stages;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder.StagesDecoder;

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
    stages.set(Waterfall.read(c));
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
}
