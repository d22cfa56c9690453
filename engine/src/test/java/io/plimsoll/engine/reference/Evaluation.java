package io.plimsoll.engine.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Section 4, and what a mark price does. */
final class Evaluation {
  private final World world;
  private final Margin margin;
  private final Thresholds thresholds;
  private final EventWriter events;
  private final Waterfall waterfall;
  private final int starts;

  Evaluation(World world, Margin margin, EventWriter events, Waterfall waterfall, int starts) {
    this.world = world;
    this.margin = margin;
    this.thresholds = new Thresholds(margin);
    this.events = events;
    this.waterfall = waterfall;
    this.starts = starts;
  }

  /** Evaluates the position if it is an isolated one of a trader, open and not frozen. */
  void isolated(Position position) {
    if (!position.account.trader()
        || !position.isolated()
        || !position.open()
        || position.liquidation != null) {
      return;
    }
    if (world.marginCallRatio != 0) {
      boolean called = margin.past(position, world.marginCallRatio);
      if (called && !position.called) {
        call(position);
      }
      position.called = called;
    }
    if (margin.past(position, Exact.PPB)) {
      waterfall.start(position);
    }
  }

  /** Evaluates the wallet if it is a trader's and not frozen. */
  void wallet(Account account, Asset asset) {
    Wallet wallet = account.standing(asset);
    if (!account.trader() || wallet.liquidation != null) {
      return;
    }
    boolean called = margin.called(account, asset);
    if (called && !wallet.called) {
      call(account, asset);
    }
    wallet.called = called;
    if (margin.liquidatable(account, asset)) {
      waterfall.start(account, wallet.asset);
    }
  }

  /** Looks at every pool, and goes on with those whom marks have reached. */
  void pools() {
    for (Account account : world.accounts.values()) {
      if (account.pool != null) {
        world.waitingWallets.remove(account.pool);
        world.waitingWallets.add(account.pool);
      }
    }
    goOn();
  }

  /** The account's wallets are evaluated now, and wait no longer. */
  void forget(Account account) {
    world.waitingWallets.remove(account.pool);
    account.wallets.values().forEach(world.waitingWallets::remove);
  }

  private void call(Position position) {
    position.called = true;
    events.marginCall(
        position.account,
        position.instrument.asset,
        position,
        Margin.equity(position),
        margin.requirement(position));
  }

  private void call(Account account, Asset asset) {
    Wallet standing = account.standing(asset);
    standing.called = true;
    events.marginCall(
        account,
        standing.asset,
        null,
        margin.equity(account, asset),
        margin.requirement(account, asset));
  }

  /** A threshold that the new mark has reached. */
  private record Hit(Position position, long price, boolean call) {}

  /** Sets the instrument's mark, and goes on with those whom marks have reached. */
  void setMark(Instrument instrument, long price) {
    instrument.setMark(price);
    if (!world.waitingMarks.contains(instrument)) {
      world.waitingMarks.add(instrument);
    }
    for (Account account : world.accounts.values()) {
      boolean crosses = account.legs(instrument).stream().anyMatch(p -> p.open() && !p.isolated());
      if (account.trader() && crosses) {
        world.waitingWallets.remove(account.standing(instrument.asset));
        world.waitingWallets.add(account.standing(instrument.asset));
      }
    }
    goOn();
  }

  /** Handles those whom waiting marks have reached, as many as the limit allows. */
  void goOn() {
    int left = starts;
    while (left > 0 && !world.waitingMarks.isEmpty()) {
      Instrument instrument = world.waitingMarks.peek();
      left -= goOn(instrument, left);
      if (left > 0) {
        world.waitingMarks.remove();
      }
    }
    if (left > 0) {
      goOnWithWallets(left);
    }
  }

  /** Returns how many it has handled. */
  private int goOn(Instrument instrument, int most) {
    List<Hit> hits = hits(instrument);
    int count = Math.min(most, hits.size());
    for (Hit hit : hits.subList(0, count)) {
      if (hit.call()) {
        call(hit.position());
      } else {
        waterfall.start(hit.position());
      }
    }
    return count;
  }

  private void goOnWithWallets(int most) {
    int left = most;
    for (Asset asset : world.assets.values()) {
      for (Account account : world.accounts.values()) {
        Wallet wallet = account.wallets.get(asset.id);
        if (account.pool != null) {
          wallet = asset == world.valuationAsset ? account.pool : null;
        }
        if (left > 0 && wallet != null && world.waitingWallets.remove(wallet)) {
          left -= wallet.liquidation == null ? markWallet(account, wallet) : 0;
        }
      }
    }
  }

  /** Returns what it counts for. */
  private int markWallet(Account account, Wallet wallet) {
    int count = 0;
    if (!wallet.called && margin.called(account, wallet.asset)) {
      call(account, wallet.asset);
      count++;
    }
    if (margin.liquidatable(account, wallet.asset)) {
      count += Math.max(1, account.crossPositions(wallet.asset).size());
      waterfall.start(account, wallet.asset);
    }
    return count;
  }

  private List<Hit> hits(Instrument instrument) {
    List<Hit> longs = new ArrayList<>();
    List<Hit> shorts = new ArrayList<>();
    for (Account account : world.accounts.values()) {
      for (Position position : account.legs(instrument)) {
        if (account.trader()
            && position.isolated()
            && position.open()
            && position.liquidation == null) {
          hits(position, position.quantity > 0 ? longs : shorts);
        }
      }
    }
    // Sorting is stable: ties stay in account order, a call before a liquidation.
    longs.sort(Comparator.comparingLong(Hit::price).reversed());
    shorts.sort(Comparator.comparingLong(Hit::price));
    List<Hit> all = new ArrayList<>(longs);
    all.addAll(shorts);
    return all;
  }

  private void hits(Position position, List<Hit> hits) {
    long mark = position.instrument.mark;
    if (world.marginCallRatio != 0 && !position.called) {
      thresholds
          .reached(position, mark, world.marginCallRatio)
          .ifPresent(price -> hits.add(new Hit(position, price, true)));
    }
    thresholds
        .reached(position, mark, Exact.PPB)
        .ifPresent(price -> hits.add(new Hit(position, price, false)));
  }
}
