package io.plimsoll.tools.bench;

/**
 * One line of a bench.
 *
 * @param scenario what is sent
 * @param journal what is kept
 * @param ring what it goes through
 */
public record RunSpec(Scenario scenario, JournalMode journal, Ring ring) {
  /** A name for files. */
  public String fileName() {
    return scenario + "-" + journal + "-" + ring;
  }
}
