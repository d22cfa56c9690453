package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window. Where there is none, a test is skipped and says so; where the
 * environment variable PLIMSOLL_BROWSER is {@code required}, it fails.
 */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final String DRAWN =
      """
      return [...document.querySelectorAll('.chart')].map(box => {
        const canvas = box.querySelector('canvas');
        if (!canvas || canvas.width === 0) return 0;
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const colours = new Set();
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] > 200) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        }
        return colours.size;
      });
      """;

  private Browser() {}

  /** Fails unless a page has so many charts, each with several colours. */
  static void assertDrawn(ChromeDriver browser, int charts) {
    List<?> colours = (List<?>) browser.executeScript(DRAWN);
    assertEquals(charts, colours.size());
    for (Object count : colours) {
      assertTrue((Long) count >= 4, "a chart is blank, colours: " + colours);
    }
  }

  /** Fails if a page complained of anything, or asked for more than files. */
  static void assertQuiet(ChromeDriver browser) {
    assertEquals(List.of(), browser.manage().logs().get(LogType.BROWSER).getAll());
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"")) {
        assertTrue(
            message.contains("\"url\":\"file:") || message.contains("\"url\":\"data:"), message);
      }
    }
  }

  static ChromeDriver start(Path profile) {
    Path browser = NAMES.stream().flatMap(name -> find(name).stream()).findFirst().orElse(null);
    Path driver = find("chromedriver").orElse(null);
    if (browser == null || driver == null) {
      String missing =
          "no Chromium with its driver was found (Debian: apt-get install chromium"
              + " chromium-driver): the report's page was not tried in a browser";
      if ("required".equals(System.getenv("PLIMSOLL_BROWSER"))) {
        fail(missing);
      }
      System.out.println(missing);
      abort(missing);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1000",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
            .build();
    return new ChromeDriver(service, options);
  }

  private static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
