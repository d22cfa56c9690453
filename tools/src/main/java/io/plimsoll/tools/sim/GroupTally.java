package io.plimsoll.tools.sim;

import io.plimsoll.tools.crowd.GroupSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What became of each group of traders. */
public final class GroupTally {
  /** One group's numbers. */
  public static final class Group {
    private final GroupSpec spec;
    private int traders;
    private int holders;
    private int liquidated;
    private long entered;
    private long notEntered;
    private long stoppedOut;
    private long called;
    private long toppedUp;
    private BigInteger paidIn = BigInteger.ZERO;
    private BigInteger left = BigInteger.ZERO;

    private Group(GroupSpec spec) {
      this.spec = spec;
    }

    /** What its traders are like. */
    public GroupSpec spec() {
      return spec;
    }

    /** How many traders. */
    public int traders() {
      return traders;
    }

    /** Traders who held, or wanted, any position. */
    public int holders() {
      return holders;
    }

    /** Traders liquidated at least once. */
    public int liquidated() {
      return liquidated;
    }

    /** Positions entered while the market ran. */
    public long entered() {
      return entered;
    }

    /** Positions that were wanted then, and not had: refused, or nobody sold. */
    public long notEntered() {
      return notEntered;
    }

    /** Positions that a stop-loss closed, at least in part. */
    public long stoppedOut() {
      return stoppedOut;
    }

    /** Margin calls. */
    public long called() {
      return called;
    }

    /** How often margin was added. */
    public long toppedUp() {
      return toppedUp;
    }

    /** All that was paid in, in units of money; collateral counts in full, at the first marks. */
    public BigInteger paidIn() {
      return paidIn;
    }

    /** Balances, margins and unrealised PnL at the end, at the last marks, in units of money. */
    public BigInteger left() {
      return left;
    }
  }

  private final List<Group> groups = new ArrayList<>();
  private final short[] groupOf;

  GroupTally(List<GroupSpec> specs, int accounts) {
    specs.forEach(spec -> groups.add(new Group(spec)));
    groupOf = new short[accounts + 1];
  }

  void add(long account, int group, boolean holds) {
    groupOf[(int) account] = (short) group;
    groups.get(group).traders++;
    if (holds) {
      groups.get(group).holders++;
    }
  }

  void entered(long account, boolean had) {
    if (had) {
      of(account).entered++;
    } else {
      of(account).notEntered++;
    }
  }

  void stoppedOut(long account) {
    of(account).stoppedOut++;
  }

  void called(long account) {
    of(account).called++;
  }

  void toppedUp(long account) {
    of(account).toppedUp++;
  }

  /**
   * The run is over: who was liquidated, and what is left.
   *
   * @param holdings of all traders
   * @param first marks of the instruments
   * @param last marks
   */
  void end(Holdings holdings, long[] first, long[] last) {
    for (int account = 1; account < groupOf.length; account++) {
      Group group = of(account);
      group.paidIn = group.paidIn.add(holdings.paidIn(account, first));
      group.left = group.left.add(holdings.equity(account, last));
      if (holdings.wasLiquidated(account)) {
        group.liquidated++;
      }
    }
  }

  private Group of(long account) {
    return groups.get(groupOf[(int) account]);
  }

  /** All groups: those of named traders first. */
  public List<Group> all() {
    return List.copyOf(groups);
  }
}
