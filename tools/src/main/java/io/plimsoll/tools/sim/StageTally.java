package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.LegsNettedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.tools.crowd.Venue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What each stage of the waterfall did. Sums for people are kept in double. */
public final class StageTally {
  private static final int STAGES_MAX = 16;

  /** One stage that was entered at least once. */
  public static final class Stage {
    private final int number;
    private final StageKind kind;
    private long liquidations;
    private long rounds;
    private double closed;
    private double takenOver;
    private double deleveraged;

    private Stage(int number, StageKind kind) {
      this.number = number;
      this.kind = kind;
    }

    /** Its place in the list, from 1. */
    public int number() {
      return number;
    }

    /** What it does. */
    public StageKind kind() {
      return kind;
    }

    /** Liquidations that entered it. */
    public long liquidations() {
      return liquidations;
    }

    /** Rounds of a REDUCE, else 0. */
    public long rounds() {
      return rounds;
    }

    /** Closed on the market, in the asset. */
    public double closed() {
      return closed;
    }

    /** Taken over by a fund or vault, in the asset. */
    public double takenOver() {
      return takenOver;
    }

    /** Closed against others, in the asset. */
    public double deleveraged() {
      return deleveraged;
    }
  }

  private final List<Venue> venues;
  private final double one;
  private final Stage[] stages = new Stage[STAGES_MAX + 1];
  private final byte[] stageOf;
  private final BitSet counterparties = new BitSet();
  private final BitSet bearers = new BitSet();
  private long deleveragings;
  private double deleveragedGain;
  private double deleveragedFromMarket;
  private double socialised;
  private long nettings;
  private double netted;
  private double nettedPnl;

  StageTally(List<Venue> venues, int accounts) {
    this.venues = venues;
    this.one = venues.get(0).one();
    this.stageOf = new byte[accounts + 1];
  }

  void entered(StageEnteredDecoder event) {
    int number = event.stage();
    Stage stage = stages[number];
    if (stage == null) {
      stage = new Stage(number, event.kind());
      stages[number] = stage;
    }
    stageOf[(int) event.accountId()] = (byte) number;
    if (event.round() <= 1) {
      stage.liquidations++;
    }
    if (event.round() > 0) {
      stage.rounds++;
    }
  }

  private Stage of(long accountId) {
    return stages[stageOf[(int) accountId]];
  }

  void closed(long accountId, long value) {
    of(accountId).closed += Math.abs(value) / one;
  }

  void takenOver(long accountId, long value) {
    of(accountId).takenOver += Math.abs(value) / one;
  }

  void deleveraged(DeleveragedDecoder event) {
    double notional = Math.abs(event.value()) / one;
    of(event.accountId()).deleveraged += notional;
    if (event.counterpartyId() == Venue.MARKET_ACCOUNT) {
      deleveragedFromMarket += notional;
      return;
    }
    deleveragings++;
    counterparties.set((int) event.counterpartyId());
    Venue venue = venues.get(event.instrumentId() - 1);
    double atMark = venue.signedValue(event.quantity(), event.markPrice()).doubleValue();
    deleveragedGain += (atMark - event.value()) / one;
  }

  void netted(LegsNettedDecoder event) {
    nettings++;
    netted += Math.abs(event.value()) / one;
    nettedPnl += (event.longPnl() + event.shortPnl()) / one;
  }

  void socialised(LossSocialisedDecoder event) {
    if (event.accountId() < stageOf.length) {
      bearers.set((int) event.accountId());
    }
    socialised += event.share() / one;
  }

  /** The stages that were entered, in order. */
  public List<Stage> stages() {
    List<Stage> entered = new ArrayList<>();
    for (Stage stage : stages) {
      if (stage != null) {
        entered.add(stage);
      }
    }
    return entered;
  }

  /** Traders that were deleveraged. */
  public long counterparties() {
    return counterparties.cardinality();
  }

  /** How often traders were. */
  public long deleveragings() {
    return deleveragings;
  }

  /** What they gained by it against the mark, negative for a loss, in the asset. */
  public double deleveragedGain() {
    return deleveragedGain;
  }

  /** Deleveraged against liquidity from outside, in the asset. */
  public double deleveragedFromMarket() {
    return deleveragedFromMarket;
  }

  /** How often two legs were closed against each other. */
  public long nettings() {
    return nettings;
  }

  /** Value of the long legs in that, at the mark, in the asset. */
  public double netted() {
    return netted;
  }

  /** PnL that both legs realised in that, in the asset. */
  public double nettedPnl() {
    return nettedPnl;
  }

  /** Traders that bore a share of a loss. */
  public long bearers() {
    return bearers.cardinality();
  }

  /** All that was borne by others, in the asset. */
  public double socialised() {
    return socialised;
  }
}
