package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import java.math.BigInteger;
import java.util.List;

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
    checkChangeable(account, instrument);
    List<Position> open = open(account, instrument);
    open.forEach(position -> checkLeverage(leverage, Margin.tier(position)));
    Settings settings = account.settings(instrument);
    List<BigInteger> added = open.stream().map(p -> addedMargin(p, leverage)).toList();
    if (settings.mode == MarginMode.ISOLATED) {
      checkAdded(account, instrument, open, added, leverage);
    } else if (!open.isEmpty()) {
      BigInteger free = margin.freeFor(open.get(0));
      for (Position position : open) {
        free =
            free.add(Margin.initialMarginAtMark(position, settings.leverage))
                .subtract(Margin.initialMarginAtMark(position, leverage));
      }
      insufficient(free.signum() < 0, 5, free);
    }
    return () -> {
      settings.leverage = leverage;
      for (int i = 0; i < open.size(); i++) {
        if (added.get(i).signum() > 0) {
          transfer(open.get(i), added.get(i));
        }
      }
      evaluate(account, instrument, open);
    };
  }

  private static List<Position> open(Account account, Instrument instrument) {
    return account.legs(instrument).stream().filter(Position::open).toList();
  }

  private static void checkLeverage(int leverage, Tier tier) {
    Rejection.unless(leverage <= tier.leverageMax(), RejectReason.LEVERAGE_TOO_HIGH, 5, leverage);
  }

  /** What the margin of an isolated position lacks at a leverage, 0 or above; of others 0. */
  private static BigInteger addedMargin(Position position, int leverage) {
    return position.isolated()
        ? Margin.initialMarginOfCost(position, leverage).subtract(position.margin).max(ZERO)
        : ZERO;
  }

  /** Whether the wallet has what is to be added to margins, and they can take it. */
  private void checkAdded(
      Account account,
      Instrument instrument,
      List<Position> positions,
      List<BigInteger> added,
      long detail) {
    BigInteger need = added.stream().reduce(ZERO, BigInteger::add);
    if (need.signum() > 0) {
      BigInteger free = margin.freeBalance(account, instrument.asset);
      insufficient(need.compareTo(free) > 0, 5, need);
    }
    for (int i = 0; i < positions.size(); i++) {
      if (added.get(i).signum() > 0) {
        limit(positions.get(i).margin.add(added.get(i)), 5, detail);
      }
    }
  }

  Runnable setMarginMode(SetMarginModeDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrument(command.instrumentId(), 4);
    range(command.modeRaw(), 1, 2, 5);
    MarginMode mode = command.mode();
    checkChangeable(account, instrument);
    Settings settings = account.settings(instrument);
    if (settings.mode == mode) {
      return () -> {};
    }
    List<Position> open = open(account, instrument);
    List<BigInteger> added =
        open.stream()
            .map(p -> mode == MarginMode.ISOLATED ? marginAlone(p) : p.margin.negate())
            .toList();
    BigInteger sum = added.stream().reduce(ZERO, BigInteger::add);
    if (mode == MarginMode.ISOLATED && !open.isEmpty()) {
      BigInteger free = margin.freeBalanceWithout(account, instrument);
      insufficient(sum.compareTo(free) > 0, 5, sum);
      added.forEach(need -> limit(need, 5, MarginMode.ISOLATED.value()));
    } else if (!open.isEmpty()) {
      BigInteger balance = account.wallet(instrument.asset).balance;
      limit(balance.subtract(sum), 5, MarginMode.CROSS.value());
    }
    return () -> {
      settings.mode = mode;
      for (int i = 0; i < open.size(); i++) {
        open.get(i).called = false;
        transfer(open.get(i), added.get(i));
      }
      evaluate(account, instrument, open);
    };
  }

  /** The margin that a cross position gets when it is to stand alone. */
  private static BigInteger marginAlone(Position position) {
    return Margin.initialMarginOfCost(position, position.leverage())
        .add(Margin.unrealised(position).negate().max(ZERO));
  }

  Runnable adjustMargin(AdjustMarginDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrument(command.instrumentId(), 5);
    long amount = command.amount();
    Rejection.unless(amount != 0, RejectReason.INVALID_VALUE, 4, 0);
    range(command.positionSideRaw(), 1, 3, 6);
    Position position = Lookup.position(account, instrument, command.positionSide(), 6);
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
      evaluate(account, instrument, List.of(position));
    };
  }

  private static BigInteger mostRemovable(Position position) {
    return position
        .margin
        .add(Margin.unrealised(position).min(ZERO))
        .subtract(Funding.toPay(position))
        .subtract(Margin.initialMarginAtMark(position, position.leverage()))
        .max(ZERO);
  }

  Runnable setPositionMode(SetPositionModeDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    Instrument instrument = lookup.instrument(command.instrumentId(), 4);
    range(command.modeRaw(), 1, 2, 5);
    Rejection.unless(
        command.modeRaw() == 1 || account.pool == null, RejectReason.LEGS_NOT_POOLED, 5, 2);
    boolean hedged = command.mode() == PositionMode.HEDGE;
    account.legs(instrument).forEach(MarginCommands::checkNotFrozen);
    Rejection.unless(
        !world.hasOrder(account, instrument) && open(account, instrument).isEmpty(),
        RejectReason.POSITION_EXISTS,
        4,
        instrument.id);
    return () -> account.settings(instrument).hedged = hedged;
  }

  /** Leverage and mode change only without orders, and with a position only where that is ruled. */
  private void checkChangeable(Account account, Instrument instrument) {
    Rejection.unless(
        !world.hasOrder(account, instrument)
            && (open(account, instrument).isEmpty() || world.changesWithPosition),
        RejectReason.POSITION_EXISTS,
        4,
        instrument.id);
    for (Position position : account.legs(instrument)) {
      if (position.open() || position.liquidation != null) {
        checkNotFrozen(position);
      }
    }
  }

  private static void checkNotFrozen(Position position) {
    Rejection.unless(!position.frozen(), RejectReason.UNDER_LIQUIDATION, 3, position.account.id);
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

  private void evaluate(Account account, Instrument instrument, List<Position> positions) {
    positions.forEach(evaluation::isolated);
    if (!positions.isEmpty()) {
      evaluation.wallet(account, instrument.asset);
    }
  }
}
