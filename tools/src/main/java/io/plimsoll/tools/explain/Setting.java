package io.plimsoll.tools.explain;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final MarkPriceDecoder markPrice = new MarkPriceDecoder();

  private final Set<Long> funds = new HashSet<>();
  private final Map<Integer, Asset> assets = new HashMap<>();
  private final Map<Integer, Contract> contracts = new TreeMap<>();
  private TriggerRule triggerRule = TriggerRule.AT_OR_BELOW;
  private long marginCallRatio;
  private boolean closingFeeCounted;

  TriggerRule triggerRule() {
    return triggerRule;
  }

  long marginCallRatio() {
    return marginCallRatio;
  }

  /** Whether an account stands behind some contract. */
  boolean isFund(long accountId) {
    return funds.contains(accountId);
  }

  Asset asset(int id) {
    return assets.get(id);
  }

  Contract contract(int id) {
    return contracts.get(id);
  }

  /**
   * What an accepted command will do here.
   *
   * @return the change, to be run before the command's events are told
   */
  Runnable change(DirectBuffer buffer, int offset) {
    return switch (Messages.templateId(buffer, offset)) {
      case ConfigureVenueDecoder.TEMPLATE_ID -> rules(buffer, offset);
      case AddAssetDecoder.TEMPLATE_ID -> {
        addAsset.wrapAndApplyHeader(buffer, offset, header);
        int id = addAsset.assetId();
        Asset asset = new Asset(addAsset.symbol(), addAsset.moneyScale());
        yield () -> assets.put(id, asset);
      }
      case AddInstrumentDecoder.TEMPLATE_ID -> contract(buffer, offset);
      case SetRiskTiersDecoder.TEMPLATE_ID -> tiers(buffer, offset);
      case SetFeesDecoder.TEMPLATE_ID -> {
        setFees.wrapAndApplyHeader(buffer, offset, header);
        int id = setFees.instrumentId();
        long maker = setFees.makerRate();
        long taker = setFees.takerRate();
        long liquidation = setFees.liquidationRate();
        yield () -> {
          Contract contract = contracts.get(id);
          contract.makerRate = maker;
          contract.takerRate = taker;
          contract.liquidationRate = liquidation;
        };
      }
      case MarkPriceDecoder.TEMPLATE_ID -> {
        markPrice.wrapAndApplyHeader(buffer, offset, header);
        int id = markPrice.instrumentId();
        long price = markPrice.price();
        yield () -> contracts.get(id).mark(price);
      }
      default -> () -> {};
    };
  }

  private Runnable rules(DirectBuffer buffer, int offset) {
    configureVenue.wrapAndApplyHeader(buffer, offset, header);
    TriggerRule rule = configureVenue.triggerRule();
    long ratio = configureVenue.marginCallRatio();
    boolean fee = configureVenue.closingFeeCounted() == Bool.YES;
    return () -> {
      triggerRule = rule;
      marginCallRatio = ratio;
      closingFeeCounted = fee;
    };
  }

  private Runnable contract(DirectBuffer buffer, int offset) {
    addInstrument.wrapAndApplyHeader(buffer, offset, header);
    int id = addInstrument.instrumentId();
    int assetId = addInstrument.assetId();
    String symbol = addInstrument.symbol();
    int priceScale = addInstrument.priceScale();
    int quantityScale = addInstrument.quantityScale();
    long priceMax = addInstrument.priceMax();
    long fund = addInstrument.insuranceFundAccountId();
    return () -> {
      int moneyScale = assets.get(assetId).scale();
      Contract contract =
          new Contract(id, assetId, symbol, priceScale, quantityScale, moneyScale, priceMax);
      contract.countClosingFee(closingFeeCounted);
      contracts.put(id, contract);
      funds.add(fund);
    };
  }

  private Runnable tiers(DirectBuffer buffer, int offset) {
    setRiskTiers.wrapAndApplyHeader(buffer, offset, header);
    int id = setRiskTiers.instrumentId();
    List<RiskTier> tiers = new ArrayList<>();
    for (SetRiskTiersDecoder.TiersDecoder tier : setRiskTiers.tiers()) {
      tiers.add(new RiskTier(tier.notionalFloor(), tier.maintenanceRate(), tier.leverageMax()));
    }
    return () -> contracts.get(id).tiers(tiers);
  }
}
