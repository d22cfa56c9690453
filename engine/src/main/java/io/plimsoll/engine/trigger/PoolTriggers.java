package io.plimsoll.engine.trigger;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.margin.PoolMargins;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;

/**
 * Deals out what a pool has over its requirement, to the marks of its positions and to the prices
 * of its assets.
 *
 * <p>Every wallet gets a floor: what its amount may exceed its requirement by at the least. The
 * difference is dealt out to its positions as virtual margins, so that as long as no mark passes a
 * trigger the wallet stays at or above its floor. What the floors are worth over 0 is dealt out to
 * the prices: an asset whose floor is above 0 has a trigger below its price, one whose floor is
 * below 0 has one above. A value rises with the amount, and with the price as long as the amount is
 * above 0, so that with every mark and price inside its band the floors at the edges of their bands
 * are the worst case, and they add up to no less than 0. Not thread safe.
 */
final class PoolTriggers {
  /** Weights are divided by this so that their sum stays in 64 bits. */
  private static final int WEIGHT_SHIFT = 8;

  private static final int ROUNDING = 4;

  private final Books books;
  private final WalletTable wallets;
  private final MarginCalculator margins;
  private final PoolMargins pools;
  private final TriggerLinks links = new TriggerLinks();
  private final RecordStore nodes = new RecordStore(TriggerLadder.NODE_LENGTH);
  private final TriggerLadder[] low = new TriggerLadder[InstrumentTable.ASSET_ID_MAX + 1];
  private final TriggerLadder[] high = new TriggerLadder[InstrumentTable.ASSET_ID_MAX + 1];
  private final long[] floors = new long[InstrumentTable.ASSET_ID_MAX + 1];
  private final long[] markWeights = new long[InstrumentTable.ASSET_ID_MAX + 1];

  PoolTriggers(Books books, MarginCalculator margins) {
    this.books = books;
    this.wallets = books.wallets();
    this.margins = margins;
    this.pools = margins.pools();
  }

  /** Makes room for the triggers of an asset's price. */
  void add(int assetId) {
    if (low[assetId] == null) {
      low[assetId] = new TriggerLadder(wallets, links, nodes, true);
      high[assetId] = new TriggerLadder(wallets, links, nodes, false);
    }
  }

  /** The nearest wallet whose trigger an asset's price has reached or passed, or 0. */
  int firstPassed(int assetId, long price) {
    int wallet = low[assetId].firstPassed(price);
    return wallet != 0 ? wallet : high[assetId].firstPassed(price);
  }

  /** Clears the price triggers of an account. */
  void clear(int account) {
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      clearPrice(w);
    }
  }

  /** Clears the price trigger of a wallet. */
  void clearPrice(int wallet) {
    if (links.isSet(wallet)) {
      ladder(wallet, links.isLow(wallet)).remove(wallet);
    }
  }

  /**
   * Finds a floor for each wallet of a pool that is not past the line at a ratio, and sets the
   * price triggers.
   */
  void set(int account, long ratio) {
    boolean strict = hasPositions(account) && books.rules().isPast(0, 0);
    long slack = dealToMarks(account, ratio, strict ? 1 : 0);
    dealToPrices(account, slack - (strict ? 1 : 0));
  }

  /** What a wallet's positions share: the balance less the wallet's floor. */
  long moneyForMarks(int wallet) {
    return wallets.balance(wallet) - floors[wallets.assetId(wallet)];
  }

  private boolean hasPositions(int account) {
    return margins.firstCross(books.accounts().firstWallet(account)) != 0;
  }

  /** Sets the floors; returns what they are worth together. */
  private long dealToMarks(int account, long ratio, long kept) {
    long slack = -kept;
    long weights = 0;
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      int asset = wallets.assetId(w);
      long surplus = pools.surplus(w, ratio);
      long value = pools.terms(w).value(surplus);
      floors[asset] = surplus;
      markWeights[asset] = markWeight(w);
      slack += value;
      weights += markWeights[asset] + priceWeight(w, value);
    }
    long worth = kept + slack;
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      int asset = wallets.assetId(w);
      if (markWeights[asset] > 0) {
        worth -= lower(w, Int128.mulDivFloor(slack, markWeights[asset], weights));
      }
    }
    return worth;
  }

  /** Lowers a wallet's floor so that it is worth at most so much less; returns how much. */
  private long lower(int wallet, long share) {
    int asset = wallets.assetId(wallet);
    Collateral terms = pools.terms(wallet);
    long floor = floors[asset];
    // A unit less costs at most its value at the liability weight, but for rounding.
    long most = Int128.mulDivFloor(terms.amountOf(share), Int128.PPB, terms.liabilityWeight());
    for (long by = most; by > 0 && by >= most - ROUNDING; by -= ROUNDING / 2) {
      long cost = terms.value(floor) - terms.value(floor - by);
      if (cost <= share) {
        floors[asset] = floor - by;
        return cost;
      }
    }
    return 0;
  }

  private void dealToPrices(int account, long slack) {
    long weights = 0;
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      weights += priceWeight(w, floorValue(w));
    }
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      long value = floorValue(w);
      long weight = priceWeight(w, value);
      if (weight == 0) {
        clearPrice(w);
        continue;
      }
      long share = Int128.mulDivFloor(slack, weight, weights);
      setPrice(w, pools.terms(w).firstPriceBelow(floors[wallets.assetId(w)], value - share));
    }
  }

  private void setPrice(int wallet, long price) {
    boolean isLow = floors[wallets.assetId(wallet)] > 0;
    boolean turned = links.isSet(wallet) && links.isLow(wallet) != isLow;
    if (turned || price == 0) {
      clearPrice(wallet);
    }
    if (price != 0) {
      links.reach(wallet);
      ladder(wallet, isLow).set(wallet, price);
    }
  }

  private long floorValue(int wallet) {
    return pools.terms(wallet).value(floors[wallets.assetId(wallet)]);
  }

  /** Value at risk with the asset's price: 0 for one that has none, or the valuation asset. */
  private long priceWeight(int wallet, long value) {
    return wallet == wallets.lead(wallet) || value == 0 ? 0 : (Math.abs(value) >> WEIGHT_SHIFT) + 1;
  }

  /** Notional of the positions that settle in a wallet. */
  private long markWeight(int wallet) {
    Collateral terms = pools.terms(wallet);
    long weight = 0;
    for (int p = margins.firstSettling(wallet); p != 0; p = margins.nextSettling(wallet, p)) {
      long notional = terms.fullValue(Math.abs(margins.valueAtMark(p)));
      weight += (notional >> WEIGHT_SHIFT) + 1;
    }
    return weight;
  }

  private TriggerLadder ladder(int wallet, boolean isLow) {
    return (isLow ? low : high)[wallets.assetId(wallet)];
  }

  void state(StateStream stream) {
    states(low, true, stream);
    states(high, false, stream);
    links.state(stream);
    nodes.state(stream);
  }

  private void states(TriggerLadder[] ladders, boolean isLow, StateStream stream) {
    for (int id = stream.next(ladders, 0); id >= 0; id = stream.next(ladders, id + 1)) {
      if (stream.isReading()) {
        ladders[id] = new TriggerLadder(wallets, links, nodes, isLow);
      }
      ladders[id].state(stream);
    }
  }
}
