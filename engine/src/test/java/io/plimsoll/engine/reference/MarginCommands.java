package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import java.math.BigInteger;

/** What stands behind a position, and its settings. Each checks, then returns the change. */
final class MarginCommands {
  private final World world;
  private final Lookup lookup;
  private final Margin margin;
  private final EventWriter events;
  private final Booking booking;
  private final Evaluation evaluation;

  MarginCommands(
      World world,
      Lookup lookup,
      Margin margin,
      EventWriter events,
      Booking booking,
      Evaluation evaluation) {
    this.world = world;
    this.lookup = lookup;
    this.margin = margin;
    this.events = events;
    this.booking = booking;
    this.evaluation = evaluation;
  }

  Runnable setLeverage(SetLeverageDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrumentWithTiers(command.instrumentId(), 4);
    int leverage = command.leverage();
    range(leverage, 100, Integer.MAX_VALUE, 5);
    checkLeverage(leverage, instrument.schedule.tiers().get(0));
    Position position = account.position(instrument);
    checkChangeable(position);
    if (!position.open()) {
      return () -> position.leverage = leverage;
    }
    checkLeverage(leverage, Margin.tier(position));
    BigInteger added = position.isolated() ? addedMargin(position, leverage) : ZERO;
    if (!position.isolated()) {
      BigInteger free =
          margin
              .freeBalance(account, instrument.asset)
              .add(Margin.initialMarginAtMark(position, position.leverage))
              .subtract(Margin.initialMarginAtMark(position, leverage));
      insufficient(free.signum() < 0, 5, free);
    }
    return () -> {
      position.leverage = leverage;
      if (added.signum() > 0) {
        transfer(position, added);
      }
      evaluate(position);
    };
  }

  private static void checkLeverage(int leverage, Tier tier) {
    Rejection.unless(leverage <= tier.leverageMax(), RejectReason.LEVERAGE_TOO_HIGH, 5, leverage);
  }

  /** What the margin of an isolated position lacks at a leverage, 0 or above. */
  private BigInteger addedMargin(Position position, int leverage) {
    BigInteger need =
        Margin.initialMarginOfCost(position, leverage).subtract(position.margin).max(ZERO);
    if (need.signum() > 0) {
      BigInteger free = margin.freeBalance(position.account, position.instrument.asset);
      insufficient(need.compareTo(free) > 0, 5, need);
      limit(position.margin.add(need), 5, leverage);
    }
    return need;
  }

  Runnable setMarginMode(SetMarginModeDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrument(command.instrumentId(), 4);
    range(command.modeRaw(), 1, 2, 5);
    MarginMode mode = command.mode();
    Position position = account.position(instrument);
    checkChangeable(position);
    if (!position.open() || position.mode == mode) {
      return () -> position.mode = mode;
    }
    BigInteger added =
        mode == MarginMode.ISOLATED ? marginAlone(position) : marginGivenUp(position);
    return () -> {
      position.mode = mode;
      position.called = false;
      transfer(position, added);
      evaluate(position);
    };
  }

  /** The margin that a cross position gets when it is to stand alone. */
  private BigInteger marginAlone(Position position) {
    BigInteger need =
        Margin.initialMarginOfCost(position, position.leverage)
            .add(Margin.unrealised(position).negate().max(ZERO));
    BigInteger free = margin.freeBalanceWithout(position);
    insufficient(need.compareTo(free) > 0, 5, need);
    limit(need, 5, MarginMode.ISOLATED.value());
    return need;
  }

  /** Minus the margin of an isolated position. */
  private static BigInteger marginGivenUp(Position position) {
    BigInteger balance = position.account.wallet(position.instrument.asset).balance;
    limit(balance.add(position.margin), 5, MarginMode.CROSS.value());
    return position.margin.negate();
  }

  Runnable adjustMargin(AdjustMarginDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrument(command.instrumentId(), 5);
    long amount = command.amount();
    Rejection.unless(amount != 0, RejectReason.INVALID_VALUE, 4, 0);
    Position position = account.position(instrument);
    Rejection.unless(
        position.isolated() && position.open(), RejectReason.NO_POSITION, 5, instrument.id);
    checkNotFrozen(position);
    if (amount > 0) {
      BigInteger free = margin.freeBalance(account, instrument.asset);
      insufficient(big(amount).compareTo(free) > 0, 4, free);
      limit(position.margin.add(big(amount)), 4, amount);
    } else {
      BigInteger most = mostRemovable(position);
      if (big(amount).negate().compareTo(most) > 0) {
        throw new Rejection(RejectReason.INSUFFICIENT_MARGIN, 4, most.longValueExact());
      }
      limit(account.wallet(instrument.asset).balance.subtract(big(amount)), 4, amount);
    }
    return () -> {
      transfer(position, big(amount));
      evaluate(position);
    };
  }

  private static BigInteger mostRemovable(Position position) {
    return position
        .margin
        .add(Margin.unrealised(position).min(ZERO))
        .subtract(Funding.toPay(position))
        .subtract(Margin.initialMarginAtMark(position, position.leverage))
        .max(ZERO);
  }

  /** Leverage and mode change only without orders, and with a position only where that is ruled. */
  private void checkChangeable(Position position) {
    Rejection.unless(
        !world.hasOrder(position.account, position.instrument)
            && (!position.open() || world.changesWithPosition),
        RejectReason.POSITION_EXISTS,
        4,
        position.instrument.id);
    if (position.open() || position.liquidation != null) {
      checkNotFrozen(position);
    }
  }

  private static void checkNotFrozen(Position position) {
    Wallet wallet = position.account.wallet(position.instrument.asset);
    Rejection.unless(
        wallet.liquidation == null && position.liquidation == null,
        RejectReason.UNDER_LIQUIDATION,
        3,
        position.account.id);
  }

  private static void insufficient(boolean so, int fieldId, BigInteger detail) {
    if (so) {
      throw new Rejection(RejectReason.INSUFFICIENT_BALANCE, fieldId, detail.longValueExact());
    }
  }

  private static void limit(BigInteger after, int fieldId, long detail) {
    Rejection.unless(Exact.withinLimit(after), RejectReason.LIMIT_EXCEEDED, fieldId, detail);
  }

  /** Moves an amount from the wallet to the margin, or back if it is negative. */
  private void transfer(Position position, BigInteger amount) {
    Wallet wallet = position.account.wallet(position.instrument.asset);
    booking.change(
        position.account,
        wallet,
        amount.negate(),
        BalanceReason.MARGIN_TRANSFER,
        position.instrument.id,
        null);
    position.margin = position.margin.add(amount);
    events.positionChanged(position, 0, ZERO, ZERO, PositionReason.MARGIN);
  }

  private void evaluate(Position position) {
    evaluation.isolated(position);
    evaluation.wallet(position.account, position.instrument.asset);
  }
}
