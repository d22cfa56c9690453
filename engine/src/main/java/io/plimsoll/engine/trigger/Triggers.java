package io.plimsoll.engine.trigger;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.MarkMoves;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.margin.Legs;
import io.plimsoll.engine.margin.LiquidationPrice;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import java.util.Arrays;

/**
 * Sets and clears the triggers of positions.
 *
 * <p>An isolated position's trigger is its margin call price, once called its liquidation price. A
 * cross wallet is treated as if it were isolated: its balance is dealt out to its positions as
 * virtual margins, each enough for the position's own requirement, the slack on top in proportion
 * to notional times how far the instrument's mark has lately moved against such a position. Two
 * legs of an instrument have one virtual margin together and two triggers: the long leg the one
 * below the mark, the short leg the one above it. As long as no position is past its own trigger,
 * none is past the line on its virtual margin; the virtual margins add up to no more than the
 * balance, so neither is the wallet. When a mark passes a trigger, the wallet is evaluated exactly
 * and the balance dealt out afresh.
 */
public final class Triggers {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final MarginCalculator margins;
  private final PoolTriggers pools;
  private final TriggerLinks links = new TriggerLinks();
  private final Shares shares = new Shares();
  private final RecordStore nodes = new RecordStore(TriggerLadder.NODE_LENGTH);
  private final TriggerLadder[] low = new TriggerLadder[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final TriggerLadder[] high = new TriggerLadder[InstrumentTable.INSTRUMENT_ID_MAX + 1];

  /**
   * Triggers over the books.
   *
   * @param books the tables
   * @param margins evaluates wallets
   */
  public Triggers(Books books, MarginCalculator margins) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.margins = margins;
    this.pools = new PoolTriggers(books, margins);
  }

  /** Makes room for an instrument. */
  public void add(Instrument instrument) {
    low[instrument.id()] = new TriggerLadder(positions, links, nodes, true);
    high[instrument.id()] = new TriggerLadder(positions, links, nodes, false);
  }

  /** The nearest position whose trigger the instrument's mark has reached or passed, or 0. */
  public int firstPassed(Instrument instrument) {
    int position = low[instrument.id()].firstPassed(instrument.markPrice());
    return position != 0 ? position : high[instrument.id()].firstPassed(instrument.markPrice());
  }

  /** Whether the instrument's mark may have reached a trigger: false is certain, and cheap. */
  public boolean mayBePassed(Instrument instrument) {
    long mark = instrument.markPrice();
    return low[instrument.id()].mayReach(mark) || high[instrument.id()].mayReach(mark);
  }

  /** Clears the trigger of a position. */
  public void clear(int position) {
    if (links.isSet(position)) {
      ladder(position, links.isLow(position)).remove(position);
    }
  }

  /** Makes room for the triggers of an asset's price as collateral. */
  public void addCollateral(int assetId) {
    pools.add(assetId);
  }

  /** The nearest wallet whose trigger its asset's price as collateral has reached, or 0. */
  public int firstPassed(Collateral collateral) {
    return pools.firstPassed(collateral.assetId(), collateral.price());
  }

  /** Clears the trigger of a wallet on its asset's price. */
  public void clearPrice(int wallet) {
    pools.clearPrice(wallet);
  }

  /** Clears the triggers of the cross positions of a wallet, or of its whole pool. */
  public void clearWallet(int wallet) {
    for (int p = margins.firstCross(wallet); p != 0; p = margins.nextCross(wallet, p)) {
      clear(p);
    }
    if (wallets.isPooled(wallet)) {
      pools.clear(wallets.account(wallet));
    }
  }

  /** Sets the trigger of an isolated position that is not frozen. */
  public void setIsolated(int position) {
    if (positions.quantity(position) == 0) {
      clear(position);
    } else {
      set(position, positions.margin(position), ratio(positions.isCalled(position)));
    }
  }

  /** Sets the triggers of a wallet, or its pool, that is not frozen. */
  public void setWallet(int wallet) {
    long ratio = ratio(wallets.isCalled(wallet));
    if (!wallets.isPooled(wallet)) {
      deal(wallet, wallets.balance(wallet), ratio);
      return;
    }
    int account = wallets.account(wallet);
    pools.set(account, ratio);
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      deal(w, pools.moneyForMarks(w), ratio);
    }
  }

  /** Deals out money to the cross positions that settle in a wallet, as virtual margins. */
  private void deal(int wallet, long money, long ratio) {
    long slack = money;
    long weights = 0;
    int count = 0;
    for (int p = margins.firstSettling(wallet); p != 0; p = margins.nextSettling(wallet, p)) {
      shares.reserve(count + 1);
      shares.needed[count] = needed(p, ratio);
      shares.weight[count] = weight(p);
      slack -= shares.needed[count];
      weights += shares.weight[count];
      count++;
    }
    int n = 0;
    for (int p = margins.firstSettling(wallet); p != 0; p = margins.nextSettling(wallet, p)) {
      long share = shares.needed[n] + Int128.mulDivFloor(slack, shares.weight[n], weights);
      if (!margins.isPaired(p)) {
        set(p, share, ratio);
      } else if (positions.isLongLeg(p)) {
        // The short leg comes next, and the two share what falls to both.
        long both = shares.weight[n] + shares.weight[n + 1];
        long needed = shares.needed[n] + shares.needed[n + 1];
        setLegs(p, needed + Int128.mulDivFloor(slack, both, weights), ratio);
      }
      n++;
    }
  }

  private void setLegs(int longLeg, long margin, long ratio) {
    int shortLeg = positions.shortLeg(longLeg);
    long mark = books.instrumentOf(longLeg).markPrice();
    Legs legs = margins.legs(longLeg);
    long below = legs.trigger(margin, mark, ratio, false);
    long above = legs.trigger(margin, mark, ratio, true);
    place(longLeg, true, below);
    place(shortLeg, false, above);
  }

  /**
   * Notional × recent moves against the position, at least 1. The notionals of a wallet add up to
   * at most 2^60, so their weights stay below 2^62.
   */
  private long weight(int position) {
    MarkMoves moves = books.instrumentOf(position).moves();
    long against = positions.quantity(position) > 0 ? moves.fall() : moves.rise();
    return 1 + (Math.abs(margins.valueAtMark(position)) >> 12) * against;
  }

  /** The virtual margin with which a position, or two legs, are just about not past the line. */
  private long needed(int position, long ratio) {
    return margins.allotted(position, ratio) - margins.unrealisedPnl(position);
  }

  private long ratio(boolean called) {
    long callRatio = books.rules().marginCallRatio();
    return called || callRatio == 0 ? Int128.PPB : callRatio;
  }

  private void set(int position, long margin, long ratio) {
    VenueRules rules = books.rules();
    Instrument instrument = books.instrumentOf(position);
    long quantity = positions.quantity(position);
    long cost = positions.cost(position);
    long price = LiquidationPrice.of(rules, instrument, quantity, cost, margin, ratio);
    place(position, quantity > 0, price);
  }

  private void place(int position, boolean isLow, long price) {
    Instrument instrument = books.instrumentOf(position);
    boolean turned = links.isSet(position) && links.isLow(position) != isLow;
    boolean none = !instrument.accepts(price);
    if (turned || none) {
      clear(position);
    }
    if (!none) {
      links.reach(position);
      ladder(position, isLow).set(position, price);
    }
  }

  private TriggerLadder ladder(int position, boolean isLow) {
    return (isLow ? low : high)[positions.instrumentId(position)];
  }

  /** Carries all triggers, those of pools included. */
  public void state(StateStream stream) {
    states(low, true, stream);
    states(high, false, stream);
    links.state(stream);
    nodes.state(stream);
    pools.state(stream);
  }

  private void states(TriggerLadder[] ladders, boolean isLow, StateStream stream) {
    for (int id = stream.next(ladders, 0); id >= 0; id = stream.next(ladders, id + 1)) {
      if (stream.isReading()) {
        ladders[id] = new TriggerLadder(positions, links, nodes, isLow);
      }
      ladders[id].state(stream);
    }
  }

  /** What the positions of a wallet need and weigh, found once and used twice. */
  private static final class Shares {
    private long[] needed = new long[16];
    private long[] weight = new long[16];

    void reserve(int count) {
      if (count > needed.length) {
        needed = Arrays.copyOf(needed, 2 * count);
        weight = Arrays.copyOf(weight, 2 * count);
      }
    }
  }
}
