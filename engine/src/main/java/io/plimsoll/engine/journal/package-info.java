/**
 * Records commands and events on disk, reads them back, and replays them.
 *
 * <pre>
 *   journal/
 *     journal.properties        what it is; enough to replay it without any configuration
 *     writer.lock               locked by the one process that writes
 *     commands/000001/*.cq4     command documents, first run of the writer
 *     commands/000002/*.cq4     ... after it was continued
 *     events/000001/*.cq4       event documents, where they are recorded
 * </pre>
 *
 * <p>Each time a writer opens the journal it starts a segment of its own, and never touches an
 * older one, so that a torn end stays as it was found. {@link
 * io.plimsoll.engine.journal.JournalReader} strings the segments together. Files are written by
 * Chronicle Queue (one class knows it) and read with plain file reads that check every length and
 * checksum: a damaged file is a message, not a crash.
 */
package io.plimsoll.engine.journal;
