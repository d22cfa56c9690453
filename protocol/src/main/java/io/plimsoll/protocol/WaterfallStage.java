package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.function.Consumer;

/**
 * One stage of a {@link Waterfall}. Start from the factory of its kind, which gives every other
 * field its neutral value, and refine: {@code close(OrderPricing.MARKET).spread(10_000_000)}. The
 * engine checks the ranges.
 *
 * @param conditionRatio EQUITY_BELOW, EQUITY_NOT_BELOW: ratio of equity to requirement, in parts
 *     per billion, 1 to 10,000,000,000; else 0
 * @param size REDUCE. FRACTION: parts per billion, 1 to 1,000,000,000. TIERS: how many tiers down,
 *     1 to 32. TARGET: ratio of equity to requirement, parts per billion, 1,000,000,000 to
 *     10,000,000,000. Else 0
 * @param notionalMax REDUCE: most that a round closes of a position, at the mark; units of the
 *     position's asset, 0 (no such limit) to 2^60; else 0
 * @param wholeBelow REDUCE: a position of at most this notional at the mark is closed whole; units
 *     of the position's asset, 0 (none) to 2^60; else 0
 * @param cooldown REDUCE: how long to wait after a round; nanoseconds, 0 to 10^15; else 0
 * @param spread REDUCE, CLOSE. MARKET: how far from the mark the limit may lie, 0 (any price) to
 *     999,999,999. FILLABLE: how many requirements of spread at zero equity, 1 to 10,000,000,000.
 *     Parts per billion; else 0
 * @param takerAccountId TAKE_OVER: an account of kind INSURANCE_FUND; 0 for the instrument's fund;
 *     else 0
 * @param rounds REDUCE: most rounds, 1 to 1,000; 0 for as many as it takes; else 0
 * @param kind what the stage does
 * @param mode which liquidations it is for
 * @param condition when it is entered
 * @param scope CANCEL_ORDERS: which orders; else OWN
 * @param reduceBy REDUCE: how much; else FRACTION
 * @param pricing REDUCE, CLOSE: the limit; else BANKRUPTCY
 * @param timeInForce REDUCE, CLOSE: IOC or FOK; else IOC
 * @param limited TAKE_OVER: whether the taker's {@link FundLimits} hold; else false
 * @param ranking DELEVERAGE: who comes first; else PROFIT_LEVERAGE
 * @param adlPricing DELEVERAGE: at which price; else AT_BANKRUPTCY
 * @param lossOver SOCIALISE: over whom; else WINNERS
 */
public record WaterfallStage(
    long conditionRatio,
    long size,
    long notionalMax,
    long wholeBelow,
    long cooldown,
    long spread,
    long takerAccountId,
    int rounds,
    StageKind kind,
    StageMode mode,
    StageCondition condition,
    CancelScope scope,
    ReduceBy reduceBy,
    OrderPricing pricing,
    TimeInForce timeInForce,
    boolean limited,
    AdlRanking ranking,
    AdlPricing adlPricing,
    LossOver lossOver) {
  /** Cancels the liquidation's own orders. */
  public static WaterfallStage cancelOrders() {
    return of(StageKind.CANCEL_ORDERS);
  }

  /** Closes the two legs of a cross wallet in an instrument against each other. */
  public static WaterfallStage netLegs() {
    return of(StageKind.NET_LEGS);
  }

  /** Closes all on the market, IOC. */
  public static WaterfallStage close(OrderPricing pricing) {
    return of(StageKind.CLOSE).pricing(pricing);
  }

  /** The instrument's fund takes the position, without limits. */
  public static WaterfallStage takeOver() {
    return of(StageKind.TAKE_OVER);
  }

  /**
   * Closes a fraction of every position on the market in each round, IOC at the bankruptcy price.
   *
   * @param fraction in parts per billion, 1 to 1,000,000,000
   * @param rounds most rounds, 1 to 1,000; 0 for as many as it takes
   * @param cooldown nanoseconds between rounds, 0 to 10^15
   */
  public static WaterfallStage reduceFraction(long fraction, int rounds, long cooldown) {
    return reduce(ReduceBy.FRACTION, fraction, rounds, cooldown);
  }

  /**
   * Closes every position down to the top of a lower tier in each round, IOC at the bankruptcy
   * price.
   *
   * @param tiers how many tiers down, 1 to 32
   * @param rounds most rounds, 1 to 1,000; 0 for as many as it takes
   * @param cooldown nanoseconds between rounds, 0 to 10^15
   */
  public static WaterfallStage reduceTiers(int tiers, int rounds, long cooldown) {
    return reduce(ReduceBy.TIERS, tiers, rounds, cooldown);
  }

  /**
   * Closes as much of the largest position as brings equity to a ratio of the requirement, in each
   * round, IOC at the bankruptcy price.
   *
   * @param ratio in parts per billion, 1,000,000,000 to 10,000,000,000
   * @param rounds most rounds, 1 to 1,000; 0 for as many as it takes
   * @param cooldown nanoseconds between rounds, 0 to 10^15
   */
  public static WaterfallStage reduceToTarget(long ratio, int rounds, long cooldown) {
    return reduce(ReduceBy.TARGET, ratio, rounds, cooldown);
  }

  /** Closes positions of the other side against the liquidated one. */
  public static WaterfallStage deleverage(AdlRanking ranking, AdlPricing pricing) {
    return of(StageKind.DELEVERAGE)
        .with(
            draft -> {
              draft.ranking = ranking;
              draft.adlPricing = pricing;
            });
  }

  /** The fund takes the rest and its loss is spread. */
  public static WaterfallStage socialise(LossOver lossOver) {
    return of(StageKind.SOCIALISE).with(draft -> draft.lossOver = lossOver);
  }

  /** Negative balances of a pool are repaid with its collateral. */
  public static WaterfallStage repay() {
    return of(StageKind.REPAY);
  }

  private static WaterfallStage of(StageKind kind) {
    return new Draft(kind).stage();
  }

  private static WaterfallStage reduce(ReduceBy reduceBy, long size, int rounds, long cooldown) {
    return of(StageKind.REDUCE)
        .with(
            draft -> {
              draft.reduceBy = reduceBy;
              draft.size = size;
              draft.rounds = rounds;
              draft.cooldown = cooldown;
            });
  }

  /** For these liquidations only. */
  public WaterfallStage onlyFor(StageMode value) {
    return with(draft -> draft.mode = value);
  }

  /** Entered on this condition, one that needs no ratio. */
  public WaterfallStage when(StageCondition value) {
    return when(value, 0);
  }

  /** Entered on this condition, with a ratio of equity to requirement in parts per billion. */
  public WaterfallStage when(StageCondition value, long ratio) {
    return with(
        draft -> {
          draft.condition = value;
          draft.conditionRatio = ratio;
        });
  }

  /** Within the taker's {@link FundLimits}. */
  public WaterfallStage withinLimits() {
    return with(draft -> draft.limited = true);
  }

  /** Taken over by this account. */
  public WaterfallStage by(long accountId) {
    return with(draft -> draft.takerAccountId = accountId);
  }

  /** With orders of this time in force. */
  public WaterfallStage timeInForce(TimeInForce value) {
    return with(draft -> draft.timeInForce = value);
  }

  /** With orders limited by this spread, in parts per billion. */
  public WaterfallStage spread(long ppb) {
    return with(draft -> draft.spread = ppb);
  }

  /** Rounds close at most this notional of a position. */
  public WaterfallStage notionalMax(long notional) {
    return with(draft -> draft.notionalMax = notional);
  }

  /** Positions of at most this notional are closed whole. */
  public WaterfallStage wholeBelow(long notional) {
    return with(draft -> draft.wholeBelow = notional);
  }

  /** Cancels these orders. */
  public WaterfallStage scope(CancelScope value) {
    return with(draft -> draft.scope = value);
  }

  /** With orders of this limit. */
  public WaterfallStage pricing(OrderPricing value) {
    return with(draft -> draft.pricing = value);
  }

  private WaterfallStage with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.stage();
  }

  /** A stage while it is put together; at first every field is neutral. */
  private static final class Draft {
    private final StageKind kind;
    private long conditionRatio;
    private long size;
    private long notionalMax;
    private long wholeBelow;
    private long cooldown;
    private long spread;
    private long takerAccountId;
    private int rounds;
    private StageMode mode = StageMode.ANY;
    private StageCondition condition = StageCondition.ALWAYS;
    private CancelScope scope = CancelScope.OWN;
    private ReduceBy reduceBy = ReduceBy.FRACTION;
    private OrderPricing pricing = OrderPricing.BANKRUPTCY;
    private TimeInForce timeInForce = TimeInForce.IOC;
    private boolean limited;
    private AdlRanking ranking = AdlRanking.PROFIT_LEVERAGE;
    private AdlPricing adlPricing = AdlPricing.AT_BANKRUPTCY;
    private LossOver lossOver = LossOver.WINNERS;

    Draft(StageKind kind) {
      this.kind = kind;
    }

    Draft(WaterfallStage stage) {
      kind = stage.kind;
      conditionRatio = stage.conditionRatio;
      size = stage.size;
      notionalMax = stage.notionalMax;
      wholeBelow = stage.wholeBelow;
      cooldown = stage.cooldown;
      spread = stage.spread;
      takerAccountId = stage.takerAccountId;
      rounds = stage.rounds;
      mode = stage.mode;
      condition = stage.condition;
      scope = stage.scope;
      reduceBy = stage.reduceBy;
      pricing = stage.pricing;
      timeInForce = stage.timeInForce;
      limited = stage.limited;
      ranking = stage.ranking;
      adlPricing = stage.adlPricing;
      lossOver = stage.lossOver;
    }

    WaterfallStage stage() {
      return new WaterfallStage(
          conditionRatio,
          size,
          notionalMax,
          wholeBelow,
          cooldown,
          spread,
          takerAccountId,
          rounds,
          kind,
          mode,
          condition,
          scope,
          reduceBy,
          pricing,
          timeInForce,
          limited,
          ranking,
          adlPricing,
          lossOver);
    }
  }

  /** The stage of an entry of SetWaterfall, its enums holding named values. */
  static WaterfallStage read(SetWaterfallDecoder.StagesDecoder stage) {
    return new WaterfallStage(
        stage.conditionRatio(),
        stage.size(),
        stage.notionalMax(),
        stage.wholeBelow(),
        stage.cooldown(),
        stage.spread(),
        stage.takerAccountId(),
        stage.rounds(),
        stage.kind(),
        stage.mode(),
        stage.condition(),
        stage.scope(),
        stage.reduceBy(),
        stage.pricing(),
        stage.timeInForce(),
        stage.limited() == Bool.YES,
        stage.ranking(),
        stage.adlPricing(),
        stage.lossOver());
  }
}
