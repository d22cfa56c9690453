package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.FundingRateSetDecoder;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names what became of prices and funding rates. */
public final class PriceCoverage {
  private static final class Marks {
    final MarkRule mark;
    final IndexRule index;
    final int ring;
    final long interval;
    long sampled = Long.MIN_VALUE;
    int samples;

    Marks(SetPriceRuleDecoder c) {
      mark = c.markRule();
      index = c.indexRule();
      ring = c.basisSamples();
      interval = c.sampleInterval();
    }
  }

  private static final class Rates {
    final FundingRateRule rule;
    final boolean continuous;
    int payments;

    Rates(SetFundingRuleDecoder c) {
      rule = c.rateRule();
      continuous = c.interval() == 0;
    }
  }

  private final TreeMap<Integer, Marks> marks = new TreeMap<>();
  private final TreeMap<Integer, Rates> rates = new TreeMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  /** What the streams must have been through: commands, their refusals, and what they led to. */
  public static List<String> required() {
    List<String> names = new ArrayList<>(rejections());
    for (String rule : List.of("ORACLE", "MEDIAN", "BASIS_AVERAGE", "EMA")) {
      for (String result : List.of("SET", "CLAMPED", "KEPT", "INDEX_STALE")) {
        names.add("mark " + rule + " " + result);
      }
    }
    names.add("mark DIRECT INDEX_ONLY");
    names.add("mark SETTLEMENT");
    for (int terms : new int[] {1, 3, 5, 7}) {
      names.add("mark MEDIAN of terms " + terms);
    }
    for (String rule : List.of("WEIGHTED_MEDIAN", "WEIGHTED_MEAN")) {
      names.add("index " + rule + " with 0 outliers");
      names.add("index " + rule + " with 1 outliers");
    }
    names.add("index with several outliers");
    names.add("ring of BASIS_AVERAGE wraps");
    names.add("ring of MEDIAN wraps");
    for (String rule : List.of("INTEREST_CLAMP", "DEAD_BAND")) {
      names.add("rate " + rule + " charged");
      names.add("rate " + rule + " charged, negative");
      names.add("rate " + rule + " continuous, payment after payment");
      names.add("rate " + rule + " at intervals, payment after payment");
    }
    names.add("rate without samples");
    names.add("rate carried on");
    names.add("rate charged at the index");
    names.add("liquidation started by SourcePrice");
    names.add("liquidation started by BookPrice");
    return List.copyOf(names);
  }

  private static List<String> rejections() {
    List<String> names = new ArrayList<>();
    for (int field : new int[] {3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16}) {
      names.add("SetPriceRule rejected INVALID_VALUE field " + field);
    }
    for (int field : new int[] {17, 18, 19}) {
      names.add("SetPriceRule rejected INVALID_SOURCES field " + field);
    }
    for (int field = 3; field <= 14; field++) {
      if (field != 10) {
        names.add("SetFundingRule rejected INVALID_VALUE field " + field);
      }
    }
    for (String command : List.of("SourcePrice", "BookPrice")) {
      int field = command.equals("SourcePrice") ? 4 : 8;
      for (String reason :
          List.of("UNKNOWN_INSTRUMENT", "NO_TIERS", "INSTRUMENT_CLOSED", "NO_SOURCES")) {
        names.add(command + " rejected " + reason + " field " + field);
      }
    }
    for (int field = 3; field <= 7; field++) {
      names.add("BookPrice rejected PRICE_OUT_OF_RANGE field " + field);
    }
    names.addAll(
        List.of(
            "SetPriceRule accepted",
            "SetPriceRule rejected UNKNOWN_INSTRUMENT field 11",
            "SetPriceRule rejected LIMIT_EXCEEDED field 11",
            "SetFundingRule accepted",
            "SetFundingRule rejected UNKNOWN_INSTRUMENT field 10",
            "SourcePrice accepted",
            "SourcePrice rejected UNKNOWN_SOURCE field 5",
            "SourcePrice rejected PRICE_OUT_OF_RANGE field 3",
            "BookPrice accepted",
            "BookPrice rejected CROSSED_BOOK field 4",
            "BookPrice rejected CROSSED_BOOK field 6",
            "MarkPrice rejected MARK_IS_COMPUTED field 4"));
    return names;
  }

  void startStream() {
    marks.clear();
    rates.clear();
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> count) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    UnsafeBuffer c = new UnsafeBuffer(command);
    header.wrap(c, 0);
    switch (header.templateId()) {
      case SetPriceRuleDecoder.TEMPLATE_ID -> {
        SetPriceRuleDecoder d = new SetPriceRuleDecoder().wrapAndApplyHeader(c, 0, header);
        marks.put(d.instrumentId(), new Marks(d));
      }
      case SetFundingRuleDecoder.TEMPLATE_ID -> {
        SetFundingRuleDecoder d = new SetFundingRuleDecoder().wrapAndApplyHeader(c, 0, header);
        rates.put(d.instrumentId(), new Rates(d));
      }
      default -> {}
    }
    for (byte[] event : events) {
      UnsafeBuffer b = new UnsafeBuffer(event);
      header.wrap(b, 0);
      switch (header.templateId()) {
        case MarkPriceChangedDecoder.TEMPLATE_ID -> {
          MarkPriceChangedDecoder e =
              new MarkPriceChangedDecoder().wrapAndApplyHeader(b, 0, header);
          mark(e, count);
          if (e.result() != MarkResult.INDEX_STALE) {
            book(c, count);
          }
        }
        case FundingRateSetDecoder.TEMPLATE_ID ->
            rate(new FundingRateSetDecoder().wrapAndApplyHeader(b, 0, header), count);
        default -> {}
      }
    }
  }

  private void mark(MarkPriceChangedDecoder e, Consumer<String> count) {
    if (e.result() == MarkResult.SETTLEMENT) {
      count.accept("mark SETTLEMENT");
      return;
    }
    Marks rule = marks.get(e.instrumentId());
    count.accept("mark " + rule.mark + " " + e.result());
    if (rule.mark == MarkRule.MEDIAN) {
      count.accept("mark MEDIAN of terms " + e.terms());
    }
    if (e.outliers() > 1) {
      count.accept("index with several outliers");
    } else if (e.result() != MarkResult.INDEX_STALE) {
      count.accept("index " + rule.index + " with " + e.outliers() + " outliers");
    }
  }

  /** Counts the samples of the basis that came with a book; others only make them more. */
  private void book(UnsafeBuffer command, Consumer<String> count) {
    header.wrap(command, 0);
    if (header.templateId() != BookPriceDecoder.TEMPLATE_ID) {
      return;
    }
    BookPriceDecoder c = new BookPriceDecoder().wrapAndApplyHeader(command, 0, header);
    Marks rule = marks.get(c.instrumentId());
    boolean first = rule.sampled == Long.MIN_VALUE;
    if (c.bestBid() > 0
        && c.bestAsk() > 0
        && (first || c.timestamp() - rule.sampled >= rule.interval)) {
      rule.sampled = c.timestamp();
      rule.samples++;
      if (rule.samples == rule.ring + 1) {
        count.accept("ring of " + rule.mark + " wraps");
      }
    }
  }

  private void rate(FundingRateSetDecoder e, Consumer<String> count) {
    Rates rule = rates.get(e.instrumentId());
    if (e.samples() == 0) {
      count.accept("rate without samples");
    }
    if (e.rate() != 0 && e.chargedRate() == 0) {
      count.accept("rate carried on");
    }
    if (e.chargePrice() == 0) {
      return;
    }
    count.accept("rate " + rule.rule + " charged" + (e.chargedRate() < 0 ? ", negative" : ""));
    if (e.chargePrice() == e.indexPrice() && e.indexPrice() != e.markPrice()) {
      count.accept("rate charged at the index");
    }
    rule.payments++;
    if (rule.payments > 1) {
      String when = rule.continuous ? " continuous" : " at intervals";
      count.accept("rate " + rule.rule + when + ", payment after payment");
    }
  }
}
