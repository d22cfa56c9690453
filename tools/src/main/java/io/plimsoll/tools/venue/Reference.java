package io.plimsoll.tools.venue;

import java.util.Optional;

/**
 * A source of values in a venue file.
 *
 * @param id by which the file cites it
 * @param title of a page, paper or repository, for people
 * @param date when it was published or read, or {@code undated}
 * @param url where it stands, if told
 */
public record Reference(String id, String title, String date, Optional<String> url) {}
