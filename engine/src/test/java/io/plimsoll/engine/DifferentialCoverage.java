package io.plimsoll.engine;

import java.util.List;

/** What the streams of the differential test must have been through to be worth anything. */
final class DifferentialCoverage {
  static final List<String> REQUIRED = List.of();

  private DifferentialCoverage() {}
}
