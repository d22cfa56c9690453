package io.plimsoll.engine.snapshot;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.journal.JournalPlace;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A journal opened where its replay has least to do: at its newest good snapshot, or else at its
 * first command.
 */
public final class JournalStart implements AutoCloseable {
  private final JournalReader reader;
  private final Replayer replayer;
  private final JournalPlace place;
  private final Path snapshot;

  private JournalStart(JournalReader reader, Replayer replayer, JournalPlace place, Path snapshot) {
    this.reader = reader;
    this.replayer = replayer;
    this.place = place;
    this.snapshot = snapshot;
  }

  /**
   * At the first command.
   *
   * @param journal its folder
   * @param sink takes each event, during the replay and of whatever is applied later
   * @param verify whether to compare events with the recorded ones
   * @throws JournalException if the journal cannot be read
   */
  public static JournalStart first(Path journal, EventSink sink, boolean verify) {
    JournalReader reader = JournalReader.open(journal);
    try {
      return new JournalStart(reader, new Replayer(reader, sink, verify), JournalPlace.START, null);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * At the newest snapshot that is whole, fits this version and belongs to the journal; at the
   * first command if there is none.
   *
   * @param journal its folder
   * @param sink takes each event, during the replay and of whatever is applied later
   * @param verify whether to compare events with the recorded ones
   * @param until only snapshots up to here count
   * @param needsEvents whether only a snapshot will do up to which events are recorded
   * @param skipped hears, in one line each, which snapshots are of no use and why
   * @throws JournalException if the journal cannot be read
   */
  public static JournalStart newest(
      Path journal,
      EventSink sink,
      boolean verify,
      ReplayUntil until,
      boolean needsEvents,
      Consumer<String> skipped) {
    for (Path snapshot : SnapshotFolder.of(journal).newestFirst()) {
      if (SnapshotFolder.sequence(snapshot) > until.sequence()) {
        continue;
      }
      try {
        SnapshotHeader header = SnapshotFile.readHeader(snapshot);
        if (header.timestamp() <= until.timestamp()) {
          return at(snapshot, header, journal, sink, verify, needsEvents);
        }
      } catch (SnapshotException e) {
        skipped.accept("snapshot skipped: " + e.getMessage());
      }
    }
    return first(journal, sink, verify);
  }

  /**
   * At a snapshot.
   *
   * @throws SnapshotException if it is damaged, of another version, or not of this journal
   * @throws JournalException if the journal cannot be read at all
   */
  public static JournalStart at(Path snapshot, Path journal, EventSink sink, boolean verify) {
    return at(snapshot, SnapshotFile.readHeader(snapshot), journal, sink, verify, false);
  }

  private static JournalStart at(
      Path snapshot,
      SnapshotHeader header,
      Path journal,
      EventSink sink,
      boolean verify,
      boolean needsEvents) {
    JournalPlace place = header.place();
    if (place.isStart()) {
      throw new SnapshotException(snapshot + " was taken without a journal");
    }
    if (needsEvents && !place.events().exists()) {
      throw new SnapshotException(snapshot + " was taken while events were not recorded");
    }
    JournalReader reader = open(snapshot, journal, place);
    try {
      Replayer replayer =
          new Replayer(reader, sink, verify, engine -> SnapshotFile.restore(snapshot, engine));
      return new JournalStart(reader, replayer, place, snapshot);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static JournalReader open(Path snapshot, Path journal, JournalPlace place) {
    try {
      return JournalReader.open(journal, place);
    } catch (JournalException e) {
      throw new SnapshotException(
          snapshot + " does not belong to this journal: " + e.getMessage(), e);
    }
  }

  /** Before the first command to replay. */
  public JournalReader reader() {
    return reader;
  }

  /** Its engine is in the state before that command. */
  public Replayer replayer() {
    return replayer;
  }

  /** Where the replay starts. */
  public JournalPlace place() {
    return place;
  }

  /** The snapshot it starts from, if it does. */
  public Optional<Path> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  @Override
  public void close() {
    reader.close();
  }
}
