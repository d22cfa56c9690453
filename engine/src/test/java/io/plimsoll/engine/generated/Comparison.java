package io.plimsoll.engine.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs one stream through two engines and stops at the first byte that differs. */
public final class Comparison {
  private static final int SHOWN_BEFORE = 6;

  private final Subject.Factory expected;
  private final Subject.Factory actual;
  private final Coverage coverage;

  /** Compares the actual engine with the expected one, which steers the streams. */
  public Comparison(Subject.Factory expected, Subject.Factory actual, Coverage coverage) {
    this.expected = expected;
    this.actual = actual;
    this.coverage = coverage;
  }

  /**
   * One stream.
   *
   * @return how many commands it had
   * @throws AssertionError at the first difference, with all that is needed to see why
   */
  public int run(long seed, int commands) {
    return run(seed, commands, 0);
  }

  /**
   * One stream with a crowd of idle accounts, so that tasks take more than one Clock.
   *
   * @return how many commands it had, those that bring in the crowd included
   * @throws AssertionError at the first difference
   */
  public int run(long seed, int commandsAfter, int crowd) {
    int commands = commandsAfter + crowd + crowd / 8;
    StreamGenerator generator = new StreamGenerator(seed, crowd);
    Subject one = new Subject(expected, generator.accountsMax(), generator.ordersMax());
    Subject other = new Subject(actual, generator.accountsMax(), generator.ordersMax());
    StreamRules rules = new StreamRules();
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < commands && generator.worthwhile(); i++) {
      byte[] command = i == commands - 1 ? generator.snapshot() : generator.next();
      sent.add(command);
      List<byte[]> wanted = one.apply(command);
      List<byte[]> got = other.apply(command);
      if (differ(wanted, got)) {
        throw new AssertionError(story(seed, sent, generator));
      }
      check(rules, seed, sent, wanted);
      coverage.applied(command, wanted);
      generator.applied(command, wanted);
    }
    return sent.size();
  }

  private static void check(StreamRules rules, long seed, List<byte[]> sent, List<byte[]> events) {
    try {
      rules.applied(sent.get(sent.size() - 1), events);
    } catch (AssertionError e) {
      StringBuilder text = new StringBuilder();
      text.append("seed ").append(seed).append(", command ").append(sent.size());
      append(text, "both engines break a rule", events);
      throw new AssertionError(text.toString(), e);
    }
  }

  /** Whether the events differ; an engine that throws is different even from one like it. */
  private static boolean differ(List<byte[]> wanted, List<byte[]> got) {
    if (wanted.size() != got.size() || wanted.isEmpty()) {
      return true;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!Arrays.equals(wanted.get(i), got.get(i)) || Subject.Failure.is(wanted.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean differs(List<byte[]> commands, int accountsMax, int ordersMax) {
    Subject one = new Subject(expected, accountsMax, ordersMax);
    Subject other = new Subject(actual, accountsMax, ordersMax);
    for (byte[] command : commands) {
      if (differ(one.apply(command), other.apply(command))) {
        return true;
      }
    }
    return false;
  }

  private String story(long seed, List<byte[]> sent, StreamGenerator generator) {
    int accounts = generator.accountsMax();
    int orders = generator.ordersMax();
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(", command ").append(sent.size());
    text.append(", accountsMax ").append(accounts).append(", ordersMax ").append(orders);
    text.append("\nlast commands:");
    for (byte[] command : sent.subList(Math.max(0, sent.size() - SHOWN_BEFORE), sent.size())) {
      text.append("\n  ").append(MessageText.text(command));
    }
    List<byte[]> fewest = Shrinker.shrink(sent, commands -> differs(commands, accounts, orders));
    text.append("\nas few commands as show it, with their events:");
    Subject one = new Subject(expected, accounts, orders);
    Subject other = new Subject(actual, accounts, orders);
    for (byte[] command : fewest) {
      text.append("\n  ").append(MessageText.text(command));
      List<byte[]> wanted = one.apply(command);
      List<byte[]> got = other.apply(command);
      if (differ(wanted, got)) {
        append(text, "expected", wanted);
        append(text, "actual", got);
        break;
      }
      append(text, "", wanted);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String title, List<byte[]> events) {
    if (!title.isEmpty()) {
      text.append("\n    ").append(title).append(':');
    }
    for (byte[] event : events) {
      text.append("\n      ").append(Subject.Failure.text(event));
    }
  }
}
