package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandEncoderTest {
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
  void everyCommandOfTheSchemaHasAMethod() {
    Set<String> methods =
        Stream.of(CommandEncoder.class.getMethods(), PriceEncoder.class.getMethods())
            .flatMap(Stream::of)
            .filter(method -> method.getReturnType() == long.class)
            .map(Method::getName)
            .collect(Collectors.toSet());
    Set<String> commands =
        SchemaModel.get().messages().stream()
            .filter(message -> Messages.isCommand(message.templateId()))
            .map(MessageModel::name)
            .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
            .collect(Collectors.toSet());

    assertEquals(commands, methods);
  }

  @Test
  void configureVenueIsReadBack() {
    VenueRules rules =
        new VenueRules(3, 4, 5, TriggerRule.BELOW, true, SurplusTo.ACCOUNT, SurplusTo.FUND);

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
            read.crossSurplusTo()));
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
  }

  @Test
  void setRiskTiersIsReadBack() {
    List<RiskTier> tiers = List.of(new RiskTier(0, 4, 5), new RiskTier(6, 7, 8));

    assertEquals(CORRELATION, encoder.setRiskTiers(3, tiers));

    SetRiskTiersDecoder read = new SetRiskTiersDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(3, read.instrumentId());
    List<RiskTier> readTiers = new ArrayList<>();
    for (SetRiskTiersDecoder.TiersDecoder tier : read.tiers()) {
      readTiers.add(new RiskTier(tier.notionalFloor(), tier.maintenanceRate(), tier.leverageMax()));
    }
    assertEquals(tiers, readTiers);
    assertStamp(read.correlationId(), read.timestamp());
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
  void addAccountIsReadBack() {
    assertEquals(CORRELATION, encoder.addAccount(3, AccountKind.INSURANCE_FUND));

    AddAccountDecoder read = new AddAccountDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(AccountKind.INSURANCE_FUND, read.kind());
  }

  @Test
  void depositIsReadBack() {
    assertEquals(CORRELATION, encoder.deposit(3, 4, 5));

    DepositDecoder read = new DepositDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.assetId());
    assertEquals(5, read.amount());
  }

  @Test
  void withdrawIsReadBack() {
    assertEquals(CORRELATION, encoder.withdraw(3, 4, 5));

    WithdrawDecoder read = new WithdrawDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.assetId());
    assertEquals(5, read.amount());
  }

  @Test
  void setLeverageIsReadBack() {
    assertEquals(CORRELATION, encoder.setLeverage(3, 4, 5));

    SetLeverageDecoder read = new SetLeverageDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.instrumentId());
    assertEquals(5, read.leverage());
  }

  @Test
  void setMarginModeIsReadBack() {
    assertEquals(CORRELATION, encoder.setMarginMode(3, 4, MarginMode.ISOLATED));

    SetMarginModeDecoder read = new SetMarginModeDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.instrumentId());
    assertEquals(MarginMode.ISOLATED, read.mode());
  }

  @Test
  void placeOrderIsReadBack() {
    assertEquals(CORRELATION, encoder.placeOrder(3, 4, 5, Side.SELL, 6, 7, true));

    PlaceOrderDecoder read = new PlaceOrderDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.orderId());
    assertEquals(4, read.accountId());
    assertEquals(5, read.instrumentId());
    assertEquals(Side.SELL, read.side());
    assertEquals(6, read.price());
    assertEquals(7, read.quantity());
    assertEquals(Bool.YES, read.reduceOnly());
  }

  @Test
  void orderDoneIsReadBack() {
    assertEquals(CORRELATION, encoder.orderDone(3, DoneReason.EXPIRED));

    OrderDoneDecoder read = new OrderDoneDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.orderId());
    assertEquals(DoneReason.EXPIRED, read.reason());
  }

  @Test
  void fillIsReadBack() {
    assertEquals(CORRELATION, encoder.fill(3, 4, 5, 6, 7, 8, 9, 10, Side.BUY));

    FillDecoder read = new FillDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.executionId());
    assertEquals(4, read.instrumentId());
    assertEquals(5, read.price());
    assertEquals(6, read.quantity());
    assertEquals(7, read.buyAccountId());
    assertEquals(8, read.buyOrderId());
    assertEquals(9, read.sellAccountId());
    assertEquals(10, read.sellOrderId());
    assertEquals(Side.BUY, read.takerSide());
  }

  @Test
  void markPriceIsReadBack() {
    assertEquals(CORRELATION, encoder.markPrice(3, 4));

    MarkPriceDecoder read = new MarkPriceDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.price());
  }

  @Test
  void clockIsReadBack() {
    assertEquals(CORRELATION, encoder.clock());

    ClockDecoder read = new ClockDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
  }

  @Test
  void takeSnapshotIsReadBack() {
    assertEquals(CORRELATION, encoder.takeSnapshot());

    TakeSnapshotDecoder read = new TakeSnapshotDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
  }

  @Test
  void correlationIdsCountUpFromOne() {
    CommandEncoder fresh = new CommandEncoder(this::take);

    assertEquals(1, fresh.clock());
    assertEquals(2, fresh.markPrice(1, 1));
    assertEquals(40, fresh.correlationId(40).clock());
    assertEquals(41, fresh.clock());
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

    encoder.setRiskTiers(1, Collections.nCopies(203, tier));

    assertTrue(sentLength <= Messages.MAX_LENGTH);
    assertTrue(SchemaModel.get().identify(sent, 0, sentLength).isPresent());
    assertThrows(
        IllegalArgumentException.class,
        () -> encoder.setRiskTiers(1, Collections.nCopies(204, tier)));
  }

  @Test
  void theSinkMustNotCallBack() {
    CommandEncoder[] self = new CommandEncoder[1];
    self[0] = new CommandEncoder((buffer, offset, length) -> self[0].clock());

    assertThrows(IllegalStateException.class, () -> self[0].clock());
  }

  @Test
  void aSinkThatFailedMayBeCalledAgain() {
    boolean[] broken = {true};
    CommandEncoder retrying =
        new CommandEncoder(
            (buffer, offset, length) -> {
              if (broken[0]) {
                throw new UnsupportedOperationException("full");
              }
            });

    assertThrows(UnsupportedOperationException.class, retrying::clock);
    broken[0] = false;

    assertEquals(2, retrying.clock());
  }

  @Test
  void commandsAndEventsAreToldApartByTemplateId() {
    encoder.clock();

    assertEquals(ClockDecoder.TEMPLATE_ID, Messages.templateId(sent, 0));
    for (MessageModel message : SchemaModel.get().messages()) {
      boolean command = message.fields().get(0).name().equals("correlationId");
      assertEquals(command, Messages.isCommand(message.templateId()), message.name());
    }
    assertFalse(Messages.isCommand(0) || Messages.isCommand(100));
  }

  private void assertStamp(long correlationId, long timestamp) {
    assertEquals(CORRELATION, correlationId);
    assertEquals(TIME, timestamp);
    assertTrue(SchemaModel.get().identify(sent, 0, sentLength).isPresent(), "length");
  }
}
