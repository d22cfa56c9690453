package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The layouts that are known, and how a file tells which it is of. */
public final class Formats {
  static final String PLAIN = "plain";
  static final String OHLCV = "ccxt-ohlcv";
  static final String TIERS = "ccxt-tiers";
  static final String STREAM = "binance-stream";

  /** Their names. */
  public static final List<String> NAMES =
      Stream.concat(CsvLayouts.ALL.stream().map(CsvLayout::name), Stream.of(STREAM, OHLCV, TIERS))
          .toList();

  private static final Pattern CAPTURE = Pattern.compile("[0-9]+ +\\{.*", Pattern.DOTALL);
  private static final Pattern BARS = Pattern.compile("\\[\\s*\\[.*", Pattern.DOTALL);
  private static final Pattern EVENT = Pattern.compile("\"(e|stream|lastUpdateId)\"\\s*:");
  private static final Pattern TIER = Pattern.compile("\"(maintenanceMarginRate|maxLeverage)\"");

  private Formats() {}

  static RowReader reader(InputFile input, String file, String forced) {
    if (forced != null && !NAMES.contains(forced)) {
      throw new UserError(
          "--format is '" + forced + "'; expected one of " + String.join(", ", NAMES));
    }
    String json = forced == null ? json(input.start().strip()) : forced;
    if (OHLCV.equals(json)) {
      return new OhlcvArrays();
    }
    if (STREAM.equals(json)) {
      return new StreamLines();
    }
    if (TIERS.equals(json)) {
      return new TierRows();
    }
    Optional<CsvLayout> layout =
        CsvLayouts.ALL.stream().filter(l -> l.name().equals(forced)).findFirst();
    if (layout.isEmpty()) {
      refuseJson(input.start().strip(), file);
    }
    return CsvFile.of(input, file, layout);
  }

  private static String json(String start) {
    if (CAPTURE.matcher(start).matches()) {
      return STREAM;
    }
    if (start.startsWith("[") || start.startsWith("{")) {
      if (BARS.matcher(start).matches()) {
        return OHLCV;
      }
      if (TIER.matcher(start).find()) {
        return TIERS;
      }
      return EVENT.matcher(start).find() ? STREAM : null;
    }
    return null;
  }

  private static void refuseJson(String start, String file) {
    if (start.startsWith("[") || start.startsWith("{")) {
      throw new UserError(
          file
              + ", line 1: JSON of no known format; expected OHLCV arrays or leverage tiers as ccxt"
              + " has them, or messages of Binance's streams");
    }
  }
}
