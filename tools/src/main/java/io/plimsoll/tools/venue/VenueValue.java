package io.plimsoll.tools.venue;

/**
 * One value of a venue file.
 *
 * @param path of its key, such as {@code fees.maker}
 * @param text as the file would write it
 * @param line of the file; that of its section where it is left out
 * @param given whether the file has it; otherwise it is what stands when the key is left out
 * @param origin where it comes from
 */
public record VenueValue(String path, String text, int line, boolean given, Origin origin) {}
