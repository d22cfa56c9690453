package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.tools.calc.Lessons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalcAndCompareTest {
  @Test
  void calcShowsEveryStepOfBybitsExample() {
    Cli calc = plimsoll("calc", "--leverage", 50, "--entry", 20000, "--move", "-1,-5");

    assertEquals(0, calc.code, calc.toString());
    assertEquals("19,700.0", calc.after("  liquidation price"));
    assertEquals("19,600.0", calc.after("  bankruptcy price"));
    assertTrue(calc.out.contains("= 400.00000000"), calc.out);
    assertTrue(calc.out.contains("requirement = 0.5 % of the entry value 20,000"), calc.out);
    assertTrue(calc.out.contains("= 19,700"), calc.out);
  }

  @Test
  void otherPositionsOfTheWalletMoveTheLiquidationPrice() throws IOException {
    String[] alone = {
      "calc", "--venue", "binance-usdm", "--mode", "cross", "--balance", "20000", "--format", "json"
    };
    String[] together = Arrays.copyOf(alone, alone.length + 2);
    together[alone.length] = "--position";
    together[alone.length + 1] = "ETHUSDT:long:10:4000:10:3900";

    JsonNode first = new ObjectMapper().readTree(plimsoll((Object[]) alone).out);
    JsonNode second = new ObjectMapper().readTree(plimsoll((Object[]) together).out);

    assertTrue(first.at("/figures/liquidation price").asText().startsWith("80,"), first.toString());
    assertTrue(
        second.at("/figures/liquidation price").asText().startsWith("81,"), second.toString());
    assertEquals(11, second.at("/leverages").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hundred-dollars", "five-percent", "twenty-thousand", "stop-loss"})
  void lessonsAnswerInEveryFormat(String name) {
    for (String format : new String[] {"text", "markdown", "json"}) {
      Cli lesson = plimsoll("calc", "--case", name, "--format", format);

      assertEquals(0, lesson.code, lesson.toString());
      assertTrue(lesson.out.contains(Lessons.CASES.get(name)), lesson.out);
    }
  }

  /** Command line, then what the one line says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "calc --leverage 125|--leverage is 125; venue bybit, line ",
        "calc --leverage 125|leverageMax is 100; expected at most",
        "calc --venue deribit --mode isolated|marginMode.modes is cross; expected one of the modes",
        "calc --venue mimo|takes no leveraged accounts",
        "calc --venue nowhere|no venue named nowhere",
        "calc --instrument DOGE|--instrument names DOGE; expected one of BTCUSDT",
        "calc --side up|--side is 'up'; expected long or short",
        "calc --entry x|--entry is 'x'; expected a number above 0",
        "calc --margin 0.00000001|--margin is too small",
        "calc --balance 1|--balance is too small for the position",
        "calc --position BTCUSDT:long:1:1|--position is 'BTCUSDT:long:1:1'; expected SYMBOL",
        "calc --move -100|--move is '-100'; expected percents",
        "calc --case none|no case named none; expected one of hundred-dollars",
        "compare --venues nowhere|no venue named nowhere",
        "compare --accounts 0|--accounts is 0; expected 1 to",
        "compare --caps 0|--caps is 0; expected 1 to",
        "compare --chart x.svg|--chart is x.svg; expected a file that ends in .png",
      })
  void mistakeIsToldInOneLine(String mistake) {
    String[] parts = mistake.split("\\|", 2);

    Cli cli = plimsoll((Object[]) parts[0].split(" "));

    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.contains(parts[1]), cli.err);
  }

  @Test
  void comparisonKeepsJournalsThatReplay(@TempDir Path folder) throws IOException {
    Path journals = folder.resolve("journals");
    Path csv = folder.resolve("c.csv");
    Path chart = folder.resolve("c.png");

    Cli compare =
        plimsoll(
            "compare",
            "--venues",
            "bybit,kraken-futures-inverse,mimo",
            "--accounts",
            300,
            "--journal",
            journals,
            "--csv",
            csv,
            "--chart",
            chart);
    Cli replay = plimsoll("replay", journals.resolve("kraken-futures-inverse"), "--verify");

    assertEquals(0, compare.code, compare.toString());
    assertEquals(0, replay.code, replay.toString());
    assertTrue(compare.out.contains("mimo"), compare.out);
    assertTrue(compare.out.contains("takes no leveraged accounts"), compare.out);
    String digest = Files.readAllLines(csv).get(2).split(",", -1)[13];
    assertTrue(replay.out.contains(digest), digest + " in " + replay.out);
    assertTrue(Files.size(chart) > 10_000);
  }
}
