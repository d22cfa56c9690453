package io.plimsoll.tools.sim;

import io.plimsoll.tools.tape.Bar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What each bar of the tape did to the crowd. */
public final class MinuteTally {
  /** One bar. */
  public static final class Minute {
    private final Bar bar;
    private int started;
    private int accounts;
    private double notional;

    private Minute(Bar bar) {
      this.bar = bar;
    }

    /** The bar. */
    public Bar bar() {
      return bar;
    }

    /** Liquidations that started in it. */
    public int started() {
      return started;
    }

    /** Accounts liquidated in it, for the first time. */
    public int accounts() {
      return accounts;
    }

    /** Sent to the market by force, at the mark, in the asset. */
    public double notional() {
      return notional;
    }
  }

  private final List<Minute> minutes = new ArrayList<>();

  void begin(Bar bar) {
    minutes.add(new Minute(bar));
  }

  void started() {
    if (!minutes.isEmpty()) {
      current().started++;
    }
  }

  void liquidated() {
    if (!minutes.isEmpty()) {
      current().accounts++;
    }
  }

  void forced(double money) {
    if (!minutes.isEmpty()) {
      current().notional += money;
    }
  }

  private Minute current() {
    return minutes.get(minutes.size() - 1);
  }

  /** All bars so far. */
  public List<Minute> all() {
    return List.copyOf(minutes);
  }

  /** The bar with the highest forced notional; of those alike, with the most accounts. */
  public Minute worst() {
    return minutes.stream()
        .max(Comparator.comparingDouble(Minute::notional).thenComparingInt(Minute::accounts))
        .orElseThrow();
  }
}
