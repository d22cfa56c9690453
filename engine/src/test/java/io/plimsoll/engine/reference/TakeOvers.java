package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a taker takes, and at which value. */
final class TakeOvers {
  private final Margin margin;
  private final EventWriter events;
  private final Booking booking;
  private final Funding funding;

  TakeOvers(Margin margin, EventWriter events, Booking booking, Funding funding) {
    this.margin = margin;
    this.events = events;
    this.booking = booking;
    this.funding = funding;
  }

  /** A position that was there, and what of the equity was its share. */
  record Part(Instrument instrument, BigInteger share) {}

  /**
   * Passes the positions on.
   *
   * @param taker null for the fund of each position's instrument
   * @param limited whether the taker's limits hold
   * @return the positions that were there, with their shares
   */
  List<Part> take(Liquidation liquidation, Account taker, boolean limited) {
    liquidation.positions().forEach(funding::settle);
    Look look = Look.at(liquidation, margin);
    List<BigInteger> shares = look.sharesOfAll();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      Position position = look.positions().get(i);
      Account to = taker == null ? position.instrument.fund : taker;
      parts.add(new Part(position.instrument, shares.get(i)));
      take(liquidation, position, shares.get(i), to, limited);
    }
    return parts;
  }

  private void take(
      Liquidation liquidation,
      Position position,
      BigInteger share,
      Account taker,
      boolean limited) {
    long whole = Math.abs(position.quantity);
    long quantity = limited ? most(position, share, taker) : whole;
    if (quantity == 0) {
      return;
    }
    BigInteger value = Margin.valueAtMark(position).subtract(share);
    if (quantity < whole) {
      value = Exact.floorDiv(value.multiply(big(quantity)), big(whole));
    }
    long signed = Long.signum(position.quantity) * quantity;
    Position takers = taker.position(position.instrument);
    funding.settle(takers);
    events.takeOver(liquidation, position, taker, signed, value);
    Trade given = trade(position, -signed, value.negate());
    booking.book(given, liquidation);
    booking.book(trade(takers, signed, value), liquidation);
    liquidation.acted = true;
    liquidation.takenOver = true;
    Instrument instrument = position.instrument;
    liquidation.takenOverNotional =
        liquidation.takenOverNotional.add(liquidation.total(instrument, value.abs()));
    liquidation.realisedPnl =
        liquidation.realisedPnl.add(liquidation.total(instrument, given.realisedPnl()));
  }

  private Trade trade(Position position, long quantity, BigInteger value) {
    return booking.atValue(position, quantity, value, true, PositionReason.TAKE_OVER);
  }

  /** The most of a position that the taker's limits allow. */
  private static long most(Position position, BigInteger share, Account taker) {
    Asset asset = position.instrument.asset;
    BigInteger whole = big(position.quantity).abs();
    BigInteger most = whole;
    BigInteger loss = share.negate();
    if (loss.signum() > 0) {
      BigInteger spare = equity(taker, asset).subtract(Fund.equityMin(taker, asset));
      most = most.min(part(whole, spare, loss));
    }
    BigInteger notional = Margin.valueAtMark(position).abs();
    if (notional.signum() > 0) {
      BigInteger spare = Fund.inventoryMax(taker, asset).subtract(inventory(taker, asset));
      most = most.min(part(whole, spare, notional));
    }
    return most.longValueExact();
  }

  /** How much of a whole fits if what is spare takes {@code used} for the whole. */
  private static BigInteger part(BigInteger whole, BigInteger spare, BigInteger used) {
    return spare.signum() <= 0 ? ZERO : Exact.floorDiv(whole.multiply(spare), used);
  }

  private static List<Position> positions(Account taker, Asset asset) {
    return taker.positions.values().stream()
        .filter(p -> p.instrument.asset == asset && p.open())
        .toList();
  }

  private static BigInteger equity(Account taker, Asset asset) {
    return positions(taker, asset).stream()
        .map(Margin::unrealised)
        .reduce(Fund.available(taker, asset), BigInteger::add);
  }

  private static BigInteger inventory(Account taker, Asset asset) {
    return positions(taker, asset).stream()
        .map(p -> Margin.valueAtMark(p).abs())
        .reduce(ZERO, BigInteger::add);
  }
}
