package io.plimsoll.tools.page;

import io.plimsoll.tools.numbers.LiquidationRow;
import io.plimsoll.tools.report.Text;
import java.util.Locale;

/** Names and times as the report's files write them. */
final class Figures {
  /** How a liquidation ended that had not. */
  static final String UNFINISHED = "UNFINISHED";

  private Figures() {}

  /** A time as ISO-8601, UTC. */
  static String iso(long nanos) {
    return Text.iso(nanos);
  }

  /** {@code TAKE_OVER} as {@code takeOver}. */
  static String camel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      if (name.length() == 0) {
        name.append(word);
      } else {
        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return name.toString();
  }

  /** {@code TAKE_OVER} as {@code take over}. */
  static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String outcome(LiquidationRow row) {
    return row.outcome().map(Enum::name).orElse(UNFINISHED);
  }
}
