package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.MarginMode;

/** What an account has chosen in an instrument. */
final class Settings {
  MarginMode mode = MarginMode.CROSS;
  int leverage = 100;

  /** Whether it has two legs. */
  boolean hedged;
}
