package io.plimsoll.protocol;

/**
 * One tier of an instrument's maintenance schedule. The engine checks the ranges.
 *
 * @param notionalFloor notional from which the tier holds, in units of the settlement asset; 0 in
 *     the first tier, and where tiers measure quantity
 * @param quantityFloor quantity from which the tier holds, in units of the instrument's quantity; 0
 *     in the first tier, and where tiers measure notional
 * @param maintenanceRate maintenance margin rate in parts per billion, 1 to 999,999,999
 * @param leverageMax highest leverage in hundredths, 100 to 100,000
 */
public record RiskTier(
    long notionalFloor, long quantityFloor, long maintenanceRate, int leverageMax) {
  /** A tier by notional. */
  public RiskTier(long notionalFloor, long maintenanceRate, int leverageMax) {
    this(notionalFloor, 0, maintenanceRate, leverageMax);
  }

  /** A tier by quantity. */
  public static RiskTier byQuantity(long quantityFloor, long maintenanceRate, int leverageMax) {
    return new RiskTier(0, quantityFloor, maintenanceRate, leverageMax);
  }
}
