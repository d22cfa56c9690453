package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;
import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The commands that describe a contract. Each checks, then returns what is to change. */
final class ContractCommands {
  private static final long FEE_RATE_MAX = 100_000_000;
  private static final long LIMIT = 1L << 60;

  private final World world;
  private final Lookup lookup;

  ContractCommands(World world, Lookup lookup) {
    this.world = world;
    this.lookup = lookup;
  }

  Runnable addInstrument(AddInstrumentDecoder command) {
    int id = command.instrumentId();
    range(id, 1, 4096, 8);
    Rejection.unless(!world.instruments.containsKey(id), RejectReason.DUPLICATE_ID, 8, id);
    Asset asset = lookup.asset(command.assetId(), 9);
    range(command.contractTypeRaw(), 1, 3, 12);
    checkScales(command, asset);
    byte[] symbol = new byte[AddInstrumentDecoder.symbolLength()];
    command.getSymbol(symbol, 0);
    Lookup.symbol(symbol, 13);
    Instrument.Terms terms = terms(command, asset);
    Account fees = lookup.account(command.feeAccountId(), AccountKind.FEE, 3);
    Account fund = lookup.account(command.insuranceFundAccountId(), AccountKind.INSURANCE_FUND, 4);
    return () -> {
      Instrument instrument = new Instrument(id, asset, terms, fees, fund);
      world.instruments.put(id, instrument);
      if (asset.firstInstrument == null) {
        asset.firstInstrument = instrument;
      }
    };
  }

  private static void checkScales(AddInstrumentDecoder command, Asset asset) {
    int priceScale = command.priceScale();
    range(priceScale, 0, 12, 10);
    int quantityScale = command.quantityScale();
    range(quantityScale, 0, 12, 11);
    Rejection.unless(
        command.contractType() != ContractType.LINEAR
            || priceScale + quantityScale <= asset.moneyScale,
        RejectReason.INVALID_VALUE,
        10,
        priceScale);
  }

  private static Instrument.Terms terms(AddInstrumentDecoder command, Asset asset) {
    ContractType type = command.contractType();
    boolean linear = type == ContractType.LINEAR;
    range(command.contractValue(), linear ? 0 : 1, linear ? 0 : LIMIT, 14);
    long priceMax = command.priceMax();
    range(priceMax, 1, LIMIT, 5);
    long priceMin = command.priceMin();
    range(priceMin, 1, type == ContractType.INVERSE ? priceMax : 1, 15);
    range(command.expiry(), 0, Long.MAX_VALUE, 16);
    long openInterestMax = command.openInterestMax();
    range(openInterestMax, 1, LIMIT, 6);
    long tickSize = command.tickSize();
    Instrument.Terms terms =
        new Instrument.Terms(
            type,
            command.contractValue(),
            command.priceScale(),
            command.quantityScale(),
            priceMin,
            priceMax,
            openInterestMax,
            tickSize,
            command.expiry());
    BigInteger largest =
        Instrument.payoff(asset, terms).largestValue(openInterestMax, priceMin, priceMax);
    Rejection.unless(Exact.withinLimit(largest), RejectReason.INVALID_VALUE, 5, priceMax);
    range(tickSize, 1, priceMax, 7);
    BigInteger lowest = Exact.ceilToTick(big(priceMin), tickSize);
    Rejection.unless(lowest.compareTo(big(priceMax)) <= 0, RejectReason.INVALID_VALUE, 7, tickSize);
    return terms;
  }

  Runnable setRiskTiers(SetRiskTiersDecoder command) {
    Instrument instrument = lookup.instrument(command.instrumentId(), 3);
    Rejection.unless(!world.inUse(instrument), RejectReason.INSTRUMENT_IN_USE, 3, instrument.id);
    range(command.formRaw(), 1, 4, 12);
    range(command.measureRaw(), 1, 3, 13);
    range(command.valuationRaw(), 1, 2, 14);
    range(command.hedgeNettingRaw(), 1, 3, 15);
    HedgeNetting netting = command.hedgeNetting();
    ScheduleForm form = command.form();
    TierMeasure measure = command.measure();
    Valuation valuation = command.valuation();
    Rejection.unless(
        fits(form, measure, valuation), RejectReason.INVALID_VALUE, 13, command.measureRaw());
    boolean smooth = form == ScheduleForm.CONTINUOUS || form == ScheduleForm.SQUARE_ROOT;
    range(command.initialRate(), 0, PPB, 9);
    range(command.premium(), smooth ? 1 : 0, smooth ? PPB : 0, 10);
    long initialRate = command.initialRate();
    long premium = command.premium();
    long rateMax = command.rateMax();
    MaintenanceSchedule schedule =
        new MaintenanceSchedule(
            form,
            measure,
            valuation,
            initialRate,
            premium,
            rateMax,
            tiers(command.tiers(), measure, smooth),
            instrument.terms.quantityScale());
    range(
        rateMax, smooth ? schedule.tiers().get(0).maintenanceRate() : 0, smooth ? PPB - 1 : 0, 11);
    long rate = schedule.highestRate();
    Rejection.unless(slopeHolds(rate, instrument.takerRate), RejectReason.INVALID_TIERS, 6, rate);
    return () -> {
      instrument.schedule = schedule;
      instrument.netting = netting;
    };
  }

  /** Whether the tiers of a form may measure this, at this valuation. */
  private static boolean fits(ScheduleForm form, TierMeasure measure, Valuation valuation) {
    return switch (form) {
      case MARGINAL ->
          (measure == TierMeasure.MARK_NOTIONAL && valuation == Valuation.MARK)
              || (measure == TierMeasure.ENTRY_NOTIONAL && valuation == Valuation.ENTRY);
      case WHOLE_POSITION ->
          measure == TierMeasure.ENTRY_NOTIONAL || measure == TierMeasure.QUANTITY;
      default -> measure == TierMeasure.QUANTITY;
    };
  }

  private static List<Tier> tiers(
      SetRiskTiersDecoder.TiersDecoder group, TierMeasure measure, boolean one) {
    int count = group.count();
    Rejection.unless(1 <= count && count <= (one ? 1 : 32), RejectReason.INVALID_TIERS, 4, count);
    List<Tier> tiers = new ArrayList<>();
    Tier previous = null;
    while (group.hasNext()) {
      group.next();
      Tier tier =
          new Tier(
              group.notionalFloor(),
              group.quantityFloor(),
              group.maintenanceRate(),
              group.leverageMax());
      checkTier(tier, previous, measure == TierMeasure.QUANTITY);
      tiers.add(tier);
      previous = tier;
    }
    return List.copyOf(tiers);
  }

  private static void checkTier(Tier tier, Tier previous, boolean byQuantity) {
    long floor = byQuantity ? tier.quantityFloor() : tier.notionalFloor();
    if (previous == null) {
      tier(floor, 0, 0, byQuantity ? 8 : 5);
    } else {
      long below = byQuantity ? previous.quantityFloor() : previous.notionalFloor();
      tier(floor, below + 1, LIMIT, byQuantity ? 8 : 5);
    }
    tier(byQuantity ? tier.notionalFloor() : tier.quantityFloor(), 0, 0, byQuantity ? 5 : 8);
    tier(tier.maintenanceRate(), previous == null ? 1 : previous.maintenanceRate(), PPB - 1, 6);
    tier(tier.leverageMax(), 100, previous == null ? 100_000 : previous.leverageMax(), 7);
  }

  private static void tier(long value, long low, long high, int fieldId) {
    Rejection.unless(low <= value && value <= high, RejectReason.INVALID_TIERS, fieldId, value);
  }

  /** Whether equity less requirement falls when the mark moves against a position. */
  private boolean slopeHolds(long rate, long takerRate) {
    BigInteger slope = big(rate).add(world.closingFeeCounted ? big(takerRate) : Exact.ZERO);
    return slope
            .multiply(big(Math.max(world.marginCallRatio, PPB)))
            .compareTo(Exact.BIG_PPB.multiply(Exact.BIG_PPB))
        < 0;
  }

  Runnable setFees(SetFeesDecoder command) {
    Instrument instrument = lookup.instrument(command.instrumentId(), 3);
    Rejection.unless(!world.inUse(instrument), RejectReason.INSTRUMENT_IN_USE, 3, instrument.id);
    long maker = command.makerRate();
    range(maker, 0, FEE_RATE_MAX, 4);
    long taker = command.takerRate();
    range(taker, 0, FEE_RATE_MAX, 5);
    long liquidation = command.liquidationRate();
    range(liquidation, 0, FEE_RATE_MAX, 6);
    MaintenanceSchedule schedule = instrument.schedule;
    Rejection.unless(
        schedule == null || slopeHolds(schedule.highestRate(), taker),
        RejectReason.INVALID_VALUE,
        5,
        taker);
    return () -> {
      instrument.makerRate = maker;
      instrument.takerRate = taker;
      instrument.liquidationRate = liquidation;
    };
  }
}
