package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.VenueCommands;
import java.math.BigInteger;

/**
 * The contract that is traded in a book.
 *
 * <p>A value of v is {@code v · perValue / (valueUnit · price)} of it, or, where the price does not
 * matter (INVERSE), {@code v · perValue / valueUnit}.
 *
 * @param perValue above 0
 * @param valueUnit above 0
 * @param byPrice whether the price matters
 * @param tick all prices are multiples of it, in the price scale, 1 or above
 * @param priceMin lowest price at which anything trades, 1 or above
 * @param priceMax highest price at which anything trades
 * @param outsideAccount the other side of every trade with liquidity from outside
 */
public record BookTerms(
    BigInteger perValue,
    BigInteger valueUnit,
    boolean byPrice,
    long tick,
    long priceMin,
    long priceMax,
    long outsideAccount) {
  private static final int QUANTITY_BITS_MAX = 60;

  /** Rejects what is no contract. */
  public BookTerms {
    boolean worth = perValue.signum() > 0 && valueUnit.signum() > 0;
    if (!worth || tick < 1 || priceMin < 1 || priceMax / tick * tick < priceMin) {
      throw new IllegalArgumentException(
          "tick " + tick + ", prices " + priceMin + ".." + priceMax + ", value " + perValue);
    }
  }

  /**
   * The terms of an instrument of a venue: the tick is one unit of price, the other side of trades
   * with outside liquidity {@link VenueCommands#MARKET_ACCOUNT}.
   */
  public static BookTerms of(Listing listing) {
    Contract contract = listing.contract();
    ContractSpec spec = listing.spec().contract();
    BigInteger perValue =
        switch (contract.type()) {
          case INVERSE -> BigInteger.TEN.pow(spec.quantityScale() + ContractSpec.SIZE_SCALE);
          case QUANTO -> BigInteger.TEN.pow(spec.moneyScale());
          default -> BigInteger.TEN.pow(spec.quantityScale() + listing.priceScale());
        };
    BigInteger valueUnit =
        switch (contract.type()) {
          case INVERSE -> BigInteger.valueOf(spec.contractSize());
          case QUANTO -> BigInteger.valueOf(contract.contractValue());
          default -> BigInteger.ONE;
        };
    return new BookTerms(
        perValue,
        valueUnit,
        contract.type() != ContractType.INVERSE,
        VenueCommands.TICK,
        contract.priceMin(),
        listing.priceMax(),
        VenueCommands.MARKET_ACCOUNT);
  }

  /**
   * A linear contract, as most are.
   *
   * @param priceScale decimal digits of a price
   * @param quantityScale decimal digits of a quantity
   * @param tick of prices
   * @param priceMax highest price
   * @param outsideAccount the other side of trades with outside liquidity
   */
  public static BookTerms linear(
      int priceScale, int quantityScale, long tick, long priceMax, long outsideAccount) {
    return new BookTerms(
        BigInteger.TEN.pow(priceScale + quantityScale),
        BigInteger.ONE,
        true,
        tick,
        1,
        priceMax,
        outsideAccount);
  }

  /**
   * How much of the contract is worth so much, rounded down.
   *
   * @param value whole units of the quote currency (QUANTO: of the settlement asset), 0 or above
   * @param price in the price scale, above 0
   * @return in the quantity scale, at most 2^60
   */
  public long quantityOf(long value, long price) {
    BigInteger divisor = byPrice ? valueUnit.multiply(BigInteger.valueOf(price)) : valueUnit;
    BigInteger quantity = BigInteger.valueOf(value).multiply(perValue).divide(divisor);
    return quantity.bitLength() > QUANTITY_BITS_MAX
        ? 1L << QUANTITY_BITS_MAX
        : quantity.longValueExact();
  }

  /** Whether an order can rest at this price. */
  boolean isPrice(long price) {
    return price >= priceMin && price <= priceMax && price % tick == 0;
  }
}
