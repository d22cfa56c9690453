package io.plimsoll.tools.explain;

import io.plimsoll.tools.report.Text;
import java.util.ArrayList;
import java.util.List;

/** The lines of a story: a heading for each command that matters, and what it did below. */
final class Script {
  private final List<String> lines = new ArrayList<>();
  private long sequence;
  private long timestamp;
  private long headed;

  void at(long newSequence, long newTimestamp) {
    sequence = newSequence;
    timestamp = newTimestamp;
  }

  long sequence() {
    return sequence;
  }

  long timestamp() {
    return timestamp;
  }

  void title(String text) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(text);
  }

  /**
   * One thing that happened; the first of a command comes under a heading with time and sequence.
   */
  void tell(String text) {
    if (headed != sequence) {
      headed = sequence;
      lines.add("");
      lines.add(Text.iso(timestamp) + "  sequence " + sequence);
    }
    lines.add("  " + text);
  }

  /** How it came about, indented below. */
  void because(String text) {
    lines.add("      " + text);
  }

  void because(List<String> texts) {
    texts.forEach(this::because);
  }

  void plain(String text) {
    lines.add("  " + text);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
