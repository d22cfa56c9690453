package io.plimsoll.tools.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * An output that remembers why it could not be written: a PrintWriter only knows that it could not.
 */
public final class StandardOutput extends FilterOutputStream {
  private IOException failure;

  /**
   * An output.
   *
   * @param out where it goes
   */
  public StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  /** Why output was lost; empty if none was, or if its reader went away, as {@code head} does. */
  public Optional<String> failure() {
    if (failure == null || isClosedPipe(failure)) {
      return Optional.empty();
    }
    return Optional.of(String.valueOf(failure.getMessage()));
  }

  private IOException remembered(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }

  private static boolean isClosedPipe(IOException e) {
    return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
  }
}
