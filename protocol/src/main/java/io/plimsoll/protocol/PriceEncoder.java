package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.BookPriceEncoder;
import io.plimsoll.protocol.codec.SetFundingRuleEncoder;
import io.plimsoll.protocol.codec.SetPriceRuleEncoder;
import io.plimsoll.protocol.codec.SourcePriceEncoder;
import java.util.List;

/**
 * Encodes the commands from which index, mark and funding rate are computed, and hands each to a
 * sink. Prices are fixed point, rates parts per billion, times nanoseconds; ranges of values are
 * the engine's to check. Every method returns the correlationId it used. Nothing is allocated. Not
 * thread safe, and the sink must not call back: all commands share one buffer.
 */
public final class PriceEncoder extends Encoder {
  private static final int SOURCES_MAX =
      entriesMax(
          SetPriceRuleEncoder.BLOCK_LENGTH,
          SetPriceRuleEncoder.SourcesEncoder.sbeHeaderSize(),
          SetPriceRuleEncoder.SourcesEncoder.sbeBlockLength());

  private final SetPriceRuleEncoder setPriceRule = new SetPriceRuleEncoder();
  private final SourcePriceEncoder sourcePrice = new SourcePriceEncoder();
  private final BookPriceEncoder bookPrice = new BookPriceEncoder();
  private final SetFundingRuleEncoder setFundingRule = new SetFundingRuleEncoder();

  /**
   * An encoder at timestamp 0 whose first correlationId is 1.
   *
   * @param sink takes the commands, during the call of each method
   */
  public PriceEncoder(CommandSink sink) {
    super(sink);
  }

  /**
   * Sets the timestamp of the commands that follow.
   *
   * @param timestampNanos nanoseconds since 1970-01-01T00:00Z
   * @return this
   */
  public PriceEncoder at(long timestampNanos) {
    stampTime(timestampNanos);
    return this;
  }

  /**
   * Sets the correlationId of the next command; the ones after it count up from there.
   *
   * @param next any value
   * @return this
   */
  public PriceEncoder correlationId(long next) {
    nextCorrelationId(next);
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
    int count = entries("sources", sources.size(), SOURCES_MAX);
    claim();
    setPriceRule
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .staleAfter(rule.staleAfter())
        .outlierRange(rule.outlierRange())
        .sampleInterval(rule.sampleInterval())
        .basisTime(rule.basisTime())
        .basisMax(rule.basisMax())
        .markBand(rule.markBand())
        .twapBand(rule.twapBand())
        .twapWindow(rule.twapWindow())
        .settlementWindow(rule.settlementWindow())
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
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
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
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
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
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
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
}
