package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.engine.journal.SampleCommands;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InThreadAllocationTest {
  private static final int ROUNDS = 10;
  private static final int ROUND = 20_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path temp;

  @Test
  void nothingIsAllocatedPerCommandInSteadyState() {
    assertEquals(0, fewestBytesOfARound(EngineOptions.builder()));
  }

  @Test
  void journalingAllocatesNothingPerCommand() {
    assertEquals(0, fewestBytesOfARound(EngineOptions.builder().journalFolder(temp)));
  }

  /**
   * The JVM itself books a few bytes on the thread now and then, when it recompiles. What a command
   * allocates shows in every round; the round with the least is free of the rest.
   */
  private long fewestBytesOfARound(EngineOptions.Builder builder) {
    EngineOptions options =
        builder
            .limits(SampleCommands.LIMITS)
            .serviceTimes(new SingleWriterRecorder(60_000_000_000L, 3))
            .build();
    List<byte[]> commands = SampleCommands.list(8, ROUNDS * ROUND);
    UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    long fewest = Long.MAX_VALUE;
    try (InThreadEngine engine = InThreadEngine.launch(options)) {
      for (int round = 0; round < ROUNDS; round++) {
        long liquidations = engine.counters().liquidationsStarted();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = round * ROUND; i < (round + 1) * ROUND; i++) {
          submit(engine, buffer, commands.get(i));
        }
        fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        assertTrue(engine.counters().liquidationsStarted() > liquidations);
      }
    }
    return fewest;
  }

  private static void submit(InThreadEngine engine, UnsafeBuffer buffer, byte[] command) {
    buffer.wrap(command);
    engine.submit(buffer, 0, command.length);
  }
}
