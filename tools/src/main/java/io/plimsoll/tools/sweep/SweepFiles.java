package io.plimsoll.tools.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.UserError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a sweep leaves beside its rows: figures as JSON, and a chart. Written anew each time. */
final class SweepFiles {
  /** The quantiles that are told, in parts per billion, as written. */
  static final List<String> QUANTILES = List.of("0.5", "0.75", "0.9", "0.95", "0.99", "0.999", "1");

  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 600;
  private static final int TICK_PIXELS = 50;
  private static final double PERCENT = 100;

  private SweepFiles() {}

  static void write(SweepResult result, Path summary, Path chart) {
    try {
      Files.writeString(summary, json(result));
      chart(result, chart);
    } catch (IOException e) {
      throw new UserError(summary.getParent() + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** A quantile's part in parts per billion. */
  static long ppb(String quantile) {
    return Decimals.parse(quantile, Decimals.PPB_SCALE);
  }

  private static String json(SweepResult result) {
    int scale = result.contract().moneyScale();
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("scenario", result.scenario());
    node.put("asset", result.contract().asset());
    node.put("seeds", result.seeds().size());
    node.put("seedsWithLoss", result.losing());
    node.put("seedsWithDeleveraging", result.deleveraging());
    node.put("seedsWithSocialisedLoss", result.socialising());
    node.put("meanLoss", new BigDecimal(result.mean(), scale).toPlainString());
    ObjectNode quantiles = node.putObject("lossQuantiles");
    for (String quantile : QUANTILES) {
      quantiles.put(quantile, Decimals.format(result.quantile(ppb(quantile)), scale));
    }
    return node.toPrettyString() + "\n";
  }

  /** Which part of the seeds lost at most so much. */
  private static void chart(SweepResult result, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(result.scenario() + ", " + result.seeds().size() + " seeds")
            .xAxisTitle("loss of the fund at worst, " + result.contract().asset())
            .yAxisTitle("% of the seeds lose at most this: that fund suffices for them")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(PERCENT);
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisDecimalPattern("0.#");
    chart.getStyler().setYAxisTickMarkSpacingHint(TICK_PIXELS);
    chart.getStyler().setXAxisTickMarkSpacingHint(2 * TICK_PIXELS);
    List<Double> amounts = new ArrayList<>();
    List<Double> parts = new ArrayList<>();
    List<Long> losses = result.losses();
    double one = Math.pow(10, result.contract().moneyScale());
    for (int i = 0; i < losses.size(); i++) {
      amounts.add(losses.get(i) / one);
      parts.add(PERCENT * (i + 1) / losses.size());
    }
    chart.addSeries("losses", amounts, parts).setMarker(SeriesMarkers.NONE);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
  }
}
