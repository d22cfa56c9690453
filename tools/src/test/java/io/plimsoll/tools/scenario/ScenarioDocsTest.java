package io.plimsoll.tools.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.venue.VenueValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/scenarios.md tells of every scenario that there is, and of every key that one can have. */
class ScenarioDocsTest {
  private static String page(String name) throws IOException {
    return Files.readString(Path.of("../docs").resolve(name));
  }

  @Test
  void pageNamesEveryBundledScenario() throws IOException {
    String page = page("scenarios.md");

    for (String name : ScenarioFiles.BUNDLED) {
      assertTrue(page.contains("`" + name + "`"), name);
    }
  }

  /** Keys are those that the reader asks for, whether a bundled file has them or not. */
  @Test
  void pagesTellOfEveryKeyThatIsRead() throws IOException {
    String page = page("scenarios.md");
    String market = page("market.md");
    Set<String> missing = new TreeSet<>();
    int keys = 0;
    for (String name : ScenarioFiles.BUNDLED) {
      for (VenueValue value : ScenarioFiles.open(name).values()) {
        String path = value.path();
        String key = path.substring(path.lastIndexOf('.') + 1);
        boolean named = path.startsWith("venue.") || key.matches("[0-9]+|[A-Z0-9]+");
        if (!named) {
          keys++;
          boolean told =
              path.contains("market.")
                  ? market.matches("(?s).*\\b" + key + "\\b.*")
                  : page.matches("(?s).*[`{ ,.]" + key + "[`:,}].*");
          if (!told) {
            missing.add(path.replaceAll("\\[[0-9]+\\]", "[]"));
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(keys > 500, "only " + keys);
  }
}
