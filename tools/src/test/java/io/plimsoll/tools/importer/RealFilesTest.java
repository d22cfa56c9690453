package io.plimsoll.tools.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files as venues and vendors publish them, which are not ours to ship: read from the folder that
 * PLIMSOLL_DATA names, skipped without it.
 */
class RealFilesTest {
  @ParameterizedTest
  @CsvSource({
    "formats/agg_trade_stream.json,binance-stream,1",
    "formats/mark_price_stream.json,binance-stream,1",
    "formats/binance-futures_book_snapshot_5_BTCUSDT.csv,tardis-book-snapshot,10",
    "formats/bitmex_trades_XBTUSD.csv,tardis-trades,10",
    "formats/derivative_ticker_1.csv,tardis-derivative-ticker,2",
    "formats/huobi-dm-swap_quotes_BTC-USD.csv,tardis-quotes,10",
    "formats/trades_1.csv,tardis-trades,2",
    "mark-klines-2025-10/BTCUSD_PERP-1m-2025-10-09.zip,binance-klines,1440",
    "mark-klines-2025-10/BTCUSD_PERP-1m-2025-10-10.zip,binance-klines,1440",
    "mark-klines-2025-10/BTCUSDT-5m-2025-10-10.zip,binance-klines,288",
    "depth-2025-10-10/BTCUSDT-bookDepth-2025-10-10.csv,binance-book-depth,28790",
    "tardis-trades/binance-delivery_trades_2025-10-10_AAVEUSD_PERP.csv.gz,tardis-trades,153481",
    "book-binance-20240808/btcusdt_20240808.gz,binance-stream,87402",
    "crash-tapes-btcusdt-1m/BTCUSDT-UM-1m-20200312T1016-1115.csv,binance-klines,60"
  })
  void areReadWithoutABadRow(String name, String format, long rows) {
    String folder = System.getenv("PLIMSOLL_DATA");
    assumeTrue(folder != null, "PLIMSOLL_DATA names no folder of market data");
    Path file = Path.of(folder).resolve(name);
    assumeTrue(Files.exists(file), "no file " + name + " in PLIMSOLL_DATA");

    ImportSummary summary = Plain.summary(file, ImportOptions.DEFAULT);

    assertEquals(format, summary.format());
    assertEquals(rows, summary.rows());
    assertEquals(0, summary.mistakes().count());
    assertTrue(summary.first() <= summary.last());
  }
}
