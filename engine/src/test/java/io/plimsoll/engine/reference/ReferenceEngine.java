package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import org.agrona.DirectBuffer;

/**
 * The rules, naively: looks at everyone, rounds nothing by accident, checks itself after every
 * command.
 */
public final class ReferenceEngine {
  private static final int MESSAGE_MAX = 4096;
  private static final int TIERS_HEADER = 4;
  private static final int TIER = 28;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final World world;
  private final EventWriter events;
  private final SetupCommands setup;
  private final AccountCommands accounts;
  private final OrderCommands orders;
  private final FillCommand fills;
  private final MarketCommands market;

  /**
   * An empty engine.
   *
   * @param accountsMax accounts that it takes
   * @param ordersMax open orders of traders that it takes
   * @param handler takes its events
   */
  public ReferenceEngine(int accountsMax, int ordersMax, EventHandler handler) {
    world = new World(accountsMax, ordersMax);
    events = new EventWriter(handler);
    Lookup lookup = new Lookup(world);
    Margin margin = new Margin(world);
    Booking booking = new Booking(world, events);
    Waterfall waterfall = new Waterfall(world, margin, events, booking);
    setup = new SetupCommands(world, lookup);
    accounts = new AccountCommands(world, lookup, margin, booking, waterfall.evaluation());
    orders = new OrderCommands(world, lookup, margin, events, waterfall);
    fills = new FillCommand(world, lookup, margin, booking, waterfall);
    market = new MarketCommands(world, lookup, events, waterfall);
  }

  /**
   * Applies one command and emits its events.
   *
   * @throws AssertionError if an invariant does not hold afterwards
   */
  public void apply(DirectBuffer buffer, int offset, int length) {
    world.sequence++;
    if (malformed(buffer, offset, length)) {
      events.startCommand(world.sequence, 0);
      events.rejected(world.lastTimestamp, 0, 0, new Rejection(RejectReason.MALFORMED, 0, 0));
      return;
    }
    header.wrap(buffer, offset);
    int template = header.templateId();
    // Every command starts with the same two fields.
    ClockDecoder start = new ClockDecoder().wrap(buffer, offset + 8, ClockDecoder.BLOCK_LENGTH, 0);
    events.startCommand(world.sequence, start.timestamp());
    Runnable change;
    try {
      checkTime(start.timestamp());
      change = check(buffer, offset, template);
    } catch (Rejection rejection) {
      events.rejected(world.lastTimestamp, start.correlationId(), template, rejection);
      return;
    }
    world.lastTimestamp = start.timestamp();
    change.run();
    events.accepted(start.correlationId());
    Invariants.check(world);
  }

  private void checkTime(long timestamp) {
    Rejection.unless(timestamp >= 0, RejectReason.INVALID_VALUE, 2, timestamp);
    Rejection.unless(timestamp >= world.lastTimestamp, RejectReason.TIME_WENT_BACK, 2, timestamp);
  }

  private boolean malformed(DirectBuffer buffer, int offset, int length) {
    if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > MESSAGE_MAX) {
      return true;
    }
    header.wrap(buffer, offset);
    int block = blockLength(header.templateId());
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
        || header.version() != 0
        || block == 0
        || header.blockLength() != block) {
      return true;
    }
    int rest = length - MessageHeaderDecoder.ENCODED_LENGTH - block;
    if (header.templateId() != SetRiskTiersDecoder.TEMPLATE_ID) {
      return rest != 0;
    }
    if (rest < TIERS_HEADER) {
      return true;
    }
    SetRiskTiersDecoder.TiersDecoder tiers =
        new SetRiskTiersDecoder().wrapAndApplyHeader(buffer, offset, header).tiers();
    return tiers.actingBlockLength() != TIER || rest != TIERS_HEADER + TIER * tiers.count();
  }

  /** 0 if the template is not a command. */
  private static int blockLength(int template) {
    return switch (template) {
      case ConfigureVenueDecoder.TEMPLATE_ID -> ConfigureVenueDecoder.BLOCK_LENGTH;
      case AddAssetDecoder.TEMPLATE_ID -> AddAssetDecoder.BLOCK_LENGTH;
      case AddInstrumentDecoder.TEMPLATE_ID -> AddInstrumentDecoder.BLOCK_LENGTH;
      case SetRiskTiersDecoder.TEMPLATE_ID -> SetRiskTiersDecoder.BLOCK_LENGTH;
      case SetFeesDecoder.TEMPLATE_ID -> SetFeesDecoder.BLOCK_LENGTH;
      case AddAccountDecoder.TEMPLATE_ID -> AddAccountDecoder.BLOCK_LENGTH;
      case DepositDecoder.TEMPLATE_ID -> DepositDecoder.BLOCK_LENGTH;
      case WithdrawDecoder.TEMPLATE_ID -> WithdrawDecoder.BLOCK_LENGTH;
      case SetLeverageDecoder.TEMPLATE_ID -> SetLeverageDecoder.BLOCK_LENGTH;
      case SetMarginModeDecoder.TEMPLATE_ID -> SetMarginModeDecoder.BLOCK_LENGTH;
      case PlaceOrderDecoder.TEMPLATE_ID -> PlaceOrderDecoder.BLOCK_LENGTH;
      case OrderDoneDecoder.TEMPLATE_ID -> OrderDoneDecoder.BLOCK_LENGTH;
      case FillDecoder.TEMPLATE_ID -> FillDecoder.BLOCK_LENGTH;
      case MarkPriceDecoder.TEMPLATE_ID -> MarkPriceDecoder.BLOCK_LENGTH;
      case ClockDecoder.TEMPLATE_ID -> ClockDecoder.BLOCK_LENGTH;
      case TakeSnapshotDecoder.TEMPLATE_ID -> TakeSnapshotDecoder.BLOCK_LENGTH;
      default -> 0;
    };
  }

  private Runnable check(DirectBuffer b, int o, int template) {
    MessageHeaderDecoder h = header;
    return switch (template) {
      case ConfigureVenueDecoder.TEMPLATE_ID ->
          setup.configureVenue(new ConfigureVenueDecoder().wrapAndApplyHeader(b, o, h));
      case AddAssetDecoder.TEMPLATE_ID ->
          setup.addAsset(new AddAssetDecoder().wrapAndApplyHeader(b, o, h));
      case AddInstrumentDecoder.TEMPLATE_ID ->
          setup.addInstrument(new AddInstrumentDecoder().wrapAndApplyHeader(b, o, h));
      case SetRiskTiersDecoder.TEMPLATE_ID ->
          setup.setRiskTiers(new SetRiskTiersDecoder().wrapAndApplyHeader(b, o, h));
      case SetFeesDecoder.TEMPLATE_ID ->
          setup.setFees(new SetFeesDecoder().wrapAndApplyHeader(b, o, h));
      case AddAccountDecoder.TEMPLATE_ID ->
          setup.addAccount(new AddAccountDecoder().wrapAndApplyHeader(b, o, h));
      case DepositDecoder.TEMPLATE_ID ->
          accounts.deposit(new DepositDecoder().wrapAndApplyHeader(b, o, h));
      case WithdrawDecoder.TEMPLATE_ID ->
          accounts.withdraw(new WithdrawDecoder().wrapAndApplyHeader(b, o, h));
      case SetLeverageDecoder.TEMPLATE_ID ->
          accounts.setLeverage(new SetLeverageDecoder().wrapAndApplyHeader(b, o, h));
      case SetMarginModeDecoder.TEMPLATE_ID ->
          accounts.setMarginMode(new SetMarginModeDecoder().wrapAndApplyHeader(b, o, h));
      case PlaceOrderDecoder.TEMPLATE_ID ->
          orders.placeOrder(new PlaceOrderDecoder().wrapAndApplyHeader(b, o, h));
      case OrderDoneDecoder.TEMPLATE_ID ->
          orders.orderDone(new OrderDoneDecoder().wrapAndApplyHeader(b, o, h));
      case FillDecoder.TEMPLATE_ID -> fills.fill(new FillDecoder().wrapAndApplyHeader(b, o, h));
      case MarkPriceDecoder.TEMPLATE_ID ->
          market.markPrice(new MarkPriceDecoder().wrapAndApplyHeader(b, o, h));
      case ClockDecoder.TEMPLATE_ID -> market.clock();
      case TakeSnapshotDecoder.TEMPLATE_ID -> market.takeSnapshot();
      default -> throw new IllegalStateException("template " + template);
    };
  }
}
