package io.plimsoll.engine.instrument;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;

/**
 * A maintenance schedule: what part of its value a position must be backed with, by its size.
 *
 * <p>Maintenance margin = rate × valuation − deduction, of the last tier whose floor is not above
 * the measure.
 *
 * <ul>
 *   <li>MARGINAL: each deduction follows from the tier below so that the margin is continuous: D_n
 *       = D_(n−1) + floor_n × (rate_n − rate_(n−1)). Binance "Leverage and Margin of USDⓈ-M
 *       Futures" (maintenance amount), Bybit "Maintenance Margin (deduction)".
 *   <li>WHOLE_POSITION: the tier's rate for all of it. OKX "Position tiers", BitMEX "Risk limits".
 *   <li>CONTINUOUS: the rate rises with the quantity. Deribit "Linear perpetual and futures".
 *   <li>SQUARE_ROOT: it rises with the quantity's square root. Drift protocol v2, size premium.
 * </ul>
 *
 * <p>Quantities may be signed: their size alone counts. Not thread safe.
 */
public final class RiskTiers {
  /** Most tiers that an instrument may have. */
  public static final int TIERS_MAX = 32;

  private final long quantityOne;
  private final long[] floors = new long[TIERS_MAX];
  private final long[] rates = new long[TIERS_MAX];
  private final int[] leverageMaxes = new int[TIERS_MAX];
  private final long[] deductionHi = new long[TIERS_MAX];
  private final long[] deductionLo = new long[TIERS_MAX];
  private final long[] deductions = new long[TIERS_MAX];
  private int size;
  private ScheduleForm form = ScheduleForm.NULL_VAL;
  private TierMeasure measure = TierMeasure.NULL_VAL;
  private Valuation valuation = Valuation.NULL_VAL;
  private long initialRate;
  private long premium;
  private long rateMax;
  private HedgeNetting hedgeNetting = HedgeNetting.SUM;

  /**
   * A schedule without tiers.
   *
   * @param quantityScale decimal digits of a quantity, 0 to 12
   */
  public RiskTiers(int quantityScale) {
    long one = 1;
    for (int i = 0; i < quantityScale; i++) {
      one *= 10;
    }
    quantityOne = one;
  }

  /**
   * Empties the schedule and starts another. Values are checked by the caller.
   *
   * @param least initial margin rate, parts per billion, 0 = none
   * @param growth of the rate with size, parts per billion; 0 unless CONTINUOUS or SQUARE_ROOT
   * @param highest rate, parts per billion; 0 unless CONTINUOUS or SQUARE_ROOT
   */
  public void start(
      ScheduleForm ofForm,
      TierMeasure byMeasure,
      Valuation atValuation,
      long least,
      long growth,
      long highest) {
    size = 0;
    form = ofForm;
    measure = byMeasure;
    valuation = atValuation;
    initialRate = least;
    premium = growth;
    rateMax = highest;
    hedgeNetting = HedgeNetting.SUM;
  }

  /**
   * Adds the next tier.
   *
   * @param floor of the measure from which it holds, above the last tier's
   * @param rate parts per billion, not below the last tier's
   * @param leverageMax hundredths
   */
  public void add(long floor, long rate, int leverageMax) {
    floors[size] = floor;
    rates[size] = rate;
    leverageMaxes[size] = leverageMax;
    if (size == 0 || form != ScheduleForm.MARGINAL) {
      deductionHi[size] = 0;
      deductionLo[size] = 0;
    } else {
      long step = rate - rates[size - 1];
      long lo = deductionLo[size - 1] + floor * step;
      long carry = Long.compareUnsigned(lo, deductionLo[size - 1]) < 0 ? 1 : 0;
      deductionLo[size] = lo;
      deductionHi[size] = deductionHi[size - 1] + Math.multiplyHigh(floor, step) + carry;
    }
    deductions[size] = form == ScheduleForm.MARGINAL ? wholeDeduction(size) : 0;
    size++;
  }

  /** How many tiers there are; 0 until they are set. */
  public int size() {
    return size;
  }

  /**
   * Maintenance margin and closing fee of a position, times a ratio, rounded up once.
   *
   * @param notional at the mark, 0 to 2^60
   * @param feeRate of the closing fee, parts per billion; 0 where it is not counted
   * @param ratio parts per billion, up to 10 in one
   */
  public long requirement(long quantity, long cost, long notional, long feeRate, long ratio) {
    if (quantity == 0) {
      return 0;
    }
    int tier = tierOfPosition(quantity, cost, notional);
    long rate = rate(tier, quantity);
    long hi = deductionHi[tier];
    long lo = deductionLo[tier];
    return isAtMark()
        ? Int128.rateCeil(ratio, rate + feeRate, notional, hi, lo)
        : Int128.rateCeil(ratio, rate, Math.abs(cost), feeRate, notional, hi, lo);
  }

  /**
   * Maintenance margin of the unhedged part of two legs and closing fee of both, times a ratio,
   * rounded up once.
   *
   * @param quantity unhedged, may be 0
   * @param cost of the unhedged part
   * @param notional of the unhedged part at the mark, 0 to 2^60
   * @param feeRate of the closing fee, parts per billion; 0 where it is not counted
   * @param feeNotional of both legs at the mark, 0 to 2^60
   * @param ratio parts per billion, up to 10 in one
   */
  public long netRequirement(
      long quantity, long cost, long notional, long feeRate, long feeNotional, long ratio) {
    if (quantity == 0) {
      return Int128.rateCeil(ratio, feeRate, feeNotional, 0, 0);
    }
    int tier = tierOfPosition(quantity, cost, notional);
    return Int128.rateCeil(
        ratio,
        rate(tier, quantity),
        isAtMark() ? notional : Math.abs(cost),
        feeRate,
        feeNotional,
        deductionHi[tier],
        deductionLo[tier]);
  }

  /** Index of the tier that a position falls in, by its quantity, cost or notional at the mark. */
  public int tierOfPosition(long quantity, long cost, long notional) {
    // Tested in this order, without a table: most schedules go by the mark, and marks come often.
    if (isMeasuredAtMark()) {
      return tierOf(notional);
    }
    return tierOf(Math.abs(measure == TierMeasure.QUANTITY ? quantity : cost));
  }

  /** Index of the tier that a quantity would fall in if it had all been traded at one price. */
  public int tierOfTrade(long quantity, long notional) {
    return tierOf(measure == TierMeasure.QUANTITY ? Math.abs(quantity) : notional);
  }

  /** Index of the last tier whose floor is not above a measure. */
  private int tierOf(long measured) {
    int tier = size - 1;
    while (tier > 0 && floors[tier] > measured) {
      tier--;
    }
    return tier;
  }

  /** Maintenance rate of a quantity in a tier, parts per billion. */
  public long rate(int tier, long quantity) {
    if (form == ScheduleForm.MARGINAL || form == ScheduleForm.WHOLE_POSITION) {
      return rates[tier];
    }
    long size = Math.abs(quantity);
    return form == ScheduleForm.CONTINUOUS ? continuousRate(size) : squareRootRate(size);
  }

  /** min(rateMax, rate_0 + ceil(premium × contracts)). */
  private long continuousRate(long quantity) {
    long growth = rateMax - rates[0];
    return Int128.compareProducts(premium, quantity, growth, quantityOne) >= 0
        ? rateMax
        : rates[0] + Int128.mulDivCeil(quantity, premium, quantityOne);
  }

  /** min(rateMax, max(rate_0, 80 % of rate_0 + premium × √contracts)), the root rounded up. */
  private long squareRootRate(long quantity) {
    long base = 8 * rates[0] / 10;
    long growth = rateMax - base;
    long square = premium * premium;
    if (Int128.compareProducts(square, quantity, growth * growth, quantityOne) >= 0) {
      return rateMax;
    }
    long root = Int128.sqrtCeil(Int128.mulDivCeil(quantity, square, quantityOne));
    return Math.min(rateMax, Math.max(rates[0], base + root));
  }

  /** The highest maintenance rate that any position can have, parts per billion. */
  public long highestRate() {
    return rateMax != 0 ? rateMax : rates[size - 1];
  }

  /** Least initial margin rate of a quantity, parts per billion, whatever the leverage. */
  public long leastInitialRate(long quantity) {
    boolean grows = form == ScheduleForm.CONTINUOUS || form == ScheduleForm.SQUARE_ROOT;
    return initialRate != 0 && grows ? initialRate + rate(0, quantity) - rates[0] : initialRate;
  }

  /** Whether the maintenance rate applies to the notional at the mark; otherwise to the cost. */
  public boolean isAtMark() {
    return valuation == Valuation.MARK;
  }

  /** Whether the tier of a position changes with the mark. */
  public boolean isMeasuredAtMark() {
    return measure == TierMeasure.MARK_NOTIONAL;
  }

  /** The measure from which a tier holds. */
  public long floor(int tier) {
    return floors[tier];
  }

  /** Notional from which a tier holds; 0 if the tiers measure the quantity. */
  public long notionalFloor(int tier) {
    return measure == TierMeasure.QUANTITY ? 0 : floors[tier];
  }

  /** Quantity from which a tier holds; 0 unless the tiers measure the quantity. */
  public long quantityFloor(int tier) {
    return measure == TierMeasure.QUANTITY ? floors[tier] : 0;
  }

  /** Maintenance rate of a tier as it was set, parts per billion. */
  public long rate(int tier) {
    return rates[tier];
  }

  /** Highest leverage in a tier, hundredths. */
  public int leverageMax(int tier) {
    return leverageMaxes[tier];
  }

  /** Deduction of a tier in whole units of money, rounded down: for estimates and for people. */
  public long deduction(int tier) {
    return deductions[tier];
  }

  /** How the rate follows from the size. */
  public ScheduleForm form() {
    return form;
  }

  /** What the floors measure. */
  public TierMeasure measure() {
    return measure;
  }

  /** At which value the maintenance rate applies. */
  public Valuation valuation() {
    return valuation;
  }

  /** Least initial margin rate as it was set, parts per billion. */
  public long initialRate() {
    return initialRate;
  }

  /** Growth of the rate with size, parts per billion. */
  public long premium() {
    return premium;
  }

  /** Cap of a rate that grows with size, parts per billion; otherwise 0. */
  public long rateMax() {
    return rateMax;
  }

  /** Sets what the two cross legs of an account require together; until then their sum. */
  public void hedgeNetting(HedgeNetting netting) {
    hedgeNetting = netting;
  }

  /** What the two cross legs of an account require together. */
  public HedgeNetting hedgeNetting() {
    return hedgeNetting;
  }

  private long wholeDeduction(int tier) {
    // rate x floor - D is not negative, so this is rate x floor less the margin at the floor.
    long atFloor = Int128.rateCeil(rates[tier], floors[tier], deductionHi[tier], deductionLo[tier]);
    return Int128.mulDivFloor(floors[tier], rates[tier], PPB) - atFloor;
  }

  /** Carries the schedule. */
  void state(StateStream stream) {
    size = stream.of(size);
    stream.of(floors);
    stream.of(rates);
    stream.of(leverageMaxes);
    stream.of(deductionHi);
    stream.of(deductionLo);
    stream.of(deductions);
    form = ScheduleForm.get((short) stream.of(form.value()));
    measure = TierMeasure.get((short) stream.of(measure.value()));
    valuation = Valuation.get((short) stream.of(valuation.value()));
    initialRate = stream.of(initialRate);
    premium = stream.of(premium);
    rateMax = stream.of(rateMax);
    hedgeNetting = HedgeNetting.get((short) stream.of(hedgeNetting.value()));
  }
}
