package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file as its reader sees it: unpacked if it is a zip or gzip, told by its first bytes and not by
 * its name, and without a byte order mark. Never held in memory as a whole.
 */
final class InputFile implements AutoCloseable {
  private static final int PEEK = 1 << 16;
  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String name;
  private final ZipFile zip;
  private final CountingInputStream counting;
  private final BufferedInputStream in;
  private final String start;

  private InputFile(String name, ZipFile zip, InputStream unpacked) throws IOException {
    this.name = name;
    this.zip = zip;
    this.counting = new CountingInputStream(unpacked);
    this.in = new BufferedInputStream(counting, PEEK);
    this.start = peek();
  }

  /**
   * Opens a file.
   *
   * @throws UserError if it is empty, or a damaged or empty archive
   */
  static InputFile open(Path path, String name) {
    try {
      return opened(path, name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** A stream of data that is not packed. */
  static InputFile of(InputStream stream, String name) throws IOException {
    return new InputFile(name, null, stream);
  }

  private static InputFile opened(Path path, String name) throws IOException {
    byte[] magic = new byte[4];
    int length;
    try (InputStream raw = Files.newInputStream(path)) {
      length = raw.readNBytes(magic, 0, magic.length);
    }
    if (length == 0) {
      throw new UserError(name + " is empty; expected rows of market data");
    }
    if (magic[0] == 'P' && magic[1] == 'K') {
      return zip(path, name);
    }
    InputStream raw = Files.newInputStream(path);
    try {
      boolean gzip = magic[0] == 0x1F && magic[1] == (byte) 0x8B;
      return new InputFile(name, null, gzip ? new GZIPInputStream(raw, BUFFER) : raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static InputFile zip(Path path, String name) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      List<? extends ZipEntry> files = zip.stream().filter(e -> !e.isDirectory()).toList();
      if (files.size() != 1) {
        throw new UserError(
            name + " is a zip of " + files.size() + " files; expected a zip of one file");
      }
      ZipEntry entry = files.get(0);
      return new InputFile(
          name, zip, new CheckedEntryStream(zip.getInputStream(entry), entry.getCrc()));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private String peek() throws IOException {
    in.mark(PEEK);
    byte[] bytes = new byte[PEEK];
    int length = in.readNBytes(bytes, 0, PEEK);
    in.reset();
    int from = 0;
    if (length >= BYTE_ORDER_MARK.length
        && Arrays.equals(Arrays.copyOf(bytes, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      from = BYTE_ORDER_MARK.length;
      in.skipNBytes(from);
    }
    // A character that the end of the peek cuts in two is no mistake.
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(bytes, from, length - from))
        .toString();
  }

  /** Its first characters, at most 65,536. */
  String start() {
    return start;
  }

  /** The whole of it. */
  InputStream stream() {
    return in;
  }

  /** Unpacked bytes read so far. */
  long bytes() {
    return counting.count();
  }

  /** What a failure to read means, in one line. */
  static UserError unreadable(String name, IOException e) {
    if (e instanceof EOFException) {
      return new UserError(
          name + " ends in the middle of its packed data; expected a whole file", e);
    }
    if (e instanceof ZipException) {
      return new UserError(
          name + " is damaged or cut off: " + e.getMessage() + "; expected a whole zip or gzip", e);
    }
    if (e instanceof CharacterCodingException) {
      return new UserError(name + " is not text; expected market data in UTF-8", e);
    }
    return new UserError(name + " cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      in.close();
      if (zip != null) {
        zip.close();
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }
}
