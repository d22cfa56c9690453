package io.plimsoll.engine.instrument;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;

/**
 * What amounts of an asset are worth to a pool, in the valuation asset, by the asset's terms and
 * price: section 10 of the rules.
 *
 * <p>Every result is rounded against the account and held within {@link #VALUE_MAX}. Without terms
 * or a price everything is worth 0. Sources: weights that fall with the balance are Bybit's and
 * OKX's discount rate tiers; a liability weight is Drift's. Not thread safe.
 */
public final class Collateral {
  /** A value is held within plus or minus this, so that sums over all assets stay in 64 bits. */
  public static final long VALUE_MAX = 1L << 57;

  /** An amount further from 0 than this counts as this. */
  public static final long AMOUNT_MAX = 1L << 61;

  /** Most tiers. */
  public static final int TIERS_MAX = 16;

  private final int assetId;
  private final long[] floors = new long[TIERS_MAX];
  private final long[] haircuts = new long[TIERS_MAX];
  private final long[] deductionsHi = new long[TIERS_MAX];
  private final long[] deductionsLo = new long[TIERS_MAX];
  private int tiers;
  private long liabilityWeight;
  private long borrowMax;
  private long discount;
  private long priceMax;
  private long fundAccountId;
  private long interestAccountId;
  private int priceScale;
  private long divisor = 1;
  private long price;
  private boolean interestUnderWay;

  /** An asset without terms. */
  Collateral(int assetId) {
    this.assetId = assetId;
  }

  /**
   * Begins its terms, without tiers and without a price. Values are checked by the caller.
   *
   * @param toDivide amount × price divided by this is the value
   */
  public void start(
      long weightOfLiabilities,
      long mostBorrowed,
      long conversionDiscount,
      long highestPrice,
      long fund,
      long interest,
      int scaleOfPrice,
      long toDivide) {
    liabilityWeight = weightOfLiabilities;
    borrowMax = mostBorrowed;
    discount = conversionDiscount;
    priceMax = highestPrice;
    fundAccountId = fund;
    interestAccountId = interest;
    priceScale = scaleOfPrice;
    divisor = toDivide;
    price = 0;
    tiers = 0;
  }

  /** Adds a tier: from an amount on, a weight in parts per billion. */
  public void add(long floor, long weight) {
    long haircut = PPB - weight;
    floors[tiers] = floor;
    haircuts[tiers] = haircut;
    deductionsHi[tiers] = 0;
    deductionsLo[tiers] = 0;
    if (tiers > 0) {
      long growth = haircut - haircuts[tiers - 1];
      long lo = growth * floor;
      deductionsLo[tiers] = deductionsLo[tiers - 1] + lo;
      long carry = Long.compareUnsigned(deductionsLo[tiers], lo) < 0 ? 1 : 0;
      deductionsHi[tiers] = deductionsHi[tiers - 1] + Math.multiplyHigh(growth, floor) + carry;
    }
    tiers++;
  }

  /** Which asset. */
  public int assetId() {
    return assetId;
  }

  /** Whether it has terms. */
  public boolean hasTerms() {
    return tiers > 0;
  }

  /** Whether amounts are worth anything: it has terms and a price. */
  public boolean isPriced() {
    return price != 0;
  }

  /** How many tiers there are. */
  public int tiers() {
    return tiers;
  }

  /** Amount from which a tier holds; tiers count from 0. */
  public long floor(int tier) {
    return floors[tier];
  }

  /** Weight of a tier, parts per billion. */
  public long weight(int tier) {
    return PPB - haircuts[tier];
  }

  /** A negative amount counts as this much of its value, parts per billion. */
  public long liabilityWeight() {
    return liabilityWeight;
  }

  /** How far below 0 new risk may bring an amount, in the asset. */
  public long borrowMax() {
    return borrowMax;
  }

  /** What is given up in a conversion, parts per billion. */
  public long discount() {
    return discount;
  }

  /** Highest price. */
  public long priceMax() {
    return priceMax;
  }

  /** Counterparty of REPAY, and of surplus and cover of pools. */
  public long fundAccountId() {
    return fundAccountId;
  }

  /** Receives interest. */
  public long interestAccountId() {
    return interestAccountId;
  }

  /** Decimal digits of a price. */
  public int priceScale() {
    return priceScale;
  }

  /** The price; 0 = none. */
  public long price() {
    return price;
  }

  /** Sets the price. */
  public void price(long newPrice) {
    price = newPrice;
  }

  /** Whether an interest has not reached every account. */
  public boolean isInterestUnderWay() {
    return interestUnderWay;
  }

  /** An interest begins, or has reached every account. */
  public void interestUnderWay(boolean underWay) {
    interestUnderWay = underWay;
  }

  /** What an amount counts: with its haircut if positive, at the liability weight if negative. */
  public long value(long amount) {
    return value(amount, price);
  }

  /** What an amount would count at another price. */
  public long value(long amount, long atPrice) {
    if (amount >= 0) {
      return times(counted(Math.min(amount, AMOUNT_MAX)), atPrice, false);
    }
    long owed = Math.min(-Math.max(amount, -Long.MAX_VALUE), AMOUNT_MAX);
    return -times(Int128.mulDivCeil(owed, liabilityWeight, PPB), atPrice, true);
  }

  /** The part of an amount, 0 or above, that its haircut leaves; rounded down. */
  public long counted(long amount) {
    if (tiers == 0) {
      return 0;
    }
    int tier = tiers - 1;
    while (floors[tier] > amount) {
      tier--;
    }
    return amount - Int128.rateCeil(haircuts[tier], amount, deductionsHi[tier], deductionsLo[tier]);
  }

  /** What an amount brings if it is converted, or costs to repay if negative. */
  public long conversionValue(long amount) {
    return amount >= 0 ? times(discounted(amount), price, false) : fullValue(amount);
  }

  private long discounted(long amount) {
    return Int128.mulDivFloor(Math.min(amount, AMOUNT_MAX), PPB - discount, PPB);
  }

  /** Value at the price, without haircut or weight; rounded down. */
  public long fullValue(long amount) {
    return amount >= 0
        ? times(Math.min(amount, AMOUNT_MAX), price, false)
        : -times(Math.min(-Math.max(amount, -Long.MAX_VALUE), AMOUNT_MAX), price, true);
  }

  /** The size of an amount at the price, rounded up. */
  public long fullValueUp(long amount) {
    return -fullValue(-amount);
  }

  /** {@code min(VALUE_MAX, amount * price / divisor)}, for an amount of 0 or above. */
  private long times(long amount, long atPrice, boolean up) {
    if (Int128.compareProducts(amount, atPrice, VALUE_MAX, divisor) >= 0) {
      return VALUE_MAX;
    }
    return up
        ? Int128.mulDivCeil(amount, atPrice, divisor)
        : Int128.mulDivFloor(amount, atPrice, divisor);
  }

  /** The amount that a value stands for at the price; rounded down, within {@link #VALUE_MAX}. */
  public long amountOf(long value) {
    if (price == 0) {
      return 0;
    }
    long size = Math.abs(value);
    if (Int128.compareProducts(size, divisor, VALUE_MAX, price) >= 0) {
      return value < 0 ? -VALUE_MAX : VALUE_MAX;
    }
    return Int128.mulDivFloor(value, divisor, price);
  }

  /** The least amount whose conversion brings a value of 1 or above, which some amount does. */
  public long toConvert(long value) {
    long net = Int128.mulDivCeil(value, divisor, price);
    return Int128.mulDivCeil(net, PPB, PPB - discount);
  }

  /**
   * The least amount that counts a value, or more.
   *
   * @param value any
   * @param converted whether it is to count as in a conversion
   * @return within {@link #AMOUNT_MAX}, whose upper end stands for none
   */
  public long leastAmount(long value, boolean converted) {
    long low = -AMOUNT_MAX;
    long high = AMOUNT_MAX;
    while (low < high) {
      long middle = low + ((high - low) >>> 1);
      long counts = converted ? conversionValue(middle) : value(middle);
      if (counts >= value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * The first price, coming from the present one on the side that harms an amount, at which it
   * counts less than a value.
   *
   * @param amount not 0
   * @param value at most what the amount counts now
   * @return 1 to the highest price, or 0 if there is none
   */
  public long firstPriceBelow(long amount, long value) {
    return amount > 0 ? fallingBelow(counted(amount), value) : risingBelow(amount, value);
  }

  private long fallingBelow(long counts, long value) {
    if (value <= 0) {
      return 0;
    }
    // Counts is above 0, since the amount counts the value now.
    return Int128.mulDivCeil(value, divisor, counts) - 1;
  }

  private long risingBelow(long amount, long value) {
    long owed = Int128.mulDivCeil(Math.min(-amount, AMOUNT_MAX), liabilityWeight, PPB);
    boolean never =
        -value >= VALUE_MAX || Int128.compareProducts(-value, divisor, priceMax, owed) >= 0;
    return never ? 0 : Int128.mulDivFloor(-value, divisor, owed) + 1;
  }

  /** Carries terms and price. */
  void state(StateStream stream) {
    tiers = stream.of(tiers);
    stream.of(floors);
    stream.of(haircuts);
    stream.of(deductionsHi);
    stream.of(deductionsLo);
    liabilityWeight = stream.of(liabilityWeight);
    borrowMax = stream.of(borrowMax);
    discount = stream.of(discount);
    priceMax = stream.of(priceMax);
    fundAccountId = stream.of(fundAccountId);
    interestAccountId = stream.of(interestAccountId);
    priceScale = stream.of(priceScale);
    divisor = stream.of(divisor);
    price = stream.of(price);
    interestUnderWay = stream.of(interestUnderWay);
  }
}
