package io.plimsoll.engine.journal;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What {@code journal.properties} says: all that a replay must know beside the commands.
 *
 * @param limits of the engine that wrote it; a replay must have the same
 * @param createdBy program that created it
 * @param extra what else the creator noted, such as a tape or a seed; keys of letters, digits,
 *     dots, dashes and underscores
 * @param eventsRecorded whether it was created with an event journal
 */
public record JournalProperties(
    EngineLimits limits,
    String createdBy,
    SortedMap<String, String> extra,
    boolean eventsRecorded) {
  /** Version of the journal's own format that is written; those before it are read as well. */
  public static final int FORMAT = 2;

  private static final int FORMAT_MIN = 1;

  private static final String FORMAT_KEY = "plimsoll.journal.format";
  private static final String SCHEMA_ID_KEY = "plimsoll.schema.id";
  private static final String SCHEMA_VERSION_KEY = "plimsoll.schema.version";
  private static final String ACCOUNTS_MAX_KEY = "plimsoll.limits.accountsMax";
  private static final String ORDERS_MAX_KEY = "plimsoll.limits.ordersMax";
  private static final String CREATED_BY_KEY = "plimsoll.createdBy";
  private static final String EVENTS_KEY = "plimsoll.events";
  private static final String CRC_KEY = "plimsoll.crc";
  private static final String OWN = "plimsoll.";

  /** Checks and copies. */
  public JournalProperties {
    checkValue(CREATED_BY_KEY, createdBy);
    for (Map.Entry<String, String> entry : extra.entrySet()) {
      if (!entry.getKey().matches("[A-Za-z0-9._-]+") || entry.getKey().startsWith(OWN)) {
        throw new IllegalArgumentException("not a key for a journal: " + entry.getKey());
      }
      checkValue(entry.getKey(), entry.getValue());
    }
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
  }

  /**
   * Properties with notes of the creator's.
   *
   * @param limits of the engine
   * @param createdBy program that creates the journal
   * @param extra notes; see the record
   * @return the properties
   */
  public static JournalProperties of(
      EngineLimits limits, String createdBy, Map<String, String> extra) {
    return new JournalProperties(limits, createdBy, new TreeMap<>(extra), false);
  }

  JournalProperties withEvents(boolean recorded) {
    return new JournalProperties(limits, createdBy, extra, recorded);
  }

  private static void checkValue(String key, String value) {
    if (value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("value of " + key + " must be one line");
    }
  }

  /** A checksum of all of it: what belongs to one journal is not taken for another's. */
  int fingerprint() {
    CRC32C crc = new CRC32C();
    crc.update(text().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** Writes the file in one step: it is there whole or not at all. */
  void write(Path journal) {
    String text = text();
    try {
      Path part = journal.resolve(JournalLayout.PROPERTIES_PART);
      Files.writeString(part, text + crcLine(text));
      Files.move(part, journal.resolve(JournalLayout.PROPERTIES), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new JournalException("cannot write to " + journal + ": " + e.getMessage(), e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    line(text, FORMAT_KEY, Integer.toString(FORMAT));
    line(text, SCHEMA_ID_KEY, Integer.toString(MessageHeaderDecoder.SCHEMA_ID));
    line(text, SCHEMA_VERSION_KEY, Integer.toString(MessageHeaderDecoder.SCHEMA_VERSION));
    line(text, ACCOUNTS_MAX_KEY, Integer.toString(limits.accountsMax()));
    line(text, ORDERS_MAX_KEY, Integer.toString(limits.ordersMax()));
    line(text, CREATED_BY_KEY, createdBy);
    line(text, EVENTS_KEY, Boolean.toString(eventsRecorded));
    extra.forEach((key, value) -> line(text, key, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
  }

  /** The last line of the file: CRC-32C of all that is before it. */
  static String crcLine(String before) {
    CRC32C crc = new CRC32C();
    crc.update(before.getBytes(StandardCharsets.UTF_8));
    return CRC_KEY + '=' + HexFormat.of().toHexDigits((int) crc.getValue()) + '\n';
  }

  private static void checkCrc(Path file, String whole) {
    int crc = whole.lastIndexOf(CRC_KEY + '=');
    if (crc < 0) {
      throw new JournalException(file + ": " + CRC_KEY + " is missing");
    }
    String before = whole.substring(0, crc);
    if (!whole.equals(before + crcLine(before))) {
      throw new JournalException(file + " was changed after it was written");
    }
  }

  private static String readText(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new JournalException(file + " is damaged: it holds bytes that are not UTF-8 text", e);
    } catch (IOException e) {
      throw new JournalException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Properties parse(Path file, String whole) {
    Properties text = new Properties();
    try {
      text.load(new StringReader(whole));
    } catch (IOException | IllegalArgumentException e) {
      throw new JournalException(
          file + " is damaged: it is not lines of key=value: " + e.getMessage(), e);
    }
    return text;
  }

  /** Reads the file and checks that this version can read the journal. */
  static JournalProperties read(Path journal) {
    Path file = journal.resolve(JournalLayout.PROPERTIES);
    String whole = readText(file);
    Properties text = parse(file, whole);
    // First the format: another one may guard the file in another way.
    checkVersion(file, text, FORMAT_KEY, FORMAT_MIN, FORMAT);
    checkCrc(file, whole);
    int schema = MessageHeaderDecoder.SCHEMA_ID;
    checkVersion(file, text, SCHEMA_ID_KEY, schema, schema);
    int version = MessageHeaderDecoder.SCHEMA_VERSION;
    checkVersion(file, text, SCHEMA_VERSION_KEY, version, version);
    TreeMap<String, String> extra = new TreeMap<>();
    for (String key : text.stringPropertyNames()) {
      if (!key.startsWith(OWN)) {
        extra.put(key, text.getProperty(key));
      }
    }
    try {
      EngineLimits limits =
          new EngineLimits(
              number(file, text, ACCOUNTS_MAX_KEY), number(file, text, ORDERS_MAX_KEY));
      boolean events = Boolean.parseBoolean(text.getProperty(EVENTS_KEY));
      return new JournalProperties(
          limits, text.getProperty(CREATED_BY_KEY, "unknown"), extra, events);
    } catch (IllegalArgumentException e) {
      throw new JournalException(file + ": " + e.getMessage(), e);
    }
  }

  private static void checkVersion(Path file, Properties text, String key, int min, int max) {
    int found = number(file, text, key);
    if (found < min || found > max) {
      String supported = min == max ? max + " only" : min + " to " + max;
      throw new JournalException(
          file + ": " + key + " is " + found + ", this version reads " + supported);
    }
  }

  private static int number(Path file, Properties text, String key) {
    String value = text.getProperty(key);
    if (value == null) {
      throw new JournalException(file + ": " + key + " is missing");
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new JournalException(file + ": " + key + " is not a number: " + value, e);
    }
  }
}
