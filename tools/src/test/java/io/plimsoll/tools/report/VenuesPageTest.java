package io.plimsoll.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VenuesPageTest {
  /** If this fails: plimsoll venue page, into docs/venues.md. */
  @Test
  void pageIsWhatTheProfilesSay() throws IOException {
    assertEquals(VenuesPage.text(), Files.readString(Path.of("../docs/venues.md")));
  }
}
