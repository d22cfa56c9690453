package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same digest on every JDK that this machine has beside the one under test: those next to it,
 * those in the system's usual folder, and the one that the environment variable PLIMSOLL_OTHER_JDK
 * names.
 */
class OtherJdkTest {
  private static final int OLDEST = 17;
  private static final int NEEDS_NATIVE_ACCESS = 24;

  @TempDir Path folder;

  @Test
  void everyJdkGivesTheSameDigestAndReplaysTheOthersJournal() throws Exception {
    SortedMap<Integer, Path> others = others();
    if (others.isEmpty()) {
      abort("no second JDK was found; set PLIMSOLL_OTHER_JDK to the home of one");
    }
    Path here = folder.resolve("here");
    Path report = folder.resolve("report.html");
    String digest = Cli.plimsoll("run", "--accounts", 500, "--journal", here).after("Digest");
    assertEquals(0, Cli.plimsoll("report", here, "-o", report).code);

    for (var other : others.entrySet()) {
      System.out.println("JDK " + other.getKey() + " at " + other.getValue());
      Path there = folder.resolve("there-" + other.getKey());
      String run = on(other, "run", "--accounts", "500", "--journal", there.toString());
      String replayed = on(other, "replay", here.toString(), "--verify");

      assertEquals(digest, digestIn(run), "run on JDK " + other.getKey());
      assertEquals(digest, digestIn(replayed), "replay on JDK " + other.getKey());
      Cli back = Cli.plimsoll("replay", there, "--verify");
      assertEquals(0, back.code, back::toString);
      assertEquals(digest, back.after("Digest"));
      sameReport(other, here, report, there);
    }
  }

  /** The page of one journal, and the numbers of two that were made alike, byte for byte. */
  private void sameReport(Map.Entry<Integer, Path> other, Path here, Path page, Path there)
      throws IOException, InterruptedException {
    Path otherPage = folder.resolve("report-" + other.getKey() + ".html");
    on(other, "report", here.toString(), "-o", otherPage.toString());

    assertEquals(-1, Files.mismatch(page, otherPage), "page on JDK " + other.getKey());
    for (String name : List.of("numbers.json", "liquidations.csv", "bars.csv", "funds.csv")) {
      assertEquals(
          -1,
          Files.mismatch(
              folder.resolve(here.getFileName() + "-report").resolve(name),
              folder.resolve(there.getFileName() + "-report").resolve(name)),
          name + " on JDK " + other.getKey());
    }
  }

  @Test
  void everyJdkGivesTheSameDigestOfAScenario() throws Exception {
    SortedMap<Integer, Path> others = others();
    if (others.isEmpty()) {
      abort("no second JDK was found; set PLIMSOLL_OTHER_JDK to the home of one");
    }
    String[] run = {"run", "2025-10-10", "--accounts", "300", "--no-journal", "--in-thread"};
    String digest = Cli.plimsoll((Object[]) run).after("Digest");

    for (var other : others.entrySet()) {
      assertEquals(digest, digestIn(on(other, run)), "run on JDK " + other.getKey());
    }
  }

  private static String digestIn(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("Digest"))
        .findFirst()
        .map(line -> line.substring("Digest".length()).strip())
        .orElseThrow(() -> new AssertionError("no digest in:\n" + output));
  }

  private static String on(Map.Entry<Integer, Path> jdk, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.getValue().resolve("bin").resolve("java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    if (jdk.getKey() >= NEEDS_NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.plimsoll.tools.Plimsoll");
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  /** By feature version; not the one that runs this test. */
  private static SortedMap<Integer, Path> others() {
    Path own = Path.of(System.getProperty("java.home"));
    List<Path> homes = new ArrayList<>();
    homes.addAll(children(own.getParent()));
    homes.addAll(children(Path.of("/usr/lib/jvm")));
    String named = System.getenv("PLIMSOLL_OTHER_JDK");
    if (named != null) {
      homes.add(Path.of(named));
    }
    SortedMap<Integer, Path> found = new TreeMap<>();
    for (Path home : homes) {
      int version = version(home);
      if (version >= OLDEST && version != Runtime.version().feature()) {
        found.putIfAbsent(version, home);
      }
    }
    return found;
  }

  private static Collection<Path> children(Path parent) {
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(parent)) {
      return list.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The feature version in a JDK's release file; 0 if it is none. */
  private static int version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(release)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }
}
