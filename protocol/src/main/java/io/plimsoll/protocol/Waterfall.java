package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import java.util.ArrayList;
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

  /**
   * The waterfall of a SetWaterfall command.
   *
   * @param command wrapped, and read no further than its first field; its enums hold named values
   */
  public static Waterfall read(SetWaterfallDecoder command) {
    long exitRatio = command.exitRatio();
    long feeAccountId = command.liquidationFeeAccountId();
    boolean gate = command.withdrawalGate() == Bool.YES;
    List<WaterfallStage> stages = new ArrayList<>();
    for (SetWaterfallDecoder.StagesDecoder stage : command.stages()) {
      stages.add(WaterfallStage.read(stage));
    }
    return new Waterfall(exitRatio, feeAccountId, gate, stages);
  }
}
