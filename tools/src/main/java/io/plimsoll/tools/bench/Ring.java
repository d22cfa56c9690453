package io.plimsoll.tools.bench;

/** The command ring. */
public enum Ring {
  /** For any number of producers. */
  MANY_TO_ONE,

  /** For one producer. */
  ONE_TO_ONE;

  /** Its name on the command line. */
  @Override
  public String toString() {
    return Names.of(this);
  }
}
