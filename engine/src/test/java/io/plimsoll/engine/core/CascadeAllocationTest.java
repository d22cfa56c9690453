package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mark that liquidates isolated positions and cross wallets, a few at each command. */
class CascadeAllocationTest {
  private static final int ROUNDS = 20;
  private static final int CYCLES = 20;
  private static final int TRADERS = 60;
  private static final int FIRST = 10;
  private static final long ONE = 100_000_000;
  private static final long ENTRY = 20_000_00;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long finished;
  private long rejected;
  private final LiquidationEngine engine =
      new LiquidationEngine(
          EngineLimits.DEFAULT,
          new WorkLimits(7, 7, 11, 5, 5),
          (buffer, offset, length) -> {
            int template = buffer.getShort(offset + 2);
            finished += template == LiquidationFinishedDecoder.TEMPLATE_ID ? 1 : 0;
            rejected += template == CommandRejectedDecoder.TEMPLATE_ID ? 1 : 0;
          });
  private final CommandEncoder commands = new CommandEncoder(engine::apply);
  private long execution;
  private boolean everWaited;

  private void open() {
    commands.setWaterfall(
        new Waterfall(1_000_000_000, 0, true, List.of(WaterfallStage.takeOver())));
    commands.addAsset(1, 8, "USDT");
    commands.addAccount(1, AccountKind.INSURANCE_FUND);
    commands.addAccount(2, AccountKind.FEE);
    commands.addAccount(3, AccountKind.MARKET);
    commands.addInstrument(
        1, 1, "BTCUSDT", ContractType.LINEAR, 2, 3, 1, 100_000_00, 100_000_000, 2, 1);
    commands.setRiskTiers(1, List.of(new RiskTier(0, 5_000_000, 10_000)));
    commands.markPrice(1, ENTRY);
    for (int i = 0; i < TRADERS; i++) {
      commands.addAccount(FIRST + i, AccountKind.TRADER);
      commands.setLeverage(FIRST + i, 1, 5_000);
      if (i % 2 == 0) {
        commands.setMarginMode(FIRST + i, 1, MarginMode.ISOLATED);
      }
    }
  }

  private void cascade() {
    for (int i = 0; i < TRADERS; i++) {
      commands.deposit(FIRST + i, 1, 400 * ONE);
      commands.fill(++execution, 1, ENTRY, 1_000, FIRST + i, 0, 3, 0, Side.BUY);
    }
    commands.markPrice(1, 19_500_00);
    while (engine.isWorkWaiting()) {
      everWaited = true;
      commands.clock();
    }
    commands.markPrice(1, ENTRY);
  }

  @Test
  void aCascadeInPartsAllocatesNothing() {
    open();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CYCLES; i++) {
        cascade();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertEquals(0, fewest);
    assertEquals(0, rejected);
    assertTrue(everWaited);
    assertEquals((long) TRADERS * ROUNDS * CYCLES, finished);
  }
}
