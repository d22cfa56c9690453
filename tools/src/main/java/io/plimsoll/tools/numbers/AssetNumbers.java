package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.StageKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** What liquidations in one settlement asset came to. Money is in units of the asset. */
public final class AssetNumbers {
  private static final int LARGEST_MOST = 25;
  private static final Comparator<LiquidationRow> SMALLER =
      Comparator.comparingLong(LiquidationRow::notional)
          .thenComparing(LiquidationRow::id, Comparator.reverseOrder());

  private final int id;
  private final String symbol;
  private final int scale;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Integer, StageNumbers> stages = new TreeMap<>();
  private final PriorityQueue<LiquidationRow> largest = new PriorityQueue<>(SMALLER);
  private final Map<Amount, Sum> sums = new EnumMap<>(Amount.class);
  private long marginCalls;
  private long deleveragings;
  private long unfinished;

  /** A sum over all liquidations in the asset. */
  public enum Amount {
    /** Notional when they started, at the mark. */
    STARTED,
    /** Closed on the book by forced orders, at fill prices. */
    CLOSED,
    /** Taken over by funds and vaults, at the bankruptcy price. */
    TAKEN_OVER,
    /** Closed against others by ADL. */
    DELEVERAGED,
    /** Long legs closed against short ones, at the mark. */
    NETTED,
    /** PnL that liquidated traders realised in them; negative = they lost. */
    REALISED_PNL,
    /** Liquidation fees that they paid. */
    FEES,
    /** Margin left over that went to funds. */
    SURPLUS,
    /** Shortfalls of wallets and margins that funds paid. */
    COVERED,
    /** Shares of losses that others bore. */
    SOCIALISED,
    /**
     * Positions handed to funds at a bankruptcy price better than the mark: gained, at the mark.
     */
    TAKEN_OVER_GAIN,
    /** Positions handed to funds at a bankruptcy price worse than the mark: lost, positive. */
    TAKEN_OVER_LOSS,
    /** What counterparties of ADL gained against the mark. */
    DELEVERAGED_GAIN,
    /** What counterparties of ADL gave up against the mark, positive. */
    DELEVERAGED_LOSS
  }

  AssetNumbers(int id, String symbol, int scale) {
    this.id = id;
    this.symbol = symbol;
    this.scale = scale;
    for (Amount amount : Amount.values()) {
      sums.put(amount, new Sum());
    }
  }

  StageNumbers stage(int number, StageKind kind) {
    return stages.computeIfAbsent(number, key -> new StageNumbers(number, kind));
  }

  void add(Amount amount, long money) {
    sums.get(amount).add(money);
  }

  /** A gain or a loss, whichever it is. */
  void addEither(Amount gain, Amount loss, long money) {
    if (money >= 0) {
      add(gain, money);
    } else {
      add(loss, -money);
    }
  }

  void marginCall() {
    marginCalls++;
  }

  void deleveraging() {
    deleveragings++;
  }

  void ended(LiquidationRow row) {
    if (row.outcome().isPresent()) {
      outcomes.merge(row.outcome().get(), 1L, Long::sum);
    } else {
      unfinished++;
    }
    add(Amount.REALISED_PNL, row.realisedPnl());
    add(Amount.FEES, row.fee());
    add(Amount.SURPLUS, row.surplus());
    add(Amount.COVERED, row.covered());
    largest.add(row);
    if (largest.size() > LARGEST_MOST) {
      largest.remove();
    }
  }

  /** Its id. */
  public int id() {
    return id;
  }

  /** Its name. */
  public String symbol() {
    return symbol;
  }

  /** Decimal digits of an amount. */
  public int scale() {
    return scale;
  }

  /**
   * A sum over all liquidations. What was closed, and how, counts at once; PnL, fees, surplus and
   * cover when a liquidation finishes.
   */
  public BigInteger sum(Amount amount) {
    return sums.get(amount).value();
  }

  /** Liquidations that ended so. */
  public long outcomes(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Liquidations that had not finished when the journal ended. */
  public long unfinished() {
    return unfinished;
  }

  /** All liquidations. */
  public long liquidations() {
    return unfinished + outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Margin calls. */
  public long marginCalls() {
    return marginCalls;
  }

  /** How often positions were deleveraged against bankrupt ones. */
  public long deleveragings() {
    return deleveragings;
  }

  /** The stages that were entered, in order. */
  public List<StageNumbers> stages() {
    return List.copyOf(stages.values());
  }

  /** The liquidations with the largest notional, largest first. */
  public List<LiquidationRow> largest() {
    List<LiquidationRow> sorted = new ArrayList<>(largest);
    sorted.sort(SMALLER.reversed());
    return sorted;
  }
}
