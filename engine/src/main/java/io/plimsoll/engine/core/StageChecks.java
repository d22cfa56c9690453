package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetWaterfallDecoder.StagesDecoder;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;

/**
 * Whether a stage of SetWaterfall says what its kind may say, and nothing else: a field that means
 * nothing to the kind must be at its neutral value.
 */
final class StageChecks {
  private static final long NOTIONAL_MAX = 1L << 60;
  private static final long COOLDOWN_MAX = 1_000_000_000_000_000L;
  private static final int ROUNDS_MAX = 1000;
  private static final int TIERS_MAX = 32;

  private final Books books;
  private final Checks checks;

  StageChecks(Books books, Checks checks) {
    this.books = books;
    this.checks = checks;
  }

  boolean fits(StagesDecoder s) {
    return kindFits(s)
        && in(s.modeRaw(), 1, 3, StagesDecoder.modeId())
        && in(s.conditionRaw(), 1, 6, StagesDecoder.conditionId())
        && conditionRatioFits(s)
        && amountsFit(s)
        && spreadFits(s)
        && takerFits(s)
        && inIf(isReduce(s), s.rounds(), 0, ROUNDS_MAX, 0, StagesDecoder.roundsId())
        && choicesFit(s);
  }

  private boolean kindFits(StagesDecoder s) {
    boolean named = s.kindRaw() <= 7 || s.kindRaw() == StageKind.REPAY.value();
    return invalidUnless(s.kindRaw() >= 1 && named, StagesDecoder.kindId(), s.kindRaw());
  }

  private boolean conditionRatioFits(StagesDecoder s) {
    int condition = s.conditionRaw();
    boolean has =
        condition == StageCondition.EQUITY_BELOW.value()
            || condition == StageCondition.EQUITY_NOT_BELOW.value();
    return inIf(has, s.conditionRatio(), 1, 10 * PPB, 0, StagesDecoder.conditionRatioId());
  }

  private boolean amountsFit(StagesDecoder s) {
    boolean reduce = isReduce(s);
    return sizeFits(s)
        && inIf(reduce, s.notionalMax(), 0, NOTIONAL_MAX, 0, StagesDecoder.notionalMaxId())
        && inIf(reduce, s.wholeBelow(), 0, NOTIONAL_MAX, 0, StagesDecoder.wholeBelowId())
        && inIf(reduce, s.cooldown(), 0, COOLDOWN_MAX, 0, StagesDecoder.cooldownId());
  }

  private boolean sizeFits(StagesDecoder s) {
    long min = 1;
    long max = PPB;
    if (s.reduceByRaw() == ReduceBy.TIERS.value()) {
      max = TIERS_MAX;
    } else if (s.reduceByRaw() == ReduceBy.TARGET.value()) {
      min = PPB;
      max = 10 * PPB;
    }
    return inIf(isReduce(s), s.size(), min, max, 0, StagesDecoder.sizeId());
  }

  private boolean spreadFits(StagesDecoder s) {
    int pricing = s.pricingRaw();
    int field = StagesDecoder.spreadId();
    if (!isOrder(s) || pricing == OrderPricing.BANKRUPTCY.value()) {
      return in(s.spread(), 0, 0, field);
    }
    return pricing == OrderPricing.FILLABLE.value()
        ? in(s.spread(), 1, 10 * PPB, field)
        : in(s.spread(), 0, PPB - 1, field);
  }

  private boolean takerFits(StagesDecoder s) {
    long id = s.takerAccountId();
    AccountTable accounts = books.accounts();
    int taker = accounts.find(id);
    boolean takesOver = s.kindRaw() == StageKind.TAKE_OVER.value();
    boolean fits = id == 0 || (takesOver && taker != 0 && accounts.isFund(taker));
    return invalidUnless(fits, StagesDecoder.takerAccountIdId(), id);
  }

  private boolean choicesFit(StagesDecoder s) {
    int kind = s.kindRaw();
    boolean cancels = kind == StageKind.CANCEL_ORDERS.value();
    boolean takesOver = kind == StageKind.TAKE_OVER.value();
    boolean deleverages = kind == StageKind.DELEVERAGE.value();
    boolean socialises = kind == StageKind.SOCIALISE.value();
    int own = CancelScope.OWN.value();
    int fraction = ReduceBy.FRACTION.value();
    int bankruptcy = OrderPricing.BANKRUPTCY.value();
    int ioc = TimeInForce.IOC.value();
    int profit = AdlRanking.PROFIT_LEVERAGE.value();
    int atBankruptcy = AdlPricing.AT_BANKRUPTCY.value();
    int winners = LossOver.WINNERS.value();
    return inIf(cancels, s.scopeRaw(), 1, 2, own, StagesDecoder.scopeId())
        && inIf(isReduce(s), s.reduceByRaw(), 1, 3, fraction, StagesDecoder.reduceById())
        && inIf(isOrder(s), s.pricingRaw(), 1, 3, bankruptcy, StagesDecoder.pricingId())
        && inIf(isOrder(s), s.timeInForceRaw(), 1, 2, ioc, StagesDecoder.timeInForceId())
        && inIf(takesOver, s.limitedRaw(), 0, 1, Bool.NO.value(), StagesDecoder.limitedId())
        && inIf(deleverages, s.rankingRaw(), 1, 5, profit, StagesDecoder.rankingId())
        && inIf(deleverages, s.adlPricingRaw(), 1, 3, atBankruptcy, StagesDecoder.adlPricingId())
        && inIf(socialises, s.lossOverRaw(), 1, 2, winners, StagesDecoder.lossOverId());
  }

  /** Whether every liquidation ends with this stage, the last one, at the latest. */
  boolean ends(StagesDecoder last) {
    int kind = last.kindRaw();
    boolean takesAll =
        kind == StageKind.SOCIALISE.value()
            || (kind == StageKind.TAKE_OVER.value()
                && last.takerAccountId() == 0
                && last.limitedRaw() == Bool.NO.value());
    boolean forAll =
        last.modeRaw() == StageMode.ANY.value()
            && last.conditionRaw() == StageCondition.ALWAYS.value();
    return invalidUnless(takesAll && forAll, StagesDecoder.kindId(), kind);
  }

  private static boolean isReduce(StagesDecoder s) {
    return s.kindRaw() == StageKind.REDUCE.value();
  }

  private static boolean isOrder(StagesDecoder s) {
    return isReduce(s) || s.kindRaw() == StageKind.CLOSE.value();
  }

  private boolean inIf(boolean has, long value, long min, long max, long neutral, int field) {
    return has ? in(value, min, max, field) : in(value, neutral, neutral, field);
  }

  private boolean in(long value, long min, long max, int field) {
    return invalidUnless(value >= min && value <= max, field, value);
  }

  private boolean invalidUnless(boolean holds, int field, long value) {
    return checks.that(holds, RejectReason.INVALID_WATERFALL, field, value);
  }
}
