package io.plimsoll.tools.bench.output;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latency over percentile, both on logarithmic axes: the percentile's axis is 1 / (1 - p), so that
 * each nine more is as wide as the last.
 */
public final class PercentilePlot {
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 520;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final double LEAST_MICROS = 0.05;
  private static final double INVERSE_MAX = 1e6;
  private static final int TICKS_PER_HALF_DISTANCE = 10;

  private final XYChart chart;

  /** An empty plot. */
  public PercentilePlot(String title) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("percentile")
            .yAxisTitle("microseconds from the planned time")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setXAxisMin(1.0).setXAxisMax(INVERSE_MAX);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(PercentilePlot::percentile);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(PercentilePlot::micros);
  }

  /** Adds what was measured. */
  public void add(String name, Histogram histogram) {
    add(name, histogram, false);
  }

  /** Adds something to compare with, drawn dashed. */
  public void addBeside(String name, Histogram histogram) {
    add(name, histogram, true);
  }

  private void add(String name, Histogram histogram, boolean dashed) {
    List<Double> inverses = new ArrayList<>();
    List<Double> micros = new ArrayList<>();
    for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
      double left = 1 - value.getPercentileLevelIteratedTo() / 100;
      double inverse = left <= 0 ? INVERSE_MAX : Math.min(INVERSE_MAX, 1 / left);
      inverses.add(inverse);
      micros.add(Math.max(LEAST_MICROS, value.getValueIteratedTo() / NANOS_PER_MICRO));
      if (inverse >= Math.min(INVERSE_MAX, (double) histogram.getTotalCount())) {
        break;
      }
    }
    if (inverses.isEmpty()) {
      return;
    }
    XYSeries series = chart.addSeries(name, inverses, micros);
    series.setMarker(SeriesMarkers.NONE);
    if (dashed) {
      series.setLineStyle(
          new BasicStroke(
              1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {5f, 4f}, 0f));
      series.setLineColor(name.startsWith("idle") ? Color.GRAY : Color.BLACK);
    }
  }

  /**
   * Writes the plot as PNG.
   *
   * @param file its path; the ending .png included
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Files.write(file, ChartEncoder.getBytes(chart, "png"));
  }

  /** 1 is 0 %, 10 is 90 %, 100 is 99 %. */
  static String percentile(double inverse) {
    if (inverse <= 1) {
      return "0 %";
    }
    int digits = Math.max(0, (int) Math.round(Math.log10(inverse)) - 2);
    return String.format(Locale.ROOT, "%." + digits + "f %%", 100 - 100 / inverse);
  }

  /** Whole numbers as such. */
  static String micros(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
