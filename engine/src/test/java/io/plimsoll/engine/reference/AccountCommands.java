package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import java.math.BigInteger;

/** Money in and out, and an account's settings. Each checks, then returns what is to change. */
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
    Rejection.unless(after.compareTo(Exact.LIMIT) <= 0, RejectReason.LIMIT_EXCEEDED, 4, amount);
    return () -> move(account, asset, big(amount), BalanceReason.DEPOSIT);
  }

  Runnable withdraw(WithdrawDecoder command) {
    Account account = lookup.account(command.accountId(), 3);
    Asset asset = lookup.asset(command.assetId(), 5);
    long amount = command.amount();
    range(amount, 1, Long.MAX_VALUE, 4);
    Rejection.unless(
        account.wallet(asset).liquidation == null, RejectReason.UNDER_LIQUIDATION, 3, account.id);
    BigInteger free = margin.freeBalance(account, asset);
    if (big(amount).compareTo(free) > 0) {
      throw new Rejection(RejectReason.INSUFFICIENT_BALANCE, 4, free.longValueExact());
    }
    return () -> move(account, asset, big(amount).negate(), BalanceReason.WITHDRAWAL);
  }

  private void move(Account account, Asset asset, BigInteger amount, BalanceReason reason) {
    asset.depositsLessWithdrawals = asset.depositsLessWithdrawals.add(amount);
    booking.change(account, account.wallet(asset), amount, reason, 0, null);
    evaluation.wallet(account, asset);
  }

  Runnable setLeverage(SetLeverageDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrumentWithTiers(command.instrumentId(), 4);
    int leverage = command.leverage();
    range(leverage, 100, Integer.MAX_VALUE, 5);
    Rejection.unless(
        leverage <= instrument.schedule.tiers().get(0).leverageMax(),
        RejectReason.LEVERAGE_TOO_HIGH,
        5,
        leverage);
    checkUnused(account, instrument);
    return () -> account.position(instrument).leverage = leverage;
  }

  Runnable setMarginMode(SetMarginModeDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrument(command.instrumentId(), 4);
    range(command.modeRaw(), 1, 2, 5);
    checkUnused(account, instrument);
    MarginMode mode = command.mode();
    return () -> account.position(instrument).mode = mode;
  }

  private void checkUnused(Account account, Instrument instrument) {
    Rejection.unless(
        !world.hasPositionOrOrder(account, instrument),
        RejectReason.POSITION_EXISTS,
        4,
        instrument.id);
  }
}
