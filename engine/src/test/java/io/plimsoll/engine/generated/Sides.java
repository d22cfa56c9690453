package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.PositionSide;
import java.util.List;
import java.util.Random;

/** Picks which position of an account a trade is about, now and then one that it has not. */
final class Sides {
  private final Random random;
  private final VenueView view;

  Sides(Random random, VenueView view) {
    this.random = random;
    this.view = view;
  }

  /** For a trade of a quantity: in hedge mode a leg that it opens, or closes if it has as much. */
  PositionSide forTrade(long accountId, int instrumentId, boolean buys, long quantity) {
    AccountView account = view.accounts.get(accountId);
    if (random.nextInt(60) == 0) {
      return any();
    }
    if (account == null || !account.hedged.contains(instrumentId)) {
      return PositionSide.NET;
    }
    PositionSide opens = buys ? PositionSide.LONG : PositionSide.SHORT;
    PositionSide closes = buys ? PositionSide.SHORT : PositionSide.LONG;
    long held = Math.abs(account.quantity(instrumentId, closes));
    boolean close = random.nextInt(held >= quantity ? 4 : 25) == 0;
    return close ? closes : opens;
  }

  /** One of those that the account has, mostly one with a quantity. */
  PositionSide held(AccountView account, int instrumentId) {
    if (account == null || random.nextInt(40) == 0) {
      return any();
    }
    List<PositionSide> sides = account.sides(instrumentId);
    List<PositionSide> open =
        sides.stream().filter(side -> account.quantity(instrumentId, side) != 0).toList();
    List<PositionSide> choice = open.isEmpty() || random.nextInt(10) == 0 ? sides : open;
    return choice.get(random.nextInt(choice.size()));
  }

  private PositionSide any() {
    return PositionSide.get((short) (1 + random.nextInt(3)));
  }
}
