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
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class BaselinesAgreeTest {
  private static final long SEED = 20261123;

  @Test
  void baselinesFindWhomTheEngineLiquidatesOnARandomWalk() {
    Contest contest = new Contest(1_500);
    SplittableRandom random = new SplittableRandom(SEED);
    long mark = Market.ENTRY_MARK;

    for (int i = 0; i < 600; i++) {
      // Up to 4 % a step, so that the walk reaches every leverage on both sides.
      mark += random.nextLong(-mark / 25, mark / 25 + 1);
      mark = Math.max(Market.ENTRY_MARK / 3, Math.min(mark, Market.ENTRY_MARK * 2));
      contest.mark(mark);
    }

    assertTrue(contest.liquidated() > 1_200, "too few: " + contest.liquidated());
  }

  @Test
  void baselinesFindWhomTheEngineLiquidatesAtEveryMarkOfAFall() {
    Contest contest = new Contest(300);

    for (long mark = Market.ENTRY_MARK; mark > Market.ENTRY_MARK * 98 / 100; mark--) {
      contest.mark(mark);
    }

    assertTrue(contest.liquidated() > 5, "too few: " + contest.liquidated());
  }

  @Test
  void baselinesFindWhomTheEngineLiquidatesAtEveryMarkOfARise() {
    Contest contest = new Contest(300);

    for (long mark = Market.ENTRY_MARK; mark < Market.ENTRY_MARK * 102 / 100; mark++) {
      contest.mark(mark);
    }

    assertTrue(contest.liquidated() > 5, "too few: " + contest.liquidated());
  }

  @Test
  void nobodyIsPastTheLineWithinTheQuietBand() {
    Contest contest = new Contest(20_000);

    contest.mark(Market.ENTRY_MARK - Population.QUIET_BAND);
    contest.mark(Market.ENTRY_MARK + Population.QUIET_BAND);

    assertEquals(0, contest.liquidated());
  }

  @Test
  void bothBaselinesDrawTheLineAtTheSameUnitOfMoney() {
    LongScan longScan = new LongScan(1, Population.QUANTITY_MAX);
    ObjectScan objectScan = new ObjectScan(1);
    LongSchedule schedule =
        new LongSchedule(Population.QUANTITY_MAX * Market.PRICE_MAX * Market.UNIT);
    SplittableRandom random = new SplittableRandom(SEED);

    for (int i = 0; i < 20_000; i++) {
      long quantity = 1 + (random.nextLong(Population.QUANTITY_MAX) >>> random.nextInt(16));
      long mark = 1 + random.nextLong(Market.PRICE_MAX);
      long value = quantity * mark * Market.UNIT;
      // Bought at the mark: equity is the margin.
      long requirement = schedule.requirement(value);
      for (PositionScan scan : List.of(longScan, objectScan)) {
        scan.set(0, quantity, value, requirement);
        assertEquals(1, scan.findPast(mark, new int[1]), "at the line, quantity " + quantity);
        scan.set(0, quantity, value, requirement + 1);
        assertEquals(0, scan.findPast(mark, new int[1]), "one above it, quantity " + quantity);
      }
    }
  }

  @Test
  void columnsAndEngineDrawTheLineAtTheSameUnitOfMoney() {
    // A tick moves the equity of the smallest positions by 100 units, so that one crossing in a
    // hundred meets the line itself: a requirement that is off by one unit is found out.
    Contest contest = new Contest(new Population(30_000, SEED, 3));

    for (long mark = Market.ENTRY_MARK; mark > Market.ENTRY_MARK * 975 / 1_000; mark--) {
      contest.markColumns(mark);
    }

    assertTrue(contest.liquidated() > 2_000, "too few: " + contest.liquidated());
  }

  /**
   * The engine and both baselines with one population. A liquidated position stays frozen, so the
   * engine has liquidated whoever was past the line at any mark so far.
   */
  private static final class Contest {
    private final Population population;
    private final LongScan longScan;
    private final ObjectScan objectScan;
    private final LiquidationEngine engine;
    private final CommandEncoder commands;
    private final BitSet liquidated = new BitSet();
    private final BitSet everPast = new BitSet();
    private final int[] found;

    Contest(int accounts) {
      this(new Population(accounts, SEED));
    }

    Contest(Population population) {
      this.population = population;
      int accounts = population.size();
      longScan = new LongScan(accounts, Population.QUANTITY_MAX);
      objectScan = new ObjectScan(accounts);
      population.openIn(longScan);
      population.openIn(objectScan);
      found = new int[accounts];
      engine = new LiquidationEngine(EngineLimits.DEFAULT, this::onEvent);
      commands = new CommandEncoder(engine::apply);
      population.openIn(commands);
    }

    void mark(long price) {
      markColumns(price);
      assertEquals(past(objectScan, price), past(longScan, price), "scans at " + price);
    }

    void markColumns(long price) {
      commands.markPrice(Market.INSTRUMENT_ID, price);
      while (engine.isWorkWaiting()) {
        commands.clock();
      }
      everPast.or(past(longScan, price));
      assertEquals(everPast, liquidated, "engine at " + price);
    }

    int liquidated() {
      return liquidated.cardinality();
    }

    private BitSet past(PositionScan scan, long price) {
      BitSet past = new BitSet();
      int count = scan.findPast(price, found);
      for (int i = 0; i < count; i++) {
        past.set(found[i]);
      }
      return past;
    }

    private void onEvent(DirectBuffer buffer, int offset, int length) {
      MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
      if (header.templateId() == LiquidationStartedDecoder.TEMPLATE_ID) {
        LiquidationStartedDecoder started = new LiquidationStartedDecoder();
        long account = started.wrapAndApplyHeader(buffer, offset, header).accountId();
        int index = population.index(account);
        assertTrue(!liquidated.get(index), "liquidated twice: " + account);
        liquidated.set(index);
      }
      assertTrue(
          header.templateId() != CommandRejectedDecoder.TEMPLATE_ID, "a command was rejected");
    }
  }
}
