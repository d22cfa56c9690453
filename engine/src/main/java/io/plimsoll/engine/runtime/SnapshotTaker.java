package io.plimsoll.engine.runtime;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.core.StateSummary;
import io.plimsoll.engine.journal.Journal;
import io.plimsoll.engine.snapshot.SnapshotException;
import io.plimsoll.engine.snapshot.SnapshotFolder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SnapshotTakenDecoder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Writes a snapshot after each TakeSnapshot. The engine itself takes no part in that: it says what
 * it holds, and the runtime writes once the command and its events are journaled, so a replay that
 * writes none gives the same events.
 */
final class SnapshotTaker {
  private final SnapshotFolder folder;
  private final int kept;
  private final EngineCounters counters;
  private final Consumer<String> notices;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final SnapshotTakenDecoder taken = new SnapshotTakenDecoder();
  private StateSummary due;

  SnapshotTaker(Path journal, EngineOptions options, EngineCounters counters) {
    this.folder = SnapshotFolder.of(journal);
    this.kept = options.snapshotsKept();
    this.counters = counters;
    this.notices = options.notices();
  }

  /** Notes what a SnapshotTaken says; other events are nothing to it. */
  void onEvent(DirectBuffer buffer, int offset) {
    if (Messages.templateId(buffer, offset) == SnapshotTakenDecoder.TEMPLATE_ID) {
      taken.wrapAndApplyHeader(buffer, offset, header);
      byte[] digest = new byte[SnapshotTakenDecoder.digestLength()];
      taken.getDigest(digest, 0, digest.length);
      due =
          new StateSummary(
              taken.accounts(),
              taken.openPositions(),
              taken.openOrders(),
              taken.openLiquidations(),
              HexFormat.of().formatHex(digest));
    }
  }

  /**
   * Writes the snapshot that is due, if one is. One that cannot be written is told and no more: the
   * journal has all that is needed.
   */
  void endOfCommand(LiquidationEngine engine, Journal journal) {
    if (due == null) {
      return;
    }
    StateSummary summary = due;
    due = null;
    try {
      folder.write(engine, journal.syncedPlace(engine.sequence()), summary, kept);
      counters.snapshotAt(engine.sequence());
    } catch (SnapshotException e) {
      counters.snapshotFailed();
      notices.accept("no snapshot at sequence " + engine.sequence() + ": " + e.getMessage());
    }
  }
}
