package io.plimsoll.tools.scenario;

import io.plimsoll.tools.venue.Reference;
import io.plimsoll.tools.venue.VenueValue;
import java.util.List;

/**
 * A scenario file with what it says about itself.
 *
 * @param file name, for people
 * @param text of the file
 * @param scenario what it says
 * @param references its sources
 * @param values all values, with their origins
 */
public record ScenarioDocument(
    String file,
    String text,
    Scenario scenario,
    List<Reference> references,
    List<VenueValue> values) {
  /** Copies the lists. */
  public ScenarioDocument {
    references = List.copyOf(references);
    values = List.copyOf(values);
  }

  /** How many values are assumptions. */
  public long assumptions() {
    return values.stream().filter(value -> value.origin().isAssumption()).count();
  }
}
