package io.plimsoll.tools.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file is told in one line; bad rows are counted. */
class BadFilesTest {
  private static final String HEADER = "time,price,quantity,side\n";
  private static final String ROW = "1760130360000,100,1,buy\n";

  @TempDir private Path folder;

  private String error(Path file, ImportOptions options) {
    UserError e = assertThrows(UserError.class, () -> Plain.summary(file, options));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    return e.getMessage().substring(file.toString().length());
  }

  private String error(String text) throws IOException {
    return error(Plain.file(folder, text), ImportOptions.DEFAULT);
  }

  private String strictError(String text) throws IOException {
    return error(Plain.file(folder, text), ImportOptions.STRICT);
  }

  @Test
  void badRowsAreNamedAndCountedAndTheOthersKept() throws IOException {
    Path file =
        Plain.file(
            folder,
            HEADER
                + ROW
                + "1760130360001,x,1,buy\n"
                + "1760130360002,101,-1,buy\n"
                + "1760130360003,102,1,both\n"
                + "1760130360004,103,1\n"
                + "never,104,1,sell\n"
                + "1760130360006,,,\n"
                + "1760130360007,1234567890123456789,1,sell\n"
                + "1760130360008,105,1,sell\n");

    ImportSummary summary = Plain.summary(file, ImportOptions.DEFAULT);

    assertEquals(2, summary.rows());
    assertEquals(7, summary.mistakes().count());
    assertEquals(
        List.of(
            "line 3: price is 'x'; expected a price above 0",
            "line 4: quantity is '-1'; expected an amount of 0 or above",
            "line 5: side is 'both'; expected buy, sell or unknown",
            "line 6: 3 columns; expected 4, as in the first line",
            "line 7: time is 'never'; expected " + Times.EXPECTED),
        summary.mistakes().first());
  }

  @Test
  void strictStopsAtTheFirst() throws IOException {
    assertEquals(
        ", line 3: price is '0'; expected a price above 0",
        strictError(HEADER + ROW + "1760130360001,0,1,buy\n"));
    assertEquals(
        ", line 3: no column but time has a value; expected one",
        strictError(HEADER + ROW + "1760130360001,,,\n"));
  }

  @Test
  void fileWithoutAGoodRowTellsTheFirstBadOne() throws IOException {
    assertEquals(
        ", line 2: price is 'x'; expected a price above 0 (and no row of the file can be used)",
        error(HEADER + "1760130360001,x,1,buy\n"));
  }

  @Test
  void timesThatGoBackEndIt() throws IOException {
    assertEquals(
        ", line 3: time is 2025-10-10T21:05:59.999Z, before 2025-10-10T21:06:00Z of the row before;"
            + " expected times that do not go back",
        error(HEADER + ROW + "1760130359999,100,1,buy\n"));
  }

  @Test
  void streamsMayBeASecondLate() throws IOException {
    String first =
        "{\"e\":\"trade\",\"E\":1760130360000,\"s\":\"B\",\"p\":\"1\",\"q\":\"1\",\"m\":true}\n";
    Path file = Plain.file(folder, first + first.replace("60000", "59000"));

    assertEquals(1, Plain.summary(file, ImportOptions.DEFAULT).late());
    assertTrue(error(first + first.replace("60000", "58999")).contains("do not go back"));
  }

  @Test
  void emptyFilesAndFilesWithoutRowsAreTold() throws IOException {
    assertEquals(" is empty; expected rows of market data", error(""));
    assertEquals(" is empty; expected rows of market data", error("\n \n"));
    assertEquals(" has no rows; expected rows of the format plain", error(HEADER));
    assertEquals(" has no rows; expected rows of the format ccxt-ohlcv", error("[]", "ccxt-ohlcv"));
  }

  private String error(String text, String format) throws IOException {
    return error(Plain.file(folder, text), new ImportOptions(format, null, false));
  }

  @Test
  void packedFilesThatAreCutOffAreTold() throws IOException {
    String text = HEADER + ROW.repeat(5_000);
    byte[] gzip = Plain.gzip(text);
    byte[] zip = Plain.zip(text);

    for (int part = 1; part < 10; part++) {
      Path file = folder.resolve("cut");
      Files.write(file, Arrays.copyOf(gzip, gzip.length * part / 10));
      String told = error(file, ImportOptions.DEFAULT);
      assertTrue(told.contains("expected a whole"), told);
      Files.write(file, Arrays.copyOf(zip, zip.length * part / 10));
      told = error(file, ImportOptions.DEFAULT);
      assertTrue(told.contains("expected a whole zip or gzip"), told);
    }
  }

  @Test
  void zipWithAWrongChecksumIsTold() throws IOException {
    byte[] zip = Plain.zip(HEADER + ROW.repeat(5_000));
    // The checksum in the central directory, 16 bytes after its mark.
    for (int i = zip.length - 60; ; i--) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        zip[i + 16] ^= 1;
        break;
      }
    }

    String told = error(Files.write(folder.resolve("bad.zip"), zip), ImportOptions.DEFAULT);

    assertTrue(told.contains("checksum is wrong"), told);
  }

  @Test
  void zipOfSeveralFilesIsTold() throws IOException {
    Path file = Files.write(folder.resolve("two.zip"), Plain.zip(HEADER + ROW, HEADER + ROW));

    assertEquals(
        " is a zip of 2 files; expected a zip of one file", error(file, ImportOptions.DEFAULT));
  }

  @Test
  void columnsOfNoKnownFormatAreTold() throws IOException {
    assertTrue(
        error("when,what\n1,2\n")
            .startsWith(", line 1: 'when,what' are columns of no known format"));
    assertEquals(
        ", line 1: no column amount in the header; expected"
            + " symbol,local_timestamp,price,amount,side",
        error("exchange,symbol,timestamp,local_timestamp,id,side,price\n"));
    assertTrue(
        error("time,price,colour\n").contains("no column of the plain format is named 'colour'"));
    assertEquals(
        ", line 1: no column low; expected all of open,high,low,close,volume",
        error("time,open,high,close,volume\n"));
    assertEquals(
        ", line 1: column price is there twice; expected it once", error("time,price,price\n"));
    assertTrue(error("{\"a\":1}").contains("JSON of no known format"));
  }

  @Test
  void columnsThatAlmostFitAFormatNameIt() throws IOException {
    assertTrue(
        error("exchange,symbol,timestamp,side,price,amount\n")
            .endsWith("; for tardis-trades there is no column local_timestamp"));
    assertTrue(error("when,price\n1,2\n").endsWith(" ccxt-tiers"));
  }

  @Test
  void cutFileIsToldWithItsLastLine() throws IOException {
    byte[] whole = Plain.gzip(HEADER + ROW.repeat(200_000));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertTrue(
        error(cut, ImportOptions.DEFAULT)
            .matches(
                ", after line [0-9]{5,6}, ends in the middle of its packed data; expected a whole"
                    + " file"),
        error(cut, ImportOptions.DEFAULT));
  }

  @Test
  void forcedFormatMustFit() throws IOException {
    assertEquals(
        ", line 1: no column open_time in the header; expected"
            + " open_time,open,high,low,close,volume",
        error(HEADER + ROW, "binance-klines"));
    Path file = Plain.file(folder, HEADER + ROW);
    UserError e =
        assertThrows(
            UserError.class, () -> Plain.summary(file, new ImportOptions("fancy", null, false)));
    assertTrue(e.getMessage().startsWith("--format is 'fancy'; expected one of binance-klines, "));
  }

  @Test
  void secondSymbolIsTold() throws IOException {
    String header = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";
    String row = "x,A,1760130360000000,1760130360000000,1,buy,1,1\n";

    assertEquals(
        ", line 3: symbol is 'B' after 'A'; expected one symbol, or --symbol to pick one",
        error(header + row + row.replace(",A,", ",B,")));
    assertEquals(
        " has no rows of symbol 'C'; expected some",
        error(Plain.file(folder, header + row), new ImportOptions(null, "C", false)));
  }

  @Test
  void brokenJsonIsTold() throws IOException {
    String good =
        "{\"e\":\"trade\",\"E\":1760130360000,\"s\":\"B\",\"p\":\"1\",\"q\":\"1\",\"m\":true}\n";
    Path file =
        Plain.file(
            folder,
            good
                + good.substring(0, 40)
                + "\n"
                + good
                + "{\"e\":]}\n"
                + good.replace("\"1\"", "\"?\"")
                + good);

    ImportSummary summary = Plain.summary(file, ImportOptions.DEFAULT);

    assertEquals(3, summary.rows());
    assertEquals(3, summary.mistakes().count());
    assertTrue(summary.mistakes().first().get(0).startsWith("line 2: a message without its end"));
    assertTrue(summary.mistakes().first().get(1).startsWith("line 4: not JSON"));
    assertEquals("line 5: p is '?'; expected a price above 0", summary.mistakes().first().get(2));
    assertTrue(error("[[1760130360000,1,2,0.5,1,0],").contains("not JSON"));
    assertEquals(
        ", line 1: high of bar 1 is 'true'; expected a price above 0",
        strictError("[[1760130360000,1,true,0.5,1,0]]"));
    assertEquals(
        ", line 1: bar 1 has 5 numbers; expected 6", strictError("[[1760130360000,1,2,0.5,1]]"));
  }

  @Test
  void bytesThatAreNoTextAreTold() throws IOException {
    byte[] bytes = (HEADER + ROW).getBytes(StandardCharsets.US_ASCII);
    bytes[HEADER.length() + 15] = (byte) 0xFF;

    assertEquals(
        " is not text; expected market data in UTF-8",
        error(Files.write(folder.resolve("bytes"), bytes), ImportOptions.DEFAULT));
  }
}
