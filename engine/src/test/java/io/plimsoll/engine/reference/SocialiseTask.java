package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;

/** Spreads a loss that a fund has borne over the positions of others. */
final class SocialiseTask extends Task {
  private final LossOver over;
  private final EventWriter events;
  private final Booking booking;
  private final Evaluation evaluation;

  SocialiseTask(
      Liquidation liquidation,
      Instrument instrument,
      BigInteger loss,
      LossOver over,
      EventWriter events,
      Booking booking,
      Evaluation evaluation) {
    super(Kind.SOCIALISE, instrument, liquidation);
    this.lossLeft = loss;
    this.over = over;
    this.events = events;
    this.booking = booking;
    this.evaluation = evaluation;
  }

  private BigInteger weight(Position position) {
    return over == LossOver.WINNERS
        ? Margin.unrealised(position).max(ZERO)
        : big(position.quantity).abs();
  }

  @Override
  void visit(Account account) {
    account.legs(instrument).forEach(this::visit);
  }

  private void visit(Position position) {
    if (!Deleveraging.touchable(position)) {
      return;
    }
    if (pass == 1) {
      weightLeft = weightLeft.add(weight(position));
    } else if (lossLeft.signum() > 0 && weightLeft.signum() > 0) {
      bear(position);
    }
  }

  private void bear(Position position) {
    BigInteger own = weight(position);
    BigInteger weight = own.min(weightLeft);
    BigInteger share = Exact.floorDiv(lossLeft.multiply(weight), weightLeft);
    if (over == LossOver.WINNERS) {
      share = share.min(own);
    }
    share = share.min(Exact.LIMIT.subtract(position.cost)).max(ZERO);
    if (share.signum() > 0) {
      events.lossSocialised(this, position, share, weight);
      position.cost = position.cost.add(share);
      events.positionChanged(position, 0, ZERO, ZERO, PositionReason.SOCIALISED_LOSS);
      Account fund = instrument.fund;
      booking.change(
          fund,
          fund.wallet(instrument.asset),
          share,
          BalanceReason.SOCIALISED_LOSS,
          instrument.id,
          liquidation);
    }
    lossLeft = lossLeft.subtract(share);
    weightLeft = weightLeft.subtract(weight);
    if (share.signum() > 0) {
      evaluation.isolated(position);
      evaluation.wallet(position.account, instrument.asset);
    }
  }

  @Override
  int passEnds() {
    return pass == 1 && weightLeft.signum() > 0 ? 2 : 0;
  }

  @Override
  void done() {}
}
