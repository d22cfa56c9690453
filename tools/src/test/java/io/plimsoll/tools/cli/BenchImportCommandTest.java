package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchImportCommandTest {
  @TempDir private Path folder;

  private static Cli bench(Object... args) {
    Object[] all = new Object[args.length + 6];
    List.of("bench", "import", "--seconds", 0.1, "--warm-up", 0.1).toArray(all);
    System.arraycopy(args, 0, all, 6, args.length);
    return plimsoll(all);
  }

  private static void assertTable(Cli cli) {
    assertEquals(0, cli.code, cli.toString());
    for (String pass :
        List.of("unpack ", "unpack, find fields", "import, checked", "import, as plain CSV")) {
      List<String> rows = cli.lines().stream().filter(line -> line.startsWith(pass)).toList();
      assertEquals(1, rows.size(), cli.out);
      assertTrue(rows.get(0).endsWith(" MB"), rows::toString);
    }
  }

  @Test
  void measuresTradesThatItMakesUp() {
    Cli cli = bench("--size", 1);

    assertTable(cli);
    assertTrue(cli.after("File").startsWith("made-up trades: tardis-trades, 11,"), cli.out);
  }

  @Test
  void measuresAFileOfTheUser() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("own.csv"), "time,price\n" + "1760130360000,5.25\n".repeat(2_000));

    Cli cli = bench(file);

    assertTable(cli);
    assertTrue(cli.after("File").contains("own.csv: plain, 2,000 rows"), cli.out);
  }

  @Test
  void whatCannotBeMeasuredIsOneLine() throws IOException {
    Path json = Files.writeString(folder.resolve("bars.json"), "[[1760130360000,5,6,4,5,1]]");
    Path bad = Files.writeString(folder.resolve("bad.csv"), "time,price\n1760130360000,x\n");

    assertMistake(bench(json), "bars.json is ccxt-ohlcv; expected CSV");
    assertMistake(bench(bad), "bad.csv, line 2: price is 'x'; expected a price above 0");
    assertMistake(bench("nowhere"), "no such file: nowhere");
    assertMistake(bench("--size", 0), "--size is 0; expected 1 to 100,000");
    assertMistake(
        plimsoll("bench", "import", "--seconds", 0), "--seconds is 0.0; expected above 0");
  }

  private static void assertMistake(Cli cli, String expected) {
    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.contains(expected), cli.err);
  }
}
