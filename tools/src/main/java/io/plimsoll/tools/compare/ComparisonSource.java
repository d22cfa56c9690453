package io.plimsoll.tools.compare;

import java.util.List;
import java.util.Map;

/**
 * What the page of a comparison is made of.
 *
 * @param title what was compared, in a few words
 * @param facts tape, crowd, seed, for people
 * @param results of the venues, in their order
 * @param reports where the report of each venue is, by name, from the page on; none for some
 * @param command that runs it again, as a shell takes it
 */
public record ComparisonSource(
    String title,
    Map<String, String> facts,
    List<VenueResult> results,
    Map<String, String> reports,
    String command) {
  /** Copies the list. */
  public ComparisonSource {
    results = List.copyOf(results);
  }
}
