package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.CollateralTable;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.InterestWork;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;

/** Prices of collateral, who pools it, and interest on what pools owe. */
final class CollateralCommands {
  private final Books books;
  private final AccountTable accounts;
  private final WalletTable wallets;
  private final PositionTable positions;
  private final CollateralTable collateral;
  private final Checks checks;
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final Waterfall waterfall;
  private final InterestWork interest;

  CollateralCommands(
      Books books,
      Checks checks,
      MarginCalculator margins,
      Triggers triggers,
      Waterfall waterfall,
      InterestWork interest) {
    this.books = books;
    this.accounts = books.accounts();
    this.wallets = books.wallets();
    this.positions = books.positions();
    this.collateral = books.collateral();
    this.checks = checks;
    this.margins = margins;
    this.triggers = triggers;
    this.waterfall = waterfall;
    this.interest = interest;
  }

  boolean collateralPrice(CollateralPriceDecoder c) {
    int field = CollateralPriceDecoder.assetIdId();
    boolean valid =
        hasTerms(c.assetId(), field)
            && checks.that(
                c.assetId() != collateral.valuationAssetId(),
                RejectReason.INVALID_VALUE,
                field,
                c.assetId());
    if (!valid) {
      return false;
    }
    Collateral terms = collateral.of(c.assetId());
    boolean accepted =
        checks.that(
            c.price() >= 1 && c.price() <= terms.priceMax(),
            RejectReason.PRICE_OUT_OF_RANGE,
            CollateralPriceDecoder.priceId(),
            c.price());
    if (accepted) {
      terms.price(c.price());
      waterfall.evaluator().collateralPriceChanged(terms);
    }
    return accepted;
  }

  boolean chargeInterest(ChargeInterestDecoder c) {
    int field = ChargeInterestDecoder.assetIdId();
    boolean accepted =
        hasTerms(c.assetId(), field)
            && checks.range(c.rate(), 1, PPB, ChargeInterestDecoder.rateId())
            && checks.that(
                !collateral.of(c.assetId()).isInterestUnderWay(),
                RejectReason.INTEREST_UNDER_WAY,
                field,
                c.assetId());
    if (accepted) {
      interest.start(collateral.of(c.assetId()), c.rate());
    }
    return accepted;
  }

  private boolean hasTerms(int assetId, int field) {
    return checks.that(
            books.instruments().asset(assetId) != null, RejectReason.UNKNOWN_ASSET, field, assetId)
        && checks.that(
            collateral.of(assetId).hasTerms(), RejectReason.NO_COLLATERAL_TERMS, field, assetId);
  }

  boolean setCollateralMode(SetCollateralModeDecoder c) {
    int account = accounts.find(c.accountId());
    int field = SetCollateralModeDecoder.accountIdId();
    boolean valid =
        checks.isTrader(accounts, account, c.accountId(), field)
            && checks.range(c.modeRaw(), 1, 2, SetCollateralModeDecoder.modeId())
            && isNotFrozen(account, c.accountId(), field)
            && mayChange(account, c.accountId(), field);
    if (!valid) {
      return false;
    }
    boolean pools = c.modeRaw() == CollateralMode.MULTI_ASSET.value();
    if (pools == (accounts.pool(account) != 0)) {
      return true;
    }
    return pools ? mayPool(account) && pool(account) : mayPart(account) && part(account);
  }

  private boolean isNotFrozen(int account, long accountId, int field) {
    for (int w = accounts.firstWallet(account); w != 0; w = wallets.next(w)) {
      if (wallets.liquidation(w) != 0) {
        return checks.fail(RejectReason.UNDER_LIQUIDATION, field, accountId);
      }
    }
    return true;
  }

  /** There is no cross position, unless the venue lets the mode change with one. */
  private boolean mayChange(int account, long accountId, int field) {
    if (books.rules().changesWithPosition()) {
      return true;
    }
    for (int p = accounts.firstPosition(account); p != 0; p = positions.next(p)) {
      if (positions.quantity(p) != 0 && !positions.isIsolated(p)) {
        return checks.fail(RejectReason.POSITION_EXISTS, field, accountId);
      }
    }
    return true;
  }

  /** Everything that the account trades settles in an asset with a price. */
  private boolean mayPool(int account) {
    int field = SetCollateralModeDecoder.modeId();
    int valuation = collateral.valuationAssetId();
    if (!checks.that(
        valuation != 0,
        RejectReason.NO_VALUATION_ASSET,
        field,
        CollateralMode.MULTI_ASSET.value())) {
      return false;
    }
    for (int p = accounts.firstPosition(account); p != 0; p = positions.next(p)) {
      int assetId = books.instrumentOf(p).asset().id();
      boolean trades = positions.quantity(p) != 0 || positions.openOrders(p) > 0;
      if (positions.isLongLeg(p)) {
        return checks.fail(RejectReason.LEGS_NOT_POOLED, field, positions.instrumentId(p));
      }
      if (trades && !collateral.of(assetId).isPriced()) {
        return checks.fail(RejectReason.NO_COLLATERAL_TERMS, field, assetId);
      }
    }
    return true;
  }

  /** Pools the wallets if that leaves the account safe. */
  private boolean pool(int account) {
    int lead = wallets.findOrAdd(account, collateral.valuationAssetId());
    accounts.pool(account, lead);
    long free = margins.pools().freeValue(account);
    margins.ofWallet(lead);
    boolean safe = isSafe(free) && isSafe(margins.isLiquidatable(), margins.equity());
    accounts.pool(account, 0);
    if (safe) {
      change(account, lead);
    }
    return safe;
  }

  private boolean mayPart(int account) {
    int lead = accounts.pool(account);
    accounts.pool(account, 0);
    boolean safe = true;
    for (int w = accounts.firstWallet(account); safe && w != 0; w = wallets.next(w)) {
      margins.ofWallet(w);
      safe = isSafe(margins.freeBalance(w)) && isSafe(margins.isLiquidatable(), margins.equity());
      // The free balance was taken first, and leaves what the calculator found alone.
    }
    accounts.pool(account, lead);
    return safe;
  }

  private boolean part(int account) {
    change(account, 0);
    return true;
  }

  private boolean isSafe(long free) {
    return checks.that(
        free >= 0, RejectReason.INSUFFICIENT_BALANCE, SetCollateralModeDecoder.modeId(), free);
  }

  private boolean isSafe(boolean liquidatable, long equity) {
    return checks.that(
        !liquidatable,
        RejectReason.INSUFFICIENT_BALANCE,
        SetCollateralModeDecoder.modeId(),
        equity);
  }

  /** Changes what stands for the wallets, none of them called, and evaluates them. */
  private void change(int account, int lead) {
    waterfall.evaluator().forget(account);
    for (int w = accounts.firstWallet(account); w != 0; w = wallets.next(w)) {
      wallets.called(w, false);
      triggers.clearWallet(w);
    }
    accounts.pool(account, lead);
    for (int w = accounts.firstWallet(account); w != 0; w = wallets.next(w)) {
      wallets.called(w, false);
    }
    for (int w = accounts.firstWallet(account); w != 0; w = wallets.next(w)) {
      if (wallets.lead(w) == w) {
        waterfall.evaluator().touchWallet(w);
      }
    }
  }
}
