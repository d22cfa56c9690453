package io.plimsoll.tools.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.tools.numbers.Bar;
import io.plimsoll.tools.numbers.Buckets;
import io.plimsoll.tools.numbers.Dot;
import io.plimsoll.tools.numbers.InstrumentNumbers;
import io.plimsoll.tools.numbers.Range;
import io.plimsoll.tools.numbers.Side;
import io.plimsoll.tools.numbers.Way;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;

/** An instrument in {@code numbers.json}. */
final class InstrumentJson {
  /** Points of a series that stands once in the file. */
  static final int SERIES_MOST = 2_048;

  private static final int ALL_SERIES_MOST = 12_288;
  private static final int MARKS_MOST = 4_096;
  private static final int MARKS_LEAST = 256;

  private final JsonGenerator json;
  private final int marksMost;

  /**
   * A writer.
   *
   * @param json takes the objects
   * @param instruments how many there will be: the more, the fewer points each
   */
  InstrumentJson(JsonGenerator json, int instruments) {
    this.json = json;
    int share = ALL_SERIES_MOST / Math.max(1, instruments);
    this.marksMost = Math.max(MARKS_LEAST, Math.min(MARKS_MOST, share));
  }

  void write(InstrumentNumbers instrument) throws IOException {
    int priceScale = instrument.terms().priceScale();
    json.writeStartObject();
    json.writeNumberField("id", instrument.id());
    json.writeStringField("symbol", instrument.symbol());
    json.writeStringField("type", instrument.terms().type().name());
    json.writeStringField("asset", instrument.asset().symbol());
    json.writeNumberField("priceDecimals", priceScale);
    json.writeNumberField("quantityDecimals", instrument.terms().quantityScale());
    json.writeObjectFieldStart("mark");
    json.writeNumberField("count", instrument.markCount());
    if (instrument.markCount() > 0) {
      json.writeNumberField("first", BigDecimal.valueOf(instrument.firstMark(), priceScale));
      json.writeNumberField("last", BigDecimal.valueOf(instrument.mark(), priceScale));
      json.writeNumberField("low", BigDecimal.valueOf(instrument.lowest(), priceScale));
      json.writeStringField("lowAt", Figures.iso(instrument.lowestAt()));
      json.writeNumberField("high", BigDecimal.valueOf(instrument.highest(), priceScale));
      json.writeStringField("highAt", Figures.iso(instrument.highestAt()));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("funding");
    json.writeNumberField("count", instrument.fundings());
    json.writeNumberField("paid", money(instrument, instrument.fundingPaid()));
    json.writeNumberField("received", money(instrument, instrument.fundingReceived()));
    json.writeEndObject();
    marks(instrument);
    openInterest(instrument);
    bars(instrument);
    json.writeObjectFieldStart("liquidations");
    for (Side side : Side.values()) {
      dots(instrument, side);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void marks(InstrumentNumbers instrument) throws IOException {
    int scale = instrument.terms().priceScale();
    Series series = new Series(json, marksMost);
    series.begin("marks", instrument.marks());
    series.column("low", instrument.marks(), scale, Range::low);
    series.column("high", instrument.marks(), scale, Range::high);
    series.column("last", instrument.marks(), scale, Range::last);
    json.writeEndObject();
  }

  private void openInterest(InstrumentNumbers instrument) throws IOException {
    int scale = instrument.terms().quantityScale();
    Series series = new Series(json, Math.min(marksMost, SERIES_MOST));
    series.begin("openInterest", instrument.openInterest());
    series.column("all", instrument.openInterest(), scale, Range::last);
    series.column("traderLongs", instrument.traderLongs(), scale, Range::last);
    series.column("traderShorts", instrument.traderShorts(), scale, Range::last);
    json.writeEndObject();
  }

  private void bars(InstrumentNumbers instrument) throws IOException {
    Buckets<Bar> bars = instrument.bars();
    json.writeObjectFieldStart("bars");
    Series.times(json, bars);
    int scale = instrument.terms().priceScale();
    column("low", bars, bar -> mark(bar.marks().low(), scale));
    column("high", bars, bar -> mark(bar.marks().high(), scale));
    column("last", bars, bar -> mark(bar.marks().last(), scale));
    for (Side side : Side.values()) {
      column("started" + name(side), bars, bar -> BigDecimal.valueOf(bar.started(side)));
      for (Way way : Way.values()) {
        column(
            Figures.camel(way.name()) + name(side),
            bars,
            bar -> money(instrument, bar.closed(way, side)));
      }
    }
    column("deleveragings", bars, bar -> BigDecimal.valueOf(bar.deleveragings()));
    column("socialised", bars, bar -> money(instrument, bar.socialised()));
    json.writeEndObject();
  }

  private static String name(Side side) {
    return side == Side.LONG ? "Long" : "Short";
  }

  private static BigDecimal mark(long price, int scale) {
    return price == 0 ? null : BigDecimal.valueOf(price, scale);
  }

  private void dots(InstrumentNumbers instrument, Side side) throws IOException {
    Buckets<Dot> dots = instrument.dots(side);
    int scale = instrument.terms().priceScale();
    json.writeObjectFieldStart(Figures.camel(side.name()));
    Series.times(json, dots);
    column("at", dots, dot -> Series.seconds(dot.time()));
    column("mark", dots, dot -> BigDecimal.valueOf(dot.mark(), scale));
    column("count", dots, dot -> BigDecimal.valueOf(dot.count()));
    column("notional", dots, dot -> money(instrument, dot.notional()));
    column("largest", dots, dot -> money(instrument, BigInteger.valueOf(dot.largest())));
    column("account", dots, dot -> BigDecimal.valueOf(dot.account()));
    json.writeEndObject();
  }

  private <B extends Buckets.Bucket<B>> void column(
      String name, Buckets<B> buckets, Function<B, BigDecimal> value) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < buckets.size(); i++) {
      json.writeNumber(value.apply(buckets.get(i)));
    }
    json.writeEndArray();
  }

  private static BigDecimal money(InstrumentNumbers instrument, BigInteger amount) {
    return new BigDecimal(amount, instrument.asset().scale());
  }
}
