package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;
  private Path trades;

  /** Two minutes in which the price falls by a fifth, and one bad row at the end. */
  @BeforeEach
  void writeTrades() throws IOException {
    trades = folder.resolve("trades.csv.gz");
    StringBuilder text =
        new StringBuilder("exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n");
    for (int i = 0; i < 1_200; i++) {
      long time = 1_760_130_360_000_000L + i * 100_000L + (i >= 600 ? 120_000_000L : 0);
      text.append("made,BTCUSDT,").append(time).append(',').append(time + 7).append(",");
      text.append(i).append(",sell,").append(100_000 - i * 20 + i % 7).append(".5,1.25\n");
    }
    text.append("made,BTCUSDT,1,1760130700000000,x,sell,-1,1\n");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(trades))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void rowsTimesGapsAndBadRowsAreReported() {
    Cli cli = plimsoll("import", trades);

    assertEquals(0, cli.code, cli.err);
    assertEquals(trades + ": tardis-trades, BTCUSDT", cli.after("File"));
    assertEquals("1,200, 1 bad", cli.after("Rows"));
    assertTrue(cli.out.contains("          line 1202: price is '-1'; expected a price above 0\n"));
    assertEquals("2025-10-10T21:06:00.000007Z to 2025-10-10T21:09:59.900007Z", cli.after("Times"));
    assertEquals("1, the longest 120.1 s after 2025-10-10T21:06:59.900007Z", cli.after("Gaps"));
    assertEquals("none", plimsoll("import", trades, "--gap", "3m").after("Gaps"));
  }

  @Test
  void strictEndsAtTheBadRowAndLeavesNoFile() {
    Path out = folder.resolve("out.csv");

    Cli cli = plimsoll("import", trades, "--strict", "--out", out);

    assertEquals(2, cli.code);
    assertEquals(
        "plimsoll: " + trades + ", line 1202: price is '-1'; expected a price above 0\n", cli.err);
    assertTrue(Files.notExists(out));
  }

  @Test
  void whatIsWrittenRunsAndTwiceTheSameDigest() throws IOException {
    Path out = folder.resolve("out.csv");
    plimsoll("import", trades, "--out", out);
    Object[] run = {"run", "--tape", out, "--accounts", 200, "--no-journal", "-q"};

    Cli first = plimsoll(run);
    Cli second = plimsoll(run);
    Cli packed = plimsoll("run", "--tape", trades, "--accounts", 200, "--no-journal", "-q");

    assertEquals(1_201, Files.readAllLines(out).size());
    assertEquals(0, first.code, first.err);
    assertEquals(64, first.out.strip().length());
    assertEquals(first.out, second.out);
    assertEquals(2, packed.code);
    assertTrue(packed.err.contains("line 1202: price is '-1'"), packed.err);
  }

  @Test
  void tradesOfAFallLiquidate() {
    Path out = folder.resolve("out.csv");
    plimsoll("import", trades, "--out", out);

    Cli cli = plimsoll("run", "--tape", out, "--accounts", 200, "--no-journal", "--bar", "30s");

    assertTrue(cli.out.contains("8 bars of 30 s, 60 marks a bar"), cli.out);
    assertTrue(cli.after("Tape").endsWith("plain, prices of trades"), cli.out);
    assertTrue(cli.out.contains("lowest 76,124.50"), cli.out);
    assertTrue(!cli.out.contains("rejected"), cli.out);
  }

  @Test
  void fundingOfTheTapeIsCharged() throws IOException {
    Path marks =
        Files.writeString(
            folder.resolve("marks.csv"),
            """
            time,mark,funding_rate,next_funding
            2025-10-10T21:06:00Z,100000,0.0001,2025-10-10T21:06:30Z
            2025-10-10T21:06:50Z,100001,0.0002,2025-10-11T05:06:30Z
            """);

    Cli cli = plimsoll("run", "--tape", marks, "--accounts", 50, "--no-journal");

    assertTrue(cli.after("Funding").startsWith("1 times; paid "), cli.out);
    assertTrue(cli.after("Tape").endsWith("no volume: the market takes nothing"), cli.out);
  }

  @Test
  void fileThatExistsIsLeftAlone() throws IOException {
    Path out = Files.writeString(folder.resolve("mine.csv"), "precious");

    Cli cli = plimsoll("import", trades, "--out", out);

    assertEquals(2, cli.code);
    assertEquals("plimsoll: --out is " + out + ", which exists; expected a new file\n", cli.err);
    assertEquals("precious", Files.readString(out));
  }

  @Test
  void tiersBecomeAVenueThatRuns() throws IOException {
    Path tiers =
        Files.writeString(
            folder.resolve("tiers.json"),
            "{\"X/USDT:USDT\": [{\"currency\": \"USDT\", \"minNotional\": 0, \"maxNotional\":"
                + " 90000, \"maintenanceMarginRate\": 0.01, \"maxLeverage\": 20}]}");
    Path venue = folder.resolve("venue.yaml");

    Cli cli = plimsoll("import", tiers, "--out", venue);

    assertEquals("1 tiers, written to " + venue + "\n", cli.out);
    assertEquals(0, cli.code, cli.err);
    Cli run = plimsoll("run", "--venue", venue, "--accounts", 50, "--no-journal", "-q");
    assertEquals(0, run.code, run.err);
    assertTrue(
        plimsoll("import", tiers)
            .out
            .contains("{from: 0, to: 90000, maintenanceRate: 1 %, leverageMax: 20}"));
    assertTrue(
        plimsoll("run", "--tape", tiers).err.contains("a table of leverage tiers has no prices"));
  }
}
