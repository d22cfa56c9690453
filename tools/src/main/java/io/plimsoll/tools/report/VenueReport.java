package io.plimsoll.tools.report;

import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueKind;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A venue file for people: every value with where it comes from. */
public final class VenueReport {
  private final PrintWriter out;
  private final VenueDocument venue;

  /**
   * A report.
   *
   * @param out where to
   * @param venue what about
   */
  public VenueReport(PrintWriter out, VenueDocument venue) {
    this.out = out;
    this.venue = venue;
  }

  /** Prints all of it. */
  public void print() {
    out.printf("%s: %s%n", venue.spec().name(), venue.title());
    if (venue.kind() == VenueKind.SPOT_ONLY) {
      out.printf("Leveraged accounts are rejected: %s.%n", venue.reason());
    } else {
      out.printf("Instruments: %s%n", instruments());
    }
    ValueList list = new ValueList(out);
    list.values(venue.values());
    list.references(venue.references());
    list.lines("Not modelled", venue.notModelled());
  }

  private String instruments() {
    return venue.spec().instruments().stream()
        .map(InstrumentSpec::contract)
        .map(contract -> contract.symbol() + ", settled in " + contract.asset())
        .collect(Collectors.joining("; "));
  }
}
