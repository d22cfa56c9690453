package io.plimsoll.engine.journal;

/**
 * Where a document of a journal lies.
 *
 * @param segment number of its segment, 1 or above; 0 for no document
 * @param position of the document's header in the segment's file, in bytes
 * @param crc the document's own checksum
 */
public record DocumentPlace(int segment, long position, int crc) {
  /** No document. */
  public static final DocumentPlace NONE = new DocumentPlace(0, 0, 0);

  /** Whether there is a document. */
  public boolean exists() {
    return segment != 0;
  }
}
