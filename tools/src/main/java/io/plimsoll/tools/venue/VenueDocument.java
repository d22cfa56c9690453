package io.plimsoll.tools.venue;

import io.plimsoll.tools.UserError;
import java.util.List;

/**
 * A venue file with what it says about itself.
 *
 * @param file name, for people
 * @param title of the venue, for people; its name if the file tells none
 * @param kind what can be done there
 * @param reason SPOT_ONLY: why there is no leverage; else empty
 * @param spec what the file says; of a SPOT_ONLY venue the name alone means something
 * @param references its sources
 * @param values all values, with their origins
 * @param notModelled what the venue does and the engine, or this file, does not
 */
public record VenueDocument(
    String file,
    String title,
    VenueKind kind,
    String reason,
    VenueSpec spec,
    List<Reference> references,
    List<VenueValue> values,
    List<String> notModelled) {
  /** Copies the lists. */
  public VenueDocument {
    references = List.copyOf(references);
    values = List.copyOf(values);
    notModelled = List.copyOf(notModelled);
  }

  /**
   * The venue, for leveraged accounts.
   *
   * @throws UserError at a SPOT_ONLY venue
   */
  public VenueSpec leveraged() {
    if (kind == VenueKind.SPOT_ONLY) {
      throw new UserError(
          "venue "
              + spec.name()
              + " takes no leveraged accounts: "
              + reason
              + "; expected a venue with leverage (plimsoll venue list)");
    }
    return spec;
  }

  /** How many values are assumptions. */
  public long assumptions() {
    return values.stream().filter(value -> value.origin().isAssumption()).count();
  }
}
