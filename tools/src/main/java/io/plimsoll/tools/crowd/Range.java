package io.plimsoll.tools.crowd;

import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;

/**
 * An even spread from one number to another, both included.
 *
 * @param from the smallest
 * @param to the largest, not below it
 */
public record Range(long from, long to) {
  /** Draws one. */
  long draw(Draws draws) {
    return draws.between(from, to);
  }

  /**
   * Reads one: a number, or a section with {@code from} and {@code to}.
   *
   * @param section in which it stands
   * @param key under which
   * @param measure of both ends
   * @param otherwise what stands if the key is left out
   */
  static Range read(Section section, String key, Measure measure, long otherwise) {
    if (!section.isSection(key)) {
      long number = section.number(key, measure, otherwise);
      return new Range(number, number);
    }
    Section ends = section.section(key);
    long from = ends.number("from", measure);
    long to = ends.number("to", measure);
    ends.end();
    if (to < from) {
      throw ends.wrong("to", "at least " + measure.show(from) + ", as from");
    }
    return new Range(from, to);
  }
}
