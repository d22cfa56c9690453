package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.journal.SampleCommands;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventRingTest {
  private static final int RING_BYTES = 1 << 17;

  @Test
  void aSlowConsumerHoldsTheEngineUpAndLosesNothing() {
    List<byte[]> commands = SampleCommands.list(7, 8_000);
    List<String> expected =
        CollectingSink.texts(SampleCommands.flat(SampleCommands.events(commands)));
    long bytes = expected.stream().mapToLong(hex -> hex.length() / 2).sum();
    assertTrue(bytes > 4 * RING_BYTES, "the events fill the ring several times: " + bytes);
    EventRing events = new EventRing(RING_BYTES, IdleStrategies.named("backoff"));
    CollectingSink sink = new CollectingSink();

    EngineOptions options =
        EngineOptions.builder().limits(SampleCommands.LIMITS).events(events).build();
    EngineHost host = EngineHost.launch(options);
    Thread producer =
        new Thread(
            () -> {
              for (byte[] command : commands) {
                host.commands().onCommand(new UnsafeBuffer(command), 0, command.length);
              }
            });
    producer.start();
    while (sink.events.size() < expected.size()) {
      events.poll(sink, 100);
      LockSupport.parkNanos(100_000);
    }
    host.close();

    assertEquals(expected, sink.events);
    assertEquals(0, events.poll(sink, 1));
  }

  @Test
  void anEngineWhoseEventsNobodyTakesStops() {
    EventRing events = new EventRing(RING_BYTES, IdleStrategies.named("backoff"));
    events.close();
    AtomicReference<Throwable> heard = new AtomicReference<>();
    EngineOptions options =
        EngineOptions.builder()
            .limits(SampleCommands.LIMITS)
            .events(events)
            .errorHandler(heard::set)
            .build();

    EngineHost host = EngineHost.launch(options);
    byte[] command = SampleCommands.list(7, 1).get(0);
    host.commands().onCommand(new UnsafeBuffer(command), 0, command.length);
    host.close();

    assertEquals(
        "the consumer of the events has closed the event ring",
        host.failure().orElseThrow().getMessage());
  }

  @Test
  void theCapacityIsChecked() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EventRing(100_000, IdleStrategies.named("sleep")));
    assertThrows(IllegalArgumentException.class, () -> IdleStrategies.named("nap"));
  }
}
