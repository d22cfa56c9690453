package io.plimsoll.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the project's pages, and in them commands, quotes of their output, and links. */
final class MarkdownBook {
  /** A line of a quote that stands for lines left out. */
  private static final String LEFT_OUT = "…";

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private MarkdownBook() {}

  /**
   * A block of output.
   *
   * @param place file and line, for people
   * @param command the last one above it
   * @param parts its lines, cut where lines are left out
   */
  record Quote(String place, String command, List<List<String>> parts) {
    @Override
    public String toString() {
      return place;
    }
  }

  /** The project's folder, wherever the test was started. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/rules.md"))) {
      folder = folder.getParent();
      assertTrue(folder != null, "no docs/rules.md above the working directory");
    }
    return folder;
  }

  /** The chapters in reading order. */
  static List<Path> chapters() throws IOException {
    Path book = root().resolve("docs/book");
    try (Stream<Path> files = Files.list(book)) {
      List<Path> chapters = new ArrayList<>();
      chapters.add(book.resolve("README.md"));
      files
          .filter(f -> f.getFileName().toString().matches("\\d.*\\.md"))
          .sorted()
          .forEach(chapters::add);
      return chapters;
    }
  }

  /** README.md and everything under docs. */
  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(root().resolve("docs"))) {
      return Stream.concat(
              Stream.of(root().resolve("README.md")),
              files.filter(f -> f.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** Blocks marked {@code text}, each with the last command in a block marked {@code sh}. */
  static List<Quote> quotes(Path page) throws IOException {
    List<Quote> quotes = new ArrayList<>();
    List<String> block = new ArrayList<>();
    String language = null;
    String command = "";
    int number = 0;
    for (String line : Files.readAllLines(page)) {
      number++;
      if (!line.startsWith("```")) {
        block.add(line.stripTrailing());
      } else if (language == null) {
        language = line.substring(3).strip();
        block = new ArrayList<>();
      } else {
        if (language.equals("sh")) {
          command = String.join(" ", block).strip();
        } else if (language.equals("text")) {
          String place = page.getFileName() + ", the block that ends in line " + number;
          quotes.add(new Quote(place, command, parts(block)));
        }
        language = null;
      }
    }
    assertTrue(language == null, page + " has a block without an end");
    return quotes;
  }

  private static List<List<String>> parts(List<String> block) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : block) {
      if (line.strip().equals(LEFT_OUT)) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(line);
      }
    }
    parts.add(part);
    assertTrue(parts.stream().noneMatch(List::isEmpty), "nothing is quoted beside " + LEFT_OUT);
    return parts;
  }

  /** Targets of links that are not to other sites. */
  static List<String> relativeLinks(String text) {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(1).contains("://")) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  /**
   * What a link may name behind {@code #}: the page's headings, as hosts of Markdown spell them.
   */
  static Set<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ *", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
