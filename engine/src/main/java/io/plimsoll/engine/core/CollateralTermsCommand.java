package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.CollateralTable;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.Evaluator;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder.TiersDecoder;

/** SetCollateral: what an asset counts as collateral. */
final class CollateralTermsCommand {
  private static final long AMOUNT_MAX = 1L << 60;
  private static final int PRICE_SCALE_MAX = 12;
  private static final int DIVISOR_DIGITS_MAX = 18;

  private final Books books;
  private final CollateralTable collateral;
  private final Checks checks;
  private final Triggers triggers;
  private final Evaluator evaluator;

  CollateralTermsCommand(Books books, Checks checks, Triggers triggers, Evaluator evaluator) {
    this.books = books;
    this.collateral = books.collateral();
    this.checks = checks;
    this.triggers = triggers;
    this.evaluator = evaluator;
  }

  boolean setCollateral(SetCollateralDecoder c) {
    boolean accepted =
        assetFits(c)
            && valuationFits(c)
            && ratesFit(c)
            && priceFits(c)
            && accountsFit(c)
            && checks.that(
                collateral.of(c.assetId()).hasTerms()
                    || collateral.size() < CollateralTable.TERMS_MAX,
                RejectReason.LIMIT_EXCEEDED,
                SetCollateralDecoder.assetIdId(),
                c.assetId())
            && tiersFit(c);
    if (accepted) {
      set(c);
    }
    return accepted;
  }

  private boolean assetFits(SetCollateralDecoder c) {
    int field = SetCollateralDecoder.assetIdId();
    return checks.that(
            books.instruments().asset(c.assetId()) != null,
            RejectReason.UNKNOWN_ASSET,
            field,
            c.assetId())
        && checks.that(
            books.accounts().pools() == 0, RejectReason.COLLATERAL_IN_USE, field, c.assetId());
  }

  private boolean valuationFits(SetCollateralDecoder c) {
    int field = SetCollateralDecoder.valuationId();
    int valuation = collateral.valuationAssetId();
    if (!checks.range(c.valuationRaw(), 0, 1, field)) {
      return false;
    }
    if (isValuation(c)) {
      boolean free = valuation == 0 || valuation == c.assetId();
      return checks.that(free, RejectReason.VENUE_IN_USE, field, c.assetId());
    }
    return checks.that(valuation != 0, RejectReason.NO_VALUATION_ASSET, field, c.assetId())
        && checks.that(valuation != c.assetId(), RejectReason.INVALID_VALUE, field, 0);
  }

  private static boolean isValuation(SetCollateralDecoder c) {
    return c.valuationRaw() == Bool.YES.value();
  }

  private boolean ratesFit(SetCollateralDecoder c) {
    return checks.range(c.liabilityWeight(), PPB, 2 * PPB, SetCollateralDecoder.liabilityWeightId())
        && checks.range(c.borrowMax(), 0, AMOUNT_MAX, SetCollateralDecoder.borrowMaxId())
        && checks.range(
            c.conversionDiscount(),
            0,
            isValuation(c) ? 0 : PPB / 2,
            SetCollateralDecoder.conversionDiscountId());
  }

  private boolean priceFits(SetCollateralDecoder c) {
    boolean valuation = isValuation(c);
    int scale = c.priceScale();
    int field = SetCollateralDecoder.priceScaleId();
    int digits = valuation ? 0 : divisorDigits(c);
    return checks.range(scale, 0, valuation ? 0 : PRICE_SCALE_MAX, field)
        && checks.that(
            digits >= 0 && digits <= DIVISOR_DIGITS_MAX, RejectReason.INVALID_VALUE, field, scale)
        && checks.range(
            c.priceMax(), 1, valuation ? 1 : AMOUNT_MAX, SetCollateralDecoder.priceMaxId());
  }

  private int divisorDigits(SetCollateralDecoder c) {
    Asset asset = books.instruments().asset(c.assetId());
    Asset valuation = books.instruments().asset(collateral.valuationAssetId());
    return asset.moneyScale() + c.priceScale() - valuation.moneyScale();
  }

  private boolean accountsFit(SetCollateralDecoder c) {
    AccountTable accounts = books.accounts();
    int fund = accounts.find(c.fundAccountId());
    int interest = accounts.find(c.interestAccountId());
    int fundField = SetCollateralDecoder.fundAccountIdId();
    int interestField = SetCollateralDecoder.interestAccountIdId();
    return checks.isKnown(fund, c.fundAccountId(), fundField)
        && checks.that(
            accounts.isFund(fund), RejectReason.WRONG_ACCOUNT_KIND, fundField, c.fundAccountId())
        && checks.isKnown(interest, c.interestAccountId(), interestField)
        && checks.that(
            accounts.isFund(interest) || accounts.kind(interest) == AccountKind.FEE.value(),
            RejectReason.WRONG_ACCOUNT_KIND,
            interestField,
            c.interestAccountId());
  }

  private boolean tiersFit(SetCollateralDecoder c) {
    TiersDecoder tiers = tiers(c);
    int count = tiers.count();
    int most = isValuation(c) ? 1 : Collateral.TIERS_MAX;
    if (count < 1 || count > most) {
      return tier(false, (int) SetCollateralDecoder.tiersDecoderId(), count);
    }
    long floor = -1;
    long highest = PPB - c.conversionDiscount();
    long least = isValuation(c) ? PPB : 0;
    while (tiers.hasNext()) {
      tiers.next();
      long next = tiers.floor();
      boolean rises = floor < 0 ? next == 0 : next > floor && next <= AMOUNT_MAX;
      long weight = tiers.weight();
      boolean fits =
          tier(rises, TiersDecoder.floorId(), next)
              && tier(weight >= least && weight <= highest, TiersDecoder.weightId(), weight);
      if (!fits) {
        return false;
      }
      floor = next;
      highest = weight;
    }
    return true;
  }

  private boolean tier(boolean holds, int field, long value) {
    return checks.that(holds, RejectReason.INVALID_TIERS, field, value);
  }

  private void set(SetCollateralDecoder c) {
    Collateral terms = collateral.of(c.assetId());
    boolean valuation = isValuation(c);
    long divisor = 1;
    for (int digits = valuation ? 0 : divisorDigits(c); digits > 0; digits--) {
      divisor *= 10;
    }
    terms.start(
        c.liabilityWeight(),
        c.borrowMax(),
        c.conversionDiscount(),
        c.priceMax(),
        c.fundAccountId(),
        c.interestAccountId(),
        c.priceScale(),
        divisor);
    TiersDecoder tiers = tiers(c);
    while (tiers.hasNext()) {
      tiers.next();
      terms.add(tiers.floor(), tiers.weight());
    }
    if (valuation) {
      collateral.valuationAssetId(c.assetId());
      terms.price(1);
    }
    triggers.addCollateral(c.assetId());
    evaluator.open(c.assetId());
  }

  /** The group from its beginning, however often it was read. */
  private static TiersDecoder tiers(SetCollateralDecoder c) {
    c.sbeRewind();
    return c.tiers();
  }
}
