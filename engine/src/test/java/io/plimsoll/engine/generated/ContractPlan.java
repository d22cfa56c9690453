package io.plimsoll.engine.generated;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.codec.ContractType;
import java.math.BigInteger;
import java.util.Random;

/**
 * A contract at random, whose positions are worth about as much as those of others.
 *
 * @param typicalQuantity about what a position holds
 */
record ContractPlan(
    Contract contract,
    int priceScale,
    int quantityScale,
    long tick,
    long priceMax,
    long openInterestMax,
    long typicalQuantity) {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(60);

  /** What contracts of a venue have in common. */
  record Frame(
      long typicalPrice, BigInteger typicalNotional, int scales, int unitDigits, int wide) {}

  static ContractPlan of(Random random, Frame frame) {
    ContractType type =
        switch (random.nextInt(8)) {
          case 0, 1 -> ContractType.QUANTO;
          case 2, 3, 4 -> ContractType.INVERSE;
          default -> ContractType.LINEAR;
        };
    long price = frame.typicalPrice();
    Contract contract = contract(random, type, frame);
    long priceMax = price * (1 + random.nextInt(6)) + random.nextInt(7);
    if (type == ContractType.INVERSE && random.nextInt(8) == 0) {
      // About the highest for which prices are computed.
      priceMax = (1L << 50) - 1 + random.nextInt(4);
    }
    long tick = random.nextInt(3) == 0 ? 1 + random.nextInt(25) : 1;
    int priceScale = random.nextInt(frame.scales() + 1);
    boolean linear = type == ContractType.LINEAR;
    int quantityScale = linear ? frame.scales() - priceScale : random.nextInt(4);

    BigInteger factor =
        linear
            ? BigInteger.TEN.pow(frame.unitDigits())
            : BigInteger.valueOf(contract.contractValue());
    PayoffView payoff = new PayoffView(type, factor);
    BigInteger typical = payoff.quantityFor(frame.typicalNotional(), price).max(BigInteger.ONE);
    BigInteger most = payoff.quantityFor(LIMIT, payoff.inverse() ? contract.priceMin() : priceMax);
    BigInteger interest = typical.multiply(BigInteger.valueOf(2L + random.nextInt(frame.wide())));
    return new ContractPlan(
        contract,
        priceScale,
        quantityScale,
        Math.min(tick, priceMax),
        priceMax,
        interest.min(most).min(LIMIT).max(BigInteger.ONE).longValueExact(),
        typical.min(LIMIT).longValueExact());
  }

  private static Contract contract(Random random, ContractType type, Frame frame) {
    long price = frame.typicalPrice();
    long unit = BigInteger.TEN.pow(frame.unitDigits()).longValueExact();
    long value =
        switch (type) {
          case QUANTO -> 1 + random.nextInt((int) (random.nextInt(6) == 0 ? 40 : 2 * unit));
          // Now and then so little that many a value is rounded to nothing.
          case INVERSE ->
              random.nextInt(6) == 0
                  ? 1 + random.nextInt((int) (3 * price))
                  : 1 + (long) (price * price * unit * (0.2 + 1.3 * random.nextDouble()));
          default -> 0;
        };
    boolean least = type == ContractType.INVERSE && random.nextInt(3) > 0;
    long priceMin = least ? 1 + random.nextInt((int) (1 + price / 2)) : 1;
    long expiry =
        random.nextInt(3) == 0 ? 1 + random.nextInt(random.nextBoolean() ? 300_000 : 5_000_000) : 0;
    return new Contract(type, value, priceMin, expiry);
  }

  /** Much the same with something wrong, most of the time. */
  ContractPlan odd(Random random) {
    ContractType type = contract.type();
    long value = contract.contractValue();
    long priceMin = contract.priceMin();
    long expiry = contract.expiry();
    long interest = openInterestMax;
    switch (random.nextInt(6)) {
      case 0 -> type = ContractType.get((short) (1 + random.nextInt(3)));
      case 1 -> value = value == 0 ? 1 : random.nextInt(2) * ((1L << 60) + 1);
      case 2 -> priceMin = random.nextBoolean() ? 0 : priceMax + 1;
      case 3 -> priceMin = priceMax;
      case 4 -> expiry = -1;
      default -> interest = (1L << 60) + random.nextInt(2);
    }
    return new ContractPlan(
        new Contract(type, value, priceMin, expiry),
        priceScale,
        quantityScale,
        tick,
        priceMax,
        interest,
        typicalQuantity);
  }
}
