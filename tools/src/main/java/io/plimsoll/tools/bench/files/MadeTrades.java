package io.plimsoll.tools.bench.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Trades in Tardis's layout that nobody made: for measuring where no real file is at hand. Prices
 * walk, quantities have a heavy tail, several trades share a microsecond as one order that eats
 * several does. The same size gives the same bytes.
 */
public final class MadeTrades {
  private static final String HEADER =
      "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";
  private static final int BUFFER = 1 << 16;
  private static final int ROW_MAX = 120;
  private static final long SEED = 7;
  private static final long BEGIN_MICROS = 1_760_054_400_000_000L;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final StringBuilder row = new StringBuilder(ROW_MAX);
  private long micros = BEGIN_MICROS;
  private long localMicros;
  private long tenths = 1_150_000;
  private long id = 4_000_000_000L;
  private boolean buys;

  private MadeTrades() {}

  /**
   * Writes a file.
   *
   * @param file new; gzip
   * @param bytes of it when unpacked, at least
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, long bytes) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(file), BUFFER), BUFFER)) {
      out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
      MadeTrades trades = new MadeTrades();
      for (long written = HEADER.length(); written < bytes; ) {
        byte[] next = trades.next().toString().getBytes(StandardCharsets.US_ASCII);
        out.write(next);
        written += next.length;
      }
    }
  }

  private StringBuilder next() {
    if (random.nextInt(3) != 0) {
      micros += 1 + random.nextInt(1 << random.nextInt(18));
      buys = random.nextBoolean();
      tenths += random.nextInt(5) - 2;
    }
    long thousandths = 1L + random.nextInt(1 << (1 + random.nextInt(14)));
    row.setLength(0);
    row.append("binance-futures,BTCUSDT,").append(micros).append(',');
    localMicros = Math.max(localMicros, micros + 1_500 + random.nextInt(400));
    row.append(localMicros).append(',').append(++id).append(',');
    row.append(buys ? "buy" : "sell").append(',');
    row.append(tenths / 10).append('.').append(tenths % 10).append(',');
    row.append(thousandths / 1_000).append('.');
    long rest = thousandths % 1_000;
    row.append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10));
    return row.append((char) ('0' + rest % 10)).append('\n');
  }
}
