package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.venue.Provenance;
import io.plimsoll.tools.venue.Section;
import io.plimsoll.tools.venue.VenueValue;
import io.plimsoll.tools.venue.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketReaderTest {
  private static MarketSpec read(String yaml) {
    return MarketReader.read(
        new Section(YamlTree.read("market:\n" + yaml, "s.yaml"), new Provenance())
            .section("market"),
        name -> name);
  }

  private static String mistake(String yaml) {
    return assertThrows(UserError.class, () -> read(yaml)).getMessage();
  }

  @Test
  void whatASectionLeavesOutIsStandard() {
    assertEquals(MarketReader.standard(), read("  {}"));
    assertEquals(
        MarketReader.standard().withDepth(5).withFeedback(250_000_000),
        read("  depth: 5\n  feedback: 25 %"));
  }

  @Test
  void everyStandardValueIsGivenAndHasASourceOrIsAnAssumption() {
    List<VenueValue> values = MarketReader.standardValues();

    assertEquals(16, values.size());
    values.forEach(value -> assertTrue(value.given(), value::path));
    values.forEach(value -> assertFalse(value.origin().text().isBlank(), value::path));
  }

  @Test
  void thePageQuotesEachStandardValue() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/market.md"));

    for (VenueValue value : MarketReader.standardValues()) {
      String row = "| " + value.path() + " | " + value.text() + " | ";
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(row)), row);
    }
  }

  @Test
  void bandsOfItsOwnReplaceTheProfile() {
    MarketSpec market =
        read("  bands:\n    - {to: 0.1 %, share: 40 %}\n    - {to: 1 %, share: 100 %}");

    assertEquals(
        new DepthProfile(List.of(new Band(1_000, 400_000), new Band(10_000, 1_000_000))),
        market.profile());
  }

  @Test
  void aMarketWithoutLiquidityIsOneClearLine() {
    assertEquals(
        "s.yaml, line 2: market.depth is '0'; expected above 0, since without liquidity nothing can be"
            + " closed",
        mistake("  depth: 0"));
    assertEquals(
        "s.yaml, line 2: market.bands is a list; expected 1 to 64 entries", mistake("  bands: []"));
  }

  @Test
  void mistakesNameLineAndField() {
    assertEquals(
        "s.yaml, line 3: market.liquidity is no key here; expected one of bands, profile, recorded,"
            + " depth, feedback, thinning, refill, impactKept, anchor, indexFollows, mark",
        mistake("  depth: 5\n  liquidity: 3"));
    assertTrue(
        mistake("  feedback: 101 %")
            .startsWith("s.yaml, line 2: market.feedback is '101 %'; expected a percentage"));
    assertTrue(
        mistake("  profile: deep").endsWith("market.profile is 'deep'; expected one of btcusdt"));
    assertTrue(
        mistake("  bands:\n    - {to: 1 %, share: 4 %}\n    - {to: 0.5 %, share: 5 %}")
            .startsWith("s.yaml, line 4: market.bands[2].to is '0.5 %'; expected a percentage"));
    assertTrue(
        mistake("  mark: {rule: direct}")
            .endsWith(
                "market.mark.rule is 'direct'; expected one of oracle, median, basisAverage, ema"));
    assertTrue(
        mistake("  profile: btcusdt\n  bands:\n    - {to: 1 %, share: 4 %}")
            .contains("market.profile is given; expected profile or bands"));
  }
}
