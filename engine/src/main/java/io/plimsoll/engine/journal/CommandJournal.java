package io.plimsoll.engine.journal;

import org.agrona.DirectBuffer;

/** Takes commands before the engine applies them. One thread at a time. */
public interface CommandJournal extends AutoCloseable {
  /** Longest command that a journal takes, in bytes: above what the engine itself takes. */
  int COMMAND_LENGTH_MAX = 8192;

  /**
   * Takes a command, to be recorded together with others by {@link #flush}.
   *
   * @param sequence of the command: one above the last
   * @param buffer holds the command
   * @param offset of the command
   * @param length of the command, 0 to {@link #COMMAND_LENGTH_MAX} bytes
   * @throws IllegalArgumentException if the sequence or length is none of these
   * @throws JournalException if the disk is full or fails
   */
  void add(long sequence, DirectBuffer buffer, int offset, int length);

  /**
   * Records what was added. When it returns, those commands survive a kill of the process; under
   * {@link Durability#syncEvery} they may also have been forced to disk.
   *
   * @throws JournalException if the disk is full or fails
   */
  void flush();

  /**
   * Forces what was appended to disk.
   *
   * @throws JournalException if the disk fails
   */
  void sync();

  /**
   * Writes the end mark, forces all to disk and closes. What was added and not recorded is lost.
   */
  @Override
  void close();
}
