package io.plimsoll.tools.bench.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PercentilePlotTest {
  @Test
  void eachNineHasALabelOfItsOwn() {
    assertEquals("0 %", PercentilePlot.percentile(1));
    assertEquals("90 %", PercentilePlot.percentile(10));
    assertEquals("99 %", PercentilePlot.percentile(100));
    assertEquals("99.9 %", PercentilePlot.percentile(1_000));
    assertEquals("99.99 %", PercentilePlot.percentile(10_000));
  }

  @Test
  void microsecondsAreWholeFromOneUp() {
    assertEquals("0.10", PercentilePlot.micros(0.1));
    assertEquals("1", PercentilePlot.micros(1));
    assertEquals("1,000", PercentilePlot.micros(1_000));
  }

  @Test
  void aPlotIsAPictureWithALineInIt(@TempDir Path folder) throws IOException {
    Histogram histogram = new Histogram(1_000_000_000, 3);
    for (int i = 1; i <= 10_000; i++) {
      histogram.recordValue(i * 100L);
    }
    Path file = folder.resolve("plot.png");
    PercentilePlot plot = new PercentilePlot("a title");
    plot.add("measured", histogram);
    plot.addBeside("idle thread", new Histogram(1_000_000_000, 3));

    plot.write(file);

    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(1_000, image.getWidth());
    assertTrue(coloured(image) > 300, "coloured pixels: " + coloured(image));
  }

  /** Pixels that are neither black, white nor grey. */
  private static int coloured(BufferedImage image) {
    int count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int rgb = image.getRGB(x, y);
        int red = (rgb >> 16) & 0xFF;
        int blue = rgb & 0xFF;
        count += Math.abs(red - blue) > 40 ? 1 : 0;
      }
    }
    return count;
  }
}
