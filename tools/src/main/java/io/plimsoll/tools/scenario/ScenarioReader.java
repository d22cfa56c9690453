package io.plimsoll.tools.scenario;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.crowd.CrowdReader;
import io.plimsoll.tools.crowd.CrowdSpec;
import io.plimsoll.tools.crowd.Population;
import io.plimsoll.tools.venue.CollateralReader;
import io.plimsoll.tools.venue.CollateralSpec;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.FundingReader;
import io.plimsoll.tools.venue.FundingTerms;
import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Provenance;
import io.plimsoll.tools.venue.Section;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueReader;
import io.plimsoll.tools.venue.VenueSpec;
import io.plimsoll.tools.venue.YamlTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the text of a scenario file into a {@link ScenarioDocument}. */
final class ScenarioReader {
  /** What is about the file, not about what happens. */
  private static final Set<String> ABOUT = Set.of("name", "title", "teaches", "look", "references");

  private static final long PPB = 1_000_000_000L;
  private static final long MINUTE = PricePath.MINUTE;
  private static final int MARKS_MAX = 600;
  private static final int MARKS = 60;

  /** Largest amount of money that a trader pays in, in units of money. */
  private static final long MONEY_MAX = 1L << 56;

  private static final long FUND_MAX = 1L << 59;

  /** When made-up paths begin: 2026-01-01T00:00Z. */
  private static final long START = 1_767_225_600L * PPB;

  private final Section top;
  private final Provenance provenance;
  private final ScenarioFolder folder;

  private ScenarioReader(String text, String file, ScenarioFolder folder) {
    this.provenance = new Provenance(ABOUT);
    this.top = new Section(YamlTree.read(text, file), provenance);
    this.folder = folder;
  }

  /**
   * Reads a file.
   *
   * @param text of the file
   * @param file name, for people
   * @param name of the scenario if the file does not tell one
   * @param folder where the files lie that it names
   * @throws UserError if something is wrong with it
   */
  static ScenarioDocument read(String text, String file, String name, ScenarioFolder folder) {
    ScenarioReader reader = new ScenarioReader(text, file, folder);
    Scenario scenario = reader.scenario(name);
    return new ScenarioDocument(
        file, text, scenario, reader.provenance.references(), reader.provenance.values());
  }

  private Scenario scenario(String nameOtherwise) {
    String name = top.text("name", nameOtherwise, "a name");
    if (!name.matches("[A-Za-z0-9._-]{1,40}")) {
      throw top.wrong("name", "1 to 40 letters, digits, dots, - and _");
    }
    String title = top.text("title", name, "a text");
    String teaches = top.text("teaches", "", "a text");
    List<String> look = top.texts("look", "texts");
    provenance.references(top);
    int marks = (int) top.number("marksPerMinute", Measure.count(4, MARKS_MAX), MARKS);
    if (MINUTE % marks != 0) {
      throw top.wrong("marksPerMinute", "a number of marks that divides a minute evenly");
    }
    long seed = top.number("seed", Measure.count(Long.MIN_VALUE, Long.MAX_VALUE), 1);
    VenueSpec venue = venue();
    List<InstrumentPlan> instruments = new InstrumentPlans(top, venue, folder, marks).read();
    venue = venue.with(venue.name(), instruments.stream().map(InstrumentPlan::spec).toList());
    venue = venue.withCollateral(collateral(venue));
    ContractSpec contract = venue.contract();
    Measure money = Measure.amount(contract.asset(), contract.moneyScale(), 1, MONEY_MAX);
    long fund =
        top.number(
            "fund",
            Measure.amount(contract.asset(), contract.moneyScale(), 0, FUND_MAX),
            venue.fund().seed());
    long duration =
        MINUTE * instruments.stream().mapToInt(InstrumentPlan::minutes).max().orElseThrow();
    CrowdReader crowds =
        new CrowdReader(
            instruments.stream().map(InstrumentPlan::symbol).toList(),
            money,
            MONEY_MAX,
            PPB / 100 * venue.isolatedShare(),
            duration,
            venue.collateral().map(CollateralSpec::symbols).orElse(List.of()));
    List<Population.Named> traders = crowds.named(top.list("traders").orElse(List.of()));
    CrowdSpec crowd =
        top.has("crowd") ? crowds.read(top.section("crowd")) : new CrowdSpec(0, List.of());
    if (traders.isEmpty() && crowd.accounts() == 0) {
      throw top.wrong("crowd", "a crowd, or traders");
    }
    Scenario scenario =
        new Scenario(
            name,
            title,
            teaches,
            look,
            venue,
            instruments,
            start(instruments),
            marks,
            seed,
            fund,
            funding(venue),
            top.number("liquidationInterest", Measure.percent(0, PPB), PPB),
            new HaltReader(duration).read(top.list("halts").orElse(List.of())),
            traders,
            crowd);
    top.end();
    return scenario;
  }

  private VenueSpec venue() {
    VenueSpec venue;
    if (top.isSection("venue")) {
      venue = VenueReader.inline(top.section("venue"), "of the scenario");
    } else {
      String name = top.text("venue", VenueSpec.DEFAULT_NAME, "a venue's name or file");
      try {
        venue = VenueFiles.open(folder.resolve(name, VenueFiles.names()));
      } catch (UserError e) {
        throw top.wrong("venue", "a venue: " + e.getMessage());
      }
    }
    if (top.has("marginCall")) {
      venue = venue.withMarginCall(top.number("marginCall", Measure.ratio(PPB + 1, 10 * PPB)));
    }
    for (InstrumentSpec instrument : venue.instruments()) {
      if (!VenueReader.isSlopeSound(instrument.schedule(), instrument.fees(), venue.rules())) {
        throw top.wrong(
            "marginCall", "a ratio that times the highest maintenance rate is below 100 %");
      }
      ContractSpec contract = instrument.contract();
      if (contract.contractSize() != 0) {
        throw top.wrong("venue", "one with linear contracts; " + contract.symbol() + " is none");
      }
    }
    return venue;
  }

  /** What the scenario says; else what the venue says. Who pools, its groups say. */
  private Optional<CollateralSpec> collateral(VenueSpec venue) {
    List<ContractSpec> contracts =
        venue.instruments().stream().map(InstrumentSpec::contract).toList();
    if (top.has("collateral")) {
      boolean cross = venue.marginModes().contains(MarginMode.CROSS);
      return CollateralReader.ofScenario(contracts, cross).read(top);
    }
    for (PooledAsset asset : venue.collateral().map(CollateralSpec::assets).orElse(List.of())) {
      if (asset.followsMark()
          && contracts.stream().noneMatch(c -> c.underlying().equals(asset.symbol()))) {
        throw top.wrong(
            "instruments",
            "one on " + asset.symbol() + ", whose mark is the price of the venue's collateral");
      }
    }
    return venue.collateral();
  }

  /** What the scenario says; else what the venue says. */
  private Optional<FundingTerms> funding(VenueSpec venue) {
    return top.has("funding") ? FundingReader.read(top.section("funding")) : venue.funding();
  }

  private static long start(List<InstrumentPlan> instruments) {
    return instruments.stream()
        .flatMap(plan -> plan.tape().stream())
        .mapToLong(tape -> tape.first().openTime())
        .findFirst()
        .orElse(START);
  }
}
