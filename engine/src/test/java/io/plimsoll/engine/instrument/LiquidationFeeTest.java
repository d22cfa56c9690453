package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LiquidationFeeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PERCENT = 10_000_000;

  private final LiquidationFee fee = new LiquidationFee();

  /**
   * Drift protocol v2 @0ae3e3b, get_liquidation_fee: 10^-6 a slot, that is 2,500 ppb a second at
   * 400 ms a slot, after 1,500 slots; base 2 %, at most 5 %; slots 10, 10,000, 100,000.
   */
  @Test
  void driftsFeeRisesFromTwoToFivePercent() {
    fee.set(2 * PERCENT, 5 * PERCENT, 2_500, 600 * SECOND);

    assertEquals(2 * PERCENT, fee.rateAfter(4 * SECOND));
    assertEquals(3 * PERCENT, fee.rateAfter(4_000 * SECOND));
    assertEquals(5 * PERCENT, fee.rateAfter(40_000 * SECOND));
  }

  @Test
  void graceEndsAtItsLastNanosecond() {
    fee.set(0, PERCENT, 100, 5 * SECOND);

    assertEquals(0, fee.rateAfter(5 * SECOND - 1));
    assertEquals(500, fee.rateAfter(5 * SECOND));
  }

  @Test
  void partOfASecondRaisesItRoundedDown() {
    fee.set(7, PERCENT, 3, 0);

    assertEquals(7, fee.rateAfter(SECOND / 3));
    assertEquals(8, fee.rateAfter(SECOND / 3 + 1));
  }

  @Test
  void withoutAMostItStays() {
    fee.set(PERCENT, 0, 0, 0);

    assertEquals(PERCENT, fee.rateAfter(Long.MAX_VALUE));
  }

  @Test
  void itNeverPassesItsMostHoweverLongItTakes() {
    fee.set(PERCENT, 10 * PERCENT, 10 * PERCENT, 0);

    assertEquals(10 * PERCENT, fee.rateAfter(Long.MAX_VALUE));
  }
}
