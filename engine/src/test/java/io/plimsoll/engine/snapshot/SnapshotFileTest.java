package io.plimsoll.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.SampleCommands;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is read back whole, or refused in one line that says why. */
class SnapshotFileTest {
  private static final EventSink NOBODY = (buffer, offset, length) -> {};
  private static final List<byte[]> COMMANDS = SampleCommands.list(3, 2_000);

  @TempDir Path folder;

  private LiquidationEngine engine;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void writeOne() throws IOException {
    engine = new LiquidationEngine(SampleCommands.LIMITS, NOBODY);
    apply(engine, COMMANDS.subList(0, 1_000));
    file = folder.resolve("one.snapshot");
    SnapshotFile.write(file, engine);
    whole = Files.readAllBytes(file);
  }

  @Test
  void anEngineGoesOnFromItsSnapshot() {
    LiquidationEngine other = SnapshotFile.restore(file, NOBODY);

    assertEquals(1_000, other.sequence());
    assertArrayEquals(StateBytes.of(engine), StateBytes.of(other));
    apply(engine, COMMANDS.subList(1_000, 2_000));
    apply(other, COMMANDS.subList(1_000, 2_000));
    assertArrayEquals(StateBytes.of(engine), StateBytes.of(other));
    assertArrayEquals(engine.digest(), other.digest());
  }

  @Test
  void anEngineThatHasDoneNothingYetHasASnapshotToo() {
    LiquidationEngine fresh = new LiquidationEngine(SampleCommands.LIMITS, NOBODY);

    SnapshotFile.write(file, fresh);
    LiquidationEngine other = SnapshotFile.restore(file, NOBODY);

    apply(fresh, COMMANDS);
    apply(other, COMMANDS);
    assertArrayEquals(StateBytes.of(fresh), StateBytes.of(other));
  }

  @Test
  void itSaysWhatItHolds() {
    SnapshotHeader header = SnapshotFile.readHeader(file);

    assertEquals(1_000, header.sequence());
    assertEquals(engine.lastTimestamp(), header.timestamp());
    assertEquals(SampleCommands.LIMITS, header.limits());
    assertEquals(23, header.summary().accounts());
    assertEquals(HexFormat.of().formatHex(engine.digest()), header.summary().digest());
    assertEquals(whole.length, header.fileBytes());
    assertTrue(header.place().isStart());
  }

  @Test
  void theSameStateGivesTheSameFile() throws IOException {
    LiquidationEngine other = new LiquidationEngine(SampleCommands.LIMITS, NOBODY);
    apply(other, COMMANDS.subList(0, 1_000));

    SnapshotFile.write(folder.resolve("other"), other);

    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("other")));
  }

  @Test
  void aFlippedBitIsRefusedWhereverItIs() throws IOException {
    Random random = new Random(5);
    int tries = 700;
    for (int i = 0; i < tries; i++) {
      int at = i < 400 ? i : random.nextInt(whole.length);
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);

      assertRefused("byte " + at);
    }
  }

  @Test
  void aFileCutAnywhereOrWithMoreBehindItIsRefused() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      int length = i < 200 ? i : random.nextInt(whole.length);
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("length " + length);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 8));
    assertRefused("8 bytes more");
  }

  @Test
  void blocksThatChangePlacesAreRefused() throws IOException {
    // Two snapshots of the same length, one sequence apart: a block of one within the other.
    apply(engine, List.of(new byte[] {0}));
    SnapshotFile.write(file, engine);
    byte[] next = Files.readAllBytes(file);
    assertEquals(whole.length, next.length);
    byte[] mixed = whole.clone();
    System.arraycopy(next, 168, mixed, 168, next.length - 168);
    Files.write(file, mixed);

    assertRefused("blocks of another");
  }

  @Test
  void whatIsNoSnapshotIsSaidToBeNone() throws IOException {
    Files.writeString(file, "not a snapshot, but a text that is long enough to be taken for one");

    assertEquals(file + " is not a snapshot", refusal());
  }

  @Test
  void anotherFormatOrStateVersionIsSaidToBeOne() throws IOException {
    patch(SnapshotDescriptor.FORMAT_OFFSET, 2);
    assertEquals(file + " is of format 2, this version reads 1 only", refusal());

    patch(SnapshotDescriptor.STATE_VERSION_OFFSET, 77);
    assertEquals(
        file
            + " is of state version 77, this version reads "
            + SnapshotDescriptor.STATE_VERSION
            + " only",
        refusal());
  }

  @Test
  void anEngineWithOtherLimitsDoesNotTakeIt() {
    LiquidationEngine other = new LiquidationEngine(new EngineLimits(5, 1 << 12), NOBODY);

    SnapshotException refused =
        assertThrows(SnapshotException.class, () -> SnapshotFile.restore(file, other));

    assertEquals(
        file + " cannot be restored: accountsMax was 4096 and is now 5", refused.getMessage());
  }

  @Test
  void aSnapshotWithAnotherDigestThanItsStateIsRefused() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(SnapshotDescriptor.DIGEST_OFFSET, 1);
    bytes.putInt(SnapshotDescriptor.CRC_OFFSET, SnapshotDescriptor.headerCrc(bytes));
    Files.write(file, bytes.array());

    assertEquals(file + " does not hold the state that it says it does", refusal());
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
    Path missing = folder.resolve("missing").resolve("one.snapshot");

    SnapshotException failed =
        assertThrows(SnapshotException.class, () -> SnapshotFile.write(missing, engine));

    assertTrue(failed.getMessage().startsWith("cannot write " + missing), failed.getMessage());
    assertFalse(Files.exists(missing.getParent()));
  }

  private void patch(int offset, int value) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(offset, value);
    bytes.putInt(SnapshotDescriptor.CRC_OFFSET, SnapshotDescriptor.headerCrc(bytes));
    Files.write(file, bytes.array());
  }

  private void assertRefused(String what) {
    SnapshotException refused =
        assertThrows(SnapshotException.class, () -> SnapshotFile.restore(file, NOBODY), what);
    assertTrue(refused.getMessage().startsWith(file + " "), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }

  private String refusal() {
    return assertThrows(SnapshotException.class, () -> SnapshotFile.restore(file, NOBODY))
        .getMessage();
  }

  private static void apply(LiquidationEngine to, List<byte[]> commands) {
    for (byte[] command : commands) {
      to.apply(new UnsafeBuffer(command), 0, command.length);
    }
  }
}
