package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DepthProfilesTest {
  @Test
  void theBundledProfileIsWhatTheRecordedBooksGive() throws IOException {
    Path book = data("book-binance-20240808/btcusdt_20240808.gz");
    Path depths = data("depth-2025-10-10/BTCUSDT-bookDepth-2025-10-10.csv");

    DepthProfile derived = DerivedProfile.of(book, depths);

    assertEquals(
        derived.bands(), DepthProfiles.named("btcusdt").orElseThrow().bands(), csv(derived));
  }

  private static Path data(String name) {
    String folder = System.getenv("PLIMSOLL_DATA");
    assumeTrue(folder != null, "PLIMSOLL_DATA names no folder of market data");
    Path file = Path.of(folder).resolve(name);
    assumeTrue(Files.exists(file), "no file " + name + " in PLIMSOLL_DATA");
    return file;
  }

  private static String csv(DepthProfile profile) {
    return profile.bands().stream()
        .map(band -> band.distance() + "," + band.share())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  @Test
  void aShareOfAMillionIsTheDepthUpToOnePercent() {
    DepthProfile profile = DepthProfiles.named("btcusdt").orElseThrow();

    assertEquals(
        List.of(new Band(10_000, DepthProfile.PPM)),
        profile.bands().stream().filter(band -> band.distance() == 10_000).toList());
    assertEquals(50_000, profile.reach());
  }

  @Test
  void bandsMustRise() {
    List<Band> flat = List.of(new Band(10, 5), new Band(20, 5));
    List<Band> back = List.of(new Band(10, 5), new Band(10, 6));

    assertThrows(IllegalArgumentException.class, () -> new DepthProfile(flat));
    assertThrows(IllegalArgumentException.class, () -> new DepthProfile(back));
    assertThrows(IllegalArgumentException.class, () -> new DepthProfile(List.of()));
  }
}
