package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SourcePriceDecoder;
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

class PriceEncoderTest {
  private static final long CORRELATION = 77;
  private static final long TIME = 1_760_130_360_000_000_000L;

  private final MutableDirectBuffer sent = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private int sentLength;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final PriceEncoder encoder =
      new PriceEncoder(this::take).at(TIME).correlationId(CORRELATION);

  private void take(DirectBuffer buffer, int offset, int length) {
    sent.putBytes(0, buffer, offset, length);
    sentLength = length;
  }

  @Test
  void setPriceRuleIsReadBack() {
    PriceRule rule =
        new PriceRule(
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            17,
            9,
            10,
            MarkRule.EMA,
            IndexRule.WEIGHTED_MEAN,
            GuardPolicy.CLAMP,
            List.of(new IndexSource(11, 12), new IndexSource(13, 14)));

    assertEquals(CORRELATION, encoder.setPriceRule(15, rule));

    SetPriceRuleDecoder read = new SetPriceRuleDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(15, read.instrumentId());
    List<IndexSource> sources = new ArrayList<>();
    for (SetPriceRuleDecoder.SourcesDecoder source : read.sources()) {
      sources.add(new IndexSource(source.sourceId(), source.weight()));
    }
    assertEquals(
        rule,
        new PriceRule(
            read.staleAfter(),
            read.outlierRange(),
            read.sampleInterval(),
            read.basisTime(),
            read.basisMax(),
            read.markBand(),
            read.twapBand(),
            read.twapWindow(),
            read.settlementWindow(),
            read.basisSamples(),
            read.sourcesMin(),
            read.markRule(),
            read.indexRule(),
            read.guardPolicy(),
            sources));
  }

  @Test
  void sourcePriceIsReadBack() {
    assertEquals(CORRELATION, encoder.sourcePrice(3, 4, 5));

    SourcePriceDecoder read = new SourcePriceDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.sourceId());
    assertEquals(5, read.price());
  }

  @Test
  void bookPriceIsReadBack() {
    assertEquals(CORRELATION, encoder.bookPrice(3, 4, 5, 6, 7, 8));

    BookPriceDecoder read = new BookPriceDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(3, read.instrumentId());
    assertEquals(4, read.bestBid());
    assertEquals(5, read.bestAsk());
    assertEquals(6, read.impactBid());
    assertEquals(7, read.impactAsk());
    assertEquals(8, read.lastTrade());
  }

  @Test
  void setFundingRuleIsReadBack() {
    FundingRule rule =
        new FundingRule(
            -1,
            2,
            3,
            4,
            5,
            6,
            7,
            FundingRateRule.DEAD_BAND,
            PremiumKind.MARK,
            PremiumAverage.PLAIN,
            FundingPriceKind.INDEX);

    assertEquals(CORRELATION, encoder.setFundingRule(8, rule));

    SetFundingRuleDecoder read = new SetFundingRuleDecoder().wrapAndApplyHeader(sent, 0, header);
    assertStamp(read.correlationId(), read.timestamp());
    assertEquals(8, read.instrumentId());
    assertEquals(
        rule,
        new FundingRule(
            read.interest(),
            read.damper(),
            read.rateMax(),
            read.interval(),
            read.phase(),
            read.ratePeriod(),
            read.sampleInterval(),
            read.rateRule(),
            read.premiumKind(),
            read.premiumAverage(),
            read.chargePrice()));
  }

  @Test
  void defaultRulesAreTheDefaultsThatTheSchemaNames() {
    encoder.setPriceRule(1, PriceRule.DEFAULT);
    assertDefaults();

    encoder.setFundingRule(1, FundingRule.DEFAULT);
    assertDefaults();
  }

  @Test
  void sourcesFillAMessageAndNoMore() {
    PriceRule full = withSources(498);
    PriceRule over = withSources(499);

    encoder.setPriceRule(1, full);

    assertTrue(sentLength > Messages.MAX_LENGTH - 8 && sentLength <= Messages.MAX_LENGTH);
    assertThrows(IllegalArgumentException.class, () -> encoder.setPriceRule(1, over));
  }

  @Test
  void theSinkMustNotCallBack() {
    PriceEncoder[] self = new PriceEncoder[1];
    self[0] = new PriceEncoder((buffer, offset, length) -> self[0].sourcePrice(1, 1, 1));

    assertThrows(IllegalStateException.class, () -> self[0].sourcePrice(1, 1, 1));
  }

  @Test
  void aSinkThatFailedMayBeCalledAgain() {
    boolean[] broken = {true};
    PriceEncoder retrying =
        new PriceEncoder(
            (buffer, offset, length) -> {
              if (broken[0]) {
                throw new UnsupportedOperationException("full");
              }
            });

    assertThrows(UnsupportedOperationException.class, () -> retrying.sourcePrice(1, 1, 1));
    broken[0] = false;

    assertEquals(2, retrying.sourcePrice(1, 1, 1));
  }

  private static PriceRule withSources(int count) {
    return PriceRule.direct(Collections.nCopies(count, new IndexSource(1, 1)), 1);
  }

  private void assertDefaults() {
    MessageModel message = SchemaModel.get().identify(sent, 0, sentLength).orElseThrow();
    for (FieldModel field : message.fields().subList(2, message.fields().size())) {
      if (field.name().equals("instrumentId")) {
        continue;
      }
      long raw = field.getLong(sent, message.bodyOffset(0));
      String value =
          field
              .enumeration()
              .map(enumeration -> enumeration.ofRaw(raw).orElseThrow().name())
              .orElse(Long.toString(raw));
      assertTrue(field.description().endsWith(" Default " + value + "."), field.name());
    }
  }

  private void assertStamp(long correlationId, long timestamp) {
    assertEquals(CORRELATION, correlationId);
    assertEquals(TIME, timestamp);
    assertTrue(SchemaModel.get().identify(sent, 0, sentLength).isPresent(), "length");
  }
}
