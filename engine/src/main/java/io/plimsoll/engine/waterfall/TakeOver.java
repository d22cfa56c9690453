package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.FundTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.StageKind;

/**
 * TAKE_OVER, and the takeover in SOCIALISE: positions pass to a fund at the value at which their
 * owner has nothing left.
 */
final class TakeOver {
  private final Books books;
  private final PositionTable positions;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final FundingPayments funding;
  private final LossSocialisation socialisation;
  private final Tally tally;
  private final Look look;
  private final Trade accountTrade;
  private final Trade takerTrade;

  TakeOver(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins,
      FundingPayments funding,
      LossSocialisation socialisation,
      Tally tally,
      Look look) {
    this.books = books;
    this.positions = books.positions();
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
    this.funding = funding;
    this.socialisation = socialisation;
    this.tally = tally;
    this.look = look;
    this.accountTrade = new Trade(books, events);
    this.takerTrade = new Trade(books, events);
  }

  /** Passes the positions of a liquidation, as far as the taker's limits allow where they hold. */
  void run(int liquidation, WaterfallStage stage) {
    boolean settled = false;
    for (int p = look.first(); p != 0; p = look.next(p)) {
      settled |= funding.settle(p);
    }
    if (settled) {
      look.at(liquidation);
    }
    boolean socialise = stage.kind() == StageKind.SOCIALISE;
    long rest = look.realisable();
    int paired = 0;
    long pairedPart = 0;
    int next;
    for (int p = look.first(); p != 0; p = next) {
      next = look.next(p);
      long part = p == paired ? pairedPart : look.share(p);
      if (positions.isLongLeg(p) && margins.isPaired(p)) {
        // What falls to two legs is split while both are whole.
        paired = next;
        pairedPart = look.share(next);
      }
      if (next == 0) {
        // The last share is what is left, so that the shares add up to the equity.
        part = rest;
      }
      rest -= part;
      long share = look.money(p, part);
      Instrument instrument = books.instrumentOf(p);
      take(liquidation, stage, p, share);
      if (socialise && share < 0) {
        socialisation.queue(liquidation, instrument, -share, stage.lossOver());
      }
    }
  }

  private void take(int liquidation, WaterfallStage stage, int position, long share) {
    Instrument instrument = books.instrumentOf(position);
    long takerId =
        stage.takerAccountId() == 0 ? instrument.fundAccountId() : stage.takerAccountId();
    int taker = books.accounts().find(takerId);
    int inventory = positions.findOrAdd(taker, instrument.id(), instrument.asset().id());
    long size = Math.abs(positions.quantity(position));
    long taken =
        stage.limited() ? withinLimits(positions.wallet(inventory), position, share) : size;
    if (taken == 0) {
      return;
    }
    long whole = margins.valueAtMark(position) - share;
    long value = taken == size ? whole : Int128.mulDivFloor(whole, taken, size);
    long quantity = positions.quantity(position) > 0 ? taken : -taken;
    funding.settle(inventory);
    long id = liquidations.id(liquidation);
    events.takeOver(
        id,
        books.accounts().id(positions.account(position)),
        takerId,
        quantity,
        value,
        instrument.payoff().priceForPeople(quantity, value),
        instrument.markPrice(),
        instrument.value(quantity, instrument.markPrice()) - value,
        instrument.id(),
        positions.side(position));
    accountTrade.planTransfer(position, -quantity, -value, PositionReason.TAKE_OVER, true);
    accountTrade.book(id);
    liquidations.addTakeOver(
        liquidation,
        tally.down(liquidation, instrument, Math.abs(value)),
        tally.down(liquidation, instrument, accountTrade.realised()));
    takerTrade.planTransfer(inventory, quantity, value, PositionReason.TAKE_OVER, true);
    takerTrade.book(id);
  }

  /** How much of a position a taker may take: neither its equity nor its inventory may pass. */
  private long withinLimits(int wallet, int position, long share) {
    FundTable funds = books.funds();
    int fund = books.wallets().fund(wallet);
    long equity = books.available(wallet);
    long inventory = 0;
    for (int p = margins.firstCross(wallet); p != 0; p = margins.nextCross(wallet, p)) {
      equity += margins.unrealisedPnl(p);
      inventory += Math.abs(margins.valueAtMark(p));
    }
    long size = Math.abs(positions.quantity(position));
    long byEquity = part(size, equity - funds.equityMin(fund), Math.max(0, -share));
    long notional = Math.abs(margins.valueAtMark(position));
    long byInventory = part(size, funds.inventoryMax(fund) - inventory, notional);
    return Math.min(byEquity, byInventory);
  }

  /** The part of a size that uses no more than there is room; all of it uses {@code used}. */
  private static long part(long size, long room, long used) {
    if (used == 0 || room >= used) {
      return size;
    }
    return room <= 0 ? 0 : Int128.mulDivFloor(size, room, used);
  }
}
