package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import org.agrona.DirectBuffer;

/** What the venue is: its rules, assets, instruments, risk tiers and fees. */
final class VenueCommands {
  private static final int SCALE_MAX = 12;
  private static final long FEE_RATE_MAX = PPB / 10;
  private static final long NOTIONAL_MAX = 1L << 60;
  private static final int LEVERAGE_MIN = 100;
  private static final int LEVERAGE_MAX = 100_000;

  private final Books books;
  private final Checks checks;
  private final Triggers triggers;

  VenueCommands(Books books, Checks checks, Triggers triggers) {
    this.books = books;
    this.checks = checks;
    this.triggers = triggers;
  }

  boolean configureVenue(ConfigureVenueDecoder c) {
    long ratio = c.marginCallRatio();
    boolean ratioIsValid = ratio == 0 || (ratio > PPB && ratio <= 10 * PPB);
    boolean accepted =
        checks.that(
                ratioIsValid,
                RejectReason.INVALID_VALUE,
                ConfigureVenueDecoder.marginCallRatioId(),
                ratio)
            && checks.range(c.unwindFraction(), 0, PPB, ConfigureVenueDecoder.unwindFractionId())
            && checks.range(
                c.unwindSlippage(), 0, PPB / 2, ConfigureVenueDecoder.unwindSlippageId())
            && checks.range(c.triggerRuleRaw(), 1, 2, ConfigureVenueDecoder.triggerRuleId())
            && checks.range(
                c.closingFeeCountedRaw(), 0, 1, ConfigureVenueDecoder.closingFeeCountedId())
            && checks.range(
                c.isolatedSurplusToRaw(), 1, 2, ConfigureVenueDecoder.isolatedSurplusToId())
            && checks.range(c.crossSurplusToRaw(), 1, 2, ConfigureVenueDecoder.crossSurplusToId())
            && checks.that(
                !books.rules().configured() && books.instruments().instrumentCount() == 0,
                RejectReason.VENUE_IN_USE,
                0,
                0);
    if (accepted) {
      books
          .rules()
          .configure(
              ratio,
              c.unwindFraction(),
              c.unwindSlippage(),
              TriggerRule.get(c.triggerRuleRaw()),
              c.closingFeeCountedRaw() == Bool.YES.value(),
              SurplusTo.get(c.isolatedSurplusToRaw()),
              SurplusTo.get(c.crossSurplusToRaw()));
    }
    return accepted;
  }

  boolean addAsset(AddAssetDecoder c) {
    int id = c.assetId();
    boolean accepted =
        checks.range(id, 1, InstrumentTable.ASSET_ID_MAX, AddAssetDecoder.assetIdId())
            && checks.that(
                books.instruments().asset(id) == null,
                RejectReason.DUPLICATE_ID,
                AddAssetDecoder.assetIdId(),
                id)
            && checks.range(c.moneyScale(), 0, SCALE_MAX, AddAssetDecoder.moneyScaleId())
            && checks.that(
                isSymbol(c.buffer(), c.offset() + AddAssetDecoder.symbolEncodingOffset()),
                RejectReason.INVALID_VALUE,
                AddAssetDecoder.symbolId(),
                0);
    if (accepted) {
      books.instruments().add(new Asset(id, c.moneyScale()));
    }
    return accepted;
  }

  boolean addInstrument(AddInstrumentDecoder c) {
    Asset asset = books.instruments().asset(c.assetId());
    int id = c.instrumentId();
    boolean accepted =
        checks.range(
                id, 1, InstrumentTable.INSTRUMENT_ID_MAX, AddInstrumentDecoder.instrumentIdId())
            && checks.that(
                books.instruments().instrument(id) == null,
                RejectReason.DUPLICATE_ID,
                AddInstrumentDecoder.instrumentIdId(),
                id)
            && checks.that(
                asset != null,
                RejectReason.UNKNOWN_ASSET,
                AddInstrumentDecoder.assetIdId(),
                c.assetId())
            && scalesFit(c, asset)
            && checks.range(c.contractTypeRaw(), 1, 1, AddInstrumentDecoder.contractTypeId())
            && checks.that(
                isSymbol(c.buffer(), c.offset() + AddInstrumentDecoder.symbolEncodingOffset()),
                RejectReason.INVALID_VALUE,
                AddInstrumentDecoder.symbolId(),
                0)
            && limitsFit(c, asset)
            && hasKind(c.feeAccountId(), AccountKind.FEE, AddInstrumentDecoder.feeAccountIdId())
            && hasKind(
                c.insuranceFundAccountId(),
                AccountKind.INSURANCE_FUND,
                AddInstrumentDecoder.insuranceFundAccountIdId());
    if (accepted) {
      Instrument instrument =
          new Instrument(
              id,
              asset,
              c.priceScale(),
              c.quantityScale(),
              c.feeAccountId(),
              c.insuranceFundAccountId(),
              c.priceMax(),
              c.openInterestMax(),
              c.tickSize());
      books.instruments().add(instrument);
      triggers.add(instrument);
    }
    return accepted;
  }

  private boolean scalesFit(AddInstrumentDecoder c, Asset asset) {
    return checks.range(c.priceScale(), 0, SCALE_MAX, AddInstrumentDecoder.priceScaleId())
        && checks.range(c.quantityScale(), 0, SCALE_MAX, AddInstrumentDecoder.quantityScaleId())
        && checks.that(
            c.priceScale() + c.quantityScale() <= asset.moneyScale(),
            RejectReason.INVALID_VALUE,
            AddInstrumentDecoder.priceScaleId(),
            c.priceScale());
  }

  private boolean limitsFit(AddInstrumentDecoder c, Asset asset) {
    long unit = Instrument.unit(asset.moneyScale(), c.priceScale(), c.quantityScale());
    long price = c.priceMax();
    return checks.range(price, 1, Long.MAX_VALUE, AddInstrumentDecoder.priceMaxId())
        && checks.range(
            c.openInterestMax(), 1, Long.MAX_VALUE, AddInstrumentDecoder.openInterestMaxId())
        && checks.that(
            price <= NOTIONAL_MAX / unit
                && Int128.compareProducts(price * unit, c.openInterestMax(), NOTIONAL_MAX, 1) <= 0,
            RejectReason.INVALID_VALUE,
            AddInstrumentDecoder.priceMaxId(),
            price)
        && checks.range(c.tickSize(), 1, price, AddInstrumentDecoder.tickSizeId());
  }

  private boolean hasKind(long accountId, AccountKind kind, int field) {
    AccountTable accounts = books.accounts();
    int account = accounts.find(accountId);
    return checks.that(account != 0, RejectReason.UNKNOWN_ACCOUNT, field, accountId)
        && checks.that(
            accounts.kind(account) == kind.value(),
            RejectReason.WRONG_ACCOUNT_KIND,
            field,
            accountId);
  }

  boolean setRiskTiers(SetRiskTiersDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    if (!isIdle(instrument, c.instrumentId(), SetRiskTiersDecoder.instrumentIdId())) {
      return false;
    }
    SetRiskTiersDecoder.TiersDecoder tiers = c.tiers();
    int count = tiers.count();
    if (count < 1 || count > RiskTiers.TIERS_MAX) {
      return checks.fail(
          RejectReason.INVALID_TIERS, (int) SetRiskTiersDecoder.tiersDecoderId(), count);
    }
    if (!tiersFit(tiers, instrument)) {
      return false;
    }
    c.sbeRewind();
    SetRiskTiersDecoder.TiersDecoder again = c.tiers();
    instrument.tiers().clear();
    while (again.hasNext()) {
      again.next();
      instrument.tiers().add(again.notionalFloor(), again.maintenanceRate(), again.leverageMax());
    }
    return true;
  }

  private boolean tiersFit(SetRiskTiersDecoder.TiersDecoder tiers, Instrument instrument) {
    long floor = -1;
    long rate = 1;
    int leverage = LEVERAGE_MAX;
    while (tiers.hasNext()) {
      tiers.next();
      boolean floorFits =
          floor < 0
              ? tiers.notionalFloor() == 0
              : tiers.notionalFloor() > floor && tiers.notionalFloor() <= NOTIONAL_MAX;
      boolean fits =
          tier(floorFits, SetRiskTiersDecoder.TiersDecoder.notionalFloorId(), tiers.notionalFloor())
              && tier(
                  tiers.maintenanceRate() >= rate && tiers.maintenanceRate() < PPB,
                  SetRiskTiersDecoder.TiersDecoder.maintenanceRateId(),
                  tiers.maintenanceRate())
              && tier(
                  tiers.leverageMax() >= LEVERAGE_MIN && tiers.leverageMax() <= leverage,
                  SetRiskTiersDecoder.TiersDecoder.leverageMaxId(),
                  tiers.leverageMax());
      if (!fits) {
        return false;
      }
      floor = tiers.notionalFloor();
      rate = tiers.maintenanceRate();
      leverage = tiers.leverageMax();
    }
    return tier(
        books.rules().slopeHolds(rate, instrument.takerRate()),
        SetRiskTiersDecoder.TiersDecoder.maintenanceRateId(),
        rate);
  }

  private boolean tier(boolean holds, int field, long value) {
    return checks.that(holds, RejectReason.INVALID_TIERS, field, value);
  }

  boolean setFees(SetFeesDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    boolean accepted =
        isIdle(instrument, c.instrumentId(), SetFeesDecoder.instrumentIdId())
            && checks.range(c.makerRate(), 0, FEE_RATE_MAX, SetFeesDecoder.makerRateId())
            && checks.range(c.takerRate(), 0, FEE_RATE_MAX, SetFeesDecoder.takerRateId())
            && checks.range(
                c.liquidationRate(), 0, FEE_RATE_MAX, SetFeesDecoder.liquidationRateId())
            && checks.that(
                !instrument.hasTiers() || slopeHolds(instrument.tiers(), c.takerRate()),
                RejectReason.INVALID_VALUE,
                SetFeesDecoder.takerRateId(),
                c.takerRate());
    if (accepted) {
      instrument.fees(c.makerRate(), c.takerRate(), c.liquidationRate());
    }
    return accepted;
  }

  private boolean slopeHolds(RiskTiers tiers, long takerRate) {
    return books.rules().slopeHolds(tiers.rate(tiers.size() - 1), takerRate);
  }

  private boolean isIdle(Instrument instrument, int id, int field) {
    return checks.that(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, field, id)
        && checks.that(
            instrument.openInterest() == 0 && instrument.openOrders() == 0,
            RejectReason.INSTRUMENT_IN_USE,
            field,
            id);
  }

  private static boolean isSymbol(DirectBuffer buffer, int offset) {
    boolean ended = false;
    for (int i = 0; i < AddAssetDecoder.symbolLength(); i++) {
      byte b = buffer.getByte(offset + i);
      boolean fits = b == 0 ? i > 0 : !ended && b >= '!' && b <= '~';
      if (!fits) {
        return false;
      }
      ended = b == 0;
    }
    return true;
  }
}
