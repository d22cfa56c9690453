package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;

/** The page of a comparison in a real browser, and the files beside it. */
class ComparisonInBrowserTest extends PageInBrowser {
  private static final int CHARTS = 3;

  private static final int PHONE = 360;
  private static final List<String> VENUES =
      List.of("bybit", "socialised", "kraken-futures-inverse");

  /** Columns of the table, as the file names them; shares apart. */
  private static final List<String> COLUMNS =
      List.of(
          "liquidated",
          "",
          "left",
          "leftShare",
          "onBook",
          "takenOver",
          "deleveraged",
          "beyondMargin",
          "fundDrawdown",
          "counterparties",
          "socialised",
          "secondsToSafe");

  private Path reports;
  private JsonNode numbers;

  ComparisonInBrowserTest() {
    super(CHARTS);
  }

  @BeforeAll
  void openOnce(@TempDir Path folder) throws IOException {
    start(folder);
    Path journals = folder.resolve("journals");
    Cli compare =
        plimsoll(
            "compare",
            "--venues",
            String.join(",", VENUES) + ",mimo",
            "--accounts",
            600,
            "--journal",
            journals);
    assertEquals(0, compare.code, compare.toString());
    reports = folder.resolve("journals-report");
    address = reports.resolve("index.html").toUri().toString();
    assertTrue(compare.out.contains("Reports   " + reports.resolve("index.html")), compare.out);
    numbers =
        ReportNumbersTest.EXACT.readTree(Files.readString(reports.resolve("comparison.json")));
  }

  @Test
  void tableAndCsvHaveTheNumbersOfTheFile() throws IOException {
    List<String> expected = new ArrayList<>();
    for (JsonNode venue : numbers.get("venues")) {
      if (venue.get("note").textValue().isEmpty()) {
        for (String column : COLUMNS) {
          JsonNode value = venue.path(column);
          expected.add(column.isEmpty() ? "share" : value.isNull() ? "" : value.asText());
        }
      }
    }
    List<?> shown =
        (List<?>)
            browser.executeScript(
                "return [...document.querySelectorAll('.venues tbody data')].map(d => d.value)");
    assertEquals(VENUES.size() * COLUMNS.size(), shown.size());
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals("share")) {
        assertEquals(expected.get(i), shown.get(i), COLUMNS.get(i % COLUMNS.size()));
      }
    }
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(reports.resolve("comparison.csv"))) {
      int row = 0;
      for (NamedCsvRecord record : rows) {
        JsonNode venue = numbers.at("/venues/" + row++);
        assertEquals(venue.get("name").textValue(), record.getField("venue"));
        assertEquals(venue.get("digest").textValue(), record.getField("digest"));
        assertEquals(
            venue.get("takenOver").decimalValue(),
            new BigDecimal(record.getField("taken_over_usd")));
      }
      assertEquals(VENUES.size() + 1, row);
    }
  }

  /** A venue's name leads to a report of the run that its row tells of. */
  @Test
  void everyVenueLeadsToItsReport() throws IOException {
    for (String venue : VENUES) {
      browser.get(address);
      browser.findElement(By.linkText(venue)).click();

      String digest = browser.findElement(By.id("about")).getText();
      JsonNode told =
          ReportNumbersTest.EXACT.readTree(
              Files.readString(reports.resolve(venue).resolve("numbers.json")));
      JsonNode row = row(venue);
      assertTrue(digest.contains(row.get("digest").textValue()), digest);
      assertEquals(row.get("liquidated").intValue(), told.at("/run/liquidated").intValue());
    }
  }

  private JsonNode row(String venue) {
    for (JsonNode row : numbers.get("venues")) {
      if (row.get("name").textValue().equals(venue)) {
        return row;
      }
    }
    throw new AssertionError(venue);
  }

  @Test
  void venueWithoutLeverageIsToldWithItsReason() {
    String text = browser.findElement(By.className("venues")).getText();

    assertTrue(text.contains("mimo takes no leveraged accounts"), text);
  }

  @Test
  void pointingAtABarTellsItsFigures() {
    WebElement chart = browser.findElement(By.cssSelector("[data-chart=fate] .u-over"));
    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", chart);

    new Actions(browser).moveToElement(chart, 0, -chart.getSize().height / 2 + 6).perform();

    String tip =
        browser.findElement(By.cssSelector("[data-chart=fate] .tip:not([hidden])")).getText();
    assertTrue(tip.contains(VENUES.get(0)), tip);
    String share =
        browser.findElement(By.cssSelector(".venues tbody tr td:nth-child(3)")).getText();
    assertTrue(tip.contains(share), tip + " without " + share);
  }

  @Test
  void phoneShowsEverythingInItsWidth() {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", PHONE, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    browser.get(address);
    try {
      browser.executeScript(
          "document.querySelectorAll('details').forEach(d => { d.open = true; })");
      Long width = (Long) browser.executeScript("return document.documentElement.scrollWidth");
      assertTrue(width <= PHONE, "the page is " + width + " wide");
      assertDrawn();
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @Test
  void pagePrintsWithItsCharts() {
    String encoded = browser.print(new PrintOptions()).getContent();
    String pdf = new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);

    assertTrue(pdf.startsWith("%PDF"), "not a PDF");
    int images = pdf.split("/Subtype /Image", -1).length - 1;
    assertTrue(images >= CHARTS, "only " + images + " images in print");
    assertDrawn();
  }
}
