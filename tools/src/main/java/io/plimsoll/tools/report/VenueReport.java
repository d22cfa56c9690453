package io.plimsoll.tools.report;

import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.Reference;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueKind;
import io.plimsoll.tools.venue.VenueValue;
import java.io.PrintWriter;
import java.util.List;
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
    printValues();
    printReferences();
    printList("Not modelled", venue.notModelled());
  }

  private String instruments() {
    return venue.spec().instruments().stream()
        .map(InstrumentSpec::contract)
        .map(contract -> contract.symbol() + ", settled in " + contract.asset())
        .collect(Collectors.joining("; "));
  }

  private void printValues() {
    List<VenueValue> values = venue.values();
    if (values.isEmpty()) {
      return;
    }
    out.printf(
        "%n%d values, %d of them assumptions; a value in brackets stands because the file leaves its key out%n",
        values.size(), venue.assumptions());
    int path = values.stream().mapToInt(value -> value.path().length()).max().orElse(0);
    int text = values.stream().mapToInt(value -> shown(value).length()).max().orElse(0);
    for (VenueValue value : values) {
      out.printf(
          "  %-" + path + "s  %-" + text + "s  %s%n", value.path(), shown(value), origin(value));
    }
  }

  private static String shown(VenueValue value) {
    return value.given() ? value.text() : "(" + value.text() + ")";
  }

  private static String origin(VenueValue value) {
    return value.origin().isAssumption()
        ? value.origin().text()
        : "source: " + value.origin().text();
  }

  private void printReferences() {
    printList("Sources", venue.references().stream().map(VenueReport::reference).toList());
  }

  private static String reference(Reference reference) {
    return reference.title()
        + ", "
        + reference.date()
        + reference.url().map(url -> ", " + url).orElse("");
  }

  private void printList(String head, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", head);
    lines.forEach(line -> out.printf("  %s%n", line));
  }
}
