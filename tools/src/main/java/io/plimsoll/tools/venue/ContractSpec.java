package io.plimsoll.tools.venue;

import io.plimsoll.protocol.codec.ContractType;

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
 */
public record ContractSpec(
    ContractType type,
    long contractSize,
    String symbol,
    String underlying,
    String asset,
    int priceScale,
    int quantityScale,
    int moneyScale) {
  /** Decimal digits of a contract size. */
  public static final int SIZE_SCALE = 12;

  /** Settled in USDT; a quantity of 1 is one bitcoin. */
  public static final ContractSpec LINEAR =
      new ContractSpec(ContractType.LINEAR, 0, "BTCUSDT", "BTC", "USDT", 2, 3, 8);

  /** What a quantity counts, for people. */
  public String quantityUnit() {
    return type == ContractType.LINEAR ? underlying : "contracts";
  }

  /** The same contract with more digits of money. */
  ContractSpec withMoneyScale(int scale) {
    return new ContractSpec(
        type, contractSize, symbol, underlying, asset, priceScale, quantityScale, scale);
  }
}
