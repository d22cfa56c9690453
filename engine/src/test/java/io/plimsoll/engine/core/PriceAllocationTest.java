package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarkRule;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceAllocationTest {
  private static final int ROUNDS = 10;
  private static final int ROUND = 5_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long events;
  private final LiquidationEngine engine =
      new LiquidationEngine(EngineLimits.DEFAULT, (buffer, offset, length) -> events++);
  private final CommandEncoder commands = new CommandEncoder(engine::apply);
  private final PriceEncoder prices = new PriceEncoder(engine::apply);
  private long second;

  @Test
  void pricesAndDueRatesAllocateNothing() {
    commands.addAsset(1, 8, "USDT");
    commands.addAccount(1, AccountKind.INSURANCE_FUND);
    commands.addAccount(2, AccountKind.FEE);
    commands.addInstrument(
        1, 1, "BTC", ContractType.LINEAR, 2, 3, 1, 1_000_000_00, 10_000_000, 2, 1);
    commands.setRiskTiers(1, List.of(new RiskTier(0, 5_000_000, 10_000)));
    prices.setPriceRule(1, PriceRules.rule(MarkRule.MEDIAN, 2));
    prices.setFundingRule(1, PriceRules.fundingWith(6, 60_000_000_000L));

    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long eventsBefore = events;
      for (int i = 0; i < ROUND; i++) {
        step();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
      // Each second four commands are accepted and three prices answered; each minute has a rate.
      assertTrue(events - eventsBefore > 7 * ROUND);
    }
    assertEquals(0, fewest);
  }

  private void step() {
    second++;
    prices.at(second * 1_000_000_000L);
    long price = 20_000_00 + second % 7;
    prices.sourcePrice(1, 3, price);
    prices.sourcePrice(1, 7, price + 1);
    prices.bookPrice(1, price, price + 2, price, price + 3, price + 1);
    commands.at(second * 1_000_000_000L).clock();
  }
}
