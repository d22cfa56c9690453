package io.plimsoll.engine.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream and what an engine that is trusted answered, to be compared with others quickly. */
public final class Recording {
  private final List<byte[]> commands = new ArrayList<>();
  private final List<List<byte[]>> answers = new ArrayList<>();
  private final int accountsMax;
  private final int ordersMax;

  /** Records the stream of a seed. */
  public Recording(Subject.Factory trusted, long seed, int length) {
    StreamGenerator generator = new StreamGenerator(seed, 0);
    accountsMax = generator.accountsMax();
    ordersMax = generator.ordersMax();
    Subject subject = new Subject(trusted, accountsMax, ordersMax);
    for (int i = 0; i < length && generator.worthwhile(); i++) {
      byte[] command = i == length - 1 ? generator.snapshot() : generator.next();
      List<byte[]> events = subject.apply(command);
      commands.add(command);
      answers.add(events);
      generator.applied(command, events);
    }
  }

  /** How many commands it has. */
  public int size() {
    return commands.size();
  }

  /** A command, counted from 0. */
  public byte[] command(int index) {
    return commands.get(index);
  }

  /** Most accounts of the engine that it was recorded with. */
  public int accountsMax() {
    return accountsMax;
  }

  /** Most orders of the engine that it was recorded with. */
  public int ordersMax() {
    return ordersMax;
  }

  /** The first command that an engine answers otherwise, counted from 0; −1 if there is none. */
  public int firstDifference(Subject.Factory engine) {
    Subject subject = new Subject(engine, accountsMax, ordersMax);
    for (int i = 0; i < commands.size(); i++) {
      List<byte[]> events = subject.apply(commands.get(i));
      List<byte[]> wanted = answers.get(i);
      boolean same = events.size() == wanted.size();
      for (int j = 0; same && j < wanted.size(); j++) {
        same = Arrays.equals(events.get(j), wanted.get(j));
      }
      if (!same) {
        return i;
      }
    }
    return -1;
  }
}
