package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CollateralConvertedDecoder;
import io.plimsoll.protocol.codec.CollateralValuedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.FundingRateSetDecoder;
import io.plimsoll.protocol.codec.InterestChargedDecoder;
import io.plimsoll.protocol.codec.LegsNettedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.SnapshotTakenDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import io.plimsoll.tools.crowd.Trader;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.tape.Bar;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * What happened in a run, gathered from the engine's events. Sums for people are kept in double.
 */
public final class RunStatistics implements EventSink {
  private final BandTally bands;
  private final Map<Long, FundTally> funds = new LinkedHashMap<>();
  private final StageTally stages;
  private final FundingTally funding;
  private final PoolTally pools = new PoolTally();
  private final Latencies latencies = new Latencies();
  private final MinuteTally minutes = new MinuteTally();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final FundChangedDecoder fundChanged = new FundChangedDecoder();
  private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
  private final ForcedOrderDecoder forcedOrder = new ForcedOrderDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();
  private final StageEnteredDecoder stageEntered = new StageEnteredDecoder();
  private final TakeOverDecoder takeOver = new TakeOverDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final LegsNettedDecoder legsNetted = new LegsNettedDecoder();
  private final LossSocialisedDecoder lossSocialised = new LossSocialisedDecoder();
  private final FundingFinishedDecoder fundingFinished = new FundingFinishedDecoder();
  private final FundingRateSetDecoder fundingRateSet = new FundingRateSetDecoder();
  private final CollateralValuedDecoder valued = new CollateralValuedDecoder();
  private final CollateralConvertedDecoder converted = new CollateralConvertedDecoder();
  private final InterestChargedDecoder interestCharged = new InterestChargedDecoder();
  private final MarkPriceChangedDecoder markChanged = new MarkPriceChangedDecoder();
  private final SnapshotTakenDecoder snapshotTaken = new SnapshotTakenDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();

  private final byte[] digest = new byte[SnapshotTakenDecoder.digestLength()];
  private final List<Venue> venues;
  private final double one;
  private final long[] marks;
  private final List<InstrumentTally> instruments = new ArrayList<>();
  private long events;
  private long refusals;
  private long settledAt;
  private boolean refusalsExpected;
  private long rejections;
  private String firstRejection = "";
  private long marginCalls;
  private long exampleAccount;
  private int exampleOutcome;
  private double closedNotional;
  private double takenOverNotional;
  private double deleveragedNotional;
  private double tradersPnl;
  private double fees;
  private double surplus;
  private long standstillNanos;
  private String unfinished = "";
  private long beganAt;
  private long tapeBeganAt;
  private long endedAt;
  private long eventsBeforeTape;

  /**
   * Nothing has happened.
   *
   * @param venues what is traded, an entry for each instrument, in the order of their ids
   * @param accounts traders
   */
  RunStatistics(List<Venue> venues, int accounts) {
    Venue first = venues.get(0);
    this.venues = List.copyOf(venues);
    this.one = first.one();
    this.marks = new long[venues.size()];
    this.bands = new BandTally(accounts, first.one());
    this.stages = new StageTally(this.venues, accounts);
    this.funding = new FundingTally(first.one());
    venues.forEach(venue -> instruments.add(new InstrumentTally(one)));
    funds.put(Venue.FUND_ACCOUNT, new FundTally(this.venues));
    for (int i = 0; i < first.spec().vaults().size(); i++) {
      funds.put(VenueSpec.FIRST_VAULT_ACCOUNT + i, new FundTally(this.venues));
    }
  }

  void begin() {
    beganAt = System.nanoTime();
  }

  void beginTape() {
    tapeBeganAt = System.nanoTime();
    eventsBeforeTape = events;
    funds.values().forEach(fund -> fund.beginTape(marks));
  }

  void end(Histogram engineServiceTimes) {
    endedAt = System.nanoTime();
    latencies.engine(engineServiceTimes);
  }

  void stoodStill(long nanos, String leftUnderWay) {
    standstillNanos = nanos;
    unfinished = leftUnderWay;
  }

  void beginBar(Bar bar) {
    minutes.begin(bar);
  }

  void beginMark(long price) {
    marks[0] = price;
    latencies.begin(true);
  }

  /** Commands follow that may bring marks of several instruments. */
  void beginMarks() {
    latencies.begin(true);
  }

  void endMark() {
    latencies.end();
  }

  void beginCommand() {
    latencies.begin(false);
  }

  void endCommand() {
    latencies.end();
  }

  void settled(long time) {
    funds.values().forEach(fund -> fund.marked(time, marks));
  }

  void onTrader(Trader trader) {
    onTrader(trader.accountId(), trader.leverage(), trader.isLong());
    if (trader.isPooled()) {
      pools.opened();
    }
  }

  void onTrader(long accountId, int leverage, boolean isLong) {
    bands.add(accountId, leverage, isLong);
  }

  /** Counts an event. */
  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    events++;
    switch (Messages.templateId(buffer, offset)) {
      case FundChangedDecoder.TEMPLATE_ID -> {
        fundChanged.wrapAndApplyHeader(buffer, offset, header);
        if (fundChanged.assetId() == Venue.ASSET_ID) {
          funds
              .get(fundChanged.accountId())
              .changed(fundChanged.reason(), fundChanged.amount(), fundChanged.balance());
        }
      }
      case PositionChangedDecoder.TEMPLATE_ID -> onPosition(buffer, offset);
      case ForcedOrderDecoder.TEMPLATE_ID -> onForcedOrder(buffer, offset);
      case MarginCallDecoder.TEMPLATE_ID -> marginCalls++;
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        started.wrapAndApplyHeader(buffer, offset, header);
        minutes.started();
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID -> onFinished(buffer, offset);
      case SnapshotTakenDecoder.TEMPLATE_ID -> {
        snapshotTaken.wrapAndApplyHeader(buffer, offset, header);
        snapshotTaken.getDigest(digest, 0, digest.length);
      }
      case CommandRejectedDecoder.TEMPLATE_ID -> onRejected(buffer, offset);
      default -> onStageEvent(buffer, offset);
    }
  }

  private void onStageEvent(DirectBuffer buffer, int offset) {
    switch (Messages.templateId(buffer, offset)) {
      case StageEnteredDecoder.TEMPLATE_ID ->
          stages.entered(stageEntered.wrapAndApplyHeader(buffer, offset, header));
      case TakeOverDecoder.TEMPLATE_ID -> {
        takeOver.wrapAndApplyHeader(buffer, offset, header);
        stages.takenOver(takeOver.accountId(), takeOver.value());
      }
      case DeleveragedDecoder.TEMPLATE_ID ->
          stages.deleveraged(deleveraged.wrapAndApplyHeader(buffer, offset, header));
      case LegsNettedDecoder.TEMPLATE_ID ->
          stages.netted(legsNetted.wrapAndApplyHeader(buffer, offset, header));
      case LossSocialisedDecoder.TEMPLATE_ID ->
          stages.socialised(lossSocialised.wrapAndApplyHeader(buffer, offset, header));
      case MarkPriceChangedDecoder.TEMPLATE_ID -> onMark(buffer, offset);
      case FundingFinishedDecoder.TEMPLATE_ID ->
          funding.finished(fundingFinished.wrapAndApplyHeader(buffer, offset, header));
      case FundingRateSetDecoder.TEMPLATE_ID ->
          funding.rateSet(fundingRateSet.wrapAndApplyHeader(buffer, offset, header));
      case CollateralValuedDecoder.TEMPLATE_ID ->
          pools.valued(valued.wrapAndApplyHeader(buffer, offset, header));
      case CollateralConvertedDecoder.TEMPLATE_ID ->
          pools.converted(converted.wrapAndApplyHeader(buffer, offset, header));
      case InterestChargedDecoder.TEMPLATE_ID ->
          pools.charged(interestCharged.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Nothing to count.
      }
    }
  }

  private void onPosition(DirectBuffer buffer, int offset) {
    positionChanged.wrapAndApplyHeader(buffer, offset, header);
    long account = positionChanged.accountId();
    FundTally fund = funds.get(account);
    if (fund != null) {
      fund.inventory(
          positionChanged.instrumentId() - 1, positionChanged.quantity(), positionChanged.cost());
    } else if (positionChanged.reason() == PositionReason.FORCED_FILL) {
      stages.closed(account, positionChanged.tradeValue());
    }
  }

  private void onForcedOrder(DirectBuffer buffer, int offset) {
    forcedOrder.wrapAndApplyHeader(buffer, offset, header);
    if (forcedOrder.kind() == ForcedOrderKind.UNWIND) {
      return;
    }
    latencies.forcedOrder();
    int instrument = forcedOrder.instrumentId() - 1;
    double notional =
        venues
            .get(instrument)
            .signedValue(forcedOrder.quantity(), forcedOrder.markPrice())
            .abs()
            .doubleValue();
    bands.forced(forcedOrder.accountId(), notional);
    minutes.forced(notional / one);
    instruments.get(instrument).forced(forcedOrder.side(), notional);
  }

  private void onFinished(DirectBuffer buffer, int offset) {
    finished.wrapAndApplyHeader(buffer, offset, header);
    Outcome outcome = finished.outcome();
    outcomes.merge(outcome, 1L, Long::sum);
    if (outcome != Outcome.RECOVERED) {
      if (bands.liquidated(finished.accountId())) {
        minutes.liquidated();
      }
      // The best story: the first of those that went furthest down.
      if (outcome.value() > exampleOutcome) {
        exampleOutcome = outcome.value();
        exampleAccount = finished.accountId();
      }
    }
    closedNotional += finished.closedNotional();
    takenOverNotional += finished.takenOverNotional();
    deleveragedNotional += finished.deleveragedNotional();
    tradersPnl += finished.realisedPnl();
    fees += finished.liquidationFee();
    surplus += finished.surplus();
  }

  private void onMark(DirectBuffer buffer, int offset) {
    markChanged.wrapAndApplyHeader(buffer, offset, header);
    if (markChanged.markPrice() == 0) {
      return;
    }
    if (markChanged.result() == MarkResult.SETTLEMENT) {
      settledAt = markChanged.timestamp();
    }
    int instrument = markChanged.instrumentId() - 1;
    marks[instrument] = markChanged.markPrice();
    instruments.get(instrument).marked(markChanged.markPrice(), markChanged.timestamp());
  }

  /** When the contract was settled, in nanoseconds since 1970; 0 if it was not. */
  public long settledAt() {
    return settledAt;
  }

  /** Whether a rejection is an answer that traders must reckon with, from now on. */
  void expectRefusals(boolean expected) {
    refusalsExpected = expected;
  }

  private void onRejected(DirectBuffer buffer, int offset) {
    rejected.wrapAndApplyHeader(buffer, offset, header);
    if (refusalsExpected) {
      refusals++;
      return;
    }
    if (rejections++ == 0) {
      firstRejection =
          "sequence "
              + rejected.sequence()
              + ", command "
              + rejected.command()
              + ", "
              + rejected.reason()
              + ", field "
              + rejected.fieldId()
              + ", "
              + rejected.detail();
    }
  }

  /** By leverage band and side. */
  public BandTally bands() {
    return bands;
  }

  /** The insurance fund. */
  public FundTally fund() {
    return funds.get(Venue.FUND_ACCOUNT);
  }

  /**
   * A vault.
   *
   * @param index in the venue's list, from 0
   */
  public FundTally vault(int index) {
    return funds.get(VenueSpec.FIRST_VAULT_ACCOUNT + index);
  }

  /** By stage of the waterfall. */
  public StageTally stages() {
    return stages;
  }

  /** Funding while the tape ran. */
  public FundingTally funding() {
    return funding;
  }

  /** Accounts that pool their collateral. */
  public PoolTally pools() {
    return pools;
  }

  /** What was still under way when the run was given up; empty if nothing was. */
  public String unfinished() {
    return unfinished;
  }

  /** How long the market stood still at the last price until all was through, in nanoseconds. */
  public long standstillNanos() {
    return standstillNanos;
  }

  /** How long commands took. */
  public Latencies latencies() {
    return latencies;
  }

  /** By bar of the tape. */
  public MinuteTally minutes() {
    return minutes;
  }

  /** Liquidations that ended so. */
  public long outcomes(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** The last mark of the first instrument. */
  public long mark() {
    return marks[0];
  }

  /** The last mark of each instrument. */
  public long[] marks() {
    return marks.clone();
  }

  /**
   * What happened in an instrument.
   *
   * @param index from 0
   */
  public InstrumentTally instrument(int index) {
    return instruments.get(index);
  }

  /** Orders and transfers of traders that the engine refused. */
  public long refusals() {
    return refusals;
  }

  /** All events. */
  public long events() {
    return events;
  }

  /** Events while the tape ran. */
  public long tapeEvents() {
    return events - eventsBeforeTape;
  }

  /** Commands that the engine rejected; 0 in a sound run. */
  public long rejections() {
    return rejections;
  }

  /** The first of them, for people. */
  public String firstRejection() {
    return firstRejection;
  }

  /** Margin calls. */
  public long marginCalls() {
    return marginCalls;
  }

  /** An account whose story is worth telling; 0 if none was liquidated. */
  public long exampleAccount() {
    return exampleAccount;
  }

  /** Closed on the market, in the asset. */
  public double closedNotional() {
    return closedNotional / one;
  }

  /** Taken over by the fund, in the asset. */
  public double takenOverNotional() {
    return takenOverNotional / one;
  }

  /** Closed against positions of the other side, in the asset. */
  public double deleveragedNotional() {
    return deleveragedNotional / one;
  }

  /** PnL that liquidated traders realised while they were liquidated, in the asset. */
  public double tradersPnl() {
    return tradersPnl / one;
  }

  /** Liquidation fees that they paid, in the asset. */
  public double liquidationFees() {
    return fees / one;
  }

  /** Left-over margin that they lost to the fund, in the asset. */
  public double surplus() {
    return surplus / one;
  }

  /** From the first command to the first mark of the tape, in nanoseconds. */
  public long setUpNanos() {
    return tapeBeganAt - beganAt;
  }

  /** From the first mark of the tape to the end, in nanoseconds. */
  public long tapeNanos() {
    return endedAt - tapeBeganAt;
  }

  /** The last state digest, in hex. */
  public String digest() {
    return HexFormat.of().formatHex(digest);
  }
}
