package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;

/** One position of an account in an instrument, or two legs. */
final class PositionModeCommand {
  private final Books books;
  private final PositionTable positions;
  private final Checks checks;
  private final Waterfall waterfall;

  PositionModeCommand(Books books, Checks checks, Waterfall waterfall) {
    this.books = books;
    this.positions = books.positions();
    this.checks = checks;
    this.waterfall = waterfall;
  }

  boolean setPositionMode(SetPositionModeDecoder c) {
    int account = books.accounts().find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int accountField = SetPositionModeDecoder.accountIdId();
    int instrumentField = SetPositionModeDecoder.instrumentIdId();
    boolean valid =
        checks.isTrader(books.accounts(), account, c.accountId(), accountField)
            && checks.isKnown(instrument, c.instrumentId(), instrumentField)
            && checks.range(c.modeRaw(), 1, 2, SetPositionModeDecoder.modeId())
            && checks.that(
                c.modeRaw() != PositionMode.HEDGE.value() || books.accounts().pool(account) == 0,
                RejectReason.LEGS_NOT_POOLED,
                SetPositionModeDecoder.modeId(),
                c.modeRaw())
            && checks.that(
                !isFrozen(account, instrument),
                RejectReason.UNDER_LIQUIDATION,
                accountField,
                c.accountId())
            && checks.that(
                isEmpty(account, instrument.id()),
                RejectReason.POSITION_EXISTS,
                instrumentField,
                instrument.id());
    if (valid) {
      int position = positions.findOrAdd(account, instrument.id(), instrument.asset().id());
      positions.hedged(position, c.modeRaw() == PositionMode.HEDGE.value());
    }
    return valid;
  }

  private boolean isFrozen(int account, Instrument instrument) {
    int first = positions.find(account, instrument.id());
    int shortLeg = positions.shortLeg(first);
    return waterfall.isFrozen(account, instrument, first)
        || (shortLeg != 0 && positions.liquidation(shortLeg) != 0);
  }

  private boolean isEmpty(int account, int instrumentId) {
    int first = positions.find(account, instrumentId);
    int shortLeg = positions.shortLeg(first);
    return (first == 0 || isEmpty(first)) && (shortLeg == 0 || isEmpty(shortLeg));
  }

  private boolean isEmpty(int position) {
    return positions.quantity(position) == 0 && positions.openOrders(position) == 0;
  }
}
