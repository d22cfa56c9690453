package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;

/** What a stage of the waterfall may be. */
final class StageChecks {
  private static final long MONEY_MAX = 1L << 60;
  private static final long COOLDOWN_MAX = 1_000_000_000_000_000L;

  private final World world;

  StageChecks(World world) {
    this.world = world;
  }

  private static void within(long value, long low, long high, int fieldId) {
    Rejection.unless(low <= value && value <= high, RejectReason.INVALID_WATERFALL, fieldId, value);
  }

  /** In the range if the stage has such a parameter, else at the neutral value. */
  private static void within(
      boolean has, long value, long low, long high, long neutral, int fieldId) {
    within(value, has ? low : neutral, has ? high : neutral, fieldId);
  }

  /** Checks field by field in the order of the rules. */
  WaterfallStage stage(SetWaterfallDecoder.StagesDecoder raw) {
    if (raw.kindRaw() != StageKind.REPAY.value()) {
      within(raw.kindRaw(), 1, 7, 15);
    }
    boolean reduces = raw.kind() == StageKind.REDUCE;
    boolean orders = reduces || raw.kind() == StageKind.CLOSE;
    boolean deleverages = raw.kind() == StageKind.DELEVERAGE;
    within(raw.modeRaw(), 1, 3, 16);
    within(raw.conditionRaw(), 1, 6, 17);
    boolean ratio =
        raw.condition() == StageCondition.EQUITY_BELOW
            || raw.condition() == StageCondition.EQUITY_NOT_BELOW;
    within(ratio, raw.conditionRatio(), 1, 10 * PPB, 0, 7);
    size(reduces, raw);
    within(reduces, raw.notionalMax(), 0, MONEY_MAX, 0, 9);
    within(reduces, raw.wholeBelow(), 0, MONEY_MAX, 0, 10);
    within(reduces, raw.cooldown(), 0, COOLDOWN_MAX, 0, 11);
    spread(orders, raw);
    taker(raw);
    within(reduces, raw.rounds(), 0, 1000, 0, 14);
    within(raw.kind() == StageKind.CANCEL_ORDERS, raw.scopeRaw(), 1, 2, 1, 18);
    within(reduces, raw.reduceByRaw(), 1, 3, 1, 19);
    within(orders, raw.pricingRaw(), 1, 3, OrderPricing.BANKRUPTCY.value(), 20);
    within(orders, raw.timeInForceRaw(), 1, 2, 1, 21);
    within(raw.kind() == StageKind.TAKE_OVER, raw.limitedRaw(), 0, 1, 0, 22);
    within(deleverages, raw.rankingRaw(), 1, 5, 1, 23);
    within(deleverages, raw.adlPricingRaw(), 1, 3, 1, 24);
    within(raw.kind() == StageKind.SOCIALISE, raw.lossOverRaw(), 1, 2, 1, 25);
    return read(raw);
  }

  private static void size(boolean reduces, SetWaterfallDecoder.StagesDecoder raw) {
    long size = raw.size();
    if (raw.reduceByRaw() == ReduceBy.TIERS.value()) {
      within(reduces, size, 1, 32, 0, 8);
    } else if (raw.reduceByRaw() == ReduceBy.TARGET.value()) {
      within(reduces, size, PPB, 10 * PPB, 0, 8);
    } else {
      within(reduces, size, 1, PPB, 0, 8);
    }
  }

  private static void spread(boolean orders, SetWaterfallDecoder.StagesDecoder raw) {
    long spread = raw.spread();
    if (raw.pricingRaw() == OrderPricing.BANKRUPTCY.value()) {
      within(spread, 0, 0, 12);
    } else if (raw.pricingRaw() == OrderPricing.FILLABLE.value()) {
      within(orders, spread, 1, 10 * PPB, 0, 12);
    } else {
      within(orders, spread, 0, PPB - 1, 0, 12);
    }
  }

  private void taker(SetWaterfallDecoder.StagesDecoder raw) {
    long id = raw.takerAccountId();
    Account account = world.accounts.get(id);
    boolean fund = account != null && account.kind == AccountKind.INSURANCE_FUND;
    Rejection.unless(
        id == 0 || (raw.kind() == StageKind.TAKE_OVER && fund),
        RejectReason.INVALID_WATERFALL,
        13,
        id);
  }

  private static WaterfallStage read(SetWaterfallDecoder.StagesDecoder raw) {
    return new WaterfallStage(
        raw.conditionRatio(),
        raw.size(),
        raw.notionalMax(),
        raw.wholeBelow(),
        raw.cooldown(),
        raw.spread(),
        raw.takerAccountId(),
        raw.rounds(),
        raw.kind(),
        raw.mode(),
        raw.condition(),
        raw.scope(),
        raw.reduceBy(),
        raw.pricing(),
        raw.timeInForce(),
        raw.limitedRaw() == 1,
        raw.ranking(),
        raw.adlPricing(),
        raw.lossOver());
  }

  /** Whether every liquidation ends with this as the last stage. */
  static void ends(WaterfallStage last) {
    boolean takesAll =
        last.kind() == StageKind.SOCIALISE
            || (last.kind() == StageKind.TAKE_OVER
                && last.takerAccountId() == 0
                && !last.limited());
    Rejection.unless(
        takesAll && last.mode() == StageMode.ANY && last.condition() == StageCondition.ALWAYS,
        RejectReason.INVALID_WATERFALL,
        15,
        last.kind().value());
  }
}
