package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;

/** What a round of funding takes from, or gives to, one position. */
final class Funding {
  private final EventWriter events;
  private final Booking booking;

  Funding(EventWriter events, Booking booking) {
    this.events = events;
    this.booking = booking;
  }

  /** What the position gets, or pays if negative, in a funding that has not reached it yet. */
  static BigInteger due(Position position) {
    if (!position.open() || reached(position)) {
      return ZERO;
    }
    Instrument instrument = position.instrument;
    BigInteger value = Margin.value(instrument, position.quantity, instrument.fundingPrice);
    BigInteger owed = big(instrument.fundingRate).multiply(value.abs());
    BigInteger cash = position.quantity > 0 ? owed.negate() : owed;
    return Exact.floorDiv(cash, Exact.BIG_PPB);
  }

  /** What the position still has to pay, 0 or above. */
  static BigInteger toPay(Position position) {
    return due(position).negate().max(ZERO);
  }

  private static boolean reached(Position position) {
    return !position.instrument.fundingUnderWay
        || position.fundingRound == position.instrument.fundingRound;
  }

  /** Whether the position has a quantity and a funding under way has reached it. */
  static boolean reachedUnderWay(Position position) {
    return position.instrument.fundingUnderWay && position.open() && reached(position);
  }

  /** Settles what is due on a position whose quantity is about to change. */
  void settle(Position position) {
    BigInteger cash = charge(position);
    changeFeeAccount(position.instrument, cash.negate());
  }

  /**
   * Settles what is due on a position, the fee account's part left out.
   *
   * @return what the position got, or paid if negative
   */
  BigInteger charge(Position position) {
    BigInteger cash = due(position);
    Instrument instrument = position.instrument;
    position.fundingRound = instrument.fundingRound;
    if (cash.signum() == 0) {
      return cash;
    }
    if (position.account.trader() && position.isolated()) {
      position.margin = position.margin.add(cash);
      events.positionChanged(position, 0, ZERO, ZERO, PositionReason.FUNDING);
    } else {
      Wallet wallet = position.account.wallet(instrument.asset);
      booking.change(position.account, wallet, cash, BalanceReason.FUNDING, instrument.id, null);
    }
    if (cash.signum() < 0) {
      instrument.fundingPaid = instrument.fundingPaid.subtract(cash);
    } else {
      instrument.fundingReceived = instrument.fundingReceived.add(cash);
    }
    return cash;
  }

  /** The fee account's side of what positions paid and got. */
  void changeFeeAccount(Instrument instrument, BigInteger amount) {
    Wallet wallet = instrument.feeAccount.wallet(instrument.asset);
    booking.change(
        instrument.feeAccount, wallet, amount, BalanceReason.FUNDING, instrument.id, null);
  }

  /** The round has reached every position. */
  void finish(Instrument instrument) {
    instrument.fundingUnderWay = false;
    events.fundingFinished(instrument);
  }
}
