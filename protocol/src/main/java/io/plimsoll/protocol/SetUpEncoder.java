package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountEncoder;
import io.plimsoll.protocol.codec.AddAssetEncoder;
import io.plimsoll.protocol.codec.AddInstrumentEncoder;
import io.plimsoll.protocol.codec.ConfigureVenueEncoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.SetFeesEncoder;
import io.plimsoll.protocol.codec.SetFundEncoder;
import io.plimsoll.protocol.codec.SetRiskTiersEncoder;
import io.plimsoll.protocol.codec.SetWaterfallEncoder;
import io.plimsoll.protocol.codec.SettleInstrumentEncoder;
import java.util.List;

/**
 * The commands that set up a venue, its contracts and its accounts, and settle a contract at its
 * end: the part of {@link CommandEncoder} that an operator uses. What holds there holds here.
 */
public abstract class SetUpEncoder extends Encoder {
  private static final int TIERS_MAX =
      entriesMax(
          SetRiskTiersEncoder.BLOCK_LENGTH,
          SetRiskTiersEncoder.TiersEncoder.sbeHeaderSize(),
          SetRiskTiersEncoder.TiersEncoder.sbeBlockLength());
  private static final int STAGES_MAX =
      entriesMax(
          SetWaterfallEncoder.BLOCK_LENGTH,
          SetWaterfallEncoder.StagesEncoder.sbeHeaderSize(),
          SetWaterfallEncoder.StagesEncoder.sbeBlockLength());

  private final ConfigureVenueEncoder configureVenue = new ConfigureVenueEncoder();
  private final AddAssetEncoder addAsset = new AddAssetEncoder();
  private final AddInstrumentEncoder addInstrument = new AddInstrumentEncoder();
  private final SetRiskTiersEncoder setRiskTiers = new SetRiskTiersEncoder();
  private final SetFeesEncoder setFees = new SetFeesEncoder();
  private final SetWaterfallEncoder setWaterfall = new SetWaterfallEncoder();
  private final SetFundEncoder setFund = new SetFundEncoder();
  private final SettleInstrumentEncoder settleInstrument = new SettleInstrumentEncoder();
  private final AddAccountEncoder addAccount = new AddAccountEncoder();

  SetUpEncoder(CommandSink sink) {
    super(sink);
  }

  /** ConfigureVenue: sets the rules of the venue. */
  public long configureVenue(VenueRules rules) {
    claim();
    configureVenue
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .marginCallRatio(rules.marginCallRatio())
        .unwindFraction(rules.unwindFraction())
        .unwindSlippage(rules.unwindSlippage())
        .triggerRule(rules.triggerRule())
        .closingFeeCounted(bool(rules.closingFeeCounted()))
        .isolatedSurplusTo(rules.isolatedSurplusTo())
        .crossSurplusTo(rules.crossSurplusTo())
        .changesWithPosition(bool(rules.changesWithPosition()));
    return send(configureVenue.encodedLength());
  }

  /**
   * AddAsset: adds an asset.
   *
   * @throws IllegalArgumentException if the scale is not 0 to 255 or the symbol not 1 to 16
   *     characters from '!' to '~'
   */
  public long addAsset(int assetId, int moneyScale, String symbol) {
    claim();
    addAsset
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .assetId(assetId)
        .moneyScale(FieldChecks.uint8("moneyScale", moneyScale))
        .symbol(FieldChecks.symbol(symbol));
    return send(addAsset.encodedLength());
  }

  /**
   * AddInstrument: adds a contract that needs no contract value, has no least price but 1 and never
   * expires: a linear perpetual.
   *
   * @throws IllegalArgumentException if a scale is not 0 to 255 or the symbol not 1 to 16
   *     characters from '!' to '~'
   */
  public long addInstrument(
      int instrumentId,
      int assetId,
      String symbol,
      ContractType contractType,
      int priceScale,
      int quantityScale,
      long tickSize,
      long priceMax,
      long openInterestMax,
      long feeAccountId,
      long insuranceFundAccountId) {
    return addInstrument(
        instrumentId,
        assetId,
        symbol,
        Contract.LINEAR.withType(contractType),
        priceScale,
        quantityScale,
        tickSize,
        priceMax,
        openInterestMax,
        feeAccountId,
        insuranceFundAccountId);
  }

  /**
   * AddInstrument: adds a contract of any kind.
   *
   * @throws IllegalArgumentException if a scale is not 0 to 255 or the symbol not 1 to 16
   *     characters from '!' to '~'
   */
  public long addInstrument(
      int instrumentId,
      int assetId,
      String symbol,
      Contract contract,
      int priceScale,
      int quantityScale,
      long tickSize,
      long priceMax,
      long openInterestMax,
      long feeAccountId,
      long insuranceFundAccountId) {
    claim();
    addInstrument
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .feeAccountId(feeAccountId)
        .insuranceFundAccountId(insuranceFundAccountId)
        .priceMax(priceMax)
        .openInterestMax(openInterestMax)
        .tickSize(tickSize)
        .contractValue(contract.contractValue())
        .priceMin(contract.priceMin())
        .expiry(contract.expiry())
        .instrumentId(instrumentId)
        .assetId(assetId)
        .priceScale(FieldChecks.uint8("priceScale", priceScale))
        .quantityScale(FieldChecks.uint8("quantityScale", quantityScale))
        .contractType(contract.type())
        .symbol(FieldChecks.symbol(symbol));
    return send(addInstrument.encodedLength());
  }

  /**
   * SetRiskTiers: sets a marginal maintenance schedule, {@link Schedule#marginal}.
   *
   * @throws IllegalArgumentException if there are more tiers than a message can hold (the engine
   *     takes 32)
   */
  public long setRiskTiers(int instrumentId, List<RiskTier> tiers) {
    return setRiskTiers(instrumentId, Schedule.marginal(tiers));
  }

  /**
   * SetRiskTiers: sets the maintenance schedule of an instrument.
   *
   * @throws IllegalArgumentException if there are more tiers than a message can hold (the engine
   *     takes 32)
   */
  public long setRiskTiers(int instrumentId, Schedule schedule) {
    List<RiskTier> tiers = schedule.tiers();
    int count = entries("tiers", tiers.size(), TIERS_MAX);
    claim();
    setRiskTiers
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .instrumentId(instrumentId)
        .initialRate(schedule.initialRate())
        .premium(schedule.premium())
        .rateMax(schedule.rateMax())
        .form(schedule.form())
        .measure(schedule.measure())
        .valuation(schedule.valuation())
        .hedgeNetting(schedule.hedgeNetting());
    SetRiskTiersEncoder.TiersEncoder group = setRiskTiers.tiersCount(count);
    for (int i = 0; i < count; i++) {
      RiskTier tier = tiers.get(i);
      group
          .next()
          .notionalFloor(tier.notionalFloor())
          .quantityFloor(tier.quantityFloor())
          .maintenanceRate(tier.maintenanceRate())
          .leverageMax(tier.leverageMax());
    }
    return send(setRiskTiers.encodedLength());
  }

  /** SetFees: sets the fees of an instrument. */
  public long setFees(int instrumentId, long makerRate, long takerRate, long liquidationRate) {
    claim();
    setFees
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .instrumentId(instrumentId)
        .makerRate(makerRate)
        .takerRate(takerRate)
        .liquidationRate(liquidationRate);
    return send(setFees.encodedLength());
  }

  /**
   * SetWaterfall: sets the stages of a liquidation.
   *
   * @throws IllegalArgumentException if there are more stages than a message can hold (the engine
   *     takes 16)
   */
  public long setWaterfall(Waterfall waterfall) {
    List<WaterfallStage> stages = waterfall.stages();
    int count = entries("stages", stages.size(), STAGES_MAX);
    claim();
    setWaterfall
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .exitRatio(waterfall.exitRatio())
        .liquidationFeeAccountId(waterfall.liquidationFeeAccountId())
        .withdrawalGate(bool(waterfall.withdrawalGate()));
    SetWaterfallEncoder.StagesEncoder group = setWaterfall.stagesCount(count);
    for (int i = 0; i < count; i++) {
      put(stages.get(i), group.next());
    }
    return send(setWaterfall.encodedLength());
  }

  private static void put(WaterfallStage stage, SetWaterfallEncoder.StagesEncoder entry) {
    entry
        .conditionRatio(stage.conditionRatio())
        .size(stage.size())
        .notionalMax(stage.notionalMax())
        .wholeBelow(stage.wholeBelow())
        .cooldown(stage.cooldown())
        .spread(stage.spread())
        .takerAccountId(stage.takerAccountId())
        .rounds(stage.rounds())
        .kind(stage.kind())
        .mode(stage.mode())
        .condition(stage.condition())
        .scope(stage.scope())
        .reduceBy(stage.reduceBy())
        .pricing(stage.pricing())
        .timeInForce(stage.timeInForce())
        .limited(bool(stage.limited()))
        .ranking(stage.ranking())
        .adlPricing(stage.adlPricing())
        .lossOver(stage.lossOver());
  }

  /** SetFund: sets the limits of an insurance fund in an asset. */
  public long setFund(long accountId, int assetId, FundLimits limits) {
    claim();
    setFund
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .equityMin(limits.equityMin())
        .inventoryMax(limits.inventoryMax())
        .drawdownStart(limits.drawdownStart())
        .drawdownStop(limits.drawdownStop())
        .bookingInterval(limits.bookingInterval())
        .assetId(assetId);
    return send(setFund.encodedLength());
  }

  /** SettleInstrument: settles an expired contract at a settlement price. */
  public long settleInstrument(int instrumentId, long price) {
    claim();
    settleInstrument
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .price(price)
        .instrumentId(instrumentId);
    return send(settleInstrument.encodedLength());
  }

  /** AddAccount: opens an account. */
  public long addAccount(long accountId, AccountKind kind) {
    claim();
    addAccount
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .kind(kind);
    return send(addAccount.encodedLength());
  }
}
