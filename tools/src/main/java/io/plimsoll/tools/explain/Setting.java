package io.plimsoll.tools.explain;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.FundingRateSetDecoder;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetFundDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** The venue as the journal has built it so far: rules, assets, contracts, marks. */
final class Setting {
  record Asset(String symbol, int scale) {}

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ConfigureVenueDecoder configureVenue = new ConfigureVenueDecoder();
  private final AddAssetDecoder addAsset = new AddAssetDecoder();
  private final AddInstrumentDecoder addInstrument = new AddInstrumentDecoder();
  private final SetRiskTiersDecoder setRiskTiers = new SetRiskTiersDecoder();
  private final SetFeesDecoder setFees = new SetFeesDecoder();
  private final AddAccountDecoder addAccount = new AddAccountDecoder();
  private final SetFundDecoder setFund = new SetFundDecoder();
  private final MarkPriceDecoder markPrice = new MarkPriceDecoder();
  private final SettleInstrumentDecoder settle = new SettleInstrumentDecoder();
  private final FundingDecoder funding = new FundingDecoder();
  private final MarkPriceChangedDecoder markChanged = new MarkPriceChangedDecoder();
  private final FundingRateSetDecoder fundingRate = new FundingRateSetDecoder();
  private final SetWaterfallDecoder setWaterfall = new SetWaterfallDecoder();
  private final SetCollateralDecoder setCollateral = new SetCollateralDecoder();
  private final CollateralPriceDecoder collateralPrice = new CollateralPriceDecoder();

  final FundBook funds = new FundBook(this);
  final CollateralBook collateral = new CollateralBook();
  private Waterfall waterfall = Waterfall.DEFAULT;
  private final Map<Integer, Asset> assets = new HashMap<>();
  private final Map<Integer, Contract> contracts = new TreeMap<>();
  private final Map<Integer, Long> firstFund = new HashMap<>();
  private TriggerRule triggerRule = TriggerRule.AT_OR_BELOW;
  private long marginCallRatio;
  private boolean closingFeeCounted;

  TriggerRule triggerRule() {
    return triggerRule;
  }

  long marginCallRatio() {
    return marginCallRatio;
  }

  Waterfall waterfall() {
    return waterfall;
  }

  /** The fund behind an isolated position's contract, or behind the asset's first contract. */
  long fund(int contract, int asset) {
    if (contract != 0) {
      return contracts.get(contract).fund;
    }
    return firstFund.getOrDefault(asset, 0L);
  }

  String money(long amount, int asset) {
    return Contract.money(BigInteger.valueOf(amount), asset(asset).scale());
  }

  Asset asset(int id) {
    return assets.get(id);
  }

  Contract contract(int id) {
    return contracts.get(id);
  }

  /** An accepted command. */
  void apply(DirectBuffer buffer, int offset) {
    switch (Messages.templateId(buffer, offset)) {
      case ConfigureVenueDecoder.TEMPLATE_ID -> {
        configureVenue.wrapAndApplyHeader(buffer, offset, header);
        triggerRule = configureVenue.triggerRule();
        marginCallRatio = configureVenue.marginCallRatio();
        closingFeeCounted = configureVenue.closingFeeCounted() == Bool.YES;
      }
      case AddAssetDecoder.TEMPLATE_ID -> {
        addAsset.wrapAndApplyHeader(buffer, offset, header);
        assets.put(addAsset.assetId(), new Asset(addAsset.symbol(), addAsset.moneyScale()));
      }
      case AddInstrumentDecoder.TEMPLATE_ID -> addContract(buffer, offset);
      case SetRiskTiersDecoder.TEMPLATE_ID -> {
        setRiskTiers.wrapAndApplyHeader(buffer, offset, header);
        contracts.get(setRiskTiers.instrumentId()).schedule(schedule());
      }
      case SetFeesDecoder.TEMPLATE_ID -> {
        setFees.wrapAndApplyHeader(buffer, offset, header);
        Contract contract = contracts.get(setFees.instrumentId());
        contract.makerRate = setFees.makerRate();
        contract.takerRate = setFees.takerRate();
        contract.liquidationFee.set(
            setFees.liquidationRate(),
            setFees.liquidationRateMax(),
            setFees.liquidationRatePerSecond(),
            setFees.liquidationRateGrace());
      }
      case MarkPriceDecoder.TEMPLATE_ID -> {
        markPrice.wrapAndApplyHeader(buffer, offset, header);
        contracts.get(markPrice.instrumentId()).mark(markPrice.price());
      }
      case SettleInstrumentDecoder.TEMPLATE_ID -> {
        settle.wrapAndApplyHeader(buffer, offset, header);
        contracts.get(settle.instrumentId()).mark(settle.price());
      }
      case FundingDecoder.TEMPLATE_ID -> {
        funding.wrapAndApplyHeader(buffer, offset, header);
        contracts.get(funding.instrumentId()).funding(funding.rate(), funding.price());
      }
      case AddAccountDecoder.TEMPLATE_ID -> {
        addAccount.wrapAndApplyHeader(buffer, offset, header);
        funds.open(addAccount.accountId(), addAccount.kind() == AccountKind.INSURANCE_FUND);
      }
      case SetWaterfallDecoder.TEMPLATE_ID ->
          waterfall = Waterfall.read(setWaterfall.wrapAndApplyHeader(buffer, offset, header));
      case SetFundDecoder.TEMPLATE_ID -> limits(buffer, offset);
      case SetCollateralDecoder.TEMPLATE_ID -> setCollateral(buffer, offset);
      case CollateralPriceDecoder.TEMPLATE_ID -> {
        collateralPrice.wrapAndApplyHeader(buffer, offset, header);
        collateral.price(collateralPrice.assetId(), collateralPrice.price());
      }
      default -> {
        // Nothing of the venue's.
      }
    }
  }

  /** A mark or a funding rate that the engine computed itself. */
  void onEvent(int templateId, DirectBuffer buffer, int offset) {
    if (templateId == MarkPriceChangedDecoder.TEMPLATE_ID) {
      markChanged.wrapAndApplyHeader(buffer, offset, header);
      if (isNewMark(markChanged.result())) {
        contracts.get(markChanged.instrumentId()).mark(markChanged.markPrice());
      }
    } else if (templateId == FundingRateSetDecoder.TEMPLATE_ID) {
      fundingRate.wrapAndApplyHeader(buffer, offset, header);
      if (fundingRate.chargePrice() > 0) {
        contracts
            .get(fundingRate.instrumentId())
            .funding(fundingRate.chargedRate(), fundingRate.chargePrice());
      }
    }
  }

  private void setCollateral(DirectBuffer buffer, int offset) {
    setCollateral.wrapAndApplyHeader(buffer, offset, header);
    int own = assets.get(setCollateral.assetId()).scale();
    Asset valuation = assets.get(collateral.valuation());
    collateral.set(setCollateral, own, valuation == null ? own : valuation.scale());
  }

  private static boolean isNewMark(MarkResult result) {
    return result == MarkResult.SET || result == MarkResult.CLAMPED;
  }

  private void addContract(DirectBuffer buffer, int offset) {
    addInstrument.wrapAndApplyHeader(buffer, offset, header);
    ContractTerms terms = ContractTerms.of(addInstrument);
    int moneyScale = assets.get(terms.assetId()).scale();
    contracts.put(terms.id(), new Contract(terms, moneyScale, closingFeeCounted));
    firstFund.putIfAbsent(terms.assetId(), terms.fund());
  }

  private void limits(DirectBuffer buffer, int offset) {
    setFund.wrapAndApplyHeader(buffer, offset, header);
    funds.limits(
        setFund.accountId(),
        setFund.assetId(),
        new FundLimits(
            setFund.equityMin(),
            setFund.inventoryMax(),
            setFund.drawdownStart(),
            setFund.drawdownStop(),
            setFund.bookingInterval()));
  }

  private Schedule schedule() {
    List<RiskTier> tiers = new ArrayList<>();
    for (SetRiskTiersDecoder.TiersDecoder tier : setRiskTiers.tiers()) {
      tiers.add(
          new RiskTier(
              tier.notionalFloor(),
              tier.quantityFloor(),
              tier.maintenanceRate(),
              tier.leverageMax()));
    }
    return new Schedule(
        setRiskTiers.form(),
        setRiskTiers.measure(),
        setRiskTiers.valuation(),
        setRiskTiers.initialRate(),
        setRiskTiers.premium(),
        setRiskTiers.rateMax(),
        tiers,
        setRiskTiers.hedgeNetting());
  }
}
