package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.BookPriceEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SetFundingRuleEncoder;
import io.plimsoll.protocol.codec.SetPriceRuleEncoder;
import io.plimsoll.protocol.codec.SourcePriceEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the commands from which index, mark and funding rate are computed, and hands each to a
 * sink. Prices are fixed point, rates parts per billion, times nanoseconds; ranges of values are
 * the engine's to check. Every method returns the correlationId it used. Nothing is allocated. Not
 * thread safe, and the sink must not call back: all commands share one buffer.
 */
public final class PriceEncoder {
  private static final int SOURCES_MAX =
      (Messages.MAX_LENGTH
              - Messages.HEADER_LENGTH
              - SetPriceRuleEncoder.BLOCK_LENGTH
              - SetPriceRuleEncoder.SourcesEncoder.sbeHeaderSize())
          / SetPriceRuleEncoder.SourcesEncoder.sbeBlockLength();

  private final CommandSink sink;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final SetPriceRuleEncoder setPriceRule = new SetPriceRuleEncoder();
  private final SourcePriceEncoder sourcePrice = new SourcePriceEncoder();
  private final BookPriceEncoder bookPrice = new BookPriceEncoder();
  private final SetFundingRuleEncoder setFundingRule = new SetFundingRuleEncoder();

  private long timestamp;
  private long nextCorrelationId = 1;
  private boolean inSink;

  /**
   * An encoder at timestamp 0 whose first correlationId is 1.
   *
   * @param sink takes the commands, during the call of each method
   */
  public PriceEncoder(CommandSink sink) {
    this.sink = sink;
  }

  /**
   * Sets the timestamp of the commands that follow.
   *
   * @param timestampNanos nanoseconds since 1970-01-01T00:00Z
   * @return this
   */
  public PriceEncoder at(long timestampNanos) {
    timestamp = timestampNanos;
    return this;
  }

  /**
   * Sets the correlationId of the next command; the ones after it count up from there.
   *
   * @param next any value
   * @return this
   */
  public PriceEncoder correlationId(long next) {
    nextCorrelationId = next;
    return this;
  }

  /**
   * SetPriceRule: sets how index and mark price are computed.
   *
   * @throws IllegalArgumentException if basisSamples or sourcesMin is not 0 to 255, or there are
   *     more sources than a message can hold (the engine takes 16)
   */
  public long setPriceRule(int instrumentId, PriceRule rule) {
    List<IndexSource> sources = rule.sources();
    int count = sources.size();
    if (count > SOURCES_MAX) {
      throw new IllegalArgumentException(
          "a message holds " + SOURCES_MAX + " sources, not " + count);
    }
    claim();
    setPriceRule
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .staleAfter(rule.staleAfter())
        .outlierRange(rule.outlierRange())
        .sampleInterval(rule.sampleInterval())
        .basisTime(rule.basisTime())
        .basisMax(rule.basisMax())
        .markBand(rule.markBand())
        .twapBand(rule.twapBand())
        .twapWindow(rule.twapWindow())
        .instrumentId(instrumentId)
        .basisSamples(FieldChecks.uint8("basisSamples", rule.basisSamples()))
        .sourcesMin(FieldChecks.uint8("sourcesMin", rule.sourcesMin()))
        .markRule(rule.markRule())
        .indexRule(rule.indexRule())
        .guardPolicy(rule.guardPolicy());
    SetPriceRuleEncoder.SourcesEncoder group = setPriceRule.sourcesCount(count);
    for (int i = 0; i < count; i++) {
      IndexSource source = sources.get(i);
      group.next().sourceId(source.sourceId()).weight(source.weight());
    }
    return send(setPriceRule.encodedLength());
  }

  /** SourcePrice: the price at one index source. */
  public long sourcePrice(int instrumentId, int sourceId, long price) {
    claim();
    sourcePrice
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .price(price)
        .instrumentId(instrumentId)
        .sourceId(sourceId);
    return send(sourcePrice.encodedLength());
  }

  /** BookPrice: best and impact prices of the book and the last trade; 0 for one that is none. */
  public long bookPrice(
      int instrumentId,
      long bestBid,
      long bestAsk,
      long impactBid,
      long impactAsk,
      long lastTrade) {
    claim();
    bookPrice
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .bestBid(bestBid)
        .bestAsk(bestAsk)
        .impactBid(impactBid)
        .impactAsk(impactAsk)
        .lastTrade(lastTrade)
        .instrumentId(instrumentId);
    return send(bookPrice.encodedLength());
  }

  /** SetFundingRule: sets how the funding rate is computed. */
  public long setFundingRule(int instrumentId, FundingRule rule) {
    claim();
    setFundingRule
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .interest(rule.interest())
        .damper(rule.damper())
        .rateMax(rule.rateMax())
        .interval(rule.interval())
        .phase(rule.phase())
        .ratePeriod(rule.ratePeriod())
        .sampleInterval(rule.sampleInterval())
        .instrumentId(instrumentId)
        .rateRule(rule.rateRule())
        .premiumKind(rule.premiumKind())
        .premiumAverage(rule.premiumAverage())
        .chargePrice(rule.chargePrice());
    return send(setFundingRule.encodedLength());
  }

  /** A call from within the sink would overwrite the command that the sink still reads. */
  private void claim() {
    if (inSink) {
      throw new IllegalStateException("the sink of a PriceEncoder must not call it back");
    }
  }

  private long send(int bodyLength) {
    long correlationId = nextCorrelationId++;
    inSink = true;
    try {
      sink.onCommand(buffer, 0, Messages.HEADER_LENGTH + bodyLength);
    } finally {
      inSink = false;
    }
    return correlationId;
  }
}
