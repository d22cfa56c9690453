package io.plimsoll.tools.crowd;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.tools.PowerOfTen;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueSpec;
import java.math.BigInteger;
import java.util.List;

/**
 * The simulated venue on a tape: one contract, its scales and its limits.
 *
 * @param spec what its file says
 * @param listing its first instrument, with the tape's price scale; the highest price is the first
 *     of 1, 2, 5, 10, 20 … that is at least twice the tape's highest
 */
public record Venue(VenueSpec spec, Listing listing) {
  /** The settlement asset. */
  public static final int ASSET_ID = VenueCommands.ASSET_ID;

  /** The contract. */
  public static final int INSTRUMENT_ID = 1;

  /** Receives trading fees. */
  public static final long FEE_ACCOUNT = VenueCommands.FEE_ACCOUNT;

  /** The insurance fund. */
  public static final long FUND_ACCOUNT = VenueCommands.FUND_ACCOUNT;

  /** Liquidity from outside: the other side of every trade. */
  public static final long MARKET_ACCOUNT = VenueCommands.MARKET_ACCOUNT;

  private static final int FIXED_ACCOUNTS = 3;
  private static final BigInteger VALUE_MAX = BigInteger.ONE.shiftLeft(60);
  private static final BigInteger PPB = BigInteger.valueOf(1_000_000_000L);
  private static final int HUNDRED = 100;

  /** An inverse contract's lowest price is at most a fifth of the tape's lowest. */
  private static final long LOWEST_DIVISOR = 5;

  /** The default venue on a tape. */
  public static Venue of(Tape tape) {
    return of(tape, VenueSpec.standard());
  }

  /**
   * A venue on which a tape can run.
   *
   * @param tape what will happen
   * @param spec what its file says
   * @return the venue
   * @throws io.plimsoll.tools.UserError if the contract is too small or too large for the tape's
   *     prices
   */
  public static Venue of(Tape tape, VenueSpec spec) {
    long priceMax = Listing.roundUp(Math.multiplyExact(2L, tape.highestPrice()));
    long priceMin = Math.max(1, tape.lowest().low() / LOWEST_DIVISOR);
    Listing listing =
        Listing.of(spec.instruments().get(0), spec.name(), tape.priceScale(), priceMin, priceMax);
    return new Venue(spec, expiring(listing, tape));
  }

  private static Listing expiring(Listing listing, Tape tape) {
    ContractSpec contract = listing.spec().contract();
    if (contract.expiry().isEmpty()) {
      return listing;
    }
    long begin = tape.first().openTime();
    long expiry = begin + contract.expiry().get().after();
    if (expiry > tape.end()) {
      throw new UserError(
          "contract.expiresAfter of "
              + contract.symbol()
              + " lies behind the tape; expected at most the "
              + Text.duration(tape.end() - begin)
              + " that it lasts");
    }
    return listing.expiring(expiry);
  }

  /** The venue's own accounts: fees, fund, market, vaults. */
  public int ownAccounts() {
    return FIXED_ACCOUNTS + spec.vaults().size();
  }

  /** How the contract pays, in the engine's units. */
  public Contract contract() {
    return listing.contract();
  }

  /** Decimal digits of a price: the tape's. */
  public int priceScale() {
    return listing.priceScale();
  }

  /** Highest price that the engine accepts. */
  public long priceMax() {
    return listing.priceMax();
  }

  /** Most open interest that the engine accepts. */
  public long openInterestMax() {
    return listing.openInterestMax();
  }

  /** The tiers of the schedule. */
  public List<RiskTier> tiers() {
    return spec.schedule().tiers();
  }

  /** Symbol of the settlement asset. */
  public String asset() {
    return spec.contract().asset();
  }

  /** Decimal digits of an amount of money. */
  public int moneyScale() {
    return spec.contract().moneyScale();
  }

  /** Decimal digits of a quantity. */
  public int quantityScale() {
    return spec.contract().quantityScale();
  }

  /** One of the settlement asset, in units of money. */
  public long one() {
    return PowerOfTen.of(moneyScale());
  }

  /** Lowest price that the engine accepts. */
  public long priceMin() {
    return contract().priceMin();
  }

  private boolean isInverse() {
    return contract().type() == ContractType.INVERSE;
  }

  /** Money in one unit of price times one unit of quantity. */
  private long unit() {
    return contract().type() == ContractType.LINEAR
        ? PowerOfTen.of(moneyScale() - priceScale() - quantityScale())
        : contract().contractValue();
  }

  /**
   * Signed value of a signed quantity at a price, rounded down.
   *
   * @param quantity in the quantity scale
   * @param price in the price scale
   * @return units of money
   */
  public BigInteger signedValue(long quantity, long price) {
    BigInteger times = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(unit()));
    if (!isInverse() || quantity == 0) {
      return times.multiply(BigInteger.valueOf(price));
    }
    BigInteger[] parts = times.negate().divideAndRemainder(BigInteger.valueOf(price));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /**
   * Absolute value of a quantity at a price, rounded up.
   *
   * @param quantity in the quantity scale, 0 or above
   * @param price in the price scale
   * @return units of money
   * @throws ArithmeticException past 64 bits
   */
  public long value(long quantity, long price) {
    return signedValue(quantity, price).abs().longValueExact();
  }

  /** The largest quantity whose value at a price is at most this, in the quantity scale. */
  public long quantityOf(long value, long price) {
    BigInteger money = BigInteger.valueOf(value);
    BigInteger unit = BigInteger.valueOf(unit());
    return (isInverse()
            ? money.multiply(BigInteger.valueOf(price)).divide(unit)
            : money.divide(unit.multiply(BigInteger.valueOf(price))))
        .longValueExact();
  }

  /**
   * How much of this contract a volume of the tape stands for, by value.
   *
   * @param volume in bitcoins, at the tape's scale
   * @param price in the price scale
   * @return in the quantity scale
   */
  public long quantityOfVolume(long volume, long price) {
    if (contract().type() == ContractType.LINEAR) {
      return BigInteger.valueOf(volume)
          .multiply(BigInteger.valueOf(PowerOfTen.of(quantityScale())))
          .divide(BigInteger.valueOf(PowerOfTen.of(Tape.QUANTITY_SCALE)))
          .longValueExact();
    }
    BigInteger money =
        BigInteger.valueOf(volume)
            .multiply(BigInteger.valueOf(one()))
            .divide(BigInteger.valueOf(PowerOfTen.of(Tape.QUANTITY_SCALE)));
    return quantityOf(money.min(VALUE_MAX).longValueExact(), price);
  }

  /** So many dollars, in units of money, with a bitcoin at this price. */
  public long dollars(long amount, long price) {
    BigInteger money = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(one()));
    return (contract().type() == ContractType.LINEAR
            ? money
            : money
                .multiply(BigInteger.valueOf(PowerOfTen.of(priceScale())))
                .divide(BigInteger.valueOf(price)))
        .longValueExact();
  }

  /**
   * Initial margin, as the engine asks for it.
   *
   * @param quantity of the position, above 0
   * @param value of what is opened
   * @param leverage in whole multiples
   * @return units of money
   */
  public long initialMargin(long quantity, long value, int leverage) {
    long byLeverage = (value + leverage - 1) / leverage;
    return Math.max(byLeverage, share(value, leastInitialRate(quantity)));
  }

  private BigInteger leastInitialRate(long quantity) {
    Schedule schedule = spec.schedule();
    if (schedule.initialRate() == 0) {
      return BigInteger.ZERO;
    }
    BigInteger whole = BigInteger.valueOf(PowerOfTen.of(quantityScale()));
    BigInteger premium = BigInteger.valueOf(schedule.premium());
    long first = schedule.tiers().get(0).maintenanceRate();
    BigInteger grown =
        switch (schedule.form()) {
          case CONTINUOUS -> ceil(premium.multiply(BigInteger.valueOf(quantity)), whole);
          case SQUARE_ROOT -> {
            BigInteger squared = premium.pow(2).multiply(BigInteger.valueOf(quantity));
            BigInteger root = ceil(squared, whole).sqrt().add(BigInteger.ONE);
            yield root.subtract(BigInteger.valueOf(first / 5)).max(BigInteger.ZERO);
          }
          default -> BigInteger.ZERO;
        };
    BigInteger room = BigInteger.valueOf(Math.max(0, schedule.rateMax() - first));
    return BigInteger.valueOf(schedule.initialRate()).add(grown.min(room));
  }

  private static BigInteger ceil(BigInteger dividend, BigInteger divisor) {
    return dividend.add(divisor).subtract(BigInteger.ONE).divide(divisor);
  }

  private static long share(long value, BigInteger rate) {
    return ceil(BigInteger.valueOf(value).multiply(rate), PPB).longValueExact();
  }

  /** Taker fee of a value, rounded up at every step: a little more than the engine takes. */
  public long takerFee(long value) {
    BigInteger rate = BigInteger.valueOf(spec.fees().taker());
    return ceil(BigInteger.valueOf(value / 1_000 + 1).multiply(rate), BigInteger.valueOf(1_000_000))
        .longValueExact();
  }

  /** The highest leverage of all tiers, in whole multiples. */
  public int leverageMax() {
    return tiers().get(0).leverageMax() / HUNDRED;
  }

  /** The highest value that allows a leverage, less 2 % as room for the entry price. */
  public long valueMax(int leverage, long price) {
    boolean byQuantity = spec.schedule().measure() == TierMeasure.QUANTITY;
    for (RiskTier tier : tiers()) {
      if (tier.leverageMax() < HUNDRED * leverage) {
        long floor = byQuantity ? value(tier.quantityFloor(), price) : tier.notionalFloor();
        return floor / 50 * 49;
      }
    }
    return Long.MAX_VALUE;
  }
}
