package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
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
      case NEGATIVE_EQUITY -> look.realisable() < 0;
      case FUND_EMPTY -> fund.isEmpty(fundWallet(liquidation));
      case FUND_DRAWDOWN -> fund.isDrawnDown(fundWallet(liquidation));
      default -> true;
    };
  }

  private boolean isBelow(long ratio) {
    return Int128.compareProducts(look.equity(), Int128.PPB, ratio, look.requirement()) < 0;
  }

  /** That of the first position's instrument, whose fund is asked about, or 0. */
  private int fundWallet(int liquidation) {
    int position = look.first();
    return position != 0
        ? fund.findWallet(books.instrumentOf(position))
        : fund.findWallet(liquidation);
  }
}
