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
import io.plimsoll.tools.inspect.EventTime;
import io.plimsoll.tools.tape.Bar;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * What happened in a run, gathered from the engine's events. Sums for people are kept in double.
 */
public final class RunStatistics implements EventSink {
  private final BandTally bands;
  private final FundTallies funds;
  private final StageTally stages;
  private final FundingTally funding;
  private final PoolTally pools = new PoolTally();
  private final Latencies latencies = new Latencies();
  private final MinuteTally minutes = new MinuteTally();
  private final LiquidationTally liquidations;
  private final RejectionTally rejections = new RejectionTally();
  private final RunTimes times = new RunTimes();

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final FundChangedDecoder fundChanged = new FundChangedDecoder();
  private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
  private final ForcedOrderDecoder forcedOrder = new ForcedOrderDecoder();
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
  private long now;
  private long settledAt;
  private long standstillNanos;
  private String unfinished = "";

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
    this.funds = new FundTallies(this.venues);
    this.liquidations = new LiquidationTally(one);
  }

  void begin() {
    times.begin();
  }

  void beginTape() {
    times.beginTape();
    funds.beginTape();
  }

  void end(Histogram engineServiceTimes) {
    times.end();
    latencies.engine(engineServiceTimes);
    funds.instantEnded(now, marks);
  }

  void stoodStill(long nanos, String leftUnderWay) {
    standstillNanos = nanos;
    unfinished = leftUnderWay;
  }

  void beginBar(Bar bar) {
    minutes.begin(bar);
  }

  /** Commands follow that may bring marks. */
  void beginMarks() {
    latencies.begin(true);
  }

  /** A mark of the first instrument that is given, not computed: no event will tell it. */
  void given(long time, long mark) {
    moveTo(time);
    marks[0] = mark;
    funds.marked();
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
    times.event();
    int template = Messages.templateId(buffer, offset);
    if (template == CommandRejectedDecoder.TEMPLATE_ID) {
      rejections.rejected(rejected.wrapAndApplyHeader(buffer, offset, header));
      return;
    }
    moveTo(EventTime.of(buffer, offset));
    switch (template) {
      case FundChangedDecoder.TEMPLATE_ID ->
          funds.changed(fundChanged.wrapAndApplyHeader(buffer, offset, header));
      case PositionChangedDecoder.TEMPLATE_ID -> onPosition(buffer, offset);
      case ForcedOrderDecoder.TEMPLATE_ID -> onForcedOrder(buffer, offset);
      case MarginCallDecoder.TEMPLATE_ID -> liquidations.called();
      case LiquidationStartedDecoder.TEMPLATE_ID -> minutes.started();
      case LiquidationFinishedDecoder.TEMPLATE_ID -> onFinished(buffer, offset);
      case SnapshotTakenDecoder.TEMPLATE_ID -> {
        snapshotTaken.wrapAndApplyHeader(buffer, offset, header);
        snapshotTaken.getDigest(digest, 0, digest.length);
      }
      default -> onStageEvent(template, buffer, offset);
    }
  }

  private void moveTo(long time) {
    if (time != now) {
      funds.instantEnded(now, marks);
      now = time;
    }
  }

  private void onStageEvent(int template, DirectBuffer buffer, int offset) {
    switch (template) {
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
    if (!funds.position(positionChanged)
        && positionChanged.reason() == PositionReason.FORCED_FILL) {
      stages.closed(positionChanged.accountId(), positionChanged.tradeValue());
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
    liquidations.finished(finished);
    if (finished.outcome() != Outcome.RECOVERED && bands.liquidated(finished.accountId())) {
      minutes.liquidated();
    }
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
    funds.marked();
    instruments.get(instrument).marked(markChanged.markPrice(), markChanged.timestamp());
  }

  /** When the contract was settled, in nanoseconds since 1970; 0 if it was not. */
  public long settledAt() {
    return settledAt;
  }

  /** Whether a rejection is an answer that traders must reckon with, from now on. */
  void expectRefusals(boolean expected) {
    rejections.expect(expected);
  }

  /** By leverage band and side. */
  public BandTally bands() {
    return bands;
  }

  /** The insurance fund. */
  public FundTally fund() {
    return funds.of(Venue.FUND_ACCOUNT);
  }

  /**
   * A vault.
   *
   * @param index in the venue's list, from 0
   */
  public FundTally vault(int index) {
    return funds.of(VenueSpec.FIRST_VAULT_ACCOUNT + index);
  }

  /** What the insurance fund has of another asset than the settlement asset, in units of it. */
  public long fundHas(int assetId) {
    return funds.otherAsset(Venue.FUND_ACCOUNT, assetId);
  }

  /** How liquidations ended. */
  public LiquidationTally liquidations() {
    return liquidations;
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

  /** How long it took. */
  public RunTimes times() {
    return times;
  }

  /** Commands that the engine rejected, but those that traders reckon with; 0 in a sound run. */
  public long rejections() {
    return rejections.count();
  }

  /** The first of them, for people. */
  public String firstRejection() {
    return rejections.first();
  }

  /** The last state digest, in hex. */
  public String digest() {
    return HexFormat.of().formatHex(digest);
  }
}
