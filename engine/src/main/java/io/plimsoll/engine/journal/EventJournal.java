package io.plimsoll.engine.journal;

import org.agrona.DirectBuffer;

/** Takes the events of each command. One thread at a time. */
public interface EventJournal extends AutoCloseable {
  /** Longest event that a journal takes, in bytes. */
  int EVENT_LENGTH_MAX = DocumentDescriptor.PAYLOAD_LENGTH_MAX - Integer.BYTES;

  /**
   * Adds an event to those of a command. It may stay in memory until {@link #flush}.
   *
   * @param sequence of the command: that of the last call, or one above the last command that ended
   * @param buffer holds the event
   * @param offset of the event
   * @param length of the event, 0 to {@link #EVENT_LENGTH_MAX} bytes
   * @throws IllegalArgumentException if the sequence or length is none of these
   * @throws JournalException if the disk is full or fails
   */
  void append(long sequence, DirectBuffer buffer, int offset, int length);

  /**
   * Ends a command, also one without events.
   *
   * @param sequence of the command
   * @throws JournalException if the disk is full or fails
   */
  void endOfCommand(long sequence);

  /**
   * Writes what is left in memory of commands that have ended.
   *
   * @throws JournalException if the disk is full or fails
   */
  void flush();

  /**
   * Forces what was written to disk.
   *
   * @throws JournalException if the disk fails
   */
  void sync();

  /** Writes the end mark, forces all to disk and closes. What was not flushed is lost. */
  @Override
  void close();
}
