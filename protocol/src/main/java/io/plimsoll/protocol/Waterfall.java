package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.OrderPricing;
import java.util.List;

/**
 * The stages of a liquidation, as SetWaterfall sets them. The engine checks the ranges.
 *
 * @param exitRatio a liquidation under way ends when equity is no longer past requirement times
 *     this; parts per billion, 1,000,000,000 to 10,000,000,000
 * @param liquidationFeeAccountId receives liquidation fees; 0 for the insurance fund
 * @param withdrawalGate whether withdrawals are rejected while a loss in the asset waits for
 *     deleveraging or socialisation
 * @param stages 1 to 16, in order; the last is for every liquidation and always ends it: a takeover
 *     by the instrument's fund without limits, or a socialisation
 */
public record Waterfall(
    long exitRatio,
    long liquidationFeeAccountId,
    boolean withdrawalGate,
    List<WaterfallStage> stages) {
  private static final long ONE_PPB = 1_000_000_000;

  /** The waterfall of a venue that set none. */
  public static final Waterfall DEFAULT =
      new Waterfall(
          ONE_PPB,
          0,
          false,
          List.of(
              WaterfallStage.cancelOrders(),
              WaterfallStage.close(OrderPricing.BANKRUPTCY),
              WaterfallStage.takeOver()));

  /** Keeps a copy of the stages. */
  public Waterfall {
    stages = List.copyOf(stages);
  }
}
