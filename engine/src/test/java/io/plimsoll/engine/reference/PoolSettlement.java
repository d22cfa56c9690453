package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.SurplusTo;
import java.math.BigInteger;

/** What happens to all assets of a pool at the end of its liquidation. */
final class PoolSettlement {
  private final World world;
  private final Margin margin;
  private final Booking booking;
  private final Repayment repayment;
  private final Waterfall waterfall;

  PoolSettlement(
      World world, Margin margin, Booking booking, Repayment repayment, Waterfall waterfall) {
    this.world = world;
    this.margin = margin;
    this.booking = booking;
    this.repayment = repayment;
    this.waterfall = waterfall;
  }

  void settle(Liquidation liquidation) {
    Account account = liquidation.account;
    BigInteger most = margin.pool().realisable(account).max(ZERO);
    payFee(liquidation, liquidation.feeDue.min(most));
    repayment.repay(liquidation);
    for (Asset asset : world.assets.values()) {
      BigInteger left = account.wallet(asset).balance;
      if (asset.collateral != null && left.signum() != 0) {
        passOn(liquidation, asset, left);
      }
    }
  }

  void payFee(Liquidation liquidation, BigInteger fee) {
    if (fee.signum() == 0) {
      return;
    }
    Account named = world.accounts.get(world.liquidationFeeAccountId);
    Account receiver = named == null ? liquidation.asset.collateral.fund : named;
    change(
        liquidation,
        liquidation.account,
        liquidation.asset,
        fee.negate(),
        BalanceReason.LIQUIDATION_FEE);
    change(liquidation, receiver, liquidation.asset, fee, BalanceReason.LIQUIDATION_FEE);
    liquidation.feePaid = fee;
  }

  private void passOn(Liquidation liquidation, Asset asset, BigInteger left) {
    boolean missing = left.signum() < 0;
    if (!missing && world.crossSurplusTo != SurplusTo.FUND) {
      return;
    }
    BalanceReason reason = missing ? BalanceReason.COVER : BalanceReason.SURPLUS;
    change(liquidation, liquidation.account, asset, left.negate(), reason);
    change(liquidation, asset.collateral.fund, asset, left, reason);
    if (missing) {
      BigInteger covered = left.negate();
      liquidation.covered = liquidation.covered.add(asset.collateral.fullUp(covered));
      spread(liquidation, asset, covered);
    } else {
      liquidation.surplus = liquidation.surplus.add(asset.collateral.full(left));
    }
  }

  private void spread(Liquidation liquidation, Asset asset, BigInteger covered) {
    Account fund = asset.collateral.fund;
    BigInteger lack = Fund.equityMin(fund, asset).subtract(Fund.available(fund, asset));
    if (lack.signum() <= 0 || asset.firstInstrument == null) {
      return;
    }
    world.stages.stream()
        .filter(stage -> stage.kind() == StageKind.SOCIALISE && liquidation.has(stage))
        .findFirst()
        .ifPresent(
            stage ->
                waterfall.queueLoss(liquidation, stage, asset.firstInstrument, covered.min(lack)));
  }

  private void change(
      Liquidation liquidation,
      Account account,
      Asset asset,
      BigInteger amount,
      BalanceReason reason) {
    booking.change(account, account.wallet(asset), amount, reason, 0, liquidation);
  }
}
