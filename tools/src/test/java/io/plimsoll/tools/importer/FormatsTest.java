package io.plimsoll.tools.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each layout, with rows made up in it, as plain CSV. */
class FormatsTest {
  private static final String TRADES =
      """
      exchange,symbol,timestamp,local_timestamp,id,side,price,amount
      made,XBTUSD,1583020803145000,1583020803307160,a-1,sell,8531.50,2152
      made,XBTUSD,1583020803276000,1583020803336743,a-2,unknown,8531,0.001
      """;
  private static final String PLAIN_TRADES =
      """
      time,price,quantity,side
      1583020803307160000,8531.5,2152,sell
      1583020803336743000,8531,0.001,unknown
      """;

  @TempDir private Path folder;

  private void assertPlain(String format, String expected, String text) throws IOException {
    Path file = Plain.file(folder, text);
    try (MarketFile market = MarketFile.open(file, ImportOptions.STRICT)) {
      assertEquals(format, market.format());
    }
    assertEquals(expected, Plain.of(file));
    assertEquals(expected, Plain.of(file, new ImportOptions(format, null, true)));
  }

  @Test
  void binanceKlinesOfPricesAndOfMarksWithAndWithoutHeader() throws IOException {
    String rows =
        """
        1760054400000,121582.79100450,121697.39454348,121582.7,121650.06,0,1760054699999,0,300,0,0,0
        1760054700000,121630.98,121646.29,121527.72,121637.43,12.50,1760054999999,0,300,0,0,0
        """;
    String expected =
        """
        time,open,high,low,close,volume
        1760054400000000000,121582.7910045,121697.39454348,121582.7,121650.06,0
        1760054700000000000,121630.98,121646.29,121527.72,121637.43,12.5
        """;

    assertPlain("binance-klines", expected, rows);
    assertPlain(
        "binance-klines",
        expected,
        "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore\n"
            + rows.replace("1760054400000,", "1760054400000000,"));
  }

  @Test
  void binanceAggTradesWithAndWithoutHeader() throws IOException {
    String rows =
        """
        5933014,114994.80,0.100,100,105,1760130360001,true
        5933015,114994.9,2,106,106,1760130360001,false
        """;
    String expected =
        """
        time,price,quantity,side
        1760130360001000000,114994.8,0.1,sell
        1760130360001000000,114994.9,2,buy
        """;

    assertPlain("binance-agg-trades", expected, rows);
    assertPlain(
        "binance-agg-trades",
        expected,
        "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n"
            + rows);
    // Spot files: microseconds, capital letters, one column more.
    assertPlain(
        "binance-agg-trades",
        expected.lines().limit(2).reduce("", (a, b) -> a + b + "\n"),
        "5933014,114994.80,0.100,100,105,1760130360001000,True,True\n");
  }

  @Test
  void binanceTradesWithAndWithoutHeader() throws IOException {
    String rows = "77,114994.80,0.1,11499.48,1760130360001,false\n";
    String expected = "time,price,quantity,side\n1760130360001000000,114994.8,0.1,buy\n";

    assertPlain("binance-trades", expected, rows);
    assertPlain("binance-trades", expected, "id,price,qty,quote_qty,time,is_buyer_maker\n" + rows);
  }

  @Test
  void binanceBookDepthWithAndWithoutHeader() throws IOException {
    String rows =
        """
        2025-10-10 00:00:07,-1,1496.75,181266014.3741,121106.406797461
        2025-10-10 00:00:07,0.20,1964.845,239906922.6169,122099.668226705
        """;
    String expected =
        """
        time,band,depth,notional
        1760054407000000000,-1,1496.75,181266014.3741
        1760054407000000000,0.2,1964.845,239906922.6169
        """;

    assertPlain("binance-book-depth", expected, rows);
    assertPlain(
        "binance-book-depth",
        expected,
        "timestamp,percentage,depth,notional,weighted_avg_price\n" + rows);
  }

  @Test
  void binanceBookTicker() throws IOException {
    assertPlain(
        "binance-book-ticker",
        "time,bid,bid_quantity,ask,ask_quantity\n1760130360001000000,100.5,3,100.6,0.04\n",
        """
        update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time
        1,100.50,3.0,100.60,0.04,1760130360001,1760130360002
        """);
  }

  @Test
  void tardisTradesPlainPackedAndInNanoseconds() throws IOException {
    assertPlain("tardis-trades", PLAIN_TRADES, TRADES);

    Path gz = Files.write(folder.resolve("trades.csv.gz"), Plain.gzip(TRADES));
    Path zip = Files.write(folder.resolve("no-ending"), Plain.zip(TRADES));
    Path nanos =
        Plain.file(
            folder,
            TRADES
                .replace("1583020803307160,", "1583020803307160000,")
                .replace("1583020803336743,", "1583020803336743000,"));

    assertEquals(PLAIN_TRADES, Plain.of(gz));
    assertEquals(PLAIN_TRADES, Plain.of(zip));
    assertEquals(PLAIN_TRADES, Plain.of(nanos));
  }

  @Test
  void tardisDerivativeTickerMayLeaveFieldsEmpty() throws IOException {
    assertPlain(
        "tardis-derivative-ticker",
        """
        time,mark,index,last,funding_rate,next_funding,open_interest
        1583020803307160000,9500.25,9500,9500.5,0.0001,1583049600000000000,1000000
        1583020863307160000,9500.75,,,-0.0002,,
        """,
        """
        exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,predicted_funding_rate,open_interest,last_price,index_price,mark_price
        made,XBTUSD,1583020803145000,1583020803307160,1583049600000000,0.0001,0.00012,1000000,9500.5,9500.0,9500.25
        made,XBTUSD,1583020863145000,1583020863307160,,-0.0002,,,,,9500.75
        """);
  }

  @Test
  void tardisBookSnapshotsHaveTheBestPricesAndTheSumsOfAllLevels() throws IOException {
    assertPlain(
        "tardis-book-snapshot",
        """
        time,bid,bid_quantity,ask,ask_quantity,bid_depth,ask_depth
        1598918403810979000,11657.07,10.896,11657.08,1.714,11.096,1.952
        1598918403910979000,,,11657.08,1,,1
        """,
        """
        exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,asks[1].price,asks[1].amount,bids[1].price,bids[1].amount
        made,BTCUSDT,1598918403696000,1598918403810979,11657.08,1.714,11657.07,10.896,11657.56,0.238,11656.97,0.2
        made,BTCUSDT,1598918403796000,1598918403910979,11657.08,1,,,,,,
        """);
  }

  @Test
  void tardisQuotes() throws IOException {
    assertPlain(
        "tardis-quotes",
        "time,bid,bid_quantity,ask,ask_quantity\n1588291201234268000,8629.2,806,8629.3,5494\n",
        """
        exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount
        made,BTC-USD,1588291201099000,1588291201234268,5494,8629.3,8629.2,806
        """);
  }

  @Test
  void binanceStreamMessagesBareWrappedCapturedAndOverSeveralLines() throws IOException {
    assertPlain(
        "binance-stream",
        """
        time,price,quantity,side,mark,index,funding_rate,next_funding,bid,bid_quantity,ask,ask_quantity
        1723161256322000000,61800.3,0.006,buy,,,,,,,,
        1723161256422000000,,,,,,,,61800.2,2.507,61800.3,2.51
        1723161257000000001,,,,11794.15,11784.62659091,0.00038167,1723190400000000000,,,,
        """,
        """
        {"e":"aggTrade","E":1723161256322,"s":"BTCUSDT","p":"61800.30","q":"0.006","m":false}
        {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","s":"BTCUSDT","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1,"E":1723161256422}}
        {"e":"forceOrder","E":1723161256500,"o":{"s":"BTCUSDT"}}
        1723161257000000001 {
          "e": "markPriceUpdate",
          "E": 1723161257000,
          "s": "BTCUSDT",
          "p": "11794.15000000",
          "i": "11784.62659091",
          "r": "0.00038167",
          "T": 1723190400000
        }
        """);
  }

  @Test
  void ccxtBarsMayHaveExponents() throws IOException {
    assertPlain(
        "ccxt-ohlcv",
        """
        time,open,high,low,close,volume
        1760130360000000000,0.00001,0.000012,0.00001,0.000011,12000000000000000
        1760130420000000000,1,2,0.5,1.25,0
        """,
        "[[1760130360000, 1e-05, 1.2E-5, 0.00001, 1.1e-05, 1.2e+16],"
            + "[1760130420000,1.0,2,0.5,1.25,0.0, 7]]");
  }

  @Test
  void plainIsReadAsItIsWritten() throws IOException {
    assertPlain("plain", PLAIN_TRADES, PLAIN_TRADES);
    assertPlain(
        "plain",
        "time,price,mark\n1760130360000000000,5,\n1760130360500000000,,6.5\n",
        "mark,time,price\n,2025-10-10T21:06:00Z,5.0\n6.50,2025-10-10 21:06:00.5,\n");
  }

  @Test
  void oneSymbolOfSeveralIsPicked() throws IOException {
    Path file =
        Plain.file(folder, TRADES + "made,ETHUSD,1583020803277000,1583020803336744,a,buy,220,1\n");

    assertEquals(PLAIN_TRADES, Plain.of(file, new ImportOptions(null, "XBTUSD", true)));
    assertEquals(1, Plain.summary(file, new ImportOptions(null, "XBTUSD", true)).otherSymbols());
  }
}
