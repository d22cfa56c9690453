package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;

/**
 * The list of stages that every liquidation walks down, as SetWaterfall set it; until then the
 * default one. Stages are numbered from 1.
 */
public final class Stages {
  /** Most stages that a list may have. */
  public static final int STAGES_MAX = 16;

  private final WaterfallStage[] stages = new WaterfallStage[STAGES_MAX + 1];
  private boolean set;
  private int size;
  private long exitRatio;
  private long liquidationFeeAccountId;
  private boolean withdrawalGate;

  /** The default list. */
  public Stages() {
    take(Waterfall.DEFAULT);
  }

  /** Sets the list, once. Values are checked by the caller. */
  public void set(Waterfall waterfall) {
    set = true;
    take(waterfall);
  }

  private void take(Waterfall waterfall) {
    size = waterfall.stages().size();
    for (int i = 0; i < size; i++) {
      stages[i + 1] = waterfall.stages().get(i);
    }
    exitRatio = waterfall.exitRatio();
    liquidationFeeAccountId = waterfall.liquidationFeeAccountId();
    withdrawalGate = waterfall.withdrawalGate();
  }

  /** Whether a list was set. */
  public boolean isSet() {
    return set;
  }

  /** How many stages there are. */
  public int size() {
    return size;
  }

  /** The stage of a number from 1 to {@link #size}. */
  public WaterfallStage at(int number) {
    return stages[number];
  }

  /** The first SOCIALISE stage for isolated positions, or for cross wallets; null if none. */
  WaterfallStage firstSocialise(boolean isolated) {
    for (int i = 1; i <= size; i++) {
      if (stages[i].kind() == StageKind.SOCIALISE && isFor(stages[i], isolated)) {
        return stages[i];
      }
    }
    return null;
  }

  /** Whether a stage is for isolated positions, or for cross wallets. */
  static boolean isFor(WaterfallStage stage, boolean isolated) {
    StageMode other = isolated ? StageMode.CROSS_ONLY : StageMode.ISOLATED_ONLY;
    return stage.mode() != other;
  }

  /**
   * A liquidation under way ends when equity is no longer past requirement times this, in parts per
   * billion.
   */
  public long exitRatio() {
    return exitRatio;
  }

  /** Receives liquidation fees; 0 = the insurance fund. */
  public long liquidationFeeAccountId() {
    return liquidationFeeAccountId;
  }

  /** Whether withdrawals wait for losses that wait for others. */
  public boolean withdrawalGate() {
    return withdrawalGate;
  }

  /** Carries the list of stages. */
  void state(StateStream stream) {
    set = stream.of(set);
    size = stream.of(size);
    for (int number = 1; number <= size; number++) {
      WaterfallStage there = stream.isReading() ? WaterfallStage.takeOver() : stages[number];
      stages[number] = StageState.of(there, stream);
    }
    exitRatio = stream.of(exitRatio);
    liquidationFeeAccountId = stream.of(liquidationFeeAccountId);
    withdrawalGate = stream.of(withdrawalGate);
  }
}
