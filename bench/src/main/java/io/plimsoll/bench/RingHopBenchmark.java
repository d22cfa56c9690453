package io.plimsoll.bench;

import java.util.concurrent.TimeUnit;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: none; it is the floor. Whatever goes through two rings to another thread and back pays
 * this, with no engine and no journal at all.
 *
 * <pre>
 *   benchmark's thread                        echo thread
 *     64 bytes --> command ring  ---------->  copies them
 *     waits    &lt;-- event ring (one-to-one) &lt;--   |
 *                                             &lt;-+
 * </pre>
 *
 * <p>Two threads, both spinning. Time is for the way there and back, one message at a time.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RingHopBenchmark {
  private static final int RING_BYTES = 1 << 17;
  private static final int LENGTH = 64;
  private static final int TYPE = 1;

  /** Two rings and the thread between them. */
  @State(Scope.Benchmark)
  public static class Rings {
    /** The ring that carries commands. */
    @Param({"one-to-one", "many-to-one"})
    String ring;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[LENGTH]);
    private final RingBuffer answers = new OneToOneRingBuffer(ringMemory());
    private long taken;
    private final MessageHandler taking = (type, buffer, offset, length) -> taken++;
    private RingBuffer commands;
    private Thread echo;
    private volatile boolean stopping;

    /** Starts the echo. */
    @Setup
    public void start() {
      commands =
          ring.equals("one-to-one")
              ? new OneToOneRingBuffer(ringMemory())
              : new ManyToOneRingBuffer(ringMemory());
      echo = new Thread(this::echo, "echo");
      echo.setDaemon(true);
      echo.start();
    }

    private void echo() {
      MessageHandler copying =
          (type, buffer, offset, length) -> answers.write(type, buffer, offset, length);
      while (!stopping) {
        if (commands.read(copying) == 0) {
          Thread.onSpinWait();
        }
      }
    }

    /** Ends the echo. */
    @TearDown
    public void stop() throws InterruptedException {
      stopping = true;
      echo.join();
    }

    long thereAndBack() {
      long before = taken;
      commands.write(TYPE, message, 0, LENGTH);
      while (taken == before) {
        if (answers.read(taking) == 0) {
          Thread.onSpinWait();
        }
      }
      return taken;
    }

    private static UnsafeBuffer ringMemory() {
      return new UnsafeBuffer(
          BufferUtil.allocateDirectAligned(
              RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH));
    }
  }

  /** One message there and back. */
  @Benchmark
  public long thereAndBack(Rings rings) {
    return rings.thereAndBack();
  }
}
