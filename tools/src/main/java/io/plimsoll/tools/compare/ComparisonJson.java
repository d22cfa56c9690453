package io.plimsoll.tools.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.tools.page.ScriptJson;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;

/**
 * {@code comparison.json}: docs/report.md describes it. Money is in dollars, to the cent; a venue
 * without figures has a note.
 */
final class ComparisonJson {
  static final int VERSION = 1;

  private ComparisonJson() {}

  /**
   * The text.
   *
   * @param what was compared
   */
  static String text(ComparisonSource what) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = ScriptJson.generator(out)) {
      json.writeStartObject();
      json.writeStringField("format", "plimsoll-comparison");
      json.writeNumberField("version", VERSION);
      json.writeStringField("title", what.title());
      json.writeObjectFieldStart("facts");
      for (Map.Entry<String, String> fact : what.facts().entrySet()) {
        json.writeStringField(fact.getKey(), fact.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("venues");
      for (VenueResult result : what.results()) {
        venue(json, result, what.reports().getOrDefault(result.name(), ""));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string writer does not fail", e);
    }
    return out.append('\n').toString();
  }

  private static void venue(JsonGenerator json, VenueResult r, String report) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", r.name());
    json.writeStringField("note", r.note());
    json.writeStringField("report", report);
    json.writeNumberField("accounts", r.accounts());
    json.writeNumberField("liquidated", r.liquidated());
    money(json, "onBook", r.onBook());
    money(json, "takenOver", r.takenOver());
    money(json, "deleveraged", r.deleveraged());
    money(json, "beyondMargin", r.beyondMargin());
    money(json, "fundDrawdown", r.fundDrawdown());
    json.writeNumberField("counterparties", r.counterparties());
    money(json, "socialised", r.socialised());
    money(json, "deposited", r.deposited());
    money(json, "left", r.left());
    json.writeNumberField("leftShare", new BigDecimal(ComparisonReport.share(r.leftShare())));
    if (r.timeToSafe() < 0) {
      json.writeNullField("secondsToSafe");
    } else {
      json.writeNumberField("secondsToSafe", r.timeToSafe() / 1_000_000_000L);
    }
    json.writeStringField("digest", r.digest());
    json.writeEndObject();
  }

  private static void money(JsonGenerator json, String name, double amount) throws IOException {
    json.writeNumberField(name, new BigDecimal(ComparisonReport.plain(amount)));
  }
}
