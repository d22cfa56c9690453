package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import java.math.BigInteger;

/** Money in and out. Each checks, then returns what is to change. */
final class AccountCommands {
  private final World world;
  private final Lookup lookup;
  private final Margin margin;
  private final Booking booking;
  private final Evaluation evaluation;

  AccountCommands(
      World world, Lookup lookup, Margin margin, Booking booking, Evaluation evaluation) {
    this.world = world;
    this.lookup = lookup;
    this.margin = margin;
    this.booking = booking;
    this.evaluation = evaluation;
  }

  Runnable deposit(DepositDecoder command) {
    Account account = lookup.account(command.accountId(), 3);
    Asset asset = lookup.asset(command.assetId(), 5);
    long amount = command.amount();
    range(amount, 1, Long.MAX_VALUE, 4);
    BigInteger after = account.wallet(asset).balance.add(big(amount));
    Rejection.unless(
        after.compareTo(Exact.LIMIT) <= 0
            && asset.depositsLessWithdrawals.add(big(amount)).compareTo(Exact.DEPOSITS_LIMIT) <= 0,
        RejectReason.LIMIT_EXCEEDED,
        4,
        amount);
    return () -> move(account, asset, big(amount), BalanceReason.DEPOSIT);
  }

  Runnable withdraw(WithdrawDecoder command) {
    Account account = lookup.account(command.accountId(), 3);
    Asset asset = lookup.asset(command.assetId(), 5);
    long amount = command.amount();
    range(amount, 1, Long.MAX_VALUE, 4);
    Rejection.unless(
        account.standing(asset).liquidation == null, RejectReason.UNDER_LIQUIDATION, 3, account.id);
    Rejection.unless(
        !account.trader() || !gated(account, asset), RejectReason.WITHDRAWALS_GATED, 5, asset.id);
    BigInteger free = margin.freeBalance(account, asset);
    if (big(amount).compareTo(free) > 0) {
      throw new Rejection(RejectReason.INSUFFICIENT_BALANCE, 4, free.longValueExact());
    }
    BigInteger left = asset.depositsLessWithdrawals.subtract(big(amount));
    Rejection.unless(
        left.negate().compareTo(Exact.DEPOSITS_LIMIT) <= 0, RejectReason.LIMIT_EXCEEDED, 4, amount);
    return () -> move(account, asset, big(amount).negate(), BalanceReason.WITHDRAWAL);
  }

  private boolean gated(Account account, Asset asset) {
    return world.withdrawalGate
        && world.tasks.stream()
            .anyMatch(
                task ->
                    (task.kind == Task.Kind.DELEVERAGE || task.kind == Task.Kind.SOCIALISE)
                        && (account.pool != null || task.instrument.asset == asset));
  }

  private void move(Account account, Asset asset, BigInteger amount, BalanceReason reason) {
    asset.depositsLessWithdrawals = asset.depositsLessWithdrawals.add(amount);
    booking.change(account, account.wallet(asset), amount, reason, 0, null);
    evaluation.wallet(account, asset);
  }
}
