package io.plimsoll.tools.report;

import io.plimsoll.tools.venue.Reference;
import io.plimsoll.tools.venue.VenueValue;
import java.io.PrintWriter;
import java.util.List;

/** Values of a file with where they come from. */
final class ValueList {
  private final PrintWriter out;

  ValueList(PrintWriter out) {
    this.out = out;
  }

  /** Every value, with where it comes from. */
  void values(List<VenueValue> values) {
    if (values.isEmpty()) {
      return;
    }
    out.printf(
        "%n%d values, %d of them assumptions; a value in brackets stands because the file leaves its key out%n",
        values.size(), values.stream().filter(value -> value.origin().isAssumption()).count());
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

  /** The sources. */
  void references(List<Reference> references) {
    lines("Sources", references.stream().map(ValueList::reference).toList());
  }

  private static String reference(Reference reference) {
    return reference.title()
        + ", "
        + reference.date()
        + reference.url().map(url -> ", " + url).orElse("");
  }

  /** A heading and lines below it; nothing if there are none. */
  void lines(String head, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", head);
    lines.forEach(line -> out.printf("  %s%n", line));
  }
}
