package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.journal.SampleCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmFlagsTest {
  @TempDir Path temp;

  @Test
  void aJvmWithAllFlagsPasses() {
    assertDoesNotThrow(() -> JvmFlags.check());
  }

  @Test
  void aJvmWithoutFlagsIsToldWhichAreMissingInOneLine() throws Exception {
    String withJournal = run(temp.resolve("journal").toString());

    assertEquals(1, withJournal.lines().count(), withJournal);
    assertTrue(withJournal.startsWith("start the JVM with the missing flags: --add-exports "));
    assertTrue(withJournal.contains("--add-exports java.base/jdk.internal.misc=ALL-UNNAMED"));
    assertTrue(withJournal.contains("--add-opens java.base/java.lang.reflect=ALL-UNNAMED"));
  }

  @Test
  void withoutAJournalOnlyTheFlagOfTheBuffersIsAskedFor() throws Exception {
    assertEquals(
        "start the JVM with the missing flags: --add-exports"
            + " java.base/jdk.internal.misc=ALL-UNNAMED",
        run().strip());
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    Process child = ChildJvm.start(false, Launch.class, arguments);
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), output);
    return output;
  }

  /** Launches and prints why it could not. */
  static final class Launch {
    private Launch() {}

    public static void main(String[] args) {
      EngineOptions.Builder options = EngineOptions.builder().limits(SampleCommands.LIMITS);
      if (args.length > 0) {
        options.journalFolder(Path.of(args[0]));
      }
      try (InThreadEngine engine = InThreadEngine.launch(options.build())) {
        System.out.println("launched at " + engine.sequence());
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
