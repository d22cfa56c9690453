package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetFundDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetUpEncoderTest {
  private static final long CORRELATION = 77;
  private static final long TIME = 1_760_130_360_000_000_000L;

  private final MutableDirectBuffer sent = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private int sentLength;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandEncoder encoder =
      new CommandEncoder(this::take).at(TIME).correlationId(CORRELATION);

  private void take(DirectBuffer buffer, int offset, int length) {
    sent.putBytes(0, buffer, offset, length);
    sentLength = length;
  }

  @Test
  void configureVenueIsReadBack() {
    VenueRules rules =
        new VenueRules(3, 4, 5, TriggerRule.BELOW, true, SurplusTo.ACCOUNT, SurplusTo.FUND, true);

    assertEquals(CORRELATION, encoder.configureVenue(rules));

    ConfigureVenueDecoder read = new ConfigureVenueDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(
        rules,
        new VenueRules(
            read.marginCallRatio(),
            read.unwindFraction(),
            read.unwindSlippage(),
            read.triggerRule(),
            read.closingFeeCounted() == Bool.YES,
            read.isolatedSurplusTo(),
            read.crossSurplusTo(),
            read.changesWithPosition() == Bool.YES));
  }

  @Test
  void defaultVenueRulesAreTheDefaultsThatTheSchemaNames() {
    encoder.configureVenue(VenueRules.DEFAULT);

    MessageModel message = SchemaModel.get().identify(sent, 0, sentLength).orElseThrow();
    for (FieldModel field : message.fields().subList(2, message.fields().size())) {
      long raw = field.getLong(sent, message.bodyOffset(0));
      String value =
          field
              .enumeration()
              .map(enumeration -> enumeration.ofRaw(raw).orElseThrow().name())
              .orElse(Long.toString(raw));
      assertTrue(field.description().endsWith(" Default " + value + "."), field.name());
    }
  }

  @Test
  void addAssetIsReadBack() {
    assertEquals(CORRELATION, encoder.addAsset(3, 255, "USDT"));

    AddAssetDecoder read = new AddAssetDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.assetId());
    assertEquals(255, read.moneyScale());
    assertEquals("USDT", read.symbol());
  }

  @Test
  void addInstrumentIsReadBack() {
    assertEquals(
        CORRELATION,
        encoder.addInstrument(3, 4, "BTCUSDT", ContractType.LINEAR, 5, 6, 7, 8, 9, 10, 11));

    AddInstrumentDecoder read = new AddInstrumentDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.assetId());
    assertEquals("BTCUSDT", read.symbol());
    assertEquals(ContractType.LINEAR, read.contractType());
    assertEquals(5, read.priceScale());
    assertEquals(6, read.quantityScale());
    assertEquals(7, read.tickSize());
    assertEquals(8, read.priceMax());
    assertEquals(9, read.openInterestMax());
    assertEquals(10, read.feeAccountId());
    assertEquals(11, read.insuranceFundAccountId());
    assertEquals(0, read.contractValue());
    assertEquals(1, read.priceMin());
    assertEquals(0, read.expiry());
  }

  @Test
  void addInstrumentOfAnyContractIsReadBack() {
    Contract contract = new Contract(ContractType.INVERSE, 12, 13, 14);

    assertEquals(
        CORRELATION, encoder.addInstrument(3, 4, "BTCUSD", contract, 5, 6, 7, 8, 9, 10, 11));

    AddInstrumentDecoder read = new AddInstrumentDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(
        contract,
        new Contract(read.contractType(), read.contractValue(), read.priceMin(), read.expiry()));
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.assetId());
    assertEquals("BTCUSD", read.symbol());
    assertEquals(5, read.priceScale());
    assertEquals(6, read.quantityScale());
    assertEquals(7, read.tickSize());
    assertEquals(8, read.priceMax());
    assertEquals(9, read.openInterestMax());
    assertEquals(10, read.feeAccountId());
    assertEquals(11, read.insuranceFundAccountId());
  }

  @Test
  void tiersAloneAreAMarginalScheduleByNotionalAtTheMark() {
    List<RiskTier> tiers = List.of(new RiskTier(0, 4, 5), new RiskTier(6, 7, 8));

    assertEquals(CORRELATION, encoder.setRiskTiers(3, tiers));

    assertEquals(
        new Schedule(
            ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK, 0, 0, 0, tiers),
        readSchedule());
  }

  @Test
  void setRiskTiersIsReadBack() {
    Schedule schedule =
        new Schedule(
            ScheduleForm.SQUARE_ROOT,
            TierMeasure.QUANTITY,
            Valuation.ENTRY,
            4,
            5,
            6,
            List.of(RiskTier.byQuantity(7, 8, 9), new RiskTier(10, 11, 12, 13)),
            HedgeNetting.LARGER);

    assertEquals(CORRELATION, encoder.setRiskTiers(3, schedule));

    assertEquals(schedule, readSchedule());
  }

  private Schedule readSchedule() {
    SetRiskTiersDecoder read = new SetRiskTiersDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    List<RiskTier> tiers = new ArrayList<>();
    for (SetRiskTiersDecoder.TiersDecoder tier : read.tiers()) {
      tiers.add(
          new RiskTier(
              tier.notionalFloor(),
              tier.quantityFloor(),
              tier.maintenanceRate(),
              tier.leverageMax()));
    }
    return new Schedule(
        read.form(),
        read.measure(),
        read.valuation(),
        read.initialRate(),
        read.premium(),
        read.rateMax(),
        tiers,
        read.hedgeNetting());
  }

  @Test
  void setFeesIsReadBack() {
    assertEquals(CORRELATION, encoder.setFees(3, 4, 5, 6));

    SetFeesDecoder read = new SetFeesDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.makerRate());
    assertEquals(5, read.takerRate());
    assertEquals(6, read.liquidationRate());
  }

  @Test
  void setWaterfallIsReadBack() {
    Waterfall waterfall =
        new Waterfall(
            3, 4, true, List.of(WaterfallStageTest.EVERY_FIELD, WaterfallStage.takeOver()));

    assertEquals(CORRELATION, encoder.setWaterfall(waterfall));

    SetWaterfallDecoder read = new SetWaterfallDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    List<WaterfallStage> stages = new ArrayList<>();
    for (SetWaterfallDecoder.StagesDecoder stage : read.stages()) {
      stages.add(WaterfallStageTest.read(stage));
    }
    assertEquals(
        waterfall,
        new Waterfall(
            read.exitRatio(),
            read.liquidationFeeAccountId(),
            read.withdrawalGate() == Bool.YES,
            stages));
  }

  @Test
  void stagesFillAMessageAndNoMore() {
    WaterfallStage stage = WaterfallStage.takeOver();

    encoder.setWaterfall(new Waterfall(1, 0, false, Collections.nCopies(57, stage)));

    assertTrue(sentLength <= Messages.MAX_LENGTH);
    assertTrue(SchemaModel.get().identify(sent, 0, sentLength).isPresent());
    Waterfall tooLong = new Waterfall(1, 0, false, Collections.nCopies(58, stage));
    assertThrows(IllegalArgumentException.class, () -> encoder.setWaterfall(tooLong));
  }

  @Test
  void setFundIsReadBack() {
    FundLimits limits = new FundLimits(-5, 6, 7, 8, 9);

    assertEquals(CORRELATION, encoder.setFund(3, 4, limits));

    SetFundDecoder read = new SetFundDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.assetId());
    assertEquals(
        limits,
        new FundLimits(
            read.equityMin(),
            read.inventoryMax(),
            read.drawdownStart(),
            read.drawdownStop(),
            read.bookingInterval()));
  }

  @Test
  void settleInstrumentIsReadBack() {
    assertEquals(CORRELATION, encoder.settleInstrument(3, 4));

    SettleInstrumentDecoder read =
        new SettleInstrumentDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.price());
  }

  @Test
  void addAccountIsReadBack() {
    assertEquals(CORRELATION, encoder.addAccount(3, AccountKind.INSURANCE_FUND));

    AddAccountDecoder read = new AddAccountDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(AccountKind.INSURANCE_FUND, read.kind());
  }

  @Test
  void aShortSymbolLeavesNothingOfALongerOneBefore() {
    encoder.addAsset(1, 8, "SIXTEEN-LETTERS!");
    encoder.addAsset(2, 8, "B");

    assertEquals("B", new AddAssetDecoder().wrapAndApplyHeader(sent, 0, header).symbol());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SEVENTEEN-LETTERS", "WITH BLANK", "TAB\t", "Ünicode"})
  void symbolsThatTheSchemaCannotHoldAreRefused(String symbol) {
    assertThrows(IllegalArgumentException.class, () -> encoder.addAsset(1, 8, symbol));
    assertEquals(0, sentLength);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void scalesThatTheSchemaCannotHoldAreRefused(int scale) {
    assertThrows(IllegalArgumentException.class, () -> encoder.addAsset(1, scale, "A"));
    assertEquals(0, sentLength);
  }

  @Test
  void tiersFillAMessageAndNoMore() {
    RiskTier tier = new RiskTier(1, 2, 3);

    encoder.setRiskTiers(1, Collections.nCopies(144, tier));

    assertTrue(sentLength <= Messages.MAX_LENGTH);
    assertTrue(SchemaModel.get().identify(sent, 0, sentLength).isPresent());
    assertThrows(
        IllegalArgumentException.class,
        () -> encoder.setRiskTiers(1, Collections.nCopies(145, tier)));
  }

  private void assertStamp(long correlationId, long timestamp) {
    assertEquals(CORRELATION, correlationId);
    assertEquals(TIME, timestamp);
    assertTrue(SchemaModel.get().identify(sent, 0, sentLength).isPresent(), "length");
  }
}
