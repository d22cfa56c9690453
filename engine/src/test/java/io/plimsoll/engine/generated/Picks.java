package io.plimsoll.engine.generated;

import io.plimsoll.protocol.RisingFee;
import io.plimsoll.protocol.codec.AccountKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Picks at random whom and what the next command of a stream is about. */
final class Picks {
  private final Random random;
  private final VenueView view;

  Picks(Random random, VenueView view) {
    this.random = random;
    this.view = view;
  }

  /** One of some values, of which there is at least one. */
  <T> T any(Collection<T> values) {
    return new ArrayList<>(values).get(random.nextInt(values.size()));
  }

  /** None, or one that rises to a few times a rate within the time that streams take. */
  static RisingFee risingFee(Random random, long rate) {
    return random.nextInt(3) == 0
        ? RisingFee.NONE
        : new RisingFee(
            Math.max(1, rate) * (1 + random.nextInt(4)),
            random.nextInt(4) == 0 ? 1 : random.nextInt(100_000_000),
            random.nextInt(3) * (long) random.nextInt(100_000));
  }

  /** An account, seldom an id that may be none. */
  long anyAccount() {
    return random.nextInt(20) == 0 ? random.nextInt(30) : any(view.accounts.keySet());
  }

  /** An open order, seldom an id that may be none. */
  long anyOrder() {
    return view.orders.isEmpty() || random.nextInt(10) == 0
        ? random.nextInt(100)
        : any(view.orders.keySet());
  }

  /** A trader, seldom any other account. */
  long anyTrader() {
    List<AccountView> traders = view.ofKind(AccountKind.TRADER);
    return traders.isEmpty() || random.nextInt(40) == 0 ? anyAccount() : any(traders).id;
  }

  /** A side of a trade: a trader or a market. */
  long anyParty() {
    List<AccountView> markets = view.ofKind(AccountKind.MARKET);
    return random.nextInt(3) == 0 && !markets.isEmpty() ? any(markets).id : anyTrader();
  }

  /** An asset, seldom an id that may be none. */
  int anyAsset() {
    return random.nextInt(30) == 0 ? 1 + random.nextInt(5) : any(view.moneyScales.keySet());
  }

  /** An instrument, seldom one that is closed if there are others. */
  InstrumentView anyInstrument() {
    InstrumentView chosen = any(view.instruments.values());
    if (!chosen.closed || random.nextInt(6) == 0) {
      return chosen;
    }
    List<InstrumentView> open = view.instruments.values().stream().filter(i -> !i.closed).toList();
    return open.isEmpty() ? chosen : any(open);
  }
}
