package io.plimsoll.tools.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.scenario.Scenario;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a sweep: a manifest that says of which scenario, and a CSV file to which each
 * finished seed is appended and forced out at once. So a sweep that was cut short goes on from
 * there.
 */
final class SweepFolder implements AutoCloseable {
  private static final String MANIFEST = "sweep.json";
  private static final String SEEDS = "seeds.csv";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final int moneyScale;
  private final FileChannel channel;
  private final TreeMap<Long, SeedResult> results = new TreeMap<>();

  private SweepFolder(Path folder, int moneyScale, FileChannel channel) {
    this.folder = folder;
    this.moneyScale = moneyScale;
    this.channel = channel;
  }

  /**
   * Opens a folder: a new or empty one, or one in which a sweep of the same scenario has begun.
   *
   * @param folder where
   * @param scenario of which
   * @throws UserError if something else is there, or another sweep is at work
   */
  static SweepFolder open(Path folder, Scenario scenario) {
    try {
      Path manifest = folder.resolve(MANIFEST);
      if (Files.exists(manifest)) {
        check(manifest, scenario);
      } else {
        checkEmpty(folder);
        Files.createDirectories(folder);
        // The file of seeds first: a folder with a manifest is whole.
        Files.writeString(
            folder.resolve(SEEDS),
            String.join(",", SeedResult.COLUMNS) + "\n",
            StandardOpenOption.CREATE_NEW);
        Files.writeString(manifest, manifest(scenario), StandardOpenOption.CREATE_NEW);
      }
      return locked(folder, scenario.venue().contract().moneyScale());
    } catch (IOException e) {
      throw new UserError("--out is " + folder + ", which cannot be used: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replaceAll("Exception$", "") + ": " + e.getMessage();
  }

  private static SweepFolder locked(Path folder, int moneyScale) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(SEEDS), StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new UserError("--out is " + folder + ", in which another sweep is at work");
    }
    SweepFolder opened = new SweepFolder(folder, moneyScale, channel);
    try {
      opened.read();
      return opened;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String manifest(Scenario scenario) {
    ObjectNode node = JSON.createObjectNode();
    node.put("scenario", scenario.name());
    node.put("digest", ScenarioDigest.of(scenario));
    node.put("accounts", scenario.accounts());
    node.put("asset", scenario.venue().contract().asset());
    return node.toPrettyString() + "\n";
  }

  private static void check(Path manifest, Scenario scenario) throws IOException {
    JsonNode found;
    try {
      found = JSON.readTree(Files.readString(manifest));
    } catch (JsonProcessingException e) {
      throw new UserError(manifest + ": not the manifest of a sweep; expected JSON", e);
    }
    if (!found.path("digest").asText().equals(ScenarioDigest.of(scenario))) {
      throw new UserError(
          "--out is "
              + manifest.getParent()
              + ", the sweep of another scenario ("
              + found.path("scenario").asText("unnamed")
              + ", "
              + found.path("accounts").asText("?")
              + " accounts, or with other settings); expected that of "
              + scenario.name()
              + ", or a new or empty folder");
    }
  }

  private static void checkEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError("--out is " + folder + ", a file; expected a folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new UserError(
            "--out is "
                + folder
                + ", which is not empty and no sweep's; expected a new or empty folder, or a sweep's");
      }
    }
  }

  /** Takes in what is there. A last line that was cut off is taken away. */
  private void read() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(SEEDS));
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    channel.truncate(whole);
    channel.position(whole);
    String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      String where = folder.resolve(SEEDS) + ", line " + (i + 1);
      SeedResult result = SeedResult.parse(lines.get(i), moneyScale, where);
      results.put(result.seed(), result);
    }
    if (lines.isEmpty()) {
      append(String.join(",", SeedResult.COLUMNS));
    }
  }

  /** Whether a seed is finished. */
  synchronized boolean has(long seed) {
    return results.containsKey(seed);
  }

  /** A seed is finished. */
  synchronized void add(SeedResult result) {
    try {
      append(result.line(moneyScale));
    } catch (IOException e) {
      throw new UserError(folder.resolve(SEEDS) + " cannot be written: " + e.getMessage(), e);
    }
    results.put(result.seed(), result);
  }

  private void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  /** The finished seeds of a range, by seed. */
  synchronized List<SeedResult> results(long first, int count) {
    Collection<SeedResult> found = results.subMap(first, first + count).values();
    return new ArrayList<>(found);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UserError(folder + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
