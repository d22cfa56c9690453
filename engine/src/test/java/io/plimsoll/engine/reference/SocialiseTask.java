package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;
import java.util.List;

/** Spreads losses that a fund has borne over the positions of others. */
final class SocialiseTask extends Task {
  private final LossOver over;
  private final EventWriter events;
  private final Booking booking;
  private final Evaluation evaluation;

  SocialiseTask(
      Instrument instrument,
      LossOver over,
      EventWriter events,
      Booking booking,
      Evaluation evaluation) {
    super(Kind.SOCIALISE, instrument, null);
    this.over = over;
    this.events = events;
    this.booking = booking;
    this.evaluation = evaluation;
  }

  LossOver over() {
    return over;
  }

  @Override
  int memory() {
    return over.value();
  }

  void add(Liquidation liquidation, BigInteger loss) {
    losses.add(new Loss(liquidation, loss));
    lossLeft = lossLeft.add(loss);
  }

  private BigInteger weight(Position position) {
    return over == LossOver.WINNERS
        ? Margin.unrealised(position).max(ZERO)
        : big(position.quantity).abs();
  }

  @Override
  int step(List<Account> accounts) {
    Account account = pass == 2 && served() ? null : nextOf(accounts, this::holds);
    if (account == null) {
      return 0;
    }
    int cost = cost(account);
    int parts = 0;
    for (Position position : account.legs(instrument)) {
      parts += visit(position);
    }
    return cost + Math.max(1, parts) - 1;
  }

  private boolean served() {
    return lossLeft.signum() == 0 || weightLeft.signum() == 0;
  }

  /** Returns over how many losses the position's share went. */
  private int visit(Position position) {
    if (!Deleveraging.touchable(position)) {
      return 0;
    }
    if (pass == 1) {
      weightLeft = weightLeft.add(weight(position));
      return 0;
    }
    return served() ? 0 : bear(position);
  }

  /** Returns over how many losses the share went. */
  private int bear(Position position) {
    BigInteger own = weight(position);
    BigInteger weight = own.min(weightLeft);
    BigInteger share = Exact.floorDiv(lossLeft.multiply(weight), weightLeft);
    if (over == LossOver.WINNERS) {
      share = share.min(own);
    }
    share = share.min(Exact.LIMIT.subtract(position.cost)).max(ZERO);
    int parts = 0;
    BigInteger rest = share;
    while (rest.signum() > 0) {
      Loss loss = losses.get(0);
      BigInteger part = rest.min(loss.left);
      bear(position, loss, part, weight);
      rest = rest.subtract(part);
      parts++;
    }
    lossLeft = lossLeft.subtract(share);
    weightLeft = weightLeft.subtract(weight);
    if (share.signum() > 0) {
      evaluation.isolated(position);
      evaluation.wallet(position.account, instrument.asset);
    }
    return parts;
  }

  private void bear(Position position, Loss loss, BigInteger part, BigInteger weight) {
    events.lossSocialised(this, loss.liquidation, position, part, weight);
    position.cost = position.cost.add(part);
    events.positionChanged(position, 0, ZERO, ZERO, PositionReason.SOCIALISED_LOSS);
    Account fund = instrument.fund;
    Wallet wallet = fund.wallet(instrument.asset);
    booking.change(
        fund, wallet, part, BalanceReason.SOCIALISED_LOSS, instrument.id, loss.liquidation);
    loss.left = loss.left.subtract(part);
    if (loss.left.signum() == 0) {
      losses.remove(loss);
    }
  }

  @Override
  int passEnds() {
    return pass == 1 && weightLeft.signum() > 0 ? 2 : 0;
  }

  @Override
  void done() {}
}
