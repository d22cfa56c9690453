package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.venue.Provenance;
import io.plimsoll.tools.venue.Section;
import io.plimsoll.tools.venue.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market whose depth a file tells. */
class RecordedDepthTest {
  private static final String HEADER = "timestamp,percentage,depth,notional\n";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    file = folder.resolve("depth.csv");
    Files.writeString(file, HEADER + snapshot("20:00:00", 1) + snapshot("20:00:30", 3));
  }

  /** Asks of 100, 150 and 300 up to 0.2, 1 and 2 percent, bids of a tenth less, times a factor. */
  private static String snapshot(String time, int times) {
    StringBuilder rows = new StringBuilder();
    String[] percents = {"-2", "-1", "-0.2", "0.2", "1", "2"};
    int[] values = {270, 135, 90, 100, 150, 300};
    for (int i = 0; i < percents.length; i++) {
      rows.append("2025-10-10 " + time + "," + percents[i] + ",1," + values[i] * times + ".5\n");
    }
    return rows.toString();
  }

  private MarketSpec read(String recorded, String more) {
    return MarketReader.read(
        new Section(
                YamlTree.read("market:\n  recorded: " + recorded + "\n" + more, "s.yaml"),
                new Provenance())
            .section("market"),
        name -> folder.resolve(name).toString());
  }

  private String mistake(String recorded, String more) {
    return assertThrows(UserError.class, () -> read(recorded, more))
        .getMessage()
        .replace(folder + "/", "");
  }

  @Test
  void theMedianUpToOnePercentIsTheDepth() {
    assertEquals(300, read("{file: depth.csv, side: asks}", "").depth());
    assertEquals(270, read("{file: depth.csv, side: bids}", "").depth());
    assertEquals(285, read("{file: depth.csv}", "").depth());
    assertEquals(150, read("{file: depth.csv, side: asks, to: 2025-10-10T20:00:10Z}", "").depth());
    assertEquals(
        450, read("{file: depth.csv, side: asks, from: 2025-10-10T20:00:10Z}", "").depth());
    assertEquals(7, read("{file: depth.csv}", "  depth: 7\n").depth());
  }

  @Test
  void theShapeGoesThroughWhatIsRecordedAndIsTheProfilesBetween() {
    MarketSpec market = read("{file: depth.csv, side: asks}", "");

    DepthProfile shape = market.profile();
    DepthProfile standard = DepthProfiles.named("btcusdt").orElseThrow();
    assertEquals(666_666, shape.shareUpTo(2_000));
    assertEquals(1_000_000, shape.shareUpTo(10_000));
    assertEquals(2_000_000, shape.shareUpTo(20_000));
    assertEquals(20_000, shape.reach());
    double before = (double) standard.shareUpTo(1_000) / standard.shareUpTo(2_000);
    assertEquals(666_666 * before, (double) shape.shareUpTo(1_000), 2);
    assertTrue(shape.bands().size() > 20, shape.bands()::toString);
  }

  @Test
  void aMistakeIsOneLineThatNamesFileLineAndField() throws IOException {
    assertEquals(
        "s.yaml, line 2: market.recorded.file is 'no.csv'; expected a file of depths, such as"
            + " Binance's bookDepth; there is none of that name",
        mistake("{file: no.csv}", ""));
    assertEquals(
        "s.yaml, line 2: market.recorded.from is 'noon'; expected a time such as"
            + " 2025-10-10T20:00:00Z",
        mistake("{file: depth.csv, from: noon}", ""));
    assertEquals(
        "s.yaml, line 2: market.recorded is given; expected recorded or bands",
        mistake("{file: depth.csv}", "  bands:\n    - {to: 1 %, share: 4 %}\n"));
    assertEquals(
        "s.yaml, line 2: market.recorded.file is 'depth.csv'; expected depths: depth.csv has no"
            + " depth up to 1 percent in that time; expected some",
        mistake("{file: depth.csv, from: 2025-10-11T00:00:00Z}", ""));

    Files.writeString(file, HEADER + "2025-10-10 20:00:00,1,1,many\n");
    assertEquals(
        "s.yaml, line 2: market.recorded.file is 'depth.csv'; expected depths: depth.csv, line 2:"
            + " notional is 'many'; expected an amount of 0 or above",
        mistake("{file: depth.csv}", ""));

    Files.writeString(file, "time,price\n1760130360000,5\n");
    assertEquals(
        "s.yaml, line 2: market.recorded.file is 'depth.csv'; expected depths: depth.csv is plain;"
            + " expected depth by distance, such as Binance's bookDepth",
        mistake("{file: depth.csv}", ""));

    Files.writeString(file, HEADER + "2025-10-10 20:00:00,1,1,50\n2025-10-10 20:00:00,2,1,40\n");
    assertTrue(
        mistake("{file: depth.csv, side: asks}", "")
            .endsWith(
                "depth.csv has less depth up to 2.0 percent than nearer to the mid price; expected"
                    + " depths that rise"));
  }

  /** The bundled profile beyond one percent was made of the same rows. */
  @Test
  void aRealDayGivesTheBundledProfile() {
    String data = System.getenv("PLIMSOLL_DATA");
    assumeTrue(data != null, "PLIMSOLL_DATA names no folder of market data");
    Path real = Path.of(data).resolve("depth-2025-10-10/BTCUSDT-bookDepth-2025-10-10.csv");
    assumeTrue(Files.exists(real), "no file " + real);

    MarketSpec market =
        read(
            "{file: '"
                + real
                + "', side: asks, from: 2025-10-10T20:00:00Z, to: 2025-10-10T20:50:00Z}",
            "");

    DepthProfile standard = DepthProfiles.named("btcusdt").orElseThrow();
    for (int distance : List.of(2_000, 10_000, 20_000, 50_000)) {
      double bundled = standard.shareUpTo(distance);
      assertEquals(1, market.profile().shareUpTo(distance) / bundled, 0.02, "at " + distance);
    }
    assertTrue(market.depth() > 200_000_000 && market.depth() < 500_000_000, "" + market.depth());
  }
}
