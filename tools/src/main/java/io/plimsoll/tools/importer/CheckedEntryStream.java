package io.plimsoll.tools.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/** A file of a zip whose checksum is verified at its end: the JDK's ZipFile does not. */
final class CheckedEntryStream extends CheckedInputStream {
  private final long expected;

  CheckedEntryStream(InputStream in, long crc) {
    super(in, new CRC32());
    this.expected = crc;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    verify(b);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    verify(read);
    return read;
  }

  private void verify(int read) throws ZipException {
    if (read < 0 && getChecksum().getValue() != expected) {
      throw new ZipException("its checksum is wrong");
    }
  }
}
