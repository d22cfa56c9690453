package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import org.junit.jupiter.api.Test;

class InstrumentTest {
  private final Instrument instrument =
      new Instrument(
          1,
          new Asset(1, 8),
          new ContractTerms(ContractType.LINEAR, 0, 2, 0, 1, 1_000, 1_000, 1, 0),
          1,
          2);

  @Test
  void initialMarginIsTheLargerOfLeverageAndLeastRateEachRoundedUp() {
    schedule(20_000_000);

    // 1,001 / 10 = 100.1; 1,001 x 2 % = 20.02
    assertEquals(101, instrument.initialMargin(5, 1_001, 1_000));
    assertEquals(21, instrument.initialMargin(5, 1_001, 10_000));
  }

  @Test
  void leverageAloneDecidesWhereNoLeastInitialRateIsSet() {
    schedule(0);

    assertEquals(11, instrument.initialMargin(5, 1_001, 10_000));
  }

  @Test
  void theFirstMarkIsItsOwnPredecessor() {
    assertEquals(0, instrument.previousMarkPrice());
    instrument.markPrice(50);
    assertEquals(50, instrument.previousMarkPrice());
    instrument.markPrice(60);
    assertEquals(50, instrument.previousMarkPrice());
    instrument.markPrice(60);
    assertEquals(60, instrument.previousMarkPrice());
  }

  private void schedule(long initialRate) {
    instrument
        .tiers()
        .start(ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK, initialRate, 0, 0);
    instrument.tiers().add(0, 10_000_000, 10_000);
  }
}
