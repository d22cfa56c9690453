package io.plimsoll.tools.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file may be of any size: a sound row of CSV allocates nothing. */
class FlatMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Trades without end, made as they are read. */
  private static final class Trades extends InputStream {
    private static final byte[] HEADER =
        "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROW =
        "made,BTCUSDT,1760054400000000,1760054400000000,12345678,sell,100000.10,0.250\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final long length;
    private long position;

    Trades(long rows) {
      length = HEADER.length + rows * ROW.length;
    }

    private byte at(long index) {
      return index < HEADER.length
          ? HEADER[(int) index]
          : ROW[(int) ((index - HEADER.length) % ROW.length)];
    }

    @Override
    public int read() {
      return position < length ? at(position++) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      int given = (int) Math.min(count, length - position);
      for (int i = 0; i < given; i++) {
        bytes[offset + i] = at(position++);
      }
      return given == 0 && count > 0 ? -1 : given;
    }
  }

  /** Bytes that this thread allocates while so many rows are read and written. */
  private static long allocated(long rows) throws IOException {
    long[] seen = {0};
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try (PlainWriter writer =
        new PlainWriter(
            OutputStream.nullOutputStream(),
            "nowhere",
            List.of(Column.PRICE, Column.QUANTITY, Column.SIDE))) {
      MarketFile.read(
          new Trades(rows),
          "trades",
          row -> {
            seen[0]++;
            writer.accept(row);
          });
    }
    long after = THREADS.getCurrentThreadAllocatedBytes();
    assertEquals(rows, seen[0]);
    return after - before;
  }

  @Test
  void hundredTimesTheRowsAllocateNoMore() throws IOException {
    allocated(5_000);

    long few = allocated(5_000);
    long many = allocated(500_000);

    assertTrue(many - few < 500_000, few + " bytes for 5,000 rows, " + many + " for 500,000");
  }
}
