package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;
import java.util.ArrayList;

/** Closes every position of an expired contract at the settlement price. */
final class SettleTask extends Task {
  private final World world;
  private final Funding funding;
  private final EventWriter events;
  private final Booking booking;
  private final Evaluation evaluation;
  private BigInteger feeAccountChange = ZERO;

  SettleTask(
      Instrument instrument,
      World world,
      Funding funding,
      EventWriter events,
      Booking booking,
      Evaluation evaluation) {
    super(Kind.SETTLE, instrument, null);
    this.world = world;
    this.funding = funding;
    this.events = events;
    this.booking = booking;
    this.evaluation = evaluation;
  }

  @Override
  void visit(Account account) {
    for (Order order : new ArrayList<>(world.orders.values())) {
      if (order.account == account && order.instrument == instrument && !order.own()) {
        Cancelling.ask(events, order, null);
      }
    }
    boolean closed = false;
    for (Position position : account.legs(instrument)) {
      if (position.open()) {
        closed = true;
        BigInteger value = Margin.value(instrument, position.quantity, instrument.mark);
        funding.settle(position);
        booking.book(expiry(position, value), null);
        feeAccountChange = feeAccountChange.subtract(value);
      }
    }
    if (closed) {
      evaluation.wallet(account, instrument.asset);
    }
  }

  private Trade expiry(Position position, BigInteger value) {
    return booking.atValue(
        position, -position.quantity, value.negate(), false, PositionReason.EXPIRY);
  }

  @Override
  int passEnds() {
    return world.held(instrument) ? pass + 1 : 0;
  }

  @Override
  void sliceEnds() {
    Wallet wallet = instrument.feeAccount.wallet(instrument.asset);
    booking.change(
        instrument.feeAccount, wallet, feeAccountChange, BalanceReason.EXPIRY, instrument.id, null);
    feeAccountChange = ZERO;
  }

  @Override
  void done() {
    events.instrumentSettled(instrument);
  }
}
