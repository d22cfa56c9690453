package io.plimsoll.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Time of a quiet mark over the number of accounts, both on logarithmic axes. */
final class ScalingPlot {
  private ScalingPlot() {}

  /**
   * Writes the plot as PNG.
   *
   * @return false if there is nothing to draw
   */
  static boolean write(Path file, JmhResults jmh) throws IOException {
    List<JmhResult> engine = jmh.all("ScalingBenchmark.engine");
    List<JmhResult> scan = jmh.all("ScalingBenchmark.longScan");
    if (engine.isEmpty() || scan.isEmpty()) {
      return false;
    }
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(480)
            .title("A mark that harms nobody")
            .xAxisTitle("accounts")
            .yAxisTitle("nanoseconds of processor time")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(1.0);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(ScalingPlot::whole);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(ScalingPlot::whole);
    add(chart, "engine", engine);
    add(chart, "LongScan", scan);
    Files.write(file, ChartEncoder.getBytes(chart, "png"));
    return true;
  }

  private static void add(XYChart chart, String name, List<JmhResult> results) {
    List<Double> accounts =
        results.stream().map(result -> Double.valueOf(result.params().get("accounts"))).toList();
    List<Double> nanos = results.stream().map(JmhResult::cpuNanos).toList();
    chart.addSeries(name, accounts, nanos).setMarker(SeriesMarkers.CIRCLE);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
