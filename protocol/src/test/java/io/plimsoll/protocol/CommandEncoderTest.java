package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

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
        Stream.of(CommandEncoder.class, PriceEncoder.class, CollateralEncoder.class)
            .map(Class::getMethods)
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
  void setPositionModeIsReadBack() {
    assertEquals(CORRELATION, encoder.setPositionMode(3, 4, PositionMode.HEDGE));

    SetPositionModeDecoder read = new SetPositionModeDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.instrumentId());
    assertEquals(PositionMode.HEDGE, read.mode());
  }

  @Test
  void withoutASideCommandsAreAboutThePositionOfOneWayMode() {
    encoder.adjustMargin(3, 4, -5);
    assertEquals(
        PositionSide.NET,
        new AdjustMarginDecoder().wrapAndApplyHeader(sent, 0, header).positionSide());

    encoder.placeOrder(3, 4, 5, Side.SELL, 6, 7, true);
    assertEquals(
        PositionSide.NET,
        new PlaceOrderDecoder().wrapAndApplyHeader(sent, 0, header).positionSide());

    encoder.fill(3, 4, 5, 6, 7, 8, 9, 10, Side.BUY);
    FillDecoder fill = new FillDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(PositionSide.NET, fill.buyPositionSide());
    assertEquals(PositionSide.NET, fill.sellPositionSide());
  }

  @Test
  void adjustMarginIsReadBack() {
    assertEquals(CORRELATION, encoder.adjustMargin(3, 4, PositionSide.SHORT, -5));

    AdjustMarginDecoder read = new AdjustMarginDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.accountId());
    assertEquals(4, read.instrumentId());
    assertEquals(-5, read.amount());
    assertEquals(PositionSide.SHORT, read.positionSide());
  }

  @Test
  void fundingIsReadBack() {
    assertEquals(CORRELATION, encoder.funding(3, -4, 5));

    FundingDecoder read = new FundingDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(-4, read.rate());
    assertEquals(5, read.price());
  }

  @Test
  void placeOrderIsReadBack() {
    assertEquals(
        CORRELATION, encoder.placeOrder(3, 4, 5, PositionSide.LONG, Side.SELL, 6, 7, true));

    PlaceOrderDecoder read = new PlaceOrderDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.orderId());
    assertEquals(4, read.accountId());
    assertEquals(5, read.instrumentId());
    assertEquals(Side.SELL, read.side());
    assertEquals(6, read.price());
    assertEquals(7, read.quantity());
    assertEquals(Bool.YES, read.reduceOnly());
    assertEquals(PositionSide.LONG, read.positionSide());
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
    assertEquals(
        CORRELATION,
        encoder.fill(3, 4, 5, 6, 7, 8, PositionSide.LONG, 9, 10, PositionSide.SHORT, Side.BUY));

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
    assertEquals(PositionSide.LONG, read.buyPositionSide());
    assertEquals(PositionSide.SHORT, read.sellPositionSide());
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
