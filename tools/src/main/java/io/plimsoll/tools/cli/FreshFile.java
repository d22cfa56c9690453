package io.plimsoll.tools.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file that is gone again unless somebody says that it is complete. */
final class FreshFile implements AutoCloseable {
  private final Path path;
  private final OutputStream stream;
  private boolean kept;

  private FreshFile(Path path, OutputStream stream) {
    this.path = path;
    this.stream = stream;
  }

  static FreshFile create(Path path) throws IOException {
    return new FreshFile(path, Files.newOutputStream(path, StandardOpenOption.CREATE_NEW));
  }

  OutputStream stream() {
    return stream;
  }

  /** It is complete. */
  void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    if (!kept) {
      Files.deleteIfExists(path);
    }
  }
}
