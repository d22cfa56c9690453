package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Collateral;
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
  private final Tally tally;

  InsuranceFund(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      Tally tally,
      Stages stages,
      LossSocialisation socialisation) {
    this.books = books;
    this.events = events;
    this.liquidations = liquidations;
    this.tally = tally;
    this.stages = stages;
    this.socialisation = socialisation;
  }

  /** Whether a fund has nothing available in a wallet, which it may not have. */
  boolean isEmpty(int wallet) {
    return wallet == 0 || books.available(wallet) <= 0;
  }

  /** Whether the drawdown of a fund has started and not stopped in a wallet, if it has it. */
  boolean isDrawnDown(int wallet) {
    return wallet != 0 && books.funds().isDrawnDown(books.wallets().fund(wallet));
  }

  /** The wallet of the fund behind an instrument, or 0. */
  int findWallet(Instrument instrument) {
    int account = books.accounts().find(instrument.fundAccountId());
    return books.wallets().find(account, instrument.asset().id());
  }

  /** The wallet of the fund behind a liquidation without positions, or 0. */
  int findWallet(int liquidation) {
    if (!tally.isPool(liquidation)) {
      return findWallet(instrument(liquidation));
    }
    Collateral terms = books.collateral().valuation();
    return books.wallets().find(books.accounts().find(terms.fundAccountId()), terms.assetId());
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
    spread(liquidation, wallet, missing, instrument(liquidation));
  }

  /** Has others share what a fund covered and cannot bear, if there is an instrument for it. */
  private void spread(int liquidation, int fundWallet, long covered, Instrument instrument) {
    WaterfallStage stage = stages.firstSocialise(liquidations.position(liquidation) != 0);
    long equityMin = books.funds().equityMin(books.wallets().fund(fundWallet));
    long available = books.available(fundWallet);
    if (stage != null && instrument != null && available < equityMin) {
      long loss = Math.min(covered, equityMin - available);
      socialisation.queue(liquidation, instrument, loss, stage.lossOver());
    }
  }

  /**
   * What is left of an asset of a pool goes where the rules say.
   *
   * @param wallet of the pool, with a balance above 0
   * @return what the fund got, in the valuation asset
   */
  long takeSurplus(int liquidation, int wallet, Collateral terms) {
    if (books.rules().crossSurplusTo() != SurplusTo.FUND) {
      return 0;
    }
    long left = books.wallets().balance(wallet);
    change(liquidation, wallet, -left, BalanceReason.SURPLUS);
    change(liquidation, fundWallet(terms), left, BalanceReason.SURPLUS);
    return terms.fullValue(left);
  }

  /**
   * The fund of an asset pays what is missing in it.
   *
   * @param wallet of the pool, with a balance below 0
   * @return what the fund paid, in the valuation asset
   */
  long cover(int liquidation, int wallet, Collateral terms) {
    long missing = -books.wallets().balance(wallet);
    int fundWallet = fundWallet(terms);
    change(liquidation, wallet, missing, BalanceReason.COVER);
    change(liquidation, fundWallet, -missing, BalanceReason.COVER);
    Instrument instrument = books.instruments().asset(terms.assetId()).firstInstrument();
    spread(liquidation, fundWallet, missing, instrument);
    return terms.fullValueUp(missing);
  }

  private int fundWallet(Collateral terms) {
    int fund = books.accounts().find(terms.fundAccountId());
    return books.wallets().findOrAdd(fund, terms.assetId());
  }

  private void change(int liquidation, int wallet, long amount, BalanceReason reason) {
    int position = liquidations.position(liquidation);
    int instrumentId = position == 0 ? 0 : books.positions().instrumentId(position);
    books.changeBalance(wallet, amount, reason, instrumentId, liquidations.id(liquidation));
  }

  /** The isolated position's instrument, or the first one of the wallet's asset. */
  private Instrument instrument(int liquidation) {
    int position = liquidations.position(liquidation);
    if (position != 0) {
      return books.instrumentOf(position);
    }
    InstrumentTable instruments = books.instruments();
    int assetId = books.wallets().assetId(liquidations.wallet(liquidation));
    return instruments.asset(assetId).firstInstrument();
  }

  private int fundWallet(int liquidation) {
    if (tally.isPool(liquidation)) {
      return fundWallet(books.collateral().valuation());
    }
    Instrument instrument = instrument(liquidation);
    return books.walletFor(books.accounts().find(instrument.fundAccountId()), instrument);
  }

  private int feeWallet(int liquidation) {
    long accountId = stages.liquidationFeeAccountId();
    int assetId = books.wallets().assetId(liquidations.wallet(liquidation));
    return accountId == 0
        ? fundWallet(liquidation)
        : books.wallets().findOrAdd(books.accounts().find(accountId), assetId);
  }

  private void setMargin(int position, long margin) {
    books.setMargin(position, margin);
    UntradedChange.tell(books, events, position, PositionReason.SETTLEMENT);
  }
}
