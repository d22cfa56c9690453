package io.plimsoll.engine.snapshot;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.core.StateSummary;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalPlace;
import io.plimsoll.engine.memory.StateStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes an engine's state to a file and reads it back.
 *
 * <p>A file is written under another name, forced to disk and only then given its own: what is
 * there under its name was whole once. Every byte of it stands under a checksum; what is read is
 * used only if its checksum holds, and the state that comes of it must have the digest that was
 * written with it.
 */
public final class SnapshotFile {
  /** Ends the name of a file that is not whole yet. */
  static final String PART = ".part";

  private SnapshotFile() {}

  /**
   * Writes a snapshot without a journal, for whoever keeps the commands in another way.
   *
   * @param file in a folder that exists; one of that name is replaced
   * @param engine between two commands, on its thread
   * @return what was written
   * @throws SnapshotException if it cannot be written; a file of that name is then as it was
   */
  public static SnapshotHeader write(Path file, LiquidationEngine engine) {
    return write(file, engine, JournalPlace.START, engine.summary());
  }

  /**
   * Writes a snapshot.
   *
   * @param file in a folder that exists; one of that name is replaced
   * @param engine between two commands, on its thread
   * @param place where its journal goes on, just after the engine's last command
   * @param summary what the engine holds
   * @return what was written
   * @throws SnapshotException if it cannot be written; a file of that name is then as it was
   */
  public static SnapshotHeader write(
      Path file, LiquidationEngine engine, JournalPlace place, StateSummary summary) {
    Path part = file.resolveSibling(file.getFileName() + PART);
    try {
      SnapshotHeader header =
          new SnapshotHeader(
              engine.sequence(), engine.lastTimestamp(), engine.limits(), place, summary, 0, 0);
      SnapshotHeader written = writePart(part, engine, header);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(file);
      return written;
    } catch (IOException | UncheckedIOException e) {
      deletePart(part, e);
      throw new SnapshotException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static SnapshotHeader writePart(
      Path part, LiquidationEngine engine, SnapshotHeader header) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      SnapshotOutput output = new SnapshotOutput(channel, header.sequence());
      StateStream stream = new StateStream(output, false);
      engine.state(stream);
      stream.finish();
      return output.finish(header);
    }
  }

  /** So that the new name survives a loss of power as well; not every system can. */
  private static void forceFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file is whole under its name or not there, which is all that a reader needs.
      return;
    }
  }

  private static void deletePart(Path part, Exception cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Reads what a snapshot says of itself, and looks at its length, not at its state.
   *
   * @throws SnapshotException if it cannot be read, is damaged there, or is of another version
   */
  public static SnapshotHeader readHeader(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SnapshotHeader header = readHeader(file, channel);
      new SnapshotInput(file, channel, header);
      return header;
    } catch (IOException e) {
      throw new SnapshotException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static SnapshotHeader readHeader(Path file, FileChannel channel) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(SnapshotDescriptor.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Until the header is whole or the file ends.
    }
    return SnapshotHeader.decode(file, bytes.flip());
  }

  /**
   * Makes an engine of a snapshot.
   *
   * @param file the snapshot
   * @param events takes the events of the commands to come
   * @return an engine that goes on as the one did that was written
   * @throws SnapshotException if it cannot be read, is damaged, or is of another version
   */
  public static LiquidationEngine restore(Path file, EventSink events) {
    LiquidationEngine engine = new LiquidationEngine(readHeader(file).limits(), events);
    restore(file, engine);
    return engine;
  }

  /**
   * Brings a fresh engine into the state of a snapshot.
   *
   * @param file the snapshot
   * @param engine fresh, with the limits of the one that was written; of no use if this throws
   * @return what the snapshot says of itself
   * @throws SnapshotException if it cannot be read, is damaged, or is of another version
   */
  public static SnapshotHeader restore(Path file, LiquidationEngine engine) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SnapshotHeader header = readHeader(file, channel);
      StateStream stream = new StateStream(new SnapshotInput(file, channel, header), true);
      engine.state(stream);
      stream.finish();
      if (engine.sequence() != header.sequence() || !engine.summary().equals(header.summary())) {
        throw new SnapshotException(file + " does not hold the state that it says it does");
      }
      return header;
    } catch (IOException e) {
      throw new SnapshotException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (SnapshotException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SnapshotException(file + " cannot be restored: " + e.getMessage(), e);
    }
  }
}
