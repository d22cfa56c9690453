package io.plimsoll.tools.crowd;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What of a whole falls to each of several choices.
 *
 * @param choices at least one
 * @param parts of each, in parts per billion; they sum to 1,000,000,000
 * @param <T> what is chosen
 */
public record Shares<T>(List<T> choices, List<Long> parts) {
  /** Copies the lists. */
  public Shares {
    choices = List.copyOf(choices);
    parts = List.copyOf(parts);
  }

  /** All falls to one. */
  static <T> Shares<T> all(T choice) {
    return new Shares<>(List.of(choice), List.of(Draws.PPB));
  }

  /** Draws one. */
  T draw(Draws draws) {
    long point = draws.below(Draws.PPB);
    for (int i = 0; ; i++) {
      point -= parts.get(i);
      if (point < 0) {
        return choices.get(i);
      }
    }
  }

  /**
   * Reads a section whose keys are choices and whose values are percentages that sum to 100 %.
   *
   * @param section in which it stands
   * @param key under which
   * @param choice what a key stands for; throws if it stands for nothing
   */
  static <T> Shares<T> read(Section section, String key, Function<Choice, T> choice) {
    Section list = section.section(key);
    List<T> choices = new ArrayList<>();
    List<Long> parts = new ArrayList<>();
    for (String name : list.keys()) {
      choices.add(choice.apply(new Choice(list, name)));
      parts.add(list.number(name, Measure.percent(0, Draws.PPB)));
    }
    list.end();
    checkSum(section, key, parts);
    return new Shares<>(choices, parts);
  }

  /**
   * Refuses shares that do not make a whole.
   *
   * @param section in which they stand
   * @param key under which
   * @param parts in parts per billion
   */
  static void checkSum(Section section, String key, List<Long> parts) {
    long sum = parts.stream().mapToLong(Long::longValue).sum();
    if (sum != Draws.PPB) {
      throw section.wrong(
          key, "shares that sum to 100 %; they sum to " + Measure.percent(0, Draws.PPB).show(sum));
    }
  }

  /**
   * A key that names a choice.
   *
   * @param section in which it stands
   * @param key as it is written
   */
  record Choice(Section section, String key) {
    /** A whole number in a range. */
    int number(int min, int max) {
      if (!key.matches("[0-9]{1,9}")
          || Integer.parseInt(key) < min
          || Integer.parseInt(key) > max) {
        throw wrong("keys from " + min + " to " + max);
      }
      return Integer.parseInt(key);
    }

    /** A mistake in the key. */
    UserError wrong(String expected) {
      return section.misplaced(key, expected);
    }
  }
}
