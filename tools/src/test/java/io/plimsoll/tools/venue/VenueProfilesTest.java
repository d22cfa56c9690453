package io.plimsoll.tools.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.UserError;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles: several instruments, and where each value comes from. */
class VenueProfilesTest {
  private static final String REFERENCE = "references: [{id: a, title: A page, date: 2024-10}]\n";

  private static VenueDocument read(String text) {
    return VenueReader.read(text, "file.yaml", "file");
  }

  private static Origin origin(VenueDocument venue, String path) {
    return venue.values().stream()
        .filter(value -> value.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " in " + venue.values()))
        .origin();
  }

  static Stream<String> profiles() {
    return VenueFiles.PROFILES.stream();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void everyValueOfAProfileHasASourceOrIsAnAssumption(String name) {
    VenueDocument venue = VenueFiles.document(name);

    assertEquals(name, venue.spec().name());
    assertFalse(
        venue.values().stream().anyMatch(value -> value.origin() instanceof Origin.Unstated));
    assertTrue(VenueCheck.check(venue).contains("sound"));
  }

  @Test
  void innerSectionTellsBeforeTheOneAroundIt() {
    VenueDocument venue =
        read(
            REFERENCE
                + """
                assumptions: {all: made up, fees: the usual}
                fees: {taker: 1 %, sources: {taker: a}}
                vaults: [{name: v, assumptions: {seed: nobody knows}}]
                """);

    assertEquals("A page (2024-10)", origin(venue, "fees.taker").text());
    assertEquals("assumption: the usual", origin(venue, "fees.maker").text());
    assertEquals("assumption: nobody knows", origin(venue, "vaults[1].seed").text());
    assertEquals("assumption: made up", origin(venue, "fund.seed").text());
    assertTrue(origin(venue, "fund.seed").isAssumption());
    assertFalse(origin(venue, "fees.taker").isAssumption());
  }

  @Test
  void fileWithoutReferencesNeedNotTellSources() {
    VenueDocument venue = read("fees: {taker: 1 %}");

    assertEquals(new Origin.Unstated(), origin(venue, "fees.taker"));
  }

  @Test
  void instrumentsHaveSchedulesAndFeesOfTheirOwn() {
    VenueSpec venue =
        read("""
                fees: {taker: 0.1 %}
                instruments:
                  - contract: {symbol: BTCUSDT, underlying: BTC}
                  - contract: {symbol: DOGEUSDT, underlying: DOGE, priceScale: 5, quantityScale: 0}
                    fees: {liquidation: 1 %}
                    schedule: {tiers: [{from: 0, maintenanceRate: 2 %, leverageMax: 25}]}
                """)
            .spec();

    InstrumentSpec doge = venue.instruments().get(1);
    assertEquals("BTCUSDT", venue.contract().symbol());
    assertEquals(new FeeRates(200_000, 1_000_000, 10_000_000), doge.fees());
    assertEquals(20_000_000, doge.schedule().tiers().get(0).maintenanceRate());
    assertEquals(5, doge.contract().priceScale());
  }

  @Test
  void instrumentsOfOneAssetShareItsScale() {
    VenueSpec venue = VenueFiles.open("bitmex");

    assertEquals(
        List.of(12, 12), venue.instruments().stream().map(i -> i.contract().moneyScale()).toList());
  }

  @Test
  void venueThatHasOnlyCrossMarginHoldsNobodyIsolated() {
    VenueSpec venue = read("marginMode: {modes: [cross]}").spec();

    assertEquals(List.of(MarginMode.CROSS), venue.marginModes());
    assertEquals(0, venue.isolatedShare());
  }

  @ParameterizedTest
  @ValueSource(strings = {"astroswap", "mimo"})
  void spotOnlyVenueRefusesLeveragedAccountsAndSaysWhy(String name) {
    UserError error = assertThrows(UserError.class, () -> VenueFiles.open(name));

    assertTrue(error.getMessage().startsWith("venue " + name + " takes no leveraged accounts: it"));
    assertEquals(1, error.getMessage().lines().count());
  }

  /** Text of the file, with / for a line break, then what the one line says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "R/sources: {fees: a}/fees: {maker: 1 %}|marginMode.modes has neither source nor assumption",
        "R/assumptions: {all: x}/fees: {sources: {maker: b}}|line 3: fees.sources.maker is 'b';"
            + " expected the id of a reference: a",
        "R/assumptions: {all: x}|the reference a is cited nowhere; expected it under sources",
        "R/sources: {all: a}/fees: {sources: {makers: a}}|fees.sources.makers is no key of the"
            + " section; expected all, or one of maker, taker, liquidation",
        "R/sources: {all: a, fund: a}/assumptions: {fund: x}|has a source too; expected a source or"
            + " an assumption",
        "references: [{id: a, title: A, date: 1}, {id: a, title: B, date: 1}]|references[2].id is"
            + " 'a'; expected a name that no other",
        "references: [{id: a, title: A}]|references[1].date is missing; expected when it was",
        "sources: {all: a}|sources.all is 'a'; expected the id of a reference, of which there is none",
        "assumptions: x|assumptions is 'x'; expected a section",
        "kind: spotOnly|reason is missing; expected why there is no leverage",
        "kind: spotOnly/reason: x/fees: {maker: 1 %}|line 3: fees is no key here",
        "reason: x|reason is no key here",
        "contract: {symbol: A}/instruments: [{contract: {symbol: B}}]|line 1: contract is given;"
            + " expected it in each of the instruments",
        "instruments: [{contract: {symbol: A}}, {contract: {symbol: A}}]|symbol is 'A'; expected a"
            + " symbol that no other instrument has",
        "instruments: [{contract: {symbol: A}}, {contract: {symbol: B, asset: USDC}}]|asset is"
            + " 'USDC'; expected USDT, as of the first instrument",
        "instruments: []|instruments is a list; expected 1 to 64; it has 0",
        "marginMode: {modes: [cross], isolatedShare: 10 %}|isolatedShare is '10 %'; expected a"
            + " percentage from 0 % to 0 %",
        "marginMode: {modes: [both]}|marginMode.modes is a list; expected a list: one of",
        "contract: {priceScale: 6}|quantityScale is missing; expected with priceScale at most 8",
      })
  void mistakeIsToldInOneLine(String mistake) {
    String[] parts = mistake.split("\\|", 2);
    String text = parts[0].replace("R/", REFERENCE).replace("/", "\n");

    UserError error = assertThrows(UserError.class, () -> read(text), mistake);

    assertTrue(error.getMessage().contains(parts[1]), error.getMessage());
    assertTrue(error.getMessage().startsWith("file.yaml"), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }
}
