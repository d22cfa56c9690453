package io.plimsoll.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayerTest {
  private static final int COUNT = 2_000;
  private static final List<byte[]> COMMANDS = SampleCommands.list(3, COUNT);
  private static final List<List<byte[]>> EVENTS = SampleCommands.events(COMMANDS);
  private static final int EVENT_COUNT = SampleCommands.flat(EVENTS).size();

  @TempDir Path folder;

  @Test
  void theSampleWalksDownTheWholeWaterfall() {
    Set<Integer> kinds =
        SampleCommands.flat(EVENTS).stream()
            .map(event -> Messages.templateId(new UnsafeBuffer(event), 0))
            .collect(Collectors.toSet());

    assertTrue(
        kinds.containsAll(
            List.of(
                CommandRejectedDecoder.TEMPLATE_ID,
                LiquidationStartedDecoder.TEMPLATE_ID,
                ForcedOrderDecoder.TEMPLATE_ID,
                TakeOverDecoder.TEMPLATE_ID,
                LiquidationFinishedDecoder.TEMPLATE_ID)),
        kinds::toString);
  }

  @Test
  void aReplayGivesTheRecordedEventsAndState() {
    write(EVENTS);
    LiquidationEngine original =
        new LiquidationEngine(SampleCommands.LIMITS, (buffer, offset, length) -> {});
    COMMANDS.forEach(c -> original.apply(new UnsafeBuffer(c), 0, c.length));

    try (JournalReader reader = JournalReader.open(folder)) {
      Replayer replayer = new Replayer(reader, (buffer, offset, length) -> {}, true);
      ReplayResult result = replayer.run(ReplayUntil.END, ReplayProgress.NONE);

      assertEquals(COUNT, result.commands());
      assertEquals(COUNT, result.lastSequence());
      assertEquals(EVENT_COUNT, result.events());
      assertEquals(EVENT_COUNT, result.verifiedEvents());
      assertEquals(0, result.missingEvents());
      assertTrue(result.difference().isEmpty());
      assertArrayEquals(original.digest(), replayer.engine().digest());
    }
  }

  @Test
  void aReplayStopsAtASequenceAndGoesOn() {
    write(EVENTS);
    List<Long> progress = new ArrayList<>();

    try (JournalReader reader = JournalReader.open(folder)) {
      List<byte[]> events = new ArrayList<>();
      Replayer replayer =
          new Replayer(
              reader,
              (buffer, offset, length) -> events.add(EventDifference.copy(buffer, offset, length)),
              true);
      for (int until : new int[] {0, 100, 100, 700}) {
        ReplayResult result =
            replayer.run(ReplayUntil.sequence(until), (sequence, n) -> progress.add(sequence));
        assertEquals(until, result.lastSequence());
        assertEquals(until, replayer.engine().sequence());
        assertEquals(events.size(), result.verifiedEvents());
        assertEquals(SampleCommands.flat(EVENTS.subList(0, until)).size(), events.size());
      }
      replayer.engine().apply(new UnsafeBuffer(COMMANDS.get(700)), 0, COMMANDS.get(700).length);
      assertArrayEquals(EVENTS.get(700).get(0), events.get(events.size() - EVENTS.get(700).size()));
    }
    assertEquals(List.of(0L, 100L, 100L, 700L), progress);
  }

  @Test
  void aReplayStopsBeforeTheFirstLaterTimestamp() {
    write(EVENTS);

    try (JournalReader reader = JournalReader.open(folder)) {
      Replayer replayer = new Replayer(reader, (buffer, offset, length) -> {}, false);
      long set = replayer.run(ReplayUntil.timestamp(1), ReplayProgress.NONE).lastSequence();
      ReplayResult result = replayer.run(ReplayUntil.timestamp(11), ReplayProgress.NONE);

      assertEquals(set + 10, result.lastSequence());
      assertEquals(0, result.verifiedEvents());
    }
  }

  @Test
  void theFirstDifferentEventIsShown() {
    List<List<byte[]>> other = deepCopy(EVENTS);
    byte[] changed = other.get(50).get(0);
    changed[changed.length - 1] ^= 1;
    write(other);

    EventDifference difference = differenceOfReplay();

    assertEquals(51, difference.sequence());
    assertEquals(0, difference.index());
    assertArrayEquals(changed, difference.recorded());
    assertArrayEquals(EVENTS.get(50).get(0), difference.regenerated());
  }

  @Test
  void aDifferenceInAnyByteIsSeen() {
    int last = 0;
    while (EVENTS.get(last).get(0).length % Long.BYTES == 0) {
      last++; // Up to an event that ends within a word.
    }
    for (int at = 0; at < EVENTS.get(last).get(0).length; at++) {
      List<List<byte[]>> other = deepCopy(EVENTS.subList(0, last + 1));
      other.get(last).get(0)[at] ^= 1;
      Path journal = folder.resolve("byte-" + at);
      try (Journal written = JournalFixture.create(journal)) {
        JournalFixture.append(written, 1, COMMANDS.subList(0, last + 1), other);
      }

      assertEquals(last + 1, differenceOfReplay(journal).sequence(), "byte " + at);
    }
  }

  @Test
  void anEventTooManyOrTooFewIsADifference() {
    List<List<byte[]>> other = deepCopy(EVENTS);
    int size = other.get(50).size();
    other.get(50).add(new byte[] {1});
    write(other);

    EventDifference difference = differenceOfReplay();

    assertEquals(51, difference.sequence());
    assertEquals(size, difference.index());
    assertArrayEquals(new byte[] {1}, difference.recorded());
    assertEquals(0, difference.regenerated().length);
  }

  @Test
  void anEventTooFewIsADifference() {
    List<List<byte[]>> other = deepCopy(EVENTS);
    other.get(COUNT - 1).clear();
    write(other);

    EventDifference difference = differenceOfReplay();

    assertEquals(COUNT, difference.sequence());
    assertEquals(0, difference.recorded().length);
    assertArrayEquals(EVENTS.get(COUNT - 1).get(0), difference.regenerated());
  }

  @Test
  void eventsMissingAtTheEndAreCountedAndNoDifference() {
    int missing = SampleCommands.flat(EVENTS.subList(COUNT - 5, COUNT)).size();
    try (Journal journal = JournalFixture.create(folder)) {
      JournalFixture.append(
          journal, 1, COMMANDS.subList(0, COUNT - 5), EVENTS.subList(0, COUNT - 5));
      for (int i = COUNT - 5; i < COUNT; i++) {
        byte[] command = COMMANDS.get(i);
        journal.commands().add(i + 1, new UnsafeBuffer(command), 0, command.length);
      }
      journal.commands().flush();
    }

    try (JournalReader reader = JournalReader.open(folder)) {
      Replayer replayer = new Replayer(reader, (buffer, offset, length) -> {}, true);
      ReplayResult result = replayer.run(ReplayUntil.END, ReplayProgress.NONE);

      assertFalse(result.difference().isPresent());
      assertEquals(missing, result.missingEvents());
      assertEquals(EVENT_COUNT - missing, result.verifiedEvents());
    }
  }

  private EventDifference differenceOfReplay() {
    return differenceOfReplay(folder);
  }

  private static EventDifference differenceOfReplay(Path journal) {
    try (JournalReader reader = JournalReader.open(journal)) {
      Replayer replayer = new Replayer(reader, (buffer, offset, length) -> {}, true);
      return replayer.run(ReplayUntil.END, ReplayProgress.NONE).difference().orElseThrow();
    }
  }

  private void write(List<List<byte[]>> events) {
    try (Journal journal = JournalFixture.create(folder)) {
      JournalFixture.append(journal, 1, COMMANDS, events);
    }
  }

  private static List<List<byte[]>> deepCopy(List<List<byte[]>> events) {
    List<List<byte[]>> copy = new ArrayList<>();
    for (List<byte[]> some : events) {
      copy.add(new ArrayList<>(some.stream().map(byte[]::clone).toList()));
    }
    return copy;
  }
}
