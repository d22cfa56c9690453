package io.plimsoll.tools.bench;

import java.util.Locale;

/** Constants as the command line, files and reports name them. */
final class Names {
  private Names() {}

  /** QUIET_MARKS becomes quiet-marks. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
