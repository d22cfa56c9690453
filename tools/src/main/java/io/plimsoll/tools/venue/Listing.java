package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.tools.UserError;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A venue's instrument in the engine's units, for prices up to a highest one.
 *
 * @param spec what the venue's file says
 * @param priceScale decimal digits of a price
 * @param contract how it pays
 * @param priceMax highest price that the engine accepts
 * @param openInterestMax as much as the engine allows with that priceMax, in the quantity scale
 */
public record Listing(
    InstrumentSpec spec, int priceScale, Contract contract, long priceMax, long openInterestMax) {
  private static final BigInteger VALUE_MAX = BigInteger.ONE.shiftLeft(60);

  /**
   * Lists an instrument.
   *
   * @param spec what the venue's file says
   * @param venue name, for people
   * @param priceScale decimal digits of a price
   * @param priceMin lowest price of an INVERSE contract, 1 or above
   * @param priceMax highest price
   * @throws UserError if the contract is too small or too large for these prices
   */
  public static Listing of(
      InstrumentSpec spec, String venue, int priceScale, long priceMin, long priceMax) {
    ContractSpec contract = spec.contract();
    boolean inverse = contract.type() == ContractType.INVERSE;
    BigInteger size = contractValue(contract, priceScale, venue);
    BigInteger openInterestMax =
        inverse
            ? VALUE_MAX.multiply(BigInteger.valueOf(priceMin)).divide(size)
            : VALUE_MAX.divide(size).divide(BigInteger.valueOf(priceMax));
    return new Listing(
        spec,
        priceScale,
        new Contract(
            contract.type(),
            contract.type() == ContractType.LINEAR ? 0 : size.longValueExact(),
            inverse ? priceMin : 1,
            0),
        priceMax,
        openInterestMax.min(VALUE_MAX).longValueExact());
  }

  /** The same, expiring at a time in nanoseconds since 1970. */
  public Listing expiring(long time) {
    Contract dated =
        new Contract(contract.type(), contract.contractValue(), contract.priceMin(), time);
    return new Listing(spec, priceScale, dated, priceMax, openInterestMax);
  }

  /** Value of one unit of quantity at one unit of price, or, of an inverse contract, times it. */
  private static BigInteger contractValue(ContractSpec contract, int priceScale, String venue) {
    int digits =
        contract.type() == ContractType.INVERSE
            ? contract.moneyScale() + priceScale - contract.quantityScale()
            : contract.moneyScale() - priceScale - contract.quantityScale();
    if (digits < 0) {
      throw new UserError(
          "venue "
              + venue
              + ": contract.quantityScale of "
              + contract.symbol()
              + " is "
              + contract.quantityScale()
              + "; with prices of "
              + priceScale
              + " decimals expected at most "
              + (contract.quantityScale() + digits));
    }
    BigDecimal size =
        contract.type() == ContractType.LINEAR
            ? BigDecimal.ONE
            : BigDecimal.valueOf(contract.contractSize(), ContractSpec.SIZE_SCALE);
    BigDecimal value = size.scaleByPowerOfTen(digits).stripTrailingZeros();
    if (value.scale() > 0 || value.compareTo(new BigDecimal(VALUE_MAX)) > 0) {
      throw new UserError(
          "venue "
              + venue
              + ": contract.contractSize is "
              + size.stripTrailingZeros().toPlainString()
              + "; on this tape expected a multiple of "
              + BigDecimal.ONE.scaleByPowerOfTen(-digits).toPlainString());
    }
    return value.toBigIntegerExact();
  }

  /** The first of 1, 2, 5, 10, 20 … that is at least this. */
  public static long roundUp(long price) {
    for (long power = 1; ; power = Math.multiplyExact(power, 10L)) {
      for (long digit : new long[] {1, 2, 5}) {
        if (digit * power >= price) {
          return digit * power;
        }
      }
    }
  }
}
