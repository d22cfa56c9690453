package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;

/** The page of a report in a real browser. */
class ReportInBrowserTest extends PageInBrowser {
  private static final int CHARTS = 6;

  private static final int PHONE = 360;

  private Path journal;
  private JsonNode numbers;

  ReportInBrowserTest() {
    super(CHARTS);
  }

  @BeforeAll
  void openOnce(@TempDir Path folder) throws IOException {
    start(folder);
    journal = folder.resolve("journal");
    Cli run = plimsoll("run", "--venue", "socialised", "--accounts", 2_000, "--journal", journal);
    assertEquals(0, run.code, run.toString());
    Path page = folder.resolve("journal-report").resolve("index.html");
    address = page.toUri().toString();
    numbers =
        ReportNumbersTest.EXACT.readTree(Files.readString(page.resolveSibling("numbers.json")));
  }

  private String range() {
    return browser.findElement(By.id("range")).getText();
  }

  private WebElement over(String chart) {
    return browser.findElement(By.cssSelector("[data-chart=" + chart + "] .u-over"));
  }

  private void bringToView(WebElement element) {
    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
  }

  @Test
  void tablesHaveTheNumbersOfTheFile() {
    JsonNode asset = numbers.at("/assets/0");
    List<BigDecimal> parties = new ArrayList<>();
    for (JsonNode party : asset.get("parties")) {
      for (String column : List.of("accounts", "paidIn", "held", "unrealised", "gain")) {
        parties.add(party.get(column).decimalValue());
      }
    }
    assertEquals(parties, values("#parties-0 .parties tbody data"));
    List<BigDecimal> stages = new ArrayList<>();
    for (JsonNode stage : asset.get("stages")) {
      for (String column :
          List.of("liquidations", "rounds", "closed", "takenOver", "deleveraged", "netted")) {
        stages.add(stage.get(column).decimalValue());
      }
    }
    assertEquals(stages, values("#stages-0 tbody data"));
    JsonNode bars = numbers.at("/instruments/0/bars");
    List<BigDecimal> closed = new ArrayList<>();
    for (int i = 0; i < bars.get("time").size(); i++) {
      for (String column :
          List.of(
              "bookLong", "takeOverLong", "adlLong", "bookShort", "takeOverShort", "adlShort")) {
        closed.add(bars.get(column).get(i).decimalValue());
      }
    }
    assertEquals(closed, values("#cascade-0 tbody data"));
    assertEquals(numbers, embedded());
  }

  private JsonNode embedded() {
    Object text = browser.executeScript("return document.getElementById('numbers').textContent");
    try {
      return ReportNumbersTest.EXACT.readTree((String) text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<BigDecimal> values(String selector) {
    List<?> texts =
        (List<?>)
            browser.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(d => d.value)", selector);
    return texts.stream().map(text -> new BigDecimal((String) text)).toList();
  }

  @Test
  void everyChartHasATextInItsPlace() {
    List<?> without =
        (List<?>)
            browser.executeScript(
                "return [...document.querySelectorAll('.chart')].filter(c =>"
                    + " !(c.getAttribute('aria-label') && c.parentElement.querySelector('details table')))");
    assertEquals(List.of(), without);
  }

  @Test
  void draggingZoomsAllChartsAndTheButtonsComeBack() {
    String whole = range();
    WebElement chart = over("cascade");
    bringToView(chart);

    new Actions(browser)
        .moveToElement(chart, -100, 0)
        .clickAndHold()
        .moveToElement(chart, 60, 0)
        .release()
        .perform();

    assertNotEquals(whole, range());
    assertDrawn();
    String zoomed = range();
    browser.findElement(By.id("closer")).click();
    assertNotEquals(zoomed, range());
    browser.findElement(By.id("reset")).click();
    assertEquals(whole, range());
    assertFalse(browser.findElement(By.id("reset")).isEnabled());
    browser.findElement(By.id("closer")).click();
    assertNotEquals(whole, range());
    new Actions(browser).moveToElement(chart).doubleClick().perform();
    assertEquals(whole, range());
  }

  @Test
  void pointingTellsTheMarkPrice() {
    WebElement chart = over("price");
    bringToView(chart);

    new Actions(browser).moveToElement(chart, 200, -60).perform();

    WebElement tip = browser.findElement(By.cssSelector("[data-chart=price] .tip:not([hidden])"));
    assertTrue(tip.getText().contains("mark price"), tip.getText());
  }

  @Test
  void liquidationOnThePriceNamesTheCommandThatExplainsIt() {
    WebElement chart = over("price");
    bringToView(chart);
    JsonNode dots = numbers.at("/instruments/0/liquidations/long");
    int largest = 0;
    for (int i = 0; i < dots.get("at").size(); i++) {
      if (dots.get("notional")
              .get(i)
              .decimalValue()
              .compareTo(dots.get("notional").get(largest).decimalValue())
          > 0) {
        largest = i;
      }
    }
    long account = dots.get("account").get(largest).longValue();

    clickAt(
        chart,
        dots.get("at").get(largest).doubleValue(),
        dots.get("mark").get(largest).doubleValue());

    String text = browser.findElement(By.cssSelector("#price-0 .pick code")).getText();
    assertEquals("plimsoll explain " + journal + " --account " + account, text);
    Cli story = plimsoll("explain", journal, "--account", account);
    assertTrue(story.out.contains("LIQUIDATION"), story.toString());
  }

  /** Where the chart shows a time and a price: read off its axes by two known marks. */
  private void clickAt(WebElement chart, double time, double price) {
    double left = numbers.at("/instruments/0/marks/time/0").doubleValue();
    JsonNode times = numbers.at("/instruments/0/marks/time");
    double right = times.get(times.size() - 1).doubleValue();
    int width = chart.getSize().getWidth();
    int height = chart.getSize().getHeight();
    double x = (time - left) / (right - left) * width - width / 2.0;
    // Down the column of that time until the chart names a liquidation there.
    for (int y = -height / 2 + 3; y < height / 2 - 3; y += 4) {
      new Actions(browser).moveToElement(chart, (int) Math.round(x), y).perform();
      String tip =
          (String)
              browser.executeScript(
                  "return document.querySelector('[data-chart=price] .tip').textContent");
      if (tip.contains("longs liquidated")
          && tip.contains(String.format(Locale.ROOT, "%,.2f", price))) {
        new Actions(browser).click().perform();
        return;
      }
    }
    throw new AssertionError("no liquidation is shown at " + time + ", " + price);
  }

  @Test
  void phoneShowsEverythingInItsWidthAndZoomsByFingers() {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", PHONE, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    browser.executeCdpCommand(
        "Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
    browser.get(address);
    try {
      browser.executeScript(
          "document.querySelectorAll('details').forEach(d => { d.open = true; })");
      Long width = (Long) browser.executeScript("return document.documentElement.scrollWidth");
      assertTrue(width <= PHONE, "the page is " + width + " wide");
      assertDrawn();
      String whole = range();
      pinch();
      assertNotEquals(whole, range());
      browser.findElement(By.id("reset")).click();
      assertEquals(whole, range());
    } finally {
      browser.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  private void pinch() {
    WebElement chart = over("price");
    bringToView(chart);
    Map<?, ?> box =
        (Map<?, ?>)
            browser.executeScript(
                "const r = arguments[0].getBoundingClientRect(); return {x: r.left + r.width / 2, y: r.top + r.height / 2}",
                chart);
    double x = ((Number) box.get("x")).doubleValue();
    double y = ((Number) box.get("y")).doubleValue();
    touch("touchStart", x, y, 20);
    for (int apart = 25; apart <= 90; apart += 5) {
      touch("touchMove", x, y, apart);
    }
    browser.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
  }

  private void touch(String type, double x, double y, int apart) {
    browser.executeCdpCommand(
        "Input.dispatchTouchEvent",
        Map.of(
            "type",
            type,
            "touchPoints",
            List.of(
                Map.of("x", x - apart, "y", y, "id", 0), Map.of("x", x + apart, "y", y, "id", 1))));
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
