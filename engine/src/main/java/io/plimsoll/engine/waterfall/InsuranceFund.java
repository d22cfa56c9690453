package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.SurplusTo;

/**
 * What passes between an account at the end of its liquidation and the insurance fund: fee, surplus
 * and COVER; and how the fund stands.
 */
final class InsuranceFund {
  private final Books books;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations;
  private final Stages stages;
  private final LossSocialisation socialisation;

  InsuranceFund(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      Stages stages,
      LossSocialisation socialisation) {
    this.books = books;
    this.events = events;
    this.liquidations = liquidations;
    this.stages = stages;
    this.socialisation = socialisation;
  }

  /** Whether the fund behind an instrument has nothing available. */
  boolean isEmpty(Instrument instrument) {
    int wallet = findFundWallet(instrument);
    return wallet == 0 || books.available(wallet) <= 0;
  }

  /** Whether the drawdown of the fund behind an instrument has started and not stopped. */
  boolean isDrawnDown(Instrument instrument) {
    int wallet = findFundWallet(instrument);
    return wallet != 0 && books.funds().isDrawnDown(books.wallets().fund(wallet));
  }

  private int findFundWallet(Instrument instrument) {
    int account = books.accounts().find(instrument.fundAccountId());
    return books.wallets().find(account, instrument.asset().id());
  }

  /** Takes the liquidation fee out of what an account has. */
  void takeFee(int liquidation, long fee) {
    if (fee == 0) {
      return;
    }
    liquidations.feePaid(liquidation, fee);
    int position = liquidations.position(liquidation);
    if (position != 0) {
      setMargin(position, books.positions().margin(position) - fee);
    } else {
      change(liquidation, liquidations.wallet(liquidation), -fee, BalanceReason.LIQUIDATION_FEE);
    }
    change(liquidation, feeWallet(liquidation), fee, BalanceReason.LIQUIDATION_FEE);
  }

  /**
   * What is left goes where the rules say.
   *
   * @return what the fund got
   */
  long takeSurplus(int liquidation, long left) {
    int position = liquidations.position(liquidation);
    int wallet = liquidations.wallet(liquidation);
    boolean isolated = position != 0;
    SurplusTo to = isolated ? books.rules().isolatedSurplusTo() : books.rules().crossSurplusTo();
    if (isolated) {
      setMargin(position, 0);
    }
    if (to == SurplusTo.FUND) {
      if (!isolated) {
        change(liquidation, wallet, -left, BalanceReason.SURPLUS);
      }
      change(liquidation, fundWallet(liquidation), left, BalanceReason.SURPLUS);
      return left;
    }
    if (isolated) {
      change(liquidation, wallet, left, BalanceReason.MARGIN_TRANSFER);
    }
    return 0;
  }

  /** The fund pays what is missing, and passes on what it cannot bear if the venue has it so. */
  void cover(int liquidation, long missing) {
    int position = liquidations.position(liquidation);
    if (position != 0) {
      setMargin(position, 0);
    } else {
      change(liquidation, liquidations.wallet(liquidation), missing, BalanceReason.COVER);
    }
    int wallet = fundWallet(liquidation);
    change(liquidation, wallet, -missing, BalanceReason.COVER);
    WaterfallStage stage = stages.firstSocialise(position != 0);
    long equityMin = books.funds().equityMin(books.wallets().fund(wallet));
    long available = books.available(wallet);
    if (stage != null && available < equityMin) {
      long loss = Math.min(missing, equityMin - available);
      socialisation.queue(liquidation, instrument(liquidation), loss, stage.lossOver());
    }
  }

  private void change(int liquidation, int wallet, long amount, BalanceReason reason) {
    int position = liquidations.position(liquidation);
    int instrumentId = position == 0 ? 0 : books.positions().instrumentId(position);
    books.changeBalance(wallet, amount, reason, instrumentId, liquidations.id(liquidation));
  }

  /** The isolated position's instrument, or the first one of the wallet's asset. */
  Instrument instrument(int liquidation) {
    int position = liquidations.position(liquidation);
    if (position != 0) {
      return books.instrumentOf(position);
    }
    InstrumentTable instruments = books.instruments();
    int assetId = books.wallets().assetId(liquidations.wallet(liquidation));
    return instruments.asset(assetId).firstInstrument();
  }

  private int fundWallet(int liquidation) {
    Instrument instrument = instrument(liquidation);
    return books.walletFor(books.accounts().find(instrument.fundAccountId()), instrument);
  }

  private int feeWallet(int liquidation) {
    long accountId = stages.liquidationFeeAccountId();
    return accountId == 0
        ? fundWallet(liquidation)
        : books.walletFor(books.accounts().find(accountId), instrument(liquidation));
  }

  private void setMargin(int position, long margin) {
    books.setMargin(position, margin);
    UntradedChange.tell(books, events, position, PositionReason.SETTLEMENT);
  }
}
