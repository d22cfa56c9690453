package io.plimsoll.tools.page;

import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.report.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page of a report is made of. */
final class ReportPage {
  /** The name of its template and program. */
  static final String TEMPLATE = "report";

  private ReportPage() {}

  /**
   * What the template fills in.
   *
   * @param numbers finished
   * @param source of what the numbers do not say
   * @param json {@code numbers.json}
   */
  static PageView view(JournalNumbers numbers, ReportSource source, String json) {
    Overview overview = new Overview(numbers, source.notes());
    List<InstrumentView> instruments = new ArrayList<>();
    for (var instrument : numbers.instruments()) {
      instruments.add(InstrumentView.of(instruments.size(), instrument));
    }
    List<AssetView> assets = new ArrayList<>();
    for (var asset : numbers.assets()) {
      assets.add(AssetView.of(assets.size(), asset, numbers));
    }
    Map<String, String> run = new LinkedHashMap<>();
    run.put("from", Text.time(numbers.began()) + " UTC");
    run.put("to", Text.time(numbers.ended()) + " UTC");
    run.put("commands", Text.count(numbers.commands()));
    run.put("events", Text.count(numbers.events()));
    run.put("rejected commands", Text.count(numbers.rejected()));
    run.put("digest of the state", numbers.digest());
    return new PageView(
        overview.title(),
        overview.lede(),
        overview.tiles(),
        instruments,
        assets,
        source.notes(),
        run,
        source.journal(),
        source.command(),
        source.latency(),
        source.ending(),
        json);
  }
}
