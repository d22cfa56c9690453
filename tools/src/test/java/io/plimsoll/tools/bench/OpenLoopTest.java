package io.plimsoll.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.tools.bench.load.Load;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final long SERVICE_NANOS = 100;
  private static final long RATE = 1_000_000;

  private final ScriptedChain chain = new ScriptedChain(SERVICE_NANOS);
  private final Histogram latencies = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
  private final Histogram markToOrder = new Histogram(OpenLoop.HIGHEST_NANOS, 3);

  /** Marks whose price is their index; account 9 is made liquidatable by command 5. */
  private static final class Marks implements Load {
    @Override
    public void open(CommandEncoder commands) {}

    @Override
    public void send(long index, CommandEncoder commands) {
      commands.markPrice(1, index);
    }

    @Override
    public long causeOf(long accountId) {
      return accountId == 9 ? 5 : 0;
    }
  }

  private OpenLoop loop() {
    return new OpenLoop(chain, new Marks(), chain::now);
  }

  private long above(long nanos) {
    return latencies.getCountBetweenValues(nanos, OpenLoop.HIGHEST_NANOS);
  }

  private static void assertNear(long expected, long actual, long tolerance) {
    assertTrue(Math.abs(actual - expected) <= tolerance, actual + ", not about " + expected);
  }

  @Test
  void latencyOfAChainThatKeepsUpIsItsServiceTime() {
    long nanos = loop().run(10_000, RATE, latencies, markToOrder);

    assertEquals(10_000, latencies.getTotalCount());
    assertTrue(latencies.getMinValue() >= SERVICE_NANOS, "" + latencies.getMinValue());
    assertTrue(latencies.getMaxValue() < SERVICE_NANOS + 50, "" + latencies.getMaxValue());
    assertNear(10_000_000, nanos, 2_000);
  }

  @Test
  void everyCommandThatWasDueDuringAStallShowsIt() {
    chain.stall(2_000_000, 3_000_000);

    loop().run(10_000, RATE, latencies, markToOrder);

    // 1,000 were due in that millisecond; the first waited for all of it, the last for none. What
    // queued up is worked off ten times as fast as it came: 111 more waited.
    assertNear(1_000_000, latencies.getMaxValue(), 2_000);
    assertNear(1_111, above(1_000), 25);
    assertNear(555, above(500_000), 15);
    assertNear(111, above(900_000), 10);
  }

  @Test
  void aDriverThatCannotSendInTimeDoesNotHideIt() {
    // The chain takes 8,192 commands at most; during the stall 20,000 fall due.
    chain.stall(0, 20_000_000);

    loop().run(40_000, RATE, latencies, markToOrder);

    assertEquals(40_000, latencies.getTotalCount());
    assertNear(20_000_000, latencies.getMaxValue(), 50_000);
    assertNear(11_111, above(10_000_000), 100);
  }

  @Test
  void warmUpIsNotRecordedAndTheLoadGoesOnAfterIt() {
    OpenLoop loop = loop();
    loop.run(500, RATE, null, null);
    loop.saturate(100);

    loop.run(1_000, RATE, latencies, markToOrder);

    assertEquals(1_000, latencies.getTotalCount());
    assertEquals(1_000, loop.answered());
  }

  @Test
  void forcedOrderCountsFromTheMarkThatCausedItAndIsAnswered() {
    // It comes out with mark 50, but command 5 made the account liquidatable: 45 microseconds more.
    chain.forceAfter(50, 9);

    loop().run(100, RATE, latencies, markToOrder);

    assertEquals(1, markToOrder.getTotalCount());
    assertNear(45_000 + SERVICE_NANOS, markToOrder.getMaxValue(), 100);
    assertEquals(1, chain.otherCommands);
  }

  @Test
  void forcedOrderThatTheWarmUpCausedIsNotRecorded() {
    chain.forceAfter(50, 9);
    OpenLoop loop = loop();
    loop.run(20, RATE, null, null);

    loop.run(100, RATE, latencies, markToOrder);

    assertEquals(0, markToOrder.getTotalCount());
    assertEquals(1, chain.otherCommands);
  }

  @Test
  void saturatedCommandsFollowEachOtherWithoutATimetable() {
    long nanos = loop().saturate(10_000);

    assertNear(10_000 * SERVICE_NANOS, nanos, 10_000);
  }
}
