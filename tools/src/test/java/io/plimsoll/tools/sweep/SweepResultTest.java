package io.plimsoll.tools.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.venue.ContractSpec;
import java.math.BigInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SweepResultTest {
  /** Seed n loses 10 n, the last one nothing. */
  private static SweepResult of(int seeds) {
    return new SweepResult(
        "test",
        ContractSpec.LINEAR,
        LongStream.rangeClosed(1, seeds)
            .mapToObj(
                seed ->
                    new SeedResult(
                        seed, 1_000, seed == seeds ? 1_500 : 1_000 - 10 * seed, 0, 0, 0, 0, ""))
            .toList());
  }

  private static long quantile(SweepResult result, String part) {
    return result.quantile(SweepFiles.ppb(part));
  }

  @Test
  void quantileIsTheSmallestFundThatSufficesInThatPartOfTheSeeds() {
    SweepResult result = of(10); // Losses 0, 10, 20 … 90.

    assertEquals(40, quantile(result, "0.5"));
    assertEquals(50, quantile(result, "0.500000001"));
    assertEquals(80, quantile(result, "0.9"));
    assertEquals(90, quantile(result, "0.95"));
    assertEquals(90, quantile(result, "1"));
    for (String part : SweepFiles.QUANTILES) {
      long fund = quantile(result, part);
      long enough = result.losses().stream().filter(loss -> loss <= fund).count();
      assertTrue(enough >= 10 * Double.parseDouble(part), part);
    }
  }

  @Test
  void aFundThatNeverFellHasNoLoss() {
    SweepResult result = of(10);

    assertEquals(0, result.losses().get(0));
    assertEquals(9, result.losing());
    assertEquals(BigInteger.valueOf(45), result.mean());
  }

  @Test
  void quantileNeedsSeedsBeyondIt() {
    assertFalse(of(999).resolves(SweepFiles.ppb("0.999")));
    assertTrue(of(1_000).resolves(SweepFiles.ppb("0.999")));
    assertTrue(of(20).resolves(SweepFiles.ppb("0.95")));
    assertFalse(of(19).resolves(SweepFiles.ppb("0.95")));
  }
}
