package io.plimsoll.tools.compare;

import io.plimsoll.tools.page.Cell;
import io.plimsoll.tools.report.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that the template of a comparison fills in.
 *
 * @param title of the page
 * @param lede what came out, in a few sentences
 * @param venues a row each
 * @param charted whether there are figures to draw
 * @param facts of the comparison, for people
 * @param command that runs it again, as a shell takes it
 * @param numbers {@code comparison.json}
 */
public record ComparisonView(
    String title,
    String lede,
    List<Row> venues,
    boolean charted,
    Map<String, String> facts,
    String command,
    String numbers) {
  private static final double PERCENT = 100;

  /**
   * A venue.
   *
   * @param name of it
   * @param link to its report; empty if there is none
   * @param note why there are no figures; empty if there are
   * @param cells the figures
   */
  public record Row(String name, String link, String note, List<Cell> cells) {}

  static ComparisonView of(ComparisonSource what, String numbers) {
    List<VenueResult> traded = what.results().stream().filter(VenueResult::isTraded).toList();
    return new ComparisonView(
        what.title(),
        lede(traded),
        what.results().stream()
            .map(r -> row(r, what.reports().getOrDefault(r.name(), "")))
            .toList(),
        !traded.isEmpty(),
        what.facts(),
        what.command(),
        numbers);
  }

  private static String lede(List<VenueResult> traded) {
    if (traded.isEmpty()) {
      return "The crowd could trade nowhere.";
    }
    Comparator<VenueResult> byAccounts = Comparator.comparingInt(VenueResult::liquidated);
    Comparator<VenueResult> byMoney = Comparator.comparingDouble(VenueResult::leftShare);
    VenueResult fewest = traded.stream().min(byAccounts).orElseThrow();
    VenueResult most = traded.stream().max(byAccounts).orElseThrow();
    VenueResult least = traded.stream().min(byMoney).orElseThrow();
    VenueResult kept = traded.stream().max(byMoney).orElseThrow();
    return String.format(
        Locale.ROOT,
        "One crowd and one tape, by the rules of %d venues. Between %s of the accounts (%s) and %s"
            + " (%s) were liquidated; traders kept between %.1f %% of their money (%s) and %.1f %%"
            + " (%s).",
        traded.size(),
        Text.percent(fewest.liquidated(), fewest.accounts()),
        fewest.name(),
        Text.percent(most.liquidated(), most.accounts()),
        most.name(),
        PERCENT * least.leftShare(),
        least.name(),
        PERCENT * kept.leftShare(),
        kept.name());
  }

  private static Row row(VenueResult r, String link) {
    if (!r.isTraded()) {
      return new Row(r.name(), link, r.note(), List.of());
    }
    return new Row(
        r.name(),
        link,
        "",
        List.of(
            count(r.liquidated()),
            new Cell(
                Text.percent(r.liquidated(), r.accounts()),
                ComparisonReport.share((double) r.liquidated() / r.accounts())),
            money(r.left()),
            new Cell(
                String.format(Locale.ROOT, "%.1f %%", PERCENT * r.leftShare()),
                ComparisonReport.share(r.leftShare())),
            money(r.onBook()),
            money(r.takenOver()),
            money(r.deleveraged()),
            money(r.beyondMargin()),
            money(r.fundDrawdown()),
            count(r.counterparties()),
            money(r.socialised()),
            safe(r.timeToSafe())));
  }

  private static Cell count(long number) {
    return new Cell(Text.count(number), Long.toString(number));
  }

  private static Cell money(double amount) {
    return new Cell(Text.rounded(amount), ComparisonReport.plain(amount));
  }

  private static Cell safe(long nanos) {
    return nanos < 0
        ? new Cell("not yet", "")
        : new Cell(ComparisonReport.minutes(nanos), Long.toString(nanos / 1_000_000_000L));
  }
}
