package io.plimsoll.tools.report;

import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioDocument;
import java.io.PrintWriter;

/** A scenario file for people: every value with where it comes from. */
public final class ScenarioPage {
  private final PrintWriter out;
  private final ScenarioDocument document;

  /**
   * A page.
   *
   * @param out where to
   * @param document what about
   */
  public ScenarioPage(PrintWriter out, ScenarioDocument document) {
    this.out = out;
    this.document = document;
  }

  /** Prints all of it. */
  public void print() {
    Scenario scenario = document.scenario();
    out.printf("%s: %s%n", scenario.name(), scenario.title());
    if (!scenario.teaches().isEmpty()) {
      out.printf("%s%n", scenario.teaches());
    }
    ValueList list = new ValueList(out);
    list.lines("What to see", scenario.look());
    list.values(document.values());
    list.references(document.references());
  }
}
