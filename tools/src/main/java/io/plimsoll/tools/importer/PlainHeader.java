package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;
import java.util.Arrays;
import java.util.List;

/** Says which columns the header of a plain CSV may have. */
final class PlainHeader {
  private static final List<Column> BAR =
      List.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE, Column.VOLUME);

  private PlainHeader() {}

  static void check(String at, List<String> header) {
    List<String> known = Arrays.stream(Column.values()).map(Column::label).toList();
    for (String name : header) {
      if (!name.equals("time") && !known.contains(name)) {
        throw new UserError(
            at
                + "no column of the plain format is named '"
                + name
                + "'; expected time, "
                + String.join(", ", known));
      }
    }
    if (header.size() == 1) {
      throw new UserError(at + "time stands alone; expected one more column, such as price");
    }
    List<String> bar = BAR.stream().map(Column::label).toList();
    if (bar.stream().anyMatch(header::contains) && !header.containsAll(bar)) {
      String missing =
          bar.stream().filter(name -> !header.contains(name)).findFirst().orElseThrow();
      throw new UserError(
          at + "no column " + missing + "; expected all of " + String.join(",", bar));
    }
  }
}
