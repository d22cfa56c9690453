package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.WaterfallStage;

/** Whether a stage is entered by the liquidation that was last looked at. */
final class Conditions {
  private final Books books;
  private final Look look;
  private final InsuranceFund fund;

  Conditions(Books books, Look look, InsuranceFund fund) {
    this.books = books;
    this.look = look;
    this.fund = fund;
  }

  /** Whether the condition of a stage holds. */
  boolean hold(WaterfallStage stage, int liquidation) {
    return switch (stage.condition()) {
      case EQUITY_BELOW -> isBelow(stage.conditionRatio());
      case EQUITY_NOT_BELOW -> !isBelow(stage.conditionRatio());
      case NEGATIVE_EQUITY -> look.equity() < 0;
      case FUND_EMPTY -> fund.isEmpty(fundedInstrument(liquidation));
      case FUND_DRAWDOWN -> fund.isDrawnDown(fundedInstrument(liquidation));
      default -> true;
    };
  }

  private boolean isBelow(long ratio) {
    return Int128.compareProducts(look.equity(), Int128.PPB, ratio, look.requirement()) < 0;
  }

  /** The first position's instrument, whose fund is asked about. */
  private Instrument fundedInstrument(int liquidation) {
    int position = look.first();
    return position != 0 ? books.instrumentOf(position) : fund.instrument(liquidation);
  }
}
