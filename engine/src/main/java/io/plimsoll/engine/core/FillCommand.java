package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.Side;

/** One match between two accounts: checked for both, then booked for both. */
final class FillCommand {
  private final Books books;
  private final Checks checks;
  private final Triggers triggers;
  private final Waterfall waterfall;
  private final FillSide buyer;
  private final FillSide seller;

  FillCommand(
      Books books,
      LiquidationEvents events,
      Checks checks,
      MarginCalculator margins,
      Triggers triggers,
      Waterfall waterfall) {
    this.books = books;
    this.checks = checks;
    this.triggers = triggers;
    this.waterfall = waterfall;
    this.buyer = new FillSide(books, events, checks, margins, waterfall, true);
    this.seller = new FillSide(books, events, checks, margins, waterfall, false);
  }

  boolean fill(FillDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    boolean valid =
        checks.isTrading(instrument, c.instrumentId(), FillDecoder.instrumentIdId())
            && fieldsFit(instrument, c);
    if (!valid) {
      return false;
    }
    boolean buyerTakes = c.takerSideRaw() == Side.BUY.value();
    buyer.set(instrument, c, c.buyAccountId(), c.buyOrderId(), c.buyPositionSide(), buyerTakes);
    seller.set(
        instrument, c, c.sellAccountId(), c.sellOrderId(), c.sellPositionSide(), !buyerTakes);
    boolean accepted =
        buyer.mayTrade()
            && seller.mayTrade()
            && openInterestFits(instrument, c)
            && buyer.riskFits()
            && seller.riskFits()
            && balancesFit(instrument);
    if (!accepted) {
      return false;
    }
    instrument.lastExecutionId(c.executionId());
    buyer.settleFunding();
    seller.settleFunding();
    buyer.book();
    seller.book();
    bookDust(instrument);
    after(buyer);
    after(seller);
    return true;
  }

  private boolean fieldsFit(Instrument instrument, FillDecoder c) {
    int executionField = FillDecoder.executionIdId();
    return checks.range(c.executionId(), 1, Long.MAX_VALUE, executionField)
        && checks.that(
            c.executionId() > instrument.lastExecutionId(),
            RejectReason.DUPLICATE_EXECUTION,
            executionField,
            c.executionId())
        && checks.range(c.takerSideRaw(), 1, 2, FillDecoder.takerSideId())
        && checks.range(c.buyPositionSideRaw(), 1, 3, FillDecoder.buyPositionSideId())
        && checks.range(c.sellPositionSideRaw(), 1, 3, FillDecoder.sellPositionSideId())
        && checks.range(c.quantity(), 1, instrument.openInterestMax(), FillDecoder.quantityId())
        && checks.that(
            instrument.accepts(c.price()),
            RejectReason.PRICE_OUT_OF_RANGE,
            FillDecoder.priceId(),
            c.price())
        && checks.that(
            c.buyAccountId() != c.sellAccountId(),
            RejectReason.SELF_TRADE,
            FillDecoder.sellAccountIdId(),
            c.sellAccountId());
  }

  private boolean openInterestFits(Instrument instrument, FillDecoder c) {
    long after =
        instrument.openInterest() + buyer.openInterestChange() + seller.openInterestChange();
    return checks.that(
        after <= instrument.openInterestMax(),
        RejectReason.LIMIT_EXCEEDED,
        FillDecoder.quantityId(),
        c.quantity());
  }

  private boolean balancesFit(Instrument instrument) {
    if (!buyer.balanceFits() || !seller.balanceFits()) {
      return false;
    }
    AccountTable accounts = books.accounts();
    WalletTable wallets = books.wallets();
    int wallet = wallets.find(accounts.find(instrument.feeAccountId()), instrument.asset().id());
    long balance = wallet == 0 ? 0 : wallets.balance(wallet);
    long after = balance + buyer.fee() + seller.fee() + dust();
    return checks.that(
        Math.abs(after) <= Books.BALANCE_MAX,
        RejectReason.LIMIT_EXCEEDED,
        FillDecoder.instrumentIdId(),
        instrument.id());
  }

  /** What rounding took from both sides, once they are planned. */
  private long dust() {
    return buyer.value() + seller.value();
  }

  private void bookDust(Instrument instrument) {
    long dust = dust();
    if (dust != 0) {
      int feeAccount = books.accounts().find(instrument.feeAccountId());
      int wallet = books.walletFor(feeAccount, instrument);
      books.changeBalance(wallet, dust, BalanceReason.ROUNDING, instrument.id(), 0);
    }
  }

  private void after(FillSide side) {
    PositionTable positions = books.positions();
    int position = side.position();
    side.orderGone();
    if (!books.accounts().isTrader(positions.account(position))) {
      return;
    }
    if (positions.quantity(position) == 0) {
      triggers.clear(position);
    }
    waterfall.evaluator().touch(position);
  }
}
