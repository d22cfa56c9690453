package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;
import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import java.math.BigInteger;

/** What counts as collateral, and for whom. Each checks, then returns the change. */
final class CollateralCommands {
  private static final long LIMIT = 1L << 60;

  private final World world;
  private final Lookup lookup;
  private final Margin margin;
  private final Evaluation evaluation;
  private final Booking booking;
  private final TaskQueue tasks;
  private final CollateralEvents events;

  CollateralCommands(
      World world,
      Lookup lookup,
      Margin margin,
      Evaluation evaluation,
      Booking booking,
      TaskQueue tasks,
      CollateralEvents events) {
    this.world = world;
    this.lookup = lookup;
    this.margin = margin;
    this.evaluation = evaluation;
    this.booking = booking;
    this.tasks = tasks;
    this.events = events;
  }

  Runnable setCollateral(SetCollateralDecoder command) {
    Asset asset = lookup.asset(command.assetId(), 9);
    boolean pooled = world.accounts.values().stream().anyMatch(account -> account.pool != null);
    Rejection.unless(!pooled, RejectReason.COLLATERAL_IN_USE, 9, asset.id);
    range(command.valuationRaw(), 0, 1, 11);
    boolean valuation = command.valuationRaw() == 1;
    if (valuation) {
      boolean free = world.valuationAsset == null || world.valuationAsset == asset;
      Rejection.unless(free, RejectReason.VENUE_IN_USE, 11, asset.id);
    } else {
      Rejection.unless(world.valuationAsset != null, RejectReason.NO_VALUATION_ASSET, 11, asset.id);
      Rejection.unless(world.valuationAsset != asset, RejectReason.INVALID_VALUE, 11, 0);
    }
    Collateral terms = new Collateral();
    terms.valuation = valuation;
    terms.liabilityWeight = in(command.liabilityWeight(), PPB, 2 * PPB, 3);
    terms.borrowMax = in(command.borrowMax(), 0, LIMIT, 4);
    terms.discount = in(command.conversionDiscount(), 0, valuation ? 0 : PPB / 2, 5);
    terms.priceScale = (int) in(command.priceScale(), 0, valuation ? 0 : 12, 10);
    int digits =
        valuation ? 0 : asset.moneyScale + terms.priceScale - world.valuationAsset.moneyScale;
    Rejection.unless(digits >= 0 && digits <= 18, RejectReason.INVALID_VALUE, 10, terms.priceScale);
    terms.divisor = BigInteger.TEN.pow(digits);
    terms.priceMax = in(command.priceMax(), 1, valuation ? 1 : LIMIT, 6);
    terms.fund = lookup.account(command.fundAccountId(), AccountKind.INSURANCE_FUND, 7);
    terms.interestAccount = lookup.account(command.interestAccountId(), 8);
    AccountKind kind = terms.interestAccount.kind;
    Rejection.unless(
        kind == AccountKind.FEE || kind == AccountKind.INSURANCE_FUND,
        RejectReason.WRONG_ACCOUNT_KIND,
        8,
        terms.interestAccount.id);
    long others = world.assets.values().stream().filter(a -> a.collateral != null).count();
    Rejection.unless(
        asset.collateral != null || others < 16, RejectReason.LIMIT_EXCEEDED, 9, asset.id);
    weights(command, terms);
    terms.price = valuation ? 1 : 0;
    return () -> {
      if (asset.collateral != null) {
        terms.interestUnderWay = asset.collateral.interestUnderWay;
      }
      asset.collateral = terms;
      if (valuation) {
        world.valuationAsset = asset;
      }
    };
  }

  private static long in(long value, long low, long high, int fieldId) {
    range(value, low, high, fieldId);
    return value;
  }

  private static void weights(SetCollateralDecoder command, Collateral terms) {
    SetCollateralDecoder.TiersDecoder group = command.tiers();
    int count = group.count();
    tier(1 <= count && count <= (terms.valuation ? 1 : 16), 12, count);
    long least = terms.valuation ? PPB : 0;
    long most = PPB - terms.discount;
    long before = -1;
    for (SetCollateralDecoder.TiersDecoder raw : group) {
      boolean rises = before < 0 ? raw.floor() == 0 : raw.floor() > before;
      tier(rises && raw.floor() <= LIMIT, 13, raw.floor());
      tier(least <= raw.weight() && raw.weight() <= most, 14, raw.weight());
      terms.weights.add(new Collateral.Weight(raw.floor(), raw.weight()));
      before = raw.floor();
      most = raw.weight();
    }
  }

  private static void tier(boolean holds, int fieldId, long value) {
    Rejection.unless(holds, RejectReason.INVALID_TIERS, fieldId, value);
  }

  private Asset assetWithTerms(int id, int fieldId) {
    Asset asset = lookup.asset(id, fieldId);
    Rejection.unless(asset.collateral != null, RejectReason.NO_COLLATERAL_TERMS, fieldId, asset.id);
    return asset;
  }

  Runnable collateralPrice(CollateralPriceDecoder command) {
    Asset asset = assetWithTerms(command.assetId(), 4);
    Rejection.unless(asset != world.valuationAsset, RejectReason.INVALID_VALUE, 4, asset.id);
    long price = command.price();
    Rejection.unless(
        1 <= price && price <= asset.collateral.priceMax,
        RejectReason.PRICE_OUT_OF_RANGE,
        3,
        price);
    return () -> {
      asset.collateral.price = price;
      evaluation.pools();
    };
  }

  Runnable chargeInterest(ChargeInterestDecoder command) {
    Asset asset = assetWithTerms(command.assetId(), 4);
    long rate = command.rate();
    range(rate, 1, PPB, 3);
    Rejection.unless(
        !asset.collateral.interestUnderWay, RejectReason.INTEREST_UNDER_WAY, 4, asset.id);
    return () -> {
      asset.collateral.interestUnderWay = true;
      tasks.add(new InterestTask(asset, rate, booking, evaluation, events));
    };
  }

  Runnable setCollateralMode(SetCollateralModeDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.TRADER, 3);
    range(command.modeRaw(), 1, 2, 4);
    boolean pools = command.modeRaw() == 2;
    boolean frozen =
        world.assets.values().stream()
            .anyMatch(asset -> account.standing(asset).liquidation != null);
    Rejection.unless(!frozen, RejectReason.UNDER_LIQUIDATION, 3, account.id);
    boolean held = account.positions.values().stream().anyMatch(p -> p.open() && !p.isolated());
    Rejection.unless(
        !held || world.changesWithPosition, RejectReason.POSITION_EXISTS, 3, account.id);
    if (pools == (account.pool != null)) {
      return () -> {};
    }
    if (pools) {
      checkPrices(account);
    }
    Wallet before = account.pool;
    account.pool = pools ? new Wallet(world.valuationAsset) : null;
    try {
      checkSafe(account);
    } finally {
      account.pool = before;
    }
    return () -> change(account, pools);
  }

  private void checkPrices(Account account) {
    Rejection.unless(world.valuationAsset != null, RejectReason.NO_VALUATION_ASSET, 4, 2);
    for (Instrument instrument : world.instruments.values()) {
      Rejection.unless(
          !account.settings(instrument).hedged, RejectReason.LEGS_NOT_POOLED, 4, instrument.id);
      boolean trades = account.position(instrument).open() || world.hasOrder(account, instrument);
      Rejection.unless(
          !trades || instrument.asset.priced(),
          RejectReason.NO_COLLATERAL_TERMS,
          4,
          instrument.asset.id);
    }
  }

  private void checkSafe(Account account) {
    if (account.pool != null) {
      insufficient(margin.pool().free(account));
      checkLine(account, world.valuationAsset);
      return;
    }
    for (Asset asset : world.assets.values()) {
      insufficient(margin.freeAlone(account, asset, null));
      checkLine(account, asset);
    }
  }

  private void checkLine(Account account, Asset asset) {
    if (margin.liquidatable(account, asset)) {
      throw new Rejection(
          RejectReason.INSUFFICIENT_BALANCE, 4, margin.equity(account, asset).longValueExact());
    }
  }

  private static void insufficient(BigInteger free) {
    if (free.compareTo(ZERO) < 0) {
      throw new Rejection(RejectReason.INSUFFICIENT_BALANCE, 4, free.longValueExact());
    }
  }

  private void change(Account account, boolean pools) {
    evaluation.forget(account);
    account.wallets.values().forEach(wallet -> wallet.called = false);
    account.pool = pools ? new Wallet(world.valuationAsset) : null;
    if (pools) {
      evaluation.wallet(account, world.valuationAsset);
    } else {
      world.assets.values().forEach(asset -> evaluation.wallet(account, asset));
    }
  }
}
