package io.plimsoll.tools.importer;

/**
 * What was in a file.
 *
 * @param format name of its layout
 * @param symbol whose rows counted; empty if the file does not say
 * @param rows that could be used
 * @param mistakes those that could not
 * @param otherSymbols rows of other symbols
 * @param late rows that came late and count as of the time of the row before
 * @param first time, in nanoseconds since 1970
 * @param last time, in nanoseconds since 1970
 * @param bytes of the file, unpacked
 */
public record ImportSummary(
    String format,
    String symbol,
    long rows,
    Mistakes mistakes,
    long otherSymbols,
    long late,
    long first,
    long last,
    long bytes) {}
