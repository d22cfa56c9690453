package io.plimsoll.tools.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.RiskTier;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.venue.VenueFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierTableTest {
  private static final String LIST =
      """
      [
        {"tier": 1.0, "currency": "USDT", "minNotional": 0.0, "maxNotional": 50000.0,
         "maintenanceMarginRate": 0.004, "maxLeverage": 125.0, "info": {"cum": "0.0"}},
        {"tier": 2.0, "currency": "USDT", "minNotional": 50000.0, "maxNotional": 6e5,
         "maintenanceMarginRate": 0.0065, "maxLeverage": 100.0, "info": {"cum": "50.0"}}
      ]
      """;

  @TempDir private Path folder;

  private String error(String text, String symbol) throws IOException {
    Path file = Plain.file(folder, text);
    UserError e = assertThrows(UserError.class, () -> TierTable.read(file, symbol));
    return e.getMessage().substring(file.toString().length());
  }

  @Test
  void tiersBecomeTheScheduleOfAVenueFile() throws IOException {
    Path file = Plain.file(folder, "{\"A\": " + LIST + ", \"B\": " + LIST + "}");

    TierTable table = TierTable.read(file, "B");
    Path venue = Files.writeString(folder.resolve("venue.yaml"), table.toYaml());

    assertEquals("USDT", table.currency());
    assertEquals(
        List.of(
            new RiskTier(0, 4_000_000, 12_500), new RiskTier(50_000_00000000L, 6_500_000, 10_000)),
        VenueFiles.open(venue.toString()).schedule().tiers());
  }

  @Test
  void tableOfOneMarketNeedsNoSymbol() throws IOException {
    assertEquals(2, TierTable.read(Plain.file(folder, LIST), null).tiers().size());
    try (MarketFile file = MarketFile.open(Plain.file(folder, LIST), ImportOptions.DEFAULT)) {
      assertTrue(file.isTierTable());
    }
  }

  @Test
  void mistakesAreToldWithTheirLine() throws IOException {
    String two = "{\"A\": " + LIST + ", \"B\": " + LIST + "}";

    assertEquals(" has tiers of A, B; expected --symbol to pick one", error(two, null));
    assertEquals(" has no tiers of 'C'; expected one of A, B", error(two, "C"));
    assertEquals(
        ", line 5: minNotional is 60000; expected 50000, where the tier before ends",
        error(LIST.replace("\"minNotional\": 50000.0", "\"minNotional\": 60000"), null));
    assertEquals(
        ", line 3: maintenanceMarginRate is missing; expected it in each tier",
        error(LIST.replaceFirst("\"maintenanceMarginRate\": 0.004, ", ""), null));
    assertEquals(
        ", line 3: maxLeverage is 'much'; expected a number of 0 or above",
        error(LIST.replace("125.0", "\"much\""), null));
    assertTrue(error(LIST.substring(0, 60), null).contains("not JSON"));
  }
}
