package io.plimsoll.tools.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathBuilderTest {
  @TempDir Path folder;

  private Scenario scenario(String path) throws IOException {
    String text =
        """
        venue: binance-usdm
        marksPerMinute: 6
        instruments:
          - symbol: BTCUSDT
            %s
          - symbol: ETHUSDT
            path: {follows: BTCUSDT, beta: 150 %%, start: 2000}
        traders: [{name: one, side: long, leverage: 2, size: 1000, instruments: {BTCUSDT: 100 %%}}]
        """
            .formatted(path);
    Path file = Files.writeString(folder.resolve("path.yaml"), text);
    return ScenarioFiles.open(file.toString()).scenario();
  }

  private static long[] prices(PricePath path) {
    return LongStream.range(0, path.size()).map(i -> path.price((int) i)).toArray();
  }

  private long[] pieces(String pieces) throws IOException {
    return prices(scenario("path: {start: 100.00, pieces: [" + pieces + "]}").paths().get(0));
  }

  @Test
  void everyShapeEndsWhereItSaysAndTheNextBeginsThere() throws IOException {
    for (String shape : List.of("drift", "bleed", "squeeze", "collapse")) {
      long[] down = pieces("{" + shape + ": -40 %, over: 2m}, {hold: 1m}");

      assertEquals(6_000, down[11], shape);
      assertEquals(6_000, down[17], shape);
      for (int i = 1; i < 12; i++) {
        assertTrue(down[i] <= down[i - 1], shape + " at " + i);
      }
    }
  }

  @Test
  void shapesDifferInWhenTheyMove() throws IOException {
    long drift = pieces("{drift: -40 %, over: 2m}")[5];
    long bleed = pieces("{bleed: -40 %, over: 2m}")[5];
    long squeeze = pieces("{squeeze: -40 %, over: 2m}")[5];
    long collapse = pieces("{collapse: -40 %, over: 2m}")[5];

    assertEquals(8_000, drift);
    assertEquals(10_000 * Math.sqrt(0.6), (double) bleed, 1.0);
    assertEquals(9_000, squeeze);
    assertEquals(6_500, collapse);
  }

  @Test
  void jumpTakesNoTime() throws IOException {
    long[] prices = pieces("{hold: 1m}, {jump: 10 %}, {hold: 1m}");

    assertEquals(12, prices.length);
    assertEquals(10_000, prices[5]);
    assertEquals(11_000, prices[6]);
  }

  @Test
  void followerMovesByItsBeta() throws IOException {
    PricePath path =
        scenario("path: {start: 100.00, pieces: [{drift: -40 %, over: 1m}]}").paths().get(1);

    assertEquals(80_000, path.price(5));
    assertEquals("follows BTCUSDT", path.source());
  }

  @Test
  void tapeIsItsMarks() throws IOException {
    Scenario scenario = scenario("tape: 2025-10-10");
    PricePath path = scenario.paths().get(0);

    assertEquals(66 * 6, path.size());
    assertEquals(11_499_480, path.first());
    assertEquals(10_151_650, path.lowest());
    assertEquals(
        scenario.instruments().get(0).tape().orElseThrow().first().openTime(), scenario.start());
  }

  @Test
  void noiseHasItsSizeAndItsSeed() throws IOException {
    Scenario scenario =
        scenario("noise: 0.5 %\n    path: {start: 1000.00, pieces: [{hold: 600m}]}");
    long[] one = prices(scenario.paths().get(0));
    long[] again = prices(scenario.paths().get(0));
    long[] other = prices(scenario.withSeed(2).paths().get(0));

    double squares = 0;
    for (long price : one) {
      squares += Math.pow(price / 100_000.0 - 1, 2);
    }
    assertEquals(0.005, Math.sqrt(squares / one.length), 0.001);
    assertArrayEquals(one, again);
    assertNotEquals(one[50], other[50]);
  }
}
