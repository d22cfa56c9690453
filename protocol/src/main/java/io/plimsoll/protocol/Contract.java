package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.ContractType;

/**
 * How a contract pays and when it ends, as AddInstrument sets it. The engine checks the ranges.
 *
 * @param type how it pays
 * @param contractValue LINEAR: 0. QUANTO: money units in one price unit x quantity unit, 1 or
 *     above. INVERSE: money units x price units in one quantity unit, 1 or above
 * @param priceMin lowest price that the engine accepts, 1 to the highest; LINEAR and QUANTO: 1
 * @param expiry from when it may be settled, in nanoseconds since 1970-01-01T00:00Z; 0 for a
 *     perpetual
 */
public record Contract(ContractType type, long contractValue, long priceMin, long expiry) {
  /** A linear perpetual. */
  public static final Contract LINEAR = new Contract(ContractType.LINEAR, 0, 1, 0);

  /** The same numbers under another type. */
  Contract withType(ContractType other) {
    return other == type ? this : new Contract(other, contractValue, priceMin, expiry);
  }
}
