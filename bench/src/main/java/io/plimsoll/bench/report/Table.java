package io.plimsoll.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown; the first column is text, the others are figures. */
final class Table {
  private final List<String> lines = new ArrayList<>();
  private final int columns;

  Table(String... titles) {
    columns = titles.length;
    row(titles);
    lines.add("| --- |" + " ---: |".repeat(columns - 1));
  }

  Table row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells, not " + columns);
    }
    lines.add("| " + String.join(" | ", cells) + " |");
    return this;
  }

  boolean isEmpty() {
    return lines.size() == 2;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
