package io.plimsoll.tools.report;

import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.Origin;
import io.plimsoll.tools.venue.Reference;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueKind;
import io.plimsoll.tools.venue.VenueValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page docs/venues.md: all profiles, feature by feature, with sources and assumptions. */
public final class VenuesPage {
  private static final String ASSUMED = "\\*";
  private static final int STAGES_MAX = 16;

  private final StringBuilder page = new StringBuilder();
  private final List<VenueDocument> venues =
      VenueFiles.PROFILES.stream().map(VenueFiles::document).toList();

  private VenuesPage() {}

  /** The page as Markdown. */
  public static String text() {
    return new VenuesPage().write();
  }

  private String write() {
    line("# Venues");
    line("");
    line(
        "Generated from the profiles by `plimsoll venue page`; a test fails if it is stale. "
            + ASSUMED
            + " marks an");
    line(
        "assumption: a value that no source behind it states. What a profile cannot say is listed with it.");
    line(
        "`plimsoll venue show NAME` gives every value with its source; `plimsoll compare` runs them side by side.");
    contracts();
    triggers();
    waterfalls();
    funds();
    line("");
    line("## Sources, assumptions, what is not modelled");
    venues.forEach(this::venue);
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void table(String title, String... head) {
    line("");
    line("## " + title);
    line("");
    line("| " + String.join(" | ", head) + " |");
    line("|" + " --- |".repeat(head.length));
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private List<VenueDocument> leveraged() {
    return venues.stream().filter(v -> v.kind() == VenueKind.DERIVATIVES).toList();
  }

  private void contracts() {
    table(
        "Contracts and margin",
        "venue",
        "first contract",
        "settled in",
        "contracts",
        "modes",
        "tiers",
        "measured by",
        "rate applies at",
        "lowest rate",
        "highest leverage");
    for (VenueDocument venue : venues) {
      if (venue.kind() == VenueKind.SPOT_ONLY) {
        row(venue.spec().name(), "spot only: no leverage", "", "", "", "", "", "", "", "");
        continue;
      }
      row(
          venue.spec().name(),
          own(venue, "contract.symbol") + ", " + own(venue, "contract.type"),
          own(venue, "contract.asset"),
          venue.spec().instruments().stream()
              .map(InstrumentSpec::contract)
              .map(contract -> contract.underlying())
              .collect(Collectors.joining(", ")),
          cell(venue, "marginMode.modes"),
          own(venue, "schedule.form"),
          own(venue, "schedule.measure"),
          own(venue, "schedule.valuation"),
          own(venue, "schedule.tiers[1].maintenanceRate"),
          own(venue, "schedule.tiers[1].leverageMax"));
    }
  }

  private void triggers() {
    table(
        "Trigger, fees, what is left over",
        "venue",
        "liquidated when equity is",
        "closing fee counted",
        "liquidation fee",
        "isolated rest to",
        "cross rest to",
        "funding");
    for (VenueDocument venue : leveraged()) {
      row(
          venue.spec().name(),
          cell(venue, "rules.trigger"),
          cell(venue, "rules.closingFeeCounted"),
          fees(venue),
          cell(venue, "rules.isolatedSurplusTo"),
          cell(venue, "rules.crossSurplusTo"),
          funding(venue));
    }
  }

  private static String funding(VenueDocument venue) {
    String rule = "funding.rule";
    boolean computed = value(venue, rule).isPresent();
    if (!computed && value(venue, "funding.rate").isEmpty()) {
      return "none";
    }
    String rate =
        computed
            ? cell(venue, rule)
                + ": interest "
                + cell(venue, "funding.interest")
                + ", damper "
                + cell(venue, "funding.damper")
                + ", at most "
                + cell(venue, "funding.rateMax")
            : cell(venue, "funding.rate");
    boolean continuous =
        value(venue, "funding.interval").filter(value -> value.text().equals("0")).isPresent();
    String interval = cell(venue, "funding.interval");
    return rate
        + " a "
        + cell(venue, "funding.per")
        + (continuous ? ", all the time" : ", each " + interval);
  }

  private static String fees(VenueDocument venue) {
    return cell(venue, "fees.liquidation");
  }

  private void waterfalls() {
    table("Waterfall", "venue", "stages, in order");
    for (VenueDocument venue : leveraged()) {
      List<String> stages = new ArrayList<>();
      for (int i = 1; i <= STAGES_MAX; i++) {
        String stage = "waterfall.stages[" + i + "].";
        if (value(venue, stage + "kind").isPresent()) {
          stages.add(i + " " + stage(venue, stage));
        }
      }
      row(venue.spec().name(), String.join("; ", stages));
    }
  }

  private static String stage(VenueDocument venue, String stage) {
    StringBuilder text = new StringBuilder(cell(venue, stage + "kind"));
    for (String key :
        List.of(
            "scope",
            "reduceBy",
            "fraction",
            "tiers",
            "target",
            "notionalMax",
            "wholeBelow",
            "cooldown",
            "pricing",
            "spread",
            "timeInForce",
            "taker",
            "limited",
            "ranking",
            "adlPricing",
            "lossOver",
            "condition",
            "conditionRatio")) {
      value(venue, stage + key)
          .filter(VenueValue::given)
          .ifPresent(value -> text.append(' ').append(label(key)).append(cell(value)));
    }
    return text.toString();
  }

  private static String label(String key) {
    return switch (key) {
      case "limited" -> "limited ";
      case "condition" -> "when ";
      case "cooldown" -> "rest ";
      case "wholeBelow" -> "whole below ";
      case "notionalMax" -> "at most ";
      case "spread" -> "spread ";
      case "target" -> "to ";
      case "taker" -> "by ";
      default -> "";
    };
  }

  private void funds() {
    table(
        "Funds",
        "venue",
        "fund begins with",
        "takes over down to",
        "drawdown begins",
        "income is booked",
        "vaults");
    for (VenueDocument venue : leveraged()) {
      row(
          venue.spec().name(),
          cell(venue, "fund.seed"),
          given(venue, "fund.equityMin"),
          given(venue, "fund.drawdownStart"),
          given(venue, "fund.bookingInterval"),
          venue.spec().vaults().stream()
              .map(vault -> vault.name())
              .collect(Collectors.joining(", ")));
    }
  }

  private static String given(VenueDocument venue, String path) {
    return value(venue, path).filter(VenueValue::given).map(VenuesPage::cell).orElse("-");
  }

  /** A value of the first instrument. */
  private static String own(VenueDocument venue, String path) {
    return value(venue, "instruments[1]." + path)
        .or(() -> value(venue, path))
        .map(VenuesPage::cell)
        .orElse("-");
  }

  private static String cell(VenueDocument venue, String path) {
    return value(venue, path).map(VenuesPage::cell).orElse("-");
  }

  private static String cell(VenueValue value) {
    return value.text() + (value.origin().isAssumption() ? ASSUMED : "");
  }

  private static Optional<VenueValue> value(VenueDocument venue, String path) {
    return venue.values().stream().filter(value -> value.path().equals(path)).findFirst();
  }

  private void venue(VenueDocument venue) {
    line("");
    line("### " + venue.title() + " (`" + venue.spec().name() + "`)");
    line("");
    if (venue.kind() == VenueKind.SPOT_ONLY) {
      line("Leveraged accounts are rejected: " + venue.reason() + ".");
      line("");
    }
    for (Reference reference : venue.references()) {
      line("- source: " + reference.title() + ", " + reference.date());
    }
    assumptions(venue).forEach((reason, keys) -> line("- " + reason + ": " + keys(keys)));
    venue.notModelled().forEach(text -> line("- not modelled: " + text));
  }

  private static Map<String, List<String>> assumptions(VenueDocument venue) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (VenueValue value : venue.values()) {
      if (value.origin() instanceof Origin.Assumed assumed) {
        byReason
            .computeIfAbsent("assumption, " + assumed.why(), key -> new ArrayList<>())
            .add("`" + value.path() + "`");
      }
    }
    return byReason;
  }

  private static String keys(List<String> keys) {
    return keys.size() <= 4
        ? String.join(", ", keys)
        : String.join(", ", keys.subList(0, 3)) + " and " + (keys.size() - 3) + " more";
  }
}
