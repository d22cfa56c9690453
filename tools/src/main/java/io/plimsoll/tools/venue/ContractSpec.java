package io.plimsoll.tools.venue;

import io.plimsoll.protocol.codec.ContractType;
import java.util.Optional;

/**
 * The contract that is traded, as far as it does not follow from the tape.
 *
 * @param type how it pays
 * @param contractSize LINEAR: 0. INVERSE: US dollars of one contract. QUANTO: amount of the
 *     settlement asset that one contract pays for one dollar of price. At {@link #SIZE_SCALE}
 * @param symbol of the contract
 * @param underlying what its price is the price of
 * @param asset in which it is settled
 * @param priceScale decimal digits of a price where no tape says so
 * @param quantityScale decimal digits of a quantity
 * @param moneyScale decimal digits of an amount of the settlement asset
 * @param expiry when it is settled; none for a perpetual
 */
public record ContractSpec(
    ContractType type,
    long contractSize,
    String symbol,
    String underlying,
    String asset,
    int priceScale,
    int quantityScale,
    int moneyScale,
    Optional<Expiry> expiry) {
  /** Decimal digits of a contract size. */
  public static final int SIZE_SCALE = 12;

  /** Settled in USDT; a quantity of 1 is one bitcoin. */
  public static final ContractSpec LINEAR =
      new ContractSpec(ContractType.LINEAR, 0, "BTCUSDT", "BTC", "USDT", 2, 3, 8, Optional.empty());

  /**
   * When a dated contract ends.
   *
   * @param after the tape's beginning, in nanoseconds
   * @param settlementWindow time before it over which the index is averaged, in nanoseconds
   */
  public record Expiry(long after, long settlementWindow) {}

  /** What a quantity counts, for people. */
  public String quantityUnit() {
    return type == ContractType.LINEAR ? underlying : "contracts";
  }

  /** The same contract with more digits of money. */
  ContractSpec withMoneyScale(int scale) {
    return new ContractSpec(
        type, contractSize, symbol, underlying, asset, priceScale, quantityScale, scale, expiry);
  }
}
