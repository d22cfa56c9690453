package io.plimsoll.tools.venue;

import io.plimsoll.protocol.codec.ContractType;

/**
 * The contract that is traded, as far as it does not follow from the tape.
 *
 * @param type how it pays
 * @param contractSize LINEAR: 0. INVERSE: US dollars of one contract. QUANTO: amount of the
 *     settlement asset that one contract pays for one dollar of price. At {@link #SIZE_SCALE}
 */
public record ContractSpec(ContractType type, long contractSize) {
  /** Decimal digits of a contract size. */
  public static final int SIZE_SCALE = 12;

  /** Settled in USDT; a quantity of 1 is one bitcoin. */
  public static final ContractSpec LINEAR = new ContractSpec(ContractType.LINEAR, 0);

  /** The settlement asset. */
  public String asset() {
    return type == ContractType.LINEAR ? "USDT" : "BTC";
  }

  /** Decimal digits of an amount of the settlement asset. */
  public int moneyScale() {
    // The value of a thousandth of a small quanto contract at one price unit must be whole.
    return type == ContractType.QUANTO ? 12 : 8;
  }

  /** Decimal digits of a quantity. */
  public int quantityScale() {
    return type == ContractType.INVERSE ? 0 : 3;
  }

  /** Symbol of the contract. */
  public String symbol() {
    return type == ContractType.LINEAR ? "BTCUSDT" : "BTCUSD";
  }

  /** What a quantity counts, for people. */
  public String quantityUnit() {
    return type == ContractType.LINEAR ? "BTC" : "contracts";
  }
}
