package io.plimsoll.tools.numbers;

/** Hears of every liquidation, in the order in which they finish. */
@FunctionalInterface
public interface LiquidationSink {
  /** Hears nothing. */
  LiquidationSink NONE = row -> {};

  /** A liquidation has finished, or had not when the journal ended: those come last, by id. */
  void onLiquidation(LiquidationRow row);
}
