package io.plimsoll.tools.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapesTest {
  private static final String LINE_1 = "1584008160000,7269.15,7295.34,7265.17,7279.36,796.530\n";
  private static final String LINE_2 = "1584008220000,7279.39,7287.10,7274.09,7279.02,401.542\n";

  private static final String TIME =
      "milliseconds, microseconds or nanoseconds since 1970,"
          + " or a time such as 2025-10-10T21:06:00Z";

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("bars.csv"), text);
  }

  private String error(String text) throws IOException {
    String name = file(text).toString();
    UserError e = assertThrows(UserError.class, () -> Tapes.open(name));
    assertTrue(e.getMessage().startsWith(name), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    return e.getMessage().substring(name.length());
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-12,60,519917,2020-03-12T10:16:00Z",
    "2021-05-19,37,2868800,2021-05-19T12:40:00Z",
    "2025-10-10,66,10151650,2025-10-10T21:06:00Z"
  })
  void bundledTapesAreWhole(String name, int bars, long low, String begin) {
    Tape tape = Tapes.open(name);

    assertEquals(bars, tape.bars().size());
    assertEquals(low, tape.lowest().low());
    assertEquals(2, tape.priceScale());
    assertEquals(60_000_000_000L, tape.interval());
    assertEquals(begin, java.time.Instant.ofEpochSecond(0, tape.first().openTime()).toString());
  }

  @Test
  void binanceKlinesAreReadWithAndWithoutHeader() throws IOException {
    String rows =
        """
        1584008160000,7269.15,7295.34,7265.17,7279.36,796.530,1584008219999,1.0,5,1.0,1.0,0
        1584008220000,7279.39,7287.10,7274.09,7279.02,401.542,1584008279999,1.0,5,1.0,1.0,0
        """;
    String head =
        "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore\n";

    Tape bare = Tapes.open(file(rows).toString());
    Tape headed = Tapes.open(file(head + rows).toString());

    assertEquals(bare.bars(), headed.bars());
    assertEquals(
        new Bar(1584008160000_000000L, 726915, 729534, 726517, 727936, 796530), bare.first());
    assertEquals("bars", bare.name());
  }

  @Test
  void microsecondsAndTrailingZerosAreTheSameBar() throws IOException {
    Tape millis = Tapes.open(file(LINE_1 + LINE_2).toString());
    String rows =
        """
        1584008160000000,7269.15000000,7295.34000000,7265.17000000,7279.36000000,796.530
        1584008220000000,7279.39,7287.10,7274.09,7279.02,401.542
        """;
    Tape micros = Tapes.open(file(rows).toString());

    assertEquals(millis.bars(), micros.bars());
  }

  @Test
  void finerPricesGetAFinerScale() throws IOException {
    Tape tape = Tapes.open(file("1584008160000,0.12345,0.2,0.1,0.15,1\n").toString());

    assertEquals(5, tape.priceScale());
    assertEquals(12345, tape.first().open());
  }

  @Test
  void decimalsAfterTheFifthAreCutUnlessThatWouldMatter() throws IOException {
    Tape tape =
        Tapes.open(file("1584008160000,121582.79100450,121583,121582,121582.5,0\n").toString());

    assertEquals(5, tape.priceScale());
    assertEquals(12158279100L, tape.first().open());
    assertEquals(
        ", line 1: open is '0.0123456'; expected below 0.1 at most 5 decimals",
        error("1584008160000,0.0123456,0.02,0.01,0.02,0\n"));
    assertEquals(
        ", line 1: high is '100000000'; expected a price above 0, below 100000000",
        error("1584008160000,1,100000000,1,1,0\n"));
  }

  @Test
  void brokenLinesNameFileLineFieldAndWhatWasExpected() throws IOException {
    assertEquals(
        ", line 2: high is 'abc'; expected a price above 0",
        error(LINE_1 + "1584008220000,7279.39,abc,7274.09,7279.02,401.542\n"));
    assertEquals(
        ", line 2: open is '7279.39'; expected low <= open <= high (7284.09 to 7287)",
        error(LINE_1 + "1584008220000,7279.39,7287,7284.09,7285,401.542\n"));
    assertEquals(
        ", line 2: 5 columns; expected at least 6: volume missing",
        error(LINE_1 + "1584008220000,1,2,3,4\n"));
    assertEquals(
        ", line 2: open_time is '1584008280x'; expected " + TIME,
        error(LINE_1 + "1584008280x,7279.39,7287.10,7274.09,7279.02,401.542\n"));
    assertEquals(
        ", line 2: volume is '-1'; expected an amount of 0 or above",
        error(LINE_1 + "1584008220000,7279.39,7287.10,7274.09,7279.02,-1\n"));
    assertEquals(
        ", line 1: no column close in the header; expected open_time,open,high,low,close,volume",
        error("open_time,open,high,low,volume\n"));
  }

  @Test
  void highBelowLowIsBlamedOnHighAndLow() throws IOException {
    assertEquals(
        ", line 1: high is 90, below low 100.6", error("1584008160000,101,90,100.6,101,1\n"));
  }

  @Test
  void byteOrderMarkIsSkipped() throws IOException {
    assertEquals(
        Tapes.open(file(LINE_1).toString()).bars(),
        Tapes.open(file("\uFEFF" + LINE_1).toString()).bars());
  }

  @Test
  void brokenTimeInTheFirstLineIsNoHeader() throws IOException {
    assertEquals(", line 1: open_time is 'x1584008160000'; expected " + TIME, error("x" + LINE_1));
  }

  @Test
  void otherSeparatorsAreNamed() throws IOException {
    assertEquals(
        ", line 1: columns are separated by ';'; expected ','", error(LINE_1.replace(',', ';')));
    assertEquals(
        ", line 1: columns are separated by tabs; expected ','", error(LINE_1.replace(',', '\t')));
  }

  @Test
  void timesInSecondsAreRefused() throws IOException {
    assertEquals(
        ", line 1: open_time is '1584008160', which looks like seconds; expected " + TIME,
        error("1584008160,1,2,1,1,1\n1584008220,1,2,1,1,1\n"));
  }

  @Test
  void barsBelowASecondAreRefused() throws IOException {
    assertTrue(
        error(LINE_1 + LINE_1.replace("160000,", "160060,")).contains("expected bars of a second"));
  }

  @Test
  void exponentsAreRefused() throws IOException {
    assertTrue(error("1584008160000,1e2,200,1,1,1\n").contains("open is '1e2'"));
  }

  @Test
  void timesMustRiseWithoutAGap() throws IOException {
    assertTrue(
        error(LINE_2 + LINE_1).contains("line 2: open_time is 2020-03-12T10:16:00Z, before"));
    assertTrue(error(LINE_1 + LINE_1).contains("expected a time after that of the bar before"));
    assertTrue(
        error(LINE_1 + LINE_2 + "1584008340000,7279.39,7287.10,7274.09,7279.02,401.542\n")
            .contains("line 3: open_time is '1584008340000'; expected 1584008280000"));
  }

  @Test
  void hugeExponentsAreRefusedAtOnce() throws IOException {
    assertTrue(error("1584008160000,1e999999999,2,1,1,1\n").contains("open is '1e999999999'"));
  }

  @Test
  void emptyFilesAndUnknownNamesAreTold() throws IOException {
    assertEquals(" is empty; expected rows of market data", error(""));
    UserError e = assertThrows(UserError.class, () -> Tapes.open("no-such-tape"));
    assertEquals(
        "no tape named no-such-tape, nor a file; bundled: 2020-03-12, 2021-05-19, 2025-10-10",
        e.getMessage());
  }
}
