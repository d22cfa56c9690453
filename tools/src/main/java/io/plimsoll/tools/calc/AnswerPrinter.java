package io.plimsoll.tools.calc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.tools.calc.AnswerText.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints answers as text, Markdown or JSON. */
public final class AnswerPrinter {
  /** How answers are printed. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One object. */
    JSON,
    /** Headings and tables. */
    MARKDOWN
  }

  private final PrintWriter out;
  private final Format format;

  /**
   * A printer.
   *
   * @param out where to
   * @param format how
   */
  public AnswerPrinter(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  /** Prints an answer. */
  public void print(AnswerText answer) {
    switch (format) {
      case JSON -> json(answer);
      case MARKDOWN -> markdown(answer);
      case TEXT -> text(answer);
    }
    out.flush();
  }

  private void text(AnswerText answer) {
    out.println(answer.title());
    out.println();
    answer.figures().forEach((name, value) -> out.printf("  %-20s %s%n", name, value));
    out.println();
    answer.steps().forEach(out::println);
    for (Table table : tables(answer)) {
      out.println();
      table(table);
    }
    list("Assumptions behind it (not verified)", answer.assumptions());
  }

  /** Prints a table alone. */
  public void table(Table table) {
    if (format == Format.MARKDOWN) {
      markdown(table);
      return;
    }
    int[] widths = new int[table.head().size()];
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.head());
    rows.addAll(table.rows());
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    out.println(table.title());
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < widths.length; i++) {
        line.append(" ".repeat(widths[i] - row.get(i).length() + 1)).append(row.get(i)).append(' ');
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Prints lines below a heading. */
  public void list(String head, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println();
      out.println(format == Format.MARKDOWN ? "### " + head + "\n" : head);
      lines.forEach(line -> out.println((format == Format.MARKDOWN ? "- " : "  ") + line));
    }
  }

  private static List<Table> tables(AnswerText answer) {
    return List.of(answer.moves(), answer.leverages());
  }

  private void markdown(AnswerText answer) {
    out.println("## " + answer.title());
    out.println();
    out.println("| figure | value |");
    out.println("| --- | ---: |");
    answer.figures().forEach((name, value) -> out.printf("| %s | %s |%n", name, value));
    out.println();
    out.println("```");
    answer.steps().forEach(out::println);
    out.println("```");
    tables(answer).forEach(this::markdown);
    list("Assumptions behind it (not verified)", answer.assumptions());
  }

  private void markdown(Table table) {
    out.println();
    out.println("### " + table.title());
    out.println();
    out.println("| " + String.join(" | ", table.head()) + " |");
    out.println("|" + " ---: |".repeat(table.head().size()));
    table.rows().forEach(row -> out.println("| " + String.join(" | ", row) + " |"));
  }

  private void json(AnswerText answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", answer.title());
    json.put("figures", answer.figures());
    json.put("steps", answer.steps());
    json.put("moves", objects(answer.moves()));
    json.put("leverages", objects(answer.leverages()));
    json.put("assumptions", answer.assumptions());
    write(json);
  }

  /** Prints a JSON object. */
  void write(Map<String, Object> json) {
    try {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A table's rows as objects. */
  static List<Map<String, String>> objects(Table table) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> row : table.rows()) {
      Map<String, String> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        String head = table.head().get(i);
        object.put(object.containsKey(head) ? head + " to it" : head, row.get(i));
      }
      rows.add(object);
    }
    return rows;
  }

  /**
   * Prints a lesson.
   *
   * @param title of it
   * @param intro what it is about
   * @param tables its numbers
   * @param lesson what to take from it
   */
  void lesson(String title, List<String> intro, List<Table> tables, List<String> lesson) {
    if (format == Format.JSON) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("title", title);
      json.put("intro", intro);
      for (Table table : tables) {
        json.put(table.title(), objects(table));
      }
      json.put("lesson", lesson);
      write(json);
    } else {
      out.println(format == Format.MARKDOWN ? "## " + title + "\n" : title);
      intro.forEach(out::println);
      for (Table table : tables) {
        out.println();
        table(table);
      }
      out.println();
      lesson.forEach(out::println);
    }
    out.flush();
  }
}
