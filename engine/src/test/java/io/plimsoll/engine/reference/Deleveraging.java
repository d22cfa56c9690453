package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;
import java.util.ArrayList;

/** Who may be deleveraged, at which value, and how. */
final class Deleveraging {
  private final World world;
  private final Margin margin;
  private final EventWriter events;
  private final Booking booking;
  private final Funding funding;
  private final Evaluation evaluation;

  Deleveraging(
      World world,
      Margin margin,
      EventWriter events,
      Booking booking,
      Funding funding,
      Evaluation evaluation) {
    this.world = world;
    this.margin = margin;
    this.events = events;
    this.booking = booking;
    this.funding = funding;
    this.evaluation = evaluation;
  }

  /** Whether the position may bear a loss, or be deleveraged, at all. */
  static boolean touchable(Position position) {
    return (position.account.trader() || position.account.kind == AccountKind.MARKET)
        && position.open()
        && !position.frozen();
  }

  boolean eligible(Liquidation liquidation, Position target, Account account, AdlPricing pricing) {
    Position other = account.against(target.instrument, target.quantity);
    if (account == liquidation.account || !touchable(other)) {
      return false;
    }
    if (Long.signum(other.quantity) * Long.signum(target.quantity) >= 0) {
      return false;
    }
    if (!account.trader()) {
      return true;
    }
    long dq = signed(target, Math.min(Math.abs(target.quantity), Math.abs(other.quantity)));
    long mark = target.instrument.mark;
    BigInteger gain =
        Margin.value(target.instrument, other.quantity + dq, mark)
            .subtract(Margin.value(target.instrument, other.quantity, mark))
            .subtract(value(liquidation, target, dq, pricing));
    BigInteger equityAfter =
        account.pool != null && !other.isolated()
            ? margin.pool().equityWith(account, target.instrument.asset, gain)
            : AdlScore.equity(other, margin).add(gain);
    return equityAfter.signum() >= 0;
  }

  private static long signed(Position target, long quantity) {
    return Long.signum(target.quantity) * quantity;
  }

  /** Signed value at which a quantity, signed like the target, passes. */
  private BigInteger value(Liquidation liquidation, Position target, long dq, AdlPricing pricing) {
    return switch (pricing) {
      case AT_BANKRUPTCY -> {
        Look look = Look.at(liquidation, margin);
        BigInteger share = look.share(look.positions().indexOf(target));
        BigInteger whole = Margin.valueAtMark(target).subtract(share);
        yield dq == target.quantity
            ? whole
            : Exact.floorDiv(whole.multiply(big(dq).abs()), big(target.quantity).abs());
      }
      case AT_MARK -> Margin.value(target.instrument, dq, target.instrument.mark);
      case AT_PREVIOUS_MARK -> Margin.value(target.instrument, dq, target.instrument.previousMark);
      default -> throw new IllegalStateException("pricing " + pricing);
    };
  }

  /** How a counterparty came to be chosen; rank 0 without a ranking. */
  record Choice(AdlRanking ranking, AdlPricing pricing, int rank, long score) {}

  /** Closes a quantity of the target against the account's position. */
  void deleverage(
      Liquidation liquidation, Position target, Account account, long quantity, Choice choice) {
    Instrument instrument = target.instrument;
    Position other = account.against(instrument, target.quantity);
    funding.settle(target);
    funding.settle(other);
    long dq = signed(target, quantity);
    BigInteger value = value(liquidation, target, dq, choice.pricing());
    events.deleveraged(liquidation, target, other, dq, value, choice);
    Trade given = trade(target, -dq, value.negate(), true);
    booking.book(given, liquidation);
    booking.book(trade(other, dq, value, false), null);
    liquidation.acted = true;
    liquidation.deleveraged = true;
    liquidation.deleveragedNotional =
        liquidation.deleveragedNotional.add(liquidation.total(instrument, value.abs()));
    liquidation.realisedPnl =
        liquidation.realisedPnl.add(liquidation.total(instrument, given.realisedPnl()));
    for (Order order : new ArrayList<>(world.orders.values())) {
      if (order.account == account && order.instrument == instrument && !order.own()) {
        Cancelling.ask(events, order, liquidation);
      }
    }
    evaluation.isolated(other);
    evaluation.wallet(account, instrument.asset);
  }

  private Trade trade(Position position, long quantity, BigInteger value, boolean forced) {
    return booking.atValue(position, quantity, value, forced, PositionReason.DELEVERAGE);
  }

  long score(Liquidation liquidation, AdlRanking ranking, Position other) {
    return AdlScore.of(ranking, liquidation.id, other, margin);
  }
}
