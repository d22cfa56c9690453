package io.plimsoll.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class CrossBaselineAgreesTest {
  private static final int ACCOUNTS = 1_000;
  private static final long SEED = 20261126;

  private final BitSet liquidated = new BitSet();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();

  @Test
  void theScanFindsWhomTheEngineLiquidatesInAFall() {
    assertTrue(liquidatedIn(CrossMarket.walk(400 * CrossMarket.INSTRUMENTS, -0.3, SEED)) > 300);
  }

  @Test
  void theScanFindsWhomTheEngineLiquidatesInARise() {
    assertTrue(liquidatedIn(CrossMarket.walk(400 * CrossMarket.INSTRUMENTS, 0.4, SEED)) > 200);
  }

  private int liquidatedIn(long[] marks) {
    CrossPopulation population = new CrossPopulation(ACCOUNTS, SEED);
    CrossLongScan scan = new CrossLongScan(ACCOUNTS, population.positions());
    population.openIn(scan);
    LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, this::onEvent);
    CommandEncoder commands = new CommandEncoder(engine::apply);
    population.openIn(commands);
    int[] found = new int[ACCOUNTS];
    int total = 0;

    for (int i = 0; i < marks.length; i++) {
      int instrument = i % CrossMarket.INSTRUMENTS + 1;
      liquidated.clear();
      commands.markPrice(instrument, marks[i]);
      int count = scan.findPast(instrument, marks[i], found);

      BitSet expected = new BitSet();
      for (int f = 0; f < count; f++) {
        expected.set(found[f]);
      }
      assertEquals(expected, liquidated, "event " + i);
      total += count;
    }
    return total;
  }

  private void onEvent(DirectBuffer buffer, int offset, int length) {
    header.wrap(buffer, offset);
    if (header.templateId() == CommandRejectedDecoder.TEMPLATE_ID) {
      throw new AssertionError("a command was rejected");
    }
    if (header.templateId() == LiquidationStartedDecoder.TEMPLATE_ID) {
      started.wrapAndApplyHeader(buffer, offset, header);
      liquidated.set(CrossPopulation.index(started.accountId()));
    }
  }
}
