package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.SurplusTo;

/** TAKE_OVER and COVER: what passes between an account under liquidation and the insurance fund. */
final class InsuranceFund {
  private final Books books;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final Trade accountTrade;
  private final Trade fundTrade;

  InsuranceFund(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins,
      Triggers triggers) {
    this.books = books;
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
    this.triggers = triggers;
    this.accountTrade = new Trade(books, events);
    this.fundTrade = new Trade(books, events);
  }

  /** The fund takes a position at the value at which its owner has nothing left. */
  void takeOver(int liquidation, int position, long bankruptcyValue) {
    PositionTable positions = books.positions();
    Instrument instrument = books.instrumentOf(position);
    long quantity = positions.quantity(position);
    int fund = books.accounts().find(instrument.fundAccountId());
    long id = liquidations.id(liquidation);
    boolean sameSign = (bankruptcyValue > 0) == (quantity > 0);
    long perPrice = Math.abs(quantity) * instrument.unit();
    events.takeOver(
        id,
        books.accounts().id(positions.account(position)),
        instrument.fundAccountId(),
        quantity,
        bankruptcyValue,
        sameSign ? Math.abs(bankruptcyValue) / perPrice : 0,
        instrument.markPrice(),
        margins.valueAtMark(position) - bankruptcyValue,
        instrument.id());
    accountTrade.planTransfer(
        position, -quantity, -bankruptcyValue, PositionReason.TAKE_OVER, true);
    accountTrade.book(id);
    triggers.clear(position);
    liquidations.addTakeOver(liquidation, Math.abs(bankruptcyValue), accountTrade.realised());
    int inventory = positions.findOrAdd(fund, instrument.id(), instrument.asset().id());
    fundTrade.planTransfer(inventory, quantity, bankruptcyValue, PositionReason.TAKE_OVER, true);
    fundTrade.book(id);
  }

  /** Takes the liquidation fee out of what an account has. */
  void takeFee(int liquidation, long fee) {
    if (fee == 0) {
      return;
    }
    liquidations.feePaid(liquidation, fee);
    int position = liquidations.position(liquidation);
    if (position != 0) {
      setMargin(position, books.positions().margin(position) - fee);
    } else {
      change(liquidation, liquidations.wallet(liquidation), -fee, BalanceReason.LIQUIDATION_FEE);
    }
    change(liquidation, fundWallet(liquidation), fee, BalanceReason.LIQUIDATION_FEE);
  }

  /**
   * What is left goes where the rules say.
   *
   * @return what the fund got
   */
  long takeSurplus(int liquidation, long left) {
    int position = liquidations.position(liquidation);
    int wallet = liquidations.wallet(liquidation);
    boolean isolated = position != 0;
    SurplusTo to = isolated ? books.rules().isolatedSurplusTo() : books.rules().crossSurplusTo();
    if (isolated) {
      setMargin(position, 0);
    }
    if (to == SurplusTo.FUND) {
      if (!isolated) {
        change(liquidation, wallet, -left, BalanceReason.SURPLUS);
      }
      change(liquidation, fundWallet(liquidation), left, BalanceReason.SURPLUS);
      return left;
    }
    if (isolated) {
      change(liquidation, wallet, left, BalanceReason.MARGIN_TRANSFER);
    }
    return 0;
  }

  /** The fund pays what is missing. */
  void cover(int liquidation, long missing) {
    int position = liquidations.position(liquidation);
    if (position != 0) {
      setMargin(position, 0);
    } else {
      change(liquidation, liquidations.wallet(liquidation), missing, BalanceReason.COVER);
    }
    change(liquidation, fundWallet(liquidation), -missing, BalanceReason.COVER);
  }

  private void change(int liquidation, int wallet, long amount, BalanceReason reason) {
    int position = liquidations.position(liquidation);
    int instrumentId = position == 0 ? 0 : books.positions().instrumentId(position);
    books.changeBalance(wallet, amount, reason, instrumentId, liquidations.id(liquidation));
  }

  private int fundWallet(int liquidation) {
    int position = liquidations.position(liquidation);
    Instrument instrument;
    if (position != 0) {
      instrument = books.instrumentOf(position);
    } else {
      int assetId = books.wallets().assetId(liquidations.wallet(liquidation));
      instrument = books.instruments().asset(assetId).firstInstrument();
    }
    return books.walletFor(books.accounts().find(instrument.fundAccountId()), instrument);
  }

  private void setMargin(int position, long margin) {
    PositionTable positions = books.positions();
    books.setMargin(position, margin);
    events.positionChanged(
        books.accounts().id(positions.account(position)),
        0,
        0,
        positions.quantity(position),
        positions.cost(position),
        margin,
        0,
        positions.instrumentId(position),
        positions.mode(position),
        PositionReason.SETTLEMENT);
  }
}
