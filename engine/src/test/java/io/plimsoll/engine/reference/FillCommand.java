package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;

/** One match between two accounts. Checks, then returns what is to change. */
final class FillCommand {
  private final World world;
  private final Lookup lookup;
  private final Margin margin;
  private final Booking booking;
  private final Funding funding;
  private final Waterfall waterfall;

  FillCommand(
      World world,
      Lookup lookup,
      Margin margin,
      Booking booking,
      Funding funding,
      Waterfall waterfall) {
    this.world = world;
    this.lookup = lookup;
    this.margin = margin;
    this.booking = booking;
    this.funding = funding;
    this.waterfall = waterfall;
  }

  /** What both sides share. */
  private record Match(Instrument instrument, Side takerSide, long quantity, long price) {}

  /** One side, with the schema ids of its fields. */
  private record Party(
      Side side, Position position, Order order, int accountField, int orderField) {
    Account account() {
      return position.account;
    }
  }

  Runnable fill(FillDecoder command) {
    Instrument instrument = lookup.instrumentOpen(command.instrumentId(), 10);
    long executionId = command.executionId();
    range(executionId, 1, Long.MAX_VALUE, 3);
    Rejection.unless(
        executionId > instrument.lastExecutionId, RejectReason.DUPLICATE_EXECUTION, 3, executionId);
    range(command.takerSideRaw(), 1, 2, 11);
    range(command.buyPositionSideRaw(), 1, 3, 12);
    range(command.sellPositionSideRaw(), 1, 3, 13);
    long quantity = command.quantity();
    range(quantity, 1, instrument.openInterestMax, 8);
    Lookup.price(command.price(), instrument, 9);
    long sellAccountId = command.sellAccountId();
    Rejection.unless(
        command.buyAccountId() != sellAccountId, RejectReason.SELF_TRADE, 6, sellAccountId);

    Match match = new Match(instrument, command.takerSide(), quantity, command.price());
    Party buyer =
        party(
            match,
            Side.BUY,
            command.buyAccountId(),
            4,
            command.buyOrderId(),
            command.buyPositionSide());
    Party seller =
        party(
            match, Side.SELL, sellAccountId, 6, command.sellOrderId(), command.sellPositionSide());
    checkOpenInterest(match, buyer, seller);
    Trade bought = trade(match, buyer);
    Trade sold = trade(match, seller);
    checkMargin(match, buyer, bought);
    checkMargin(match, seller, sold);
    checkBalance(buyer, bought);
    checkBalance(seller, sold);
    BigInteger dust = bought.value().add(sold.value());
    checkFees(instrument, bought.fee().add(sold.fee()).add(dust));
    return () -> {
      instrument.lastExecutionId = executionId;
      funding.settle(bought.position());
      funding.settle(sold.position());
      booking.book(trade(match, buyer), null);
      booking.book(trade(match, seller), null);
      booking.dust(instrument, dust);
      goOn(instrument, buyer);
      goOn(instrument, seller);
    };
  }

  private Party party(
      Match match,
      Side side,
      long accountId,
      int accountField,
      long orderId,
      PositionSide positionSide) {
    int orderField = accountField + 1;
    Account account = lookup.account(accountId, accountField);
    Rejection.unless(
        account.kind != AccountKind.FEE, RejectReason.WRONG_ACCOUNT_KIND, accountField, accountId);
    Position position;
    Order order = null;
    if (orderId == 0) {
      Rejection.unless(
          account.kind != AccountKind.INSURANCE_FUND, RejectReason.UNKNOWN_ORDER, orderField, 0);
      int sideField = side == Side.BUY ? 12 : 13;
      position = Lookup.position(account, match.instrument(), positionSide, sideField);
      Rejection.unless(
          !account.trader() || !position.frozen(),
          RejectReason.UNDER_LIQUIDATION,
          accountField,
          accountId);
      Rejection.unless(
          !OrderCommands.closesLeg(position, side)
              || OrderCommands.reduces(position, side, match.quantity()),
          RejectReason.REDUCE_ONLY,
          8,
          match.quantity());
    } else {
      order = world.orders.get(orderId);
      Rejection.unless(order != null, RejectReason.UNKNOWN_ORDER, orderField, orderId);
      Rejection.unless(
          order.account == account && order.instrument == match.instrument() && order.side == side,
          RejectReason.ORDER_MISMATCH,
          orderField,
          orderId);
      position = order.position();
      checkOrder(match, order, position, orderField);
    }
    return new Party(side, position, order, accountField, orderField);
  }

  private static void checkOrder(Match match, Order order, Position position, int orderField) {
    Rejection.unless(
        match.quantity() <= order.remaining, RejectReason.QUANTITY_EXCEEDED, 8, match.quantity());
    boolean worse =
        order.side == Side.BUY ? match.price() > order.price : match.price() < order.price;
    Rejection.unless(!worse, RejectReason.WORSE_THAN_LIMIT, 9, match.price());
    Rejection.unless(
        !order.reduceOnly || OrderCommands.reduces(position, order.side, match.quantity()),
        RejectReason.REDUCE_ONLY,
        orderField,
        order.id);
  }

  private void checkOpenInterest(Match match, Party buyer, Party seller) {
    BigInteger after =
        world
            .openInterest(match.instrument())
            .add(longQuantityGrowth(match, buyer))
            .add(longQuantityGrowth(match, seller));
    Rejection.unless(
        after.compareTo(big(match.instrument().openInterestMax)) <= 0,
        RejectReason.LIMIT_EXCEEDED,
        8,
        match.quantity());
  }

  private static BigInteger longQuantityGrowth(Match match, Party party) {
    BigInteger before = big(party.position().quantity);
    BigInteger change = big(match.quantity());
    BigInteger after = party.side() == Side.BUY ? before.add(change) : before.subtract(change);
    return after.max(ZERO).subtract(before.max(ZERO));
  }

  private Trade trade(Match match, Party party) {
    return booking.fill(
        party.position(),
        party.order(),
        party.side(),
        match.takerSide(),
        match.quantity(),
        match.price());
  }

  private void checkMargin(Match match, Party party, Trade trade) {
    Account account = party.account();
    if (!account.trader()) {
      return;
    }
    long size = Math.abs(trade.quantityAfter());
    if (size > Math.abs(trade.position().quantity)) {
      Rejection.unless(
          account.pool == null || match.instrument().asset.priced(),
          RejectReason.NO_COLLATERAL_TERMS,
          party.accountField(),
          account.id);
      Rejection.unless(
          exposureAfter(trade).compareTo(Exact.LIMIT) <= 0,
          RejectReason.LIMIT_EXCEEDED,
          party.accountField(),
          account.id);
    }
    if (party.order() != null || trade.opening() == 0) {
      return;
    }
    Instrument instrument = match.instrument();
    int leverage = trade.position().leverage();
    Rejection.unless(
        leverage <= Margin.tier(instrument, size, match.price()).leverageMax(),
        RejectReason.LEVERAGE_TOO_HIGH,
        9,
        leverage);
    BigInteger opening = instrument.payoff.notional(trade.opening(), match.price());
    BigInteger needed = Margin.initialMargin(instrument, size, opening, leverage).add(trade.fee());
    if (needed.compareTo(margin.freeFor(trade.position())) > 0) {
      throw new Rejection(
          RejectReason.INSUFFICIENT_BALANCE, party.accountField(), needed.longValueExact());
    }
  }

  private static BigInteger exposureAfter(Trade trade) {
    BigInteger sum = ZERO;
    for (Position position : trade.account().positions.values()) {
      Instrument instrument = position.instrument;
      if (instrument.asset == trade.instrument().asset) {
        long quantity = position == trade.position() ? trade.quantityAfter() : position.quantity;
        sum = sum.add(instrument.largestValue(Math.abs(quantity)));
      }
    }
    return sum;
  }

  private static void checkBalance(Party party, Trade trade) {
    BigInteger after =
        trade.isolated() && trade.forced() ? trade.marginAfter() : trade.balanceAfter();
    Rejection.unless(
        Exact.withinLimit(after),
        RejectReason.LIMIT_EXCEEDED,
        party.accountField(),
        party.account().id);
  }

  private static void checkFees(Instrument instrument, BigInteger received) {
    BigInteger after = instrument.feeAccount.wallet(instrument.asset).balance.add(received);
    Rejection.unless(Exact.withinLimit(after), RejectReason.LIMIT_EXCEEDED, 10, instrument.id);
  }

  private void goOn(Instrument instrument, Party party) {
    if (party.order() != null && party.order().remaining == 0) {
      waterfall.orderGone(party.order());
    }
    waterfall.evaluation().isolated(party.position());
    waterfall.evaluation().wallet(party.account(), instrument.asset);
  }
}
