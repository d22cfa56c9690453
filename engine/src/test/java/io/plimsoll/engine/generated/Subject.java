package io.plimsoll.engine.generated;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine under comparison: a command in, its events out. */
public final class Subject {
  /** Makes an engine. */
  @FunctionalInterface
  public interface Factory {
    /** An empty engine that gives its events to the recorder. */
    Engine create(int accountsMax, int ordersMax, Recorder recorder);
  }

  /** What applies a command. */
  @FunctionalInterface
  public interface Engine {
    /** Applies the command between offset and offset + length. */
    void apply(DirectBuffer buffer, int offset, int length);
  }

  private static final int BEFORE = 24;
  private static final int AFTER = 64;

  private final Recorder recorder = new Recorder();
  private final Engine engine;

  /** An engine from the factory. */
  public Subject(Factory factory, int accountsMax, int ordersMax) {
    engine = factory.create(accountsMax, ordersMax, recorder);
  }

  /** The events of a command; if the engine throws, what it threw stands for the last event. */
  public List<byte[]> apply(byte[] command) {
    // Bytes around the command that the engine must not look at.
    byte[] bytes = new byte[BEFORE + command.length + AFTER];
    Arrays.fill(bytes, (byte) 0xA5);
    System.arraycopy(command, 0, bytes, BEFORE, command.length);
    try {
      engine.apply(new UnsafeBuffer(bytes), BEFORE, command.length);
    } catch (RuntimeException | AssertionError e) {
      List<byte[]> events = new ArrayList<>(recorder.take());
      events.add(Failure.of(e));
      return events;
    }
    return recorder.take();
  }

  /** A thrown exception in the place of an event. */
  static final class Failure {
    private static final String MARK = "!! ";

    private Failure() {}

    static byte[] of(Throwable thrown) {
      StringBuilder text = new StringBuilder(MARK).append(thrown);
      StackTraceElement[] trace = thrown.getStackTrace();
      for (int i = 0; i < Math.min(8, trace.length); i++) {
        text.append("\n        at ").append(trace[i]);
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean is(byte[] event) {
      return new String(event, StandardCharsets.UTF_8).startsWith(MARK);
    }

    static String text(byte[] event) {
      return is(event) ? new String(event, StandardCharsets.UTF_8) : MessageText.text(event);
    }
  }
}
