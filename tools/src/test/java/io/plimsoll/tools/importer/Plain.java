package io.plimsoll.tools.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files in all kinds of layouts and turns them into plain CSV. */
final class Plain {
  private Plain() {}

  static Path file(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("data"), text);
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static byte[] zip(String... texts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < texts.length; i++) {
        zip.putNextEntry(new ZipEntry("file" + i + ".csv"));
        zip.write(texts[i].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  static String of(Path file) throws IOException {
    return of(file, ImportOptions.STRICT);
  }

  static String of(Path file, ImportOptions options) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MarketFile market = MarketFile.open(file, options);
        PlainWriter writer = new PlainWriter(bytes, "bytes", market.columns())) {
      market.read(writer);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static ImportSummary summary(Path file, ImportOptions options) {
    try (MarketFile market = MarketFile.open(file, options)) {
      return market.read(row -> {});
    }
  }
}
