package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.SurplusTo;
import java.math.BigInteger;

/** What happens to the money that is left, or missing, at the end of a liquidation. */
final class Settlement {
  private final World world;
  private final EventWriter events;
  private final Booking booking;
  private final Waterfall waterfall;

  Settlement(World world, EventWriter events, Booking booking, Waterfall waterfall) {
    this.world = world;
    this.events = events;
    this.booking = booking;
    this.waterfall = waterfall;
  }

  private static BigInteger left(Liquidation liquidation) {
    return liquidation.cross() ? liquidation.wallet().balance : liquidation.position().margin;
  }

  void settle(Liquidation liquidation) {
    BigInteger left = left(liquidation);
    if (left.signum() > 0 && liquidation.feeDue.signum() > 0) {
      payFee(liquidation, liquidation.feeDue.min(left));
      left = left(liquidation);
    }
    if (left.signum() > 0) {
      surplus(liquidation, left);
    } else if (left.signum() < 0) {
      cover(liquidation, left);
    }
  }

  void payFee(Liquidation liquidation, BigInteger fee) {
    if (fee.signum() == 0) {
      return;
    }
    if (liquidation.cross()) {
      wallet(liquidation, fee.negate(), BalanceReason.LIQUIDATION_FEE);
    } else {
      margin(liquidation, liquidation.position().margin.subtract(fee));
    }
    Account receiver = world.accounts.get(world.liquidationFeeAccountId);
    other(
        liquidation,
        receiver == null ? liquidation.settlesIn().fund : receiver,
        fee,
        BalanceReason.LIQUIDATION_FEE);
    liquidation.feePaid = fee;
  }

  private void surplus(Liquidation liquidation, BigInteger left) {
    if (liquidation.cross()) {
      if (world.crossSurplusTo == SurplusTo.FUND) {
        wallet(liquidation, left.negate(), BalanceReason.SURPLUS);
        fund(liquidation, left, BalanceReason.SURPLUS);
        liquidation.surplus = left;
      }
      return;
    }
    margin(liquidation, ZERO);
    if (world.isolatedSurplusTo == SurplusTo.FUND) {
      fund(liquidation, left, BalanceReason.SURPLUS);
      liquidation.surplus = left;
    } else {
      wallet(liquidation, left, BalanceReason.MARGIN_TRANSFER);
    }
  }

  private void cover(Liquidation liquidation, BigInteger left) {
    if (liquidation.cross()) {
      wallet(liquidation, left.negate(), BalanceReason.COVER);
    } else {
      margin(liquidation, ZERO);
    }
    fund(liquidation, left, BalanceReason.COVER);
    liquidation.covered = left.negate();
    spread(liquidation);
  }

  /** Has others share what the fund paid and cannot bear, if the waterfall has that. */
  private void spread(Liquidation liquidation) {
    Instrument instrument = liquidation.settlesIn();
    BigInteger available = Fund.available(instrument.fund, liquidation.asset);
    BigInteger missing = Fund.equityMin(instrument.fund, liquidation.asset).subtract(available);
    if (missing.signum() <= 0) {
      return;
    }
    world.stages.stream()
        .filter(stage -> stage.kind() == StageKind.SOCIALISE && liquidation.has(stage))
        .findFirst()
        .ifPresent(
            stage ->
                waterfall.queueLoss(
                    liquidation, stage, instrument, liquidation.covered.min(missing)));
  }

  private void margin(Liquidation liquidation, BigInteger margin) {
    Position position = liquidation.position();
    position.margin = margin;
    events.positionChanged(position, 0, ZERO, ZERO, PositionReason.SETTLEMENT);
  }

  private void wallet(Liquidation liquidation, BigInteger amount, BalanceReason reason) {
    booking.change(
        liquidation.account,
        liquidation.wallet(),
        amount,
        reason,
        liquidation.instrumentId(),
        liquidation);
  }

  private void fund(Liquidation liquidation, BigInteger amount, BalanceReason reason) {
    other(liquidation, liquidation.settlesIn().fund, amount, reason);
  }

  private void other(
      Liquidation liquidation, Account account, BigInteger amount, BalanceReason reason) {
    booking.change(
        account,
        account.wallet(liquidation.asset),
        amount,
        reason,
        liquidation.instrumentId(),
        liquidation);
  }
}
