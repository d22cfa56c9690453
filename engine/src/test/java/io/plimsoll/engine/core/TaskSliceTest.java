package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices of funding over isolated and cross positions. */
class TaskSliceTest {
  private static final int ROUNDS = 20;
  private static final int FUNDINGS = 20;

  /** More accounts than a slice visits. */
  private static final int TRADERS = 1_500;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long finished;
  private final LiquidationEngine engine =
      new LiquidationEngine(
          EngineLimits.DEFAULT,
          (buffer, offset, length) ->
              finished +=
                  buffer.getShort(offset + 2) == FundingFinishedDecoder.TEMPLATE_ID ? 1 : 0);
  private final CommandEncoder commands = new CommandEncoder(engine::apply);

  private void addTraders() {
    commands.addAsset(1, 8, "USDT");
    commands.addAccount(1, AccountKind.INSURANCE_FUND);
    commands.addAccount(2, AccountKind.FEE);
    commands.addAccount(3, AccountKind.MARKET);
    commands.addInstrument(
        1, 1, "BTCUSDT", ContractType.LINEAR, 2, 3, 1, 1_000_000_00, 10_000_000, 2, 1);
    commands.setRiskTiers(1, List.of(new RiskTier(0, 5_000_000, 10_000)));
    commands.markPrice(1, 20_000_00);
    for (int i = 0; i < TRADERS; i++) {
      long id = 10L + i;
      commands.addAccount(id, AccountKind.TRADER);
      commands.deposit(id, 1, 1_000_00000000L);
      commands.setLeverage(id, 1, 1_000);
      if ((i & 1) == 0) {
        commands.setMarginMode(id, 1, MarginMode.ISOLATED);
      }
      commands.fill(i + 1, 1, 20_000_00, 10, id, 0, 3, 0, Side.BUY);
    }
  }

  @Test
  void aSliceAllocatesNothing() {
    addTraders();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < FUNDINGS; i++) {
        commands.funding(1, (i & 1) == 0 ? 1_000 : -1_000, 0);
        commands.clock();
        commands.clock();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertEquals(0, fewest);
    assertEquals(ROUNDS * FUNDINGS, finished);
  }
}
