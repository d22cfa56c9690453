package io.plimsoll.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.MarkdownBook.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/book quotes is what the commands print, and no page points into the void. */
class BookTest {
  private static final String JOURNALS = "plimsoll-journal/";

  @TempDir Path journals;
  private final Map<String, List<String>> printed = new HashMap<>();

  @Test
  void everyQuoteIsPrintedByTheCommandAboveIt() throws IOException {
    int quotes = 0;
    for (Path chapter : MarkdownBook.chapters()) {
      for (Quote quote : MarkdownBook.quotes(chapter)) {
        assertPrinted(quote, output(quote.command()));
        quotes++;
      }
    }
    assertTrue(quotes >= 15, "only " + quotes + " quotes were found");
  }

  @Test
  void everyRelativeLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : MarkdownBook.pages()) {
      String text = Files.readString(page);
      for (String link : MarkdownBook.relativeLinks(text)) {
        links++;
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        boolean found =
            Files.exists(target)
                && (parts.length == 1 || MarkdownBook.anchors(target).contains(parts[1]));
        if (!found) {
          broken.add(page.getFileName() + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links >= 30, "only " + links + " links were found");
  }

  /** Every part of the quote is there in one piece, the parts in their order. */
  private static void assertPrinted(Quote quote, List<String> output) {
    int from = 0;
    for (List<String> part : quote.parts()) {
      int at = find(part, output, from);
      if (at < 0) {
        throw new AssertionError(
            quote
                + ": not printed by "
                + quote.command()
                + " after its line "
                + from
                + ":\n"
                + String.join("\n", part)
                + "\nIt prints:\n"
                + String.join("\n", output));
      }
      from = at + part.size();
    }
  }

  private static int find(List<String> part, List<String> output, int from) {
    for (int at = from; at + part.size() <= output.size(); at++) {
      if (output.subList(at, at + part.size()).equals(part)) {
        return at;
      }
    }
    return -1;
  }

  /** Each command runs once, in the order of the book, with journals of this test. */
  private List<String> output(String command) {
    return printed.computeIfAbsent(command, this::run);
  }

  private List<String> run(String command) {
    assertTrue(command.startsWith("tools/plimsoll "), command);
    String[] args = command.substring("tools/plimsoll ".length()).strip().split(" +");
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(JOURNALS)) {
        args[i] = journals.resolve(args[i].substring(JOURNALS.length())).toString();
      }
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Plimsoll.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    assertEquals(0, code, () -> command + "\n" + err);
    return out.toString().lines().map(String::stripTrailing).toList();
  }
}
