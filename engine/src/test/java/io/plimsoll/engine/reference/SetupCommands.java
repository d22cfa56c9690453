package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;
import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The commands that build the venue. Each checks, then returns what is to change. */
final class SetupCommands {
  private static final long FEE_RATE_MAX = 100_000_000;
  private static final long NOTIONAL_MAX = 1L << 60;

  private final World world;
  private final Lookup lookup;

  SetupCommands(World world, Lookup lookup) {
    this.world = world;
    this.lookup = lookup;
  }

  Runnable configureVenue(ConfigureVenueDecoder command) {
    long ratio = command.marginCallRatio();
    Rejection.unless(
        ratio == 0 || (PPB < ratio && ratio <= 10 * PPB), RejectReason.INVALID_VALUE, 3, ratio);
    long fraction = command.unwindFraction();
    range(fraction, 0, PPB, 4);
    long slippage = command.unwindSlippage();
    range(slippage, 0, PPB / 2, 5);
    range(command.triggerRuleRaw(), 1, 2, 6);
    range(command.closingFeeCountedRaw(), 0, 1, 7);
    range(command.isolatedSurplusToRaw(), 1, 2, 8);
    range(command.crossSurplusToRaw(), 1, 2, 9);
    range(command.changesWithPositionRaw(), 0, 1, 10);
    Rejection.unless(
        !world.venueConfigured && world.instruments.isEmpty(), RejectReason.VENUE_IN_USE, 0, 0);
    TriggerRule rule = command.triggerRule();
    boolean closingFee = command.closingFeeCountedRaw() == 1;
    SurplusTo isolated = command.isolatedSurplusTo();
    SurplusTo cross = command.crossSurplusTo();
    boolean changes = command.changesWithPositionRaw() == 1;
    return () -> {
      world.venueConfigured = true;
      world.marginCallRatio = ratio;
      world.unwindFraction = fraction;
      world.unwindSlippage = slippage;
      world.triggerRule = rule;
      world.closingFeeCounted = closingFee;
      world.isolatedSurplusTo = isolated;
      world.crossSurplusTo = cross;
      world.changesWithPosition = changes;
    };
  }

  Runnable addAsset(AddAssetDecoder command) {
    int id = command.assetId();
    range(id, 1, 64, 3);
    Rejection.unless(!world.assets.containsKey(id), RejectReason.DUPLICATE_ID, 3, id);
    int moneyScale = command.moneyScale();
    range(moneyScale, 0, 12, 4);
    byte[] symbol = new byte[AddAssetDecoder.symbolLength()];
    command.getSymbol(symbol, 0);
    Lookup.symbol(symbol, 5);
    return () -> world.assets.put(id, new Asset(id, moneyScale));
  }

  Runnable addInstrument(AddInstrumentDecoder command) {
    int id = command.instrumentId();
    range(id, 1, 4096, 8);
    Rejection.unless(!world.instruments.containsKey(id), RejectReason.DUPLICATE_ID, 8, id);
    Asset asset = lookup.asset(command.assetId(), 9);
    int priceScale = command.priceScale();
    range(priceScale, 0, 12, 10);
    int quantityScale = command.quantityScale();
    range(quantityScale, 0, 12, 11);
    Rejection.unless(
        priceScale + quantityScale <= asset.moneyScale, RejectReason.INVALID_VALUE, 10, priceScale);
    range(command.contractTypeRaw(), 1, 1, 12);
    byte[] symbol = new byte[AddInstrumentDecoder.symbolLength()];
    command.getSymbol(symbol, 0);
    Lookup.symbol(symbol, 13);
    long priceMax = command.priceMax();
    range(priceMax, 1, Long.MAX_VALUE, 5);
    long openInterestMax = command.openInterestMax();
    range(openInterestMax, 1, Long.MAX_VALUE, 6);
    BigInteger unit = BigInteger.TEN.pow(asset.moneyScale - priceScale - quantityScale);
    Rejection.unless(
        Exact.withinLimit(big(priceMax).multiply(big(openInterestMax)).multiply(unit)),
        RejectReason.INVALID_VALUE,
        5,
        priceMax);
    long tickSize = command.tickSize();
    range(tickSize, 1, priceMax, 7);
    Account fees = lookup.account(command.feeAccountId(), AccountKind.FEE, 3);
    Account fund = lookup.account(command.insuranceFundAccountId(), AccountKind.INSURANCE_FUND, 4);
    return () -> {
      Instrument instrument =
          new Instrument(
              id,
              asset,
              priceScale,
              quantityScale,
              fees,
              fund,
              priceMax,
              openInterestMax,
              tickSize);
      world.instruments.put(id, instrument);
      if (asset.firstInstrument == null) {
        asset.firstInstrument = instrument;
      }
    };
  }

  Runnable setRiskTiers(SetRiskTiersDecoder command) {
    Instrument instrument = lookup.instrument(command.instrumentId(), 3);
    Rejection.unless(!world.inUse(instrument), RejectReason.INSTRUMENT_IN_USE, 3, instrument.id);
    List<Tier> tiers = new ArrayList<>();
    SetRiskTiersDecoder.TiersDecoder group = command.tiers();
    int count = group.count();
    Rejection.unless(1 <= count && count <= 32, RejectReason.INVALID_TIERS, 4, count);
    while (group.hasNext()) {
      group.next();
      Tier tier = new Tier(group.notionalFloor(), group.maintenanceRate(), group.leverageMax());
      checkTier(tier, tiers.isEmpty() ? null : tiers.get(tiers.size() - 1));
      tiers.add(tier);
    }
    long rate = tiers.get(tiers.size() - 1).maintenanceRate();
    Rejection.unless(slopeHolds(rate, instrument.takerRate), RejectReason.INVALID_TIERS, 6, rate);
    return () -> instrument.tiers = List.copyOf(tiers);
  }

  private static void checkTier(Tier tier, Tier previous) {
    long floor = tier.notionalFloor();
    boolean floorHolds =
        previous == null ? floor == 0 : previous.notionalFloor() < floor && floor <= NOTIONAL_MAX;
    Rejection.unless(floorHolds, RejectReason.INVALID_TIERS, 5, floor);
    long rate = tier.maintenanceRate();
    long rateLow = previous == null ? 1 : previous.maintenanceRate();
    Rejection.unless(rateLow <= rate && rate < PPB, RejectReason.INVALID_TIERS, 6, rate);
    int leverage = tier.leverageMax();
    int leverageHigh = previous == null ? 100_000 : previous.leverageMax();
    Rejection.unless(
        100 <= leverage && leverage <= leverageHigh, RejectReason.INVALID_TIERS, 7, leverage);
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
    if (!instrument.tiers.isEmpty()) {
      Tier last = instrument.tiers.get(instrument.tiers.size() - 1);
      Rejection.unless(
          slopeHolds(last.maintenanceRate(), taker), RejectReason.INVALID_VALUE, 5, taker);
    }
    return () -> {
      instrument.makerRate = maker;
      instrument.takerRate = taker;
      instrument.liquidationRate = liquidation;
    };
  }

  Runnable addAccount(AddAccountDecoder command) {
    long id = command.accountId();
    range(id, 1, Long.MAX_VALUE, 3);
    Rejection.unless(!world.accounts.containsKey(id), RejectReason.DUPLICATE_ID, 3, id);
    range(command.kindRaw(), 1, 4, 4);
    int index = world.accounts.size();
    Rejection.unless(index < world.accountsMax, RejectReason.LIMIT_EXCEEDED, 3, id);
    AccountKind kind = command.kind();
    return () -> world.accounts.put(id, new Account(id, kind, index));
  }
}
