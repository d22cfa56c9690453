package io.plimsoll.tools.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.crowd.PledgeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFilesTest {
  /** A whole scenario; each line can be spoilt. */
  private static final String SOUND =
      """
      title: small
      venue: default
      marksPerMinute: 6
      instruments:
        - symbol: BTCUSDT
          path: {start: 20000, pieces: [{hold: 2m}, {drift: -10 %, over: 3m}]}
      market: {depth: 1000000, feedback: 100 %}
      crowd:
        accounts: 10
        groups:
          - name: one
            share: 60 %
            leverage: {5: 40 %, 10: 60 %}
            size: {pareto: 1.5, min: 1000}
          - name: two
            share: 40 %
            leverage: 20
            size: 500
            stopLoss: {distance: 2 %}
      """;

  @TempDir Path folder;

  static List<String> bundled() {
    return ScenarioFiles.BUNDLED;
  }

  private UserError wrong(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file.yaml"), text);
    return assertThrows(UserError.class, () -> ScenarioFiles.open(file.toString()));
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void bundledScenarioTellsWhatItTeachesAndWhereItsValuesComeFrom(String name) {
    ScenarioDocument document = ScenarioFiles.open(name);
    Scenario scenario = document.scenario();

    assertEquals(name, scenario.name());
    assertFalse(scenario.teaches().isBlank());
    assertFalse(scenario.look().isEmpty());
    document
        .values()
        .forEach(value -> assertFalse(value.origin().text().contains("no source"), value.path()));
  }

  @Test
  void soundScenarioIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), SOUND);

    Scenario scenario = ScenarioFiles.open(file.toString()).scenario();

    assertEquals("small", scenario.name());
    assertEquals(5, scenario.minutes());
    assertEquals(10, scenario.accounts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: small|tilte: small|line 1: tilte is no key here; expected one of name, title",
        "share: 40 %|share: 30 %|line 10: crowd.groups is a list; expected shares that sum to 100 %; they sum to 90 %",
        "5: 40 %|5: 30 %|line 13: crowd.groups[1].leverage is a section; expected shares that sum to 100 %; they sum to 90 %",
        "5: 40 %|500: 40 %|line 13: crowd.groups[1].leverage.500 is given; expected keys from 1 to 100",
        "depth: 1000000|depth: 0|line 7: market.depth is '0'; expected above 0, since without liquidity nothing can be closed",
        "venue: default|venue: nowhere|line 2: venue is 'nowhere'; expected a venue: no venue named nowhere",
        "venue: default|venue: bybit-inverse|line 2: venue is 'bybit-inverse'; expected one with linear contracts",
        "symbol: BTCUSDT|symbol: XYZ|line 5: instruments[1].symbol is 'XYZ'; expected a contract of venue default",
        "hold: 2m|hold: 90s|line 6: instruments[1].path.pieces[1].hold is '90s'; expected whole minutes",
        "hold: 2m|wait: 2m|line 6: instruments[1].path.pieces[1].hold is missing; expected one of hold, drift",
        "{hold: 2m}|{hold: 2m, jump: 1 %}|line 6: instruments[1].path.pieces[1].jump is given; expected one shape a piece",
        "start: 20000|tape: x, start: 20000|line 6: instruments[1].path.tape is no key here",
        "marksPerMinute: 6|marksPerMinute: 7|line 3: marksPerMinute is '7'; expected a number of marks that divides a minute evenly",
        "accounts: 10|accounts: 0|line 9: crowd.accounts is '0'; expected a whole number from 1",
        "name: two|name: one|line 15: crowd.groups[2].name is 'one'; expected a name that no other group has",
        "size: 500|size: {uniform: 3}|line 18: crowd.groups[2].size is a section; expected an amount, or a section with pareto or lognormal",
        "stopLoss: {distance: 2 %}|risk: 1 %|crowd.groups[2].stopLoss is missing; expected a distance, as risk is what a stop would lose",
        "stopLoss: {distance: 2 %}|stopLoss: {distance: {from: 3 %, to: 2 %}}|line 19: crowd.groups[2].stopLoss.distance.to is '2 %'; expected at least 3 %, as from",
        "stopLoss: {distance: 2 %}|side: up|line 19: crowd.groups[2].side is 'up'; expected long or short",
        "title: small|marginCall: 2|line 1: marginCall is '2'; expected a ratio that times the highest maintenance rate is below 100 %",
        "size: 500|size: 500\n      pledge: {assets: {DFH: 50 %}}|line 19: crowd.groups[2].pledge is given; expected none, as nothing counts as collateral",
        "title: small|collateral: {assets: [{asset: DFH, price: mark, tiers: [{weight: 70 %}]}]}|line 1: collateral.assets[1].price is 'mark'; expected a price in USDT, as the mark price of BTCUSDT is not that of DFH",
        "title: small|collateral: {poolShare: 50 %, assets: [{asset: BTC, price: mark, tiers: [{weight: 70 %}]}]}|line 1: collateral.poolShare is no key here",
        "title: small|collateral: {assets: []}|line 1: collateral.assets is a list; expected 1 to 15 assets; it has 0",
        "title: small|halts: [{what: marks, for: 1m}]|line 1: halts[1].at is missing; expected a time, or a fall in place of it",
      })
  void mistakeIsToldInOneLineWithFileLineAndKey(String mistake) throws IOException {
    String[] parts = mistake.split("\\|", 3);
    assertTrue(SOUND.contains(parts[0]), parts[0]);

    String message = wrong(SOUND.replace(parts[0], parts[1])).getMessage();

    assertTrue(message.contains("file.yaml, "), message);
    assertTrue(message.contains(parts[2]), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void collateralIsPledgedByGroupsAndFollowsTheInstrumentOnIt() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pledged.yaml"), pledged("{share: 50 %, assets: {BTC: 80 %}}"));

    Scenario scenario = ScenarioFiles.open(file.toString()).scenario();

    assertEquals(List.of("BTC"), scenario.venue().collateral().orElseThrow().symbols());
    PledgeSpec pledge = scenario.crowd().groups().get(1).pledge();
    assertEquals(500_000_000, pledge.share());
    assertEquals(List.of(800_000_000L), pledge.parts());
  }

  private static String pledged(String pledge) {
    return SOUND.replace("size: 500", "size: 500\n      pledge: " + pledge)
        + "collateral: {assets: [{asset: BTC, price: mark, tiers: [{weight: 90 %}]}]}\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{assets: {ETH: 50 %}}|crowd.groups[2].pledge.assets.ETH is given; expected collateral: BTC",
        "{assets: {BTC: 0 %}}|crowd.groups[2].pledge.assets is a section; expected shares that sum to at most 100 %; they sum to 0 %",
        "{share: 50 %}|crowd.groups[2].pledge.assets is missing; expected shares that sum to at most 100 %",
        "{share: 120 %, assets: {BTC: 50 %}}|crowd.groups[2].pledge.share is '120 %'; expected a percentage from 0 % to 100 %",
        "{asset: BTC}|crowd.groups[2].pledge"
      })
  void mistakeInAPledgeIsToldInOneLine(String mistake) throws IOException {
    String[] parts = mistake.split("\\|", 2);

    String message = wrong(pledged(parts[0])).getMessage();

    assertTrue(message.contains(parts[1]), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void collateralOfAVenueNeedsTheInstrumentWhoseMarkItsPriceIs() throws IOException {
    String text =
        SOUND
            .replace("venue: default", "venue: collateral")
            .replace("symbol: BTCUSDT", "symbol: XYZ\n    like: BTCUSDT\n    underlying: XYZ");

    String message = wrong(text).getMessage();

    assertTrue(message.contains("expected one on BTC, whose mark is the price of"), message);
  }

  @Test
  void scenarioWithoutAnybodyIsRefused() throws IOException {
    String message = wrong(SOUND.substring(0, SOUND.indexOf("crowd:"))).getMessage();

    assertTrue(message.contains("crowd is missing; expected a crowd, or traders"), message);
  }

  @Test
  void filesThatAScenarioNamesAreLookedForBesideIt() throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), "name: mine\n");
    Path file =
        Files.writeString(
            folder.resolve("beside.yaml"), SOUND.replace("venue: default", "venue: mine.yaml"));

    assertEquals("mine", ScenarioFiles.open(file.toString()).scenario().venue().name());
  }
}
