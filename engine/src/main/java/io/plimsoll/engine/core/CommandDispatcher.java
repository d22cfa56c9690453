package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.CollateralEvents;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.event.PriceEvents;
import io.plimsoll.engine.event.StageEvents;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.InstrumentTasks;
import io.plimsoll.engine.waterfall.InterestWork;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetFundDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** Checks the frame and time of each command and hands it to its handler. */
final class CommandDispatcher {
  // Every command starts with these two, so any decoder's offsets serve.
  private static final int CORRELATION_ID = ClockDecoder.correlationIdEncodingOffset();
  private static final int TIMESTAMP = ClockDecoder.timestampEncodingOffset();
  private static final int INSTRUMENT_ID = MarkPriceDecoder.instrumentIdEncodingOffset();
  private static final int PRICE = MarkPriceDecoder.priceEncodingOffset();

  private final EventWriter events;
  private final Books books;
  private final Triggers triggers;
  private final Waterfall waterfall;
  private final Checks checks = new Checks();
  private final Audit audit;
  private final StateDigest stateDigest;
  private final VenueCommands venueCommands;
  private final AddInstrumentCommand addInstrumentCommand;
  private final ScheduleCommands scheduleCommands;
  private final WaterfallCommands waterfallCommands;
  private final FundCommands fundCommands;
  private final AccountCommands accountCommands;
  private final OrderCommands orderCommands;
  private final FillCommand fillCommand;
  private final PriceCommands priceCommands;
  private final MarginCommands marginCommands;
  private final PositionModeCommand positionModeCommand;
  private final FundingCommands fundingCommands;
  private final PriceDispatcher priceDispatcher;
  private final CollateralDispatcher collateralDispatcher;
  private final FundingRates fundingRates;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ConfigureVenueDecoder configureVenue = new ConfigureVenueDecoder();
  private final AddAssetDecoder addAsset = new AddAssetDecoder();
  private final AddInstrumentDecoder addInstrument = new AddInstrumentDecoder();
  private final SetRiskTiersDecoder setRiskTiers = new SetRiskTiersDecoder();
  private final SetFeesDecoder setFees = new SetFeesDecoder();
  private final AddAccountDecoder addAccount = new AddAccountDecoder();
  private final DepositDecoder deposit = new DepositDecoder();
  private final WithdrawDecoder withdraw = new WithdrawDecoder();
  private final SetLeverageDecoder setLeverage = new SetLeverageDecoder();
  private final SetPositionModeDecoder setPositionMode = new SetPositionModeDecoder();
  private final SetMarginModeDecoder setMarginMode = new SetMarginModeDecoder();
  private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
  private final OrderDoneDecoder orderDone = new OrderDoneDecoder();
  private final FillDecoder fill = new FillDecoder();
  private final SetWaterfallDecoder setWaterfall = new SetWaterfallDecoder();
  private final SetFundDecoder setFund = new SetFundDecoder();
  private final AdjustMarginDecoder adjustMargin = new AdjustMarginDecoder();
  private final FundingDecoder funding = new FundingDecoder();
  private final SettleInstrumentDecoder settleInstrument = new SettleInstrumentDecoder();

  private long sequence;
  private long lastTimestamp;

  CommandDispatcher(EngineLimits limits, WorkLimits workLimits, EventSink sink) {
    events = new EventWriter(sink);
    books = new Books(events);
    LiquidationEvents liquidationEvents = new LiquidationEvents(events);
    MarginCalculator margins = new MarginCalculator(books);
    triggers = new Triggers(books, margins);
    StageEvents stageEvents = new StageEvents(events);
    CollateralEvents collateralEvents = new CollateralEvents(events);
    waterfall =
        new Waterfall(
            books, liquidationEvents, stageEvents, collateralEvents, margins, triggers, workLimits);
    audit = new Audit(books);
    stateDigest = new StateDigest(books, waterfall);
    venueCommands = new VenueCommands(books, checks);
    addInstrumentCommand = new AddInstrumentCommand(books, checks, triggers, waterfall);
    scheduleCommands = new ScheduleCommands(books, checks);
    waterfallCommands = new WaterfallCommands(books, checks, waterfall.stages());
    fundCommands = new FundCommands(books, checks);
    accountCommands = new AccountCommands(books, limits, checks, margins, waterfall);
    orderCommands = new OrderCommands(books, limits, checks, margins, waterfall);
    fillCommand = new FillCommand(books, liquidationEvents, checks, margins, triggers, waterfall);
    priceCommands = new PriceCommands(books, checks, waterfall);
    marginCommands =
        new MarginCommands(books, liquidationEvents, checks, margins, triggers, waterfall);
    positionModeCommand = new PositionModeCommand(books, checks, waterfall);
    InstrumentTasks tasks =
        new InstrumentTasks(books, events, liquidationEvents, triggers, waterfall);
    PriceEvents priceEvents = new PriceEvents(events);
    fundingCommands = new FundingCommands(books, checks, priceCommands, priceEvents, tasks);
    priceDispatcher =
        new PriceDispatcher(
            new PriceRuleCommands(books, checks),
            new PriceSourceCommands(books, checks, priceEvents, priceCommands));
    InterestWork interest = new InterestWork(books, collateralEvents, waterfall);
    collateralDispatcher =
        new CollateralDispatcher(
            new CollateralTermsCommand(books, checks, triggers, waterfall.evaluator()),
            new CollateralCommands(books, checks, margins, triggers, waterfall, interest));
    fundingRates = new FundingRates(books.instruments(), priceEvents, tasks::startFunding);
  }

  long sequence() {
    return sequence;
  }

  long lastTimestamp() {
    return lastTimestamp;
  }

  EngineView view() {
    return new EngineView(books, waterfall.stages(), waterfall.evaluator());
  }

  boolean isWorkWaiting() {
    return waterfall.isWorkWaiting();
  }

  byte[] digest() {
    audit.checkAll();
    return stateDigest.of(lastTimestamp);
  }

  StateSummary summary() {
    String digest = HexFormat.of().formatHex(digest());
    return new StateSummary(
        books.accounts().size(),
        audit.openPositions(),
        books.orders().size(),
        waterfall.liquidations().size(),
        digest);
  }

  void state(StateStream stream) {
    sequence = stream.of(sequence);
    lastTimestamp = stream.of(lastTimestamp);
    books.state(stream);
    triggers.state(stream);
    waterfall.state(stream);
  }

  void apply(DirectBuffer buffer, int offset, int length) {
    sequence++;
    int template = Framing.templateOf(buffer, offset, length);
    if (template == Framing.NOT_A_COMMAND) {
      events.rejected(sequence, lastTimestamp, 0, 0, RejectReason.MALFORMED, 0, 0);
      return;
    }
    int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
    long correlationId = buffer.getLong(body + CORRELATION_ID, ClockDecoder.BYTE_ORDER);
    long timestamp = buffer.getLong(body + TIMESTAMP, ClockDecoder.BYTE_ORDER);
    events.begin(sequence, timestamp);
    if (timeFits(timestamp) && dispatch(template, buffer, offset, timestamp)) {
      lastTimestamp = timestamp;
      // Nothing is paid without an event.
      if (events.count() != 0) {
        audit.checkTotals();
      }
      events.accepted(correlationId);
    } else {
      events.rejected(
          sequence,
          lastTimestamp,
          correlationId,
          template,
          checks.reason(),
          checks.fieldId(),
          checks.detail());
    }
  }

  private boolean timeFits(long timestamp) {
    int field = ClockDecoder.timestampId();
    return checks.range(timestamp, 0, Long.MAX_VALUE, field)
        && checks.that(timestamp >= lastTimestamp, RejectReason.TIME_WENT_BACK, field, timestamp);
  }

  private boolean dispatch(int template, DirectBuffer b, int o, long timestamp) {
    return template == MarkPriceDecoder.TEMPLATE_ID
        ? markPrice(b, o + MessageHeaderDecoder.ENCODED_LENGTH)
        : dispatchOther(template, b, o, timestamp);
  }

  /** The most frequent command, on a way that the compiler can inline whole. */
  private boolean markPrice(DirectBuffer buffer, int body) {
    return priceCommands.markPrice(
        buffer.getInt(body + INSTRUMENT_ID, MarkPriceDecoder.BYTE_ORDER),
        buffer.getLong(body + PRICE, MarkPriceDecoder.BYTE_ORDER));
  }

  private boolean dispatchOther(int template, DirectBuffer b, int o, long timestamp) {
    return switch (template) {
      case ConfigureVenueDecoder.TEMPLATE_ID ->
          venueCommands.configureVenue(configureVenue.wrapAndApplyHeader(b, o, header));
      case AddAssetDecoder.TEMPLATE_ID ->
          venueCommands.addAsset(addAsset.wrapAndApplyHeader(b, o, header));
      case AddInstrumentDecoder.TEMPLATE_ID ->
          addInstrumentCommand.addInstrument(addInstrument.wrapAndApplyHeader(b, o, header));
      case SetRiskTiersDecoder.TEMPLATE_ID ->
          scheduleCommands.setRiskTiers(setRiskTiers.wrapAndApplyHeader(b, o, header));
      case SetFeesDecoder.TEMPLATE_ID ->
          scheduleCommands.setFees(setFees.wrapAndApplyHeader(b, o, header));
      case AddAccountDecoder.TEMPLATE_ID ->
          accountCommands.addAccount(addAccount.wrapAndApplyHeader(b, o, header));
      case DepositDecoder.TEMPLATE_ID ->
          accountCommands.deposit(deposit.wrapAndApplyHeader(b, o, header));
      case WithdrawDecoder.TEMPLATE_ID ->
          accountCommands.withdraw(withdraw.wrapAndApplyHeader(b, o, header));
      case SetLeverageDecoder.TEMPLATE_ID ->
          marginCommands.setLeverage(setLeverage.wrapAndApplyHeader(b, o, header));
      case SetMarginModeDecoder.TEMPLATE_ID ->
          marginCommands.setMarginMode(setMarginMode.wrapAndApplyHeader(b, o, header));
      case SetPositionModeDecoder.TEMPLATE_ID ->
          positionModeCommand.setPositionMode(setPositionMode.wrapAndApplyHeader(b, o, header));
      case AdjustMarginDecoder.TEMPLATE_ID ->
          marginCommands.adjustMargin(adjustMargin.wrapAndApplyHeader(b, o, header));
      case FundingDecoder.TEMPLATE_ID ->
          fundingCommands.funding(funding.wrapAndApplyHeader(b, o, header));
      case SettleInstrumentDecoder.TEMPLATE_ID ->
          fundingCommands.settleInstrument(settleInstrument.wrapAndApplyHeader(b, o, header));
      case PlaceOrderDecoder.TEMPLATE_ID ->
          orderCommands.placeOrder(placeOrder.wrapAndApplyHeader(b, o, header));
      case OrderDoneDecoder.TEMPLATE_ID ->
          orderCommands.orderDone(orderDone.wrapAndApplyHeader(b, o, header));
      case FillDecoder.TEMPLATE_ID -> fillCommand.fill(fill.wrapAndApplyHeader(b, o, header));
      case SetWaterfallDecoder.TEMPLATE_ID ->
          waterfallCommands.setWaterfall(setWaterfall.wrapAndApplyHeader(b, o, header));
      case SetFundDecoder.TEMPLATE_ID ->
          fundCommands.setFund(setFund.wrapAndApplyHeader(b, o, header));
      case ClockDecoder.TEMPLATE_ID -> clock(timestamp);
      case TakeSnapshotDecoder.TEMPLATE_ID -> takeSnapshot(timestamp);
      default ->
          CollateralDispatcher.takes(template)
              ? collateralDispatcher.dispatch(header.wrap(b, o), b, o)
              : priceDispatcher.dispatch(header.wrap(b, o), b, o);
    };
  }

  private boolean clock(long timestamp) {
    fundingRates.chargeDue(timestamp);
    return priceCommands.clock();
  }

  private boolean takeSnapshot(long timestamp) {
    audit.checkAll();
    byte[] digest = stateDigest.of(timestamp);
    events.snapshotTaken(
        books.accounts().size(),
        audit.openPositions(),
        books.orders().size(),
        waterfall.liquidations().size(),
        digest);
    return true;
  }
}
