package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.generated.Recording;
import io.plimsoll.engine.generated.Subject;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.SourcePriceDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Generated streams reach every path of every command. Whatever else a JVM books on a thread now
 * and then, what a command allocates it allocates each time: the least of several runs counts.
 */
class CommandAllocationTest {
  private static final int STREAMS = 8;
  private static final int LENGTH = 1_500;
  private static final int RUNS = 4;
  private static final Subject.Factory ENGINE =
      (accounts, orders, recorder) ->
          new LiquidationEngine(new EngineLimits(accounts, orders), recorder::onEvent)::apply;

  /** All but those that set up a venue, and TakeSnapshot. */
  private static final List<Integer> STEADY =
      List.of(
          SetFeesDecoder.TEMPLATE_ID,
          AddAccountDecoder.TEMPLATE_ID,
          DepositDecoder.TEMPLATE_ID,
          WithdrawDecoder.TEMPLATE_ID,
          SetLeverageDecoder.TEMPLATE_ID,
          SetMarginModeDecoder.TEMPLATE_ID,
          AdjustMarginDecoder.TEMPLATE_ID,
          PlaceOrderDecoder.TEMPLATE_ID,
          OrderDoneDecoder.TEMPLATE_ID,
          FillDecoder.TEMPLATE_ID,
          MarkPriceDecoder.TEMPLATE_ID,
          SourcePriceDecoder.TEMPLATE_ID,
          BookPriceDecoder.TEMPLATE_ID,
          FundingDecoder.TEMPLATE_ID,
          SettleInstrumentDecoder.TEMPLATE_ID,
          CollateralPriceDecoder.TEMPLATE_ID,
          SetCollateralModeDecoder.TEMPLATE_ID,
          ChargeInterestDecoder.TEMPLATE_ID,
          ClockDecoder.TEMPLATE_ID);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private boolean accepted;

  @Test
  void noCommandAllocatesOnceTheVenueStands() {
    Map<Integer, Long> bytes = new TreeMap<>();
    Map<Integer, Integer> accepts = new TreeMap<>();
    int streams = 0;

    for (long seed = 1; streams < STREAMS; seed++) {
      Recording recording = new Recording(ENGINE, seed, LENGTH);
      if (recording.size() == LENGTH) {
        streams++;
        measure(recording, bytes, accepts);
      }
    }

    for (int template : STEADY) {
      assertTrue(accepts.getOrDefault(template, 0) > 0, "never accepted: template " + template);
      assertEquals(0, bytes.get(template), "bytes allocated by commands of template " + template);
    }
  }

  private void measure(
      Recording recording, Map<Integer, Long> bytes, Map<Integer, Integer> accepts) {
    long[] fewest = new long[recording.size()];
    Arrays.fill(fewest, Long.MAX_VALUE);
    UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    for (int run = 0; run < RUNS; run++) {
      LiquidationEngine engine =
          new LiquidationEngine(
              new EngineLimits(recording.accountsMax(), recording.ordersMax()), this::onEvent);
      for (int i = 0; i < recording.size(); i++) {
        byte[] command = recording.command(i);
        buffer.wrap(command);
        long before = threads.getCurrentThreadAllocatedBytes();
        engine.apply(buffer, 0, command.length);
        fewest[i] = Math.min(fewest[i], threads.getCurrentThreadAllocatedBytes() - before);
        if (run == 0 && accepted) {
          accepts.merge(Messages.templateId(buffer, 0), 1, Integer::sum);
        }
      }
    }
    for (int i = 0; i < recording.size(); i++) {
      if (recording.command(i).length >= Messages.HEADER_LENGTH) {
        buffer.wrap(recording.command(i));
        bytes.merge(Messages.templateId(buffer, 0), fewest[i], Long::sum);
      }
    }
  }

  private void onEvent(DirectBuffer buffer, int offset, int length) {
    accepted = Messages.templateId(buffer, offset) == CommandAcceptedDecoder.TEMPLATE_ID;
  }
}
