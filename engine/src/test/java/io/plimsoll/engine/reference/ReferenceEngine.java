package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.GroupSizeEncodingDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetFundDecoder;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.SourcePriceDecoder;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;
import org.agrona.DirectBuffer;

/**
 * The rules, naively: looks at everyone, rounds nothing by accident, checks itself after every
 * command.
 */
public final class ReferenceEngine {
  private static final int MESSAGE_MAX = 4096;

  /** With this many accounts or more, not every command is worth a look at all of them. */
  private static final int CROWD = 1000;

  private static final int CROWD_CHECK_INTERVAL = 64;
  private static final int GROUP_HEADER = GroupSizeEncodingDecoder.ENCODED_LENGTH;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final World world;
  private final EventWriter events;
  private final SetupCommands setup;
  private final WaterfallCommands waterfalls;
  private final ContractCommands contracts;
  private final AccountCommands accounts;
  private final MarginCommands margins;
  private final OrderCommands orders;
  private final FillCommand fills;
  private final MarketCommands market;
  private final PeriodCommands periods;
  private final PriceRuleCommands rules;
  private final PriceCommands prices;
  private final CollateralCommands collateral;

  /**
   * An empty engine.
   *
   * @param accountsMax accounts that it takes
   * @param ordersMax open orders of traders that it takes
   * @param handler takes its events
   */
  public ReferenceEngine(int accountsMax, int ordersMax, EventHandler handler) {
    this(accountsMax, ordersMax, ReferenceLimits.OF_THE_RULES, handler);
  }

  /** As above, with limits other than those of the rules. */
  public ReferenceEngine(
      int accountsMax, int ordersMax, ReferenceLimits limits, EventHandler handler) {
    world = new World(accountsMax, ordersMax);
    world.candidatesMax = limits.candidates();
    events = new EventWriter(handler);
    Lookup lookup = new Lookup(world);
    Margin margin = new Margin(world);
    Booking booking = new Booking(world, events);
    Funding funding = new Funding(events, booking);
    TaskQueue tasks = new TaskQueue(world, limits.visits());
    Waterfall waterfall = new Waterfall(world, margin, events, booking, funding, tasks, limits);
    Evaluation evaluation = waterfall.evaluation();
    setup = new SetupCommands(world);
    waterfalls = new WaterfallCommands(world, lookup);
    contracts = new ContractCommands(world, lookup);
    accounts = new AccountCommands(world, lookup, margin, booking, evaluation);
    margins = new MarginCommands(world, lookup, margin, events, booking, evaluation);
    orders = new OrderCommands(world, lookup, margin, events, waterfall);
    fills = new FillCommand(world, lookup, margin, booking, funding, waterfall);
    PriceEvents priceEvents = new PriceEvents(events);
    periods =
        new PeriodCommands(world, lookup, events, priceEvents, booking, funding, tasks, evaluation);
    Premiums premiums = new Premiums(world, priceEvents, periods::start);
    market = new MarketCommands(world, lookup, events, waterfall, tasks, premiums);
    rules = new PriceRuleCommands(world, lookup);
    prices = new PriceCommands(world, lookup, priceEvents, evaluation);
    collateral =
        new CollateralCommands(
            world,
            lookup,
            margin,
            evaluation,
            booking,
            tasks,
            new CollateralEvents(events, world, margin));
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
    if (world.accounts.size() < CROWD || world.sequence % CROWD_CHECK_INTERVAL == 0) {
      Invariants.check(world);
    }
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
    int entry = entryLength(header.templateId());
    if (entry == 0) {
      return rest != 0;
    }
    if (rest < GROUP_HEADER) {
      return true;
    }
    // Every group starts with the same two fields, and stands right behind the fixed part.
    GroupSizeEncodingDecoder group =
        new GroupSizeEncodingDecoder()
            .wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH + block);
    return group.blockLength() != entry || rest != GROUP_HEADER + entry * group.numInGroup();
  }

  /** Length of an entry of the command's group; 0 if it has none. */
  private static int entryLength(int template) {
    return switch (template) {
      case SetRiskTiersDecoder.TEMPLATE_ID -> SetRiskTiersDecoder.TiersDecoder.sbeBlockLength();
      case SetWaterfallDecoder.TEMPLATE_ID -> SetWaterfallDecoder.StagesDecoder.sbeBlockLength();
      case SetPriceRuleDecoder.TEMPLATE_ID -> SetPriceRuleDecoder.SourcesDecoder.sbeBlockLength();
      case SetCollateralDecoder.TEMPLATE_ID -> SetCollateralDecoder.TiersDecoder.sbeBlockLength();
      default -> 0;
    };
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
      case AdjustMarginDecoder.TEMPLATE_ID -> AdjustMarginDecoder.BLOCK_LENGTH;
      case SetPositionModeDecoder.TEMPLATE_ID -> SetPositionModeDecoder.BLOCK_LENGTH;
      case FundingDecoder.TEMPLATE_ID -> FundingDecoder.BLOCK_LENGTH;
      case SettleInstrumentDecoder.TEMPLATE_ID -> SettleInstrumentDecoder.BLOCK_LENGTH;
      case SetWaterfallDecoder.TEMPLATE_ID -> SetWaterfallDecoder.BLOCK_LENGTH;
      case SetFundDecoder.TEMPLATE_ID -> SetFundDecoder.BLOCK_LENGTH;
      case SetPriceRuleDecoder.TEMPLATE_ID -> SetPriceRuleDecoder.BLOCK_LENGTH;
      case SourcePriceDecoder.TEMPLATE_ID -> SourcePriceDecoder.BLOCK_LENGTH;
      case BookPriceDecoder.TEMPLATE_ID -> BookPriceDecoder.BLOCK_LENGTH;
      case SetFundingRuleDecoder.TEMPLATE_ID -> SetFundingRuleDecoder.BLOCK_LENGTH;
      case SetCollateralDecoder.TEMPLATE_ID -> SetCollateralDecoder.BLOCK_LENGTH;
      case CollateralPriceDecoder.TEMPLATE_ID -> CollateralPriceDecoder.BLOCK_LENGTH;
      case SetCollateralModeDecoder.TEMPLATE_ID -> SetCollateralModeDecoder.BLOCK_LENGTH;
      case ChargeInterestDecoder.TEMPLATE_ID -> ChargeInterestDecoder.BLOCK_LENGTH;
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
          contracts.addInstrument(new AddInstrumentDecoder().wrapAndApplyHeader(b, o, h));
      case SetRiskTiersDecoder.TEMPLATE_ID ->
          contracts.setRiskTiers(new SetRiskTiersDecoder().wrapAndApplyHeader(b, o, h));
      case SetFeesDecoder.TEMPLATE_ID ->
          contracts.setFees(new SetFeesDecoder().wrapAndApplyHeader(b, o, h));
      case AddAccountDecoder.TEMPLATE_ID ->
          setup.addAccount(new AddAccountDecoder().wrapAndApplyHeader(b, o, h));
      case DepositDecoder.TEMPLATE_ID ->
          accounts.deposit(new DepositDecoder().wrapAndApplyHeader(b, o, h));
      case WithdrawDecoder.TEMPLATE_ID ->
          accounts.withdraw(new WithdrawDecoder().wrapAndApplyHeader(b, o, h));
      case SetLeverageDecoder.TEMPLATE_ID ->
          margins.setLeverage(new SetLeverageDecoder().wrapAndApplyHeader(b, o, h));
      case SetMarginModeDecoder.TEMPLATE_ID ->
          margins.setMarginMode(new SetMarginModeDecoder().wrapAndApplyHeader(b, o, h));
      case PlaceOrderDecoder.TEMPLATE_ID ->
          orders.placeOrder(new PlaceOrderDecoder().wrapAndApplyHeader(b, o, h));
      case OrderDoneDecoder.TEMPLATE_ID ->
          orders.orderDone(new OrderDoneDecoder().wrapAndApplyHeader(b, o, h));
      case FillDecoder.TEMPLATE_ID -> fills.fill(new FillDecoder().wrapAndApplyHeader(b, o, h));
      case MarkPriceDecoder.TEMPLATE_ID ->
          market.markPrice(new MarkPriceDecoder().wrapAndApplyHeader(b, o, h));
      case ClockDecoder.TEMPLATE_ID -> market.clock();
      case TakeSnapshotDecoder.TEMPLATE_ID -> market.takeSnapshot();
      case SetPositionModeDecoder.TEMPLATE_ID ->
          margins.setPositionMode(new SetPositionModeDecoder().wrapAndApplyHeader(b, o, h));
      case AdjustMarginDecoder.TEMPLATE_ID ->
          margins.adjustMargin(new AdjustMarginDecoder().wrapAndApplyHeader(b, o, h));
      case FundingDecoder.TEMPLATE_ID ->
          periods.funding(new FundingDecoder().wrapAndApplyHeader(b, o, h));
      case SettleInstrumentDecoder.TEMPLATE_ID ->
          periods.settleInstrument(new SettleInstrumentDecoder().wrapAndApplyHeader(b, o, h));
      case SetWaterfallDecoder.TEMPLATE_ID ->
          waterfalls.setWaterfall(new SetWaterfallDecoder().wrapAndApplyHeader(b, o, h));
      case SetFundDecoder.TEMPLATE_ID ->
          waterfalls.setFund(new SetFundDecoder().wrapAndApplyHeader(b, o, h));
      case SetPriceRuleDecoder.TEMPLATE_ID ->
          rules.setPriceRule(new SetPriceRuleDecoder().wrapAndApplyHeader(b, o, h));
      case SourcePriceDecoder.TEMPLATE_ID ->
          prices.sourcePrice(new SourcePriceDecoder().wrapAndApplyHeader(b, o, h));
      case BookPriceDecoder.TEMPLATE_ID ->
          prices.bookPrice(new BookPriceDecoder().wrapAndApplyHeader(b, o, h));
      case SetFundingRuleDecoder.TEMPLATE_ID ->
          rules.setFundingRule(new SetFundingRuleDecoder().wrapAndApplyHeader(b, o, h));
      case SetCollateralDecoder.TEMPLATE_ID ->
          collateral.setCollateral(new SetCollateralDecoder().wrapAndApplyHeader(b, o, h));
      case CollateralPriceDecoder.TEMPLATE_ID ->
          collateral.collateralPrice(new CollateralPriceDecoder().wrapAndApplyHeader(b, o, h));
      case SetCollateralModeDecoder.TEMPLATE_ID ->
          collateral.setCollateralMode(new SetCollateralModeDecoder().wrapAndApplyHeader(b, o, h));
      case ChargeInterestDecoder.TEMPLATE_ID ->
          collateral.chargeInterest(new ChargeInterestDecoder().wrapAndApplyHeader(b, o, h));
      default -> throw new IllegalStateException("template " + template);
    };
  }
}
