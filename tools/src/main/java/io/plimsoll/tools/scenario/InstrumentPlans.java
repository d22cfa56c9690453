package io.plimsoll.tools.scenario;

import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.tools.market.book.MarketReader;
import io.plimsoll.tools.market.book.MarketSpec;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list {@code instruments}. */
final class InstrumentPlans {
  private static final int INSTRUMENTS_MAX = 16;
  private static final int SOURCES_MAX = 16;
  private static final int WEIGHT_MAX = 1_000_000;
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final long PPB = 1_000_000_000L;
  private static final int SCALE_MAX = 8;
  private static final int MONEY_SCALE = 8;

  private final Section top;
  private final VenueSpec venue;
  private final ScenarioFolder folder;
  private final int marksPerMinute;

  /**
   * A reader.
   *
   * @param top of the file
   * @param venue whose contracts there are
   * @param folder where the files lie that the scenario names
   * @param marksPerMinute of the scenario
   */
  InstrumentPlans(Section top, VenueSpec venue, ScenarioFolder folder, int marksPerMinute) {
    this.top = top;
    this.venue = venue;
    this.folder = folder;
    this.marksPerMinute = marksPerMinute;
  }

  List<InstrumentPlan> read() {
    List<Section> entries =
        top.list("instruments").orElseThrow(() -> top.wrong("instruments", "a list"));
    if (entries.isEmpty() || entries.size() > INSTRUMENTS_MAX) {
      throw top.wrong("instruments", "1 to " + INSTRUMENTS_MAX + " instruments");
    }
    MarketSpec market = market(top);
    List<InstrumentPlan> plans = new ArrayList<>();
    Set<String> symbols = new HashSet<>();
    for (Section entry : entries) {
      InstrumentPlan plan = instrument(entry, market, plans);
      if (!symbols.add(plan.symbol())) {
        throw entry.wrong("symbol", "a symbol that no other instrument has");
      }
      plans.add(plan);
    }
    return plans;
  }

  private MarketSpec market(Section of) {
    return MarketReader.read(of.section("market"), name -> folder.resolve(name, List.of()));
  }

  private InstrumentPlan instrument(Section entry, MarketSpec common, List<InstrumentPlan> before) {
    String symbol = entry.text("symbol", "a symbol");
    InstrumentSpec like = like(entry, symbol);
    PathReader.Read read = new PathReader(folder, before, marksPerMinute).read(entry);
    ContractSpec contract = contract(entry, symbol, like.contract(), read.priceScale());
    MarketSpec market = entry.has("market") ? market(entry) : common;
    if (entry.has("depth")) {
      market =
          market.withDepth(
              entry.number("depth", Measure.amount(contract.asset(), 0, 1, 1_000_000_000_000L)));
    }
    InstrumentPlan plan =
        new InstrumentPlan(
            new InstrumentSpec(contract, like.schedule(), like.fees()),
            read.priceScale(),
            read.path(),
            read.tape(),
            read.minutes(),
            entry.has("index") ? Optional.of(index(entry.section("index"))) : Optional.empty(),
            market);
    entry.end();
    return plan;
  }

  /** The venue's contract of that symbol, or the one that the file says it is like. */
  private InstrumentSpec like(Section entry, String symbol) {
    List<String> symbols =
        venue.instruments().stream().map(each -> each.contract().symbol()).toList();
    String wanted = entry.text("like", symbol, "a symbol");
    int index = symbols.indexOf(wanted);
    if (index < 0) {
      throw entry.wrong(
          entry.has("like") ? "like" : "symbol",
          "a contract of venue "
              + venue.name()
              + ", or one that it is like: "
              + String.join(", ", symbols));
    }
    return venue.instruments().get(index);
  }

  private static ContractSpec contract(
      Section entry, String symbol, ContractSpec like, int priceScale) {
    String underlying = entry.text("underlying", like.underlying(), "a text");
    int quantityScale =
        (int) entry.number("quantityScale", Measure.count(0, SCALE_MAX), like.quantityScale());
    if (quantityScale + priceScale > MONEY_SCALE) {
      throw entry.wrong(
          "quantityScale",
          "at most " + (MONEY_SCALE - priceScale) + ", as prices have " + priceScale + " decimals");
    }
    if (symbol.length() > 15 || !underlying.matches("[A-Z0-9]{2,10}")) {
      throw entry.wrong("symbol", "a symbol of 1 to 15 characters, an underlying of 2 to 10");
    }
    return new ContractSpec(
        like.type(),
        like.contractSize(),
        symbol,
        underlying,
        like.asset(),
        priceScale,
        quantityScale,
        like.moneyScale(),
        Optional.empty());
  }

  private static IndexPlan index(Section index) {
    List<Section> entries = index.list("from").orElseThrow(() -> index.wrong("from", "a list"));
    List<SourcePlan> sources = new ArrayList<>();
    for (Section entry : entries) {
      sources.add(source(entry));
    }
    if (sources.isEmpty() || sources.size() > SOURCES_MAX) {
      throw index.wrong("from", "1 to " + SOURCES_MAX + " sources");
    }
    IndexPlan plan =
        new IndexPlan(
            sources,
            index.named("rule", IndexRule.class, IndexRule.WEIGHTED_MEDIAN),
            index.number("staleAfter", Measure.duration(SECOND, DAY), 10 * SECOND),
            index.number("outlierRange", Measure.percent(0, PPB), PPB / 20),
            (int) index.number("sourcesMin", Measure.count(1, sources.size()), 1));
    index.end();
    return plan;
  }

  private static SourcePlan source(Section entry) {
    String name = entry.text("name", "a name");
    int weight = (int) entry.number("weight", Measure.count(1, WEIGHT_MAX), 1);
    List<SourcePlan.Fault> faults = new ArrayList<>();
    for (Section fault : entry.list("faults").orElse(List.of())) {
      long at = fault.number("at", Measure.duration(0, 7 * DAY));
      long lasts = fault.number("for", Measure.duration(SECOND, 7 * DAY));
      boolean stale = fault.flag("stale", false);
      long move = stale ? 0 : fault.number("move", Measure.percent(-PPB / 1000 * 999, 10 * PPB));
      faults.add(new SourcePlan.Fault(new Window(at, at + lasts), stale, move));
      fault.end();
    }
    entry.end();
    return new SourcePlan(name, weight, faults);
  }
}
