package io.plimsoll.tools.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.report.Text;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A comparison as a table, as CSV, and as a chart. */
public final class ComparisonReport {
  private static final int WIDTH = 1_400;
  private static final int HEIGHT = 700;
  private static final int SLANT = 45;
  private static final double PERCENT = 100;

  private static final List<String> COLUMNS =
      List.of(
          "venue",
          "accounts",
          "liquidated",
          "notional_usd",
          "beyond_margin_usd",
          "fund_drawdown_usd",
          "adl_notional_usd",
          "adl_traders",
          "socialised_usd",
          "deposited_usd",
          "left_usd",
          "left_share",
          "seconds_to_safe",
          "digest",
          "note",
          "on_book_usd",
          "taken_over_usd");

  private final List<VenueResult> results;

  /** A report on results, in their order. */
  public ComparisonReport(List<VenueResult> results) {
    this.results = List.copyOf(results);
  }

  private List<VenueResult> traded() {
    return results.stream().filter(VenueResult::isTraded).toList();
  }

  /** Prints the table. */
  public void print(PrintWriter out) {
    int width = results.stream().mapToInt(r -> r.name().length()).max().orElse(0);
    String format = "%-" + width + "s %10s %7s %15s %13s %13s %15s %7s %13s %15s %6s %9s%n";
    out.printf(
        Locale.ROOT,
        format,
        "Dollars",
        "liquidated",
        "",
        "notional",
        "beyond margin",
        "fund drawdown",
        "ADL, notional",
        "traders",
        "socialised",
        "left to traders",
        "",
        "safe after");
    for (VenueResult r : results) {
      if (!r.isTraded()) {
        out.printf(Locale.ROOT, "%-" + width + "s %s%n", r.name(), r.note());
        continue;
      }
      out.printf(
          Locale.ROOT,
          format,
          r.name(),
          Text.count(r.liquidated()),
          Text.percent(r.liquidated(), r.accounts()),
          Text.rounded(r.notional()),
          Text.rounded(r.beyondMargin()),
          Text.rounded(r.fundDrawdown()),
          Text.rounded(r.deleveraged()),
          Text.count(r.counterparties()),
          Text.rounded(r.socialised()),
          Text.rounded(r.left()),
          String.format(Locale.ROOT, "%.1f %%", PERCENT * r.leftShare()),
          r.timeToSafe() < 0 ? "not yet" : minutes(r.timeToSafe()));
    }
  }

  /** Minutes and seconds. */
  static String minutes(long nanos) {
    long seconds = nanos / 1_000_000_000L;
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /**
   * Writes the figures as CSV, a row a venue.
   *
   * @throws UserError if the file cannot be written
   */
  public void csv(Path file) {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv(csv);
    } catch (IOException e) {
      throw new UserError("--csv is " + file + ", which cannot be written: " + e.getMessage(), e);
    }
  }

  /** The same rows. */
  void csv(CsvWriter csv) {
    csv.writeRecord(COLUMNS);
    for (VenueResult r : results) {
      csv.writeRecord(
          r.name(),
          Integer.toString(r.accounts()),
          Integer.toString(r.liquidated()),
          plain(r.notional()),
          plain(r.beyondMargin()),
          plain(r.fundDrawdown()),
          plain(r.deleveraged()),
          Long.toString(r.counterparties()),
          plain(r.socialised()),
          plain(r.deposited()),
          plain(r.left()),
          share(r.leftShare()),
          r.timeToSafe() < 0 ? "" : Long.toString(r.timeToSafe() / 1_000_000_000L),
          r.digest(),
          r.note(),
          plain(r.onBook()),
          plain(r.takenOver()));
    }
  }

  /** A part of a whole, to the millionth. */
  static String share(double part) {
    return String.format(Locale.ROOT, "%.6f", part);
  }

  /** An amount to the cent. */
  static String plain(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount == 0 ? 0.0 : amount);
  }

  /**
   * Writes a bar chart as PNG: what part of the accounts was liquidated, and what part of the
   * deposits is left.
   *
   * @param title above it
   * @throws UserError if the file cannot be written
   */
  public void chart(Path file, String title) {
    System.setProperty("java.awt.headless", "true");
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle("percent")
            .build();
    chart.getStyler().setXAxisLabelRotation(SLANT);
    chart.getStyler().setXAxisMaxLabelCount(traded().size());
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    List<String> names = traded().stream().map(VenueResult::name).toList();
    chart.addSeries(
        "accounts liquidated, % of all",
        names, traded().stream().map(r -> PERCENT * r.liquidated() / r.accounts()).toList());
    chart.addSeries(
        "money left to traders, % of deposits",
        names, traded().stream().map(r -> PERCENT * r.leftShare()).toList());
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UserError("--chart is " + file + ", which cannot be written: " + e.getMessage(), e);
    }
  }
}
