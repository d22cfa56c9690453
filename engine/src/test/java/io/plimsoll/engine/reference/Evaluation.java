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

  Evaluation(World world, Margin margin, EventWriter events, Waterfall waterfall) {
    this.world = world;
    this.margin = margin;
    this.thresholds = new Thresholds(margin);
    this.events = events;
    this.waterfall = waterfall;
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
    Wallet wallet = account.wallet(asset);
    if (!account.trader() || wallet.liquidation != null) {
      return;
    }
    boolean called = margin.called(account, asset);
    if (called && !wallet.called) {
      call(account, asset);
    }
    wallet.called = called;
    if (margin.liquidatable(account, asset)) {
      waterfall.start(account, asset);
    }
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
    account.wallet(asset).called = true;
    events.marginCall(
        account, asset, null, Margin.equity(account, asset), margin.requirement(account, asset));
  }

  /** A threshold that the new mark has reached. */
  private record Hit(Position position, long price, boolean call) {}

  /** Sets the instrument's mark and looks at everyone. */
  void setMark(Instrument instrument, long price) {
    instrument.setMark(price);
    for (Hit hit : hits(instrument)) {
      if (hit.call()) {
        call(hit.position());
      } else {
        waterfall.start(hit.position());
      }
    }
    for (Account account : world.accounts.values()) {
      Wallet wallet = account.wallets.get(instrument.asset.id);
      if (account.trader()
          && wallet != null
          && wallet.liquidation == null
          && account.legs(instrument).stream().anyMatch(p -> p.open() && !p.isolated())) {
        markWallet(account, wallet);
      }
    }
  }

  private void markWallet(Account account, Wallet wallet) {
    if (!wallet.called && margin.called(account, wallet.asset)) {
      call(account, wallet.asset);
    }
    if (margin.liquidatable(account, wallet.asset)) {
      waterfall.start(account, wallet.asset);
    }
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
