package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * Liquidations of an isolated long of 1 BTC at 20,000 and 50x, margin 400, again and again. Each
 * cycle ends where it began: traders are flat, the mark is 20,000.
 */
class WaterfallAllocationTest {
  private static final int ROUNDS = 20;
  private static final int CYCLES = 100;
  private static final long ONE = 100_000_000;
  private static final int BTC = 1;
  private static final long FUND = 1;
  private static final long FEES = 2;
  private static final long MARKET = 3;
  private static final long LONG = 10;
  private static final long SHORT = 11;
  private static final long OTHER_SHORT = 12;
  private static final long ENTRY = 20_000_00;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, this::count);
  private final CommandEncoder commands = new CommandEncoder(engine::apply);
  private long forcedOrder = 1L << 62;
  private long execution;
  private long time;
  private long forcedOrders;
  private long deleveraged;
  private long socialised;
  private long rejected;

  private void count(DirectBuffer buffer, int offset, int length) {
    switch (buffer.getShort(offset + 2)) {
      case ForcedOrderDecoder.TEMPLATE_ID -> forcedOrders++;
      case DeleveragedDecoder.TEMPLATE_ID -> deleveraged++;
      case LossSocialisedDecoder.TEMPLATE_ID -> socialised++;
      case CommandRejectedDecoder.TEMPLATE_ID -> rejected++;
      default -> {
        // Of no interest here.
      }
    }
  }

  private void open(WaterfallStage... stages) {
    commands.setWaterfall(new Waterfall(1_000_000_000, 0, true, List.of(stages)));
    commands.addAsset(1, 8, "USDT");
    commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
    commands.addAccount(FEES, AccountKind.FEE);
    commands.addAccount(MARKET, AccountKind.MARKET);
    commands.addInstrument(
        BTC, 1, "BTCUSDT", ContractType.LINEAR, 2, 3, 1, 1_000_000_00, 10_000_000, FEES, FUND);
    commands.setRiskTiers(BTC, List.of(new RiskTier(0, 5_000_000, 10_000)));
    commands.markPrice(BTC, ENTRY);
    addTrader(LONG, 50);
    addTrader(SHORT, 10);
    addTrader(OTHER_SHORT, 20);
  }

  private void addTrader(long id, int leverage) {
    commands.addAccount(id, AccountKind.TRADER);
    commands.deposit(id, 1, 100_000 * ONE);
    commands.setMarginMode(id, BTC, MarginMode.ISOLATED);
    commands.setLeverage(id, BTC, leverage * 100);
  }

  private void buy(long account, long quantity, long price) {
    commands.fill(++execution, BTC, price, quantity, account, 0, MARKET, 0, Side.BUY);
  }

  private void sell(long account, long orderId, long quantity, long price) {
    commands.fill(++execution, BTC, price, quantity, MARKET, 0, account, orderId, Side.SELL);
  }

  /** Two rounds of a quarter each; the second one, at the mark, makes the position safe. */
  private void reduce() {
    commands.deposit(LONG, 1, 400 * ONE);
    buy(LONG, 1_000, ENTRY);
    commands.markPrice(BTC, 19_690_00);
    sell(LONG, forcedOrder++, 250, 19_600_00);
    sell(LONG, forcedOrder++, 188, 19_690_00);
    sell(LONG, 0, 562, 19_690_00);
    commands.markPrice(BTC, ENTRY);
  }

  private void openBothSides() {
    commands.deposit(LONG, 1, 400 * ONE);
    buy(LONG, 1_000, ENTRY);
    sell(SHORT, 0, 400, ENTRY);
    sell(OTHER_SHORT, 0, 600, ENTRY);
    commands.markPrice(BTC, 19_500_00);
    commands.clock();
  }

  /** Each time later than the last one's ranking serves. */
  private void deleverage() {
    time += 11_000_000_000L;
    commands.at(time);
    openBothSides();
    commands.markPrice(BTC, ENTRY);
  }

  private void socialise() {
    openBothSides();
    buy(SHORT, 400, 19_500_00);
    buy(OTHER_SHORT, 600, 19_500_00);
    commands.markPrice(BTC, ENTRY);
  }

  /** The least of many rounds: the JVM books a few bytes of its own when it recompiles. */
  private long fewestBytesOfARound(Runnable cycle) {
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CYCLES; i++) {
        cycle.run();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, rejected);
    return fewest;
  }

  @Test
  void roundsOfReduceAllocateNothing() {
    open(WaterfallStage.reduceFraction(250_000_000, 0, 0), WaterfallStage.takeOver());

    assertEquals(0, fewestBytesOfARound(this::reduce));
    assertEquals(2 * ROUNDS * CYCLES, forcedOrders);
  }

  @Test
  void deleveragingOfRankedCounterpartiesAllocatesNothing() {
    open(
        WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
        WaterfallStage.takeOver());

    assertEquals(0, fewestBytesOfARound(this::deleverage));
    assertEquals(2 * ROUNDS * CYCLES, deleveraged);
  }

  @Test
  void deleveragingProRataAllocatesNothing() {
    open(
        WaterfallStage.deleverage(AdlRanking.PRO_RATA, AdlPricing.AT_BANKRUPTCY),
        WaterfallStage.takeOver());

    assertEquals(0, fewestBytesOfARound(this::deleverage));
    assertEquals(2 * ROUNDS * CYCLES, deleveraged);
  }

  @Test
  void spreadingALossAllocatesNothing() {
    open(WaterfallStage.socialise(LossOver.OPEN_INTEREST));

    assertEquals(0, fewestBytesOfARound(this::socialise));
    // The market account, short once the fund holds a position, is asked too, but for the first.
    assertEquals(3 * ROUNDS * CYCLES - 1, socialised);
  }

  @Test
  void spreadingALossOverWinnersAllocatesNothing() {
    open(WaterfallStage.socialise(LossOver.WINNERS));

    assertEquals(0, fewestBytesOfARound(this::socialise));
    assertTrue(socialised >= 2 * ROUNDS * CYCLES, () -> "shares: " + socialised);
  }

  @Test
  void aCooldownAllocatesNothing() {
    open(WaterfallStage.reduceFraction(250_000_000, 0, 1), WaterfallStage.takeOver());

    assertEquals(0, fewestBytesOfARound(this::coolDown));
    assertEquals(2 * ROUNDS * CYCLES, forcedOrders);
  }

  /** As {@link #reduce}, with a Clock between the rounds. */
  private void coolDown() {
    commands.deposit(LONG, 1, 400 * ONE);
    buy(LONG, 1_000, ENTRY);
    commands.markPrice(BTC, 19_690_00);
    sell(LONG, forcedOrder++, 250, 19_600_00);
    commands.at(++time).clock();
    sell(LONG, forcedOrder++, 188, 19_690_00);
    commands.at(++time).clock();
    sell(LONG, 0, 562, 19_690_00);
    commands.markPrice(BTC, ENTRY);
  }
}
