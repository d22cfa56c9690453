package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * What every page must stand in a real browser. A subclass opens it once; each test then finds it
 * loaded afresh.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageInBrowser {
  private final int charts;
  ChromeDriver browser;
  String address;

  PageInBrowser(int charts) {
    this.charts = charts;
  }

  /** Before all: starts the browser, or skips where there is none, before anything is run. */
  void start(Path folder) {
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  void quit() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void load() {
    browser.manage().logs().get(LogType.PERFORMANCE); // What the browser's own first page did.
    browser.get(address);
  }

  @AfterEach
  void nothingWentWrongAndNothingWasAskedOfTheNetwork() {
    Browser.assertQuiet(browser);
  }

  void assertDrawn() {
    Browser.assertDrawn(browser, charts);
  }

  @Test
  void everyChartIsDrawnInLightAndDark() {
    assertDrawn();
    Object light = browser.executeScript("return getComputedStyle(document.body).backgroundColor");

    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));

    assertNotEquals(
        light, browser.executeScript("return getComputedStyle(document.body).backgroundColor"));
    assertDrawn();
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }
}
