package io.plimsoll.tools.crowd;

import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;

/** How the money that traders pay in is distributed, in units of money. */
public sealed interface SizeSpec {
  /** Draws an amount. */
  long draw(Draws draws);

  /** For people. */
  String text(Measure money);

  /**
   * A heavy tail: P(X > x) = (min / x)^alpha.
   *
   * @param alpha in parts per billion
   * @param min smallest amount
   * @param max largest; larger draws are cut to it
   */
  record Pareto(long alpha, long min, long max) implements SizeSpec {
    @Override
    public long draw(Draws draws) {
      return draws.pareto(min, max, alpha);
    }

    @Override
    public String text(Measure money) {
      return "Pareto from " + money.show(min) + ", exponent " + SizeSpec.plain(alpha);
    }
  }

  /**
   * Lognormal.
   *
   * @param sigma standard deviation of the natural logarithm, in parts per billion
   * @param median half are below
   * @param max largest; larger draws are cut to it
   */
  record LogNormal(long sigma, long median, long max) implements SizeSpec {
    @Override
    public long draw(Draws draws) {
      return Math.max(1, draws.logNormal(median, sigma, max));
    }

    @Override
    public String text(Measure money) {
      return "lognormal, median " + money.show(median) + ", sigma " + SizeSpec.plain(sigma);
    }
  }

  /**
   * All alike.
   *
   * @param amount of each
   */
  record Fixed(long amount) implements SizeSpec {
    @Override
    public long draw(Draws draws) {
      return amount;
    }

    @Override
    public String text(Measure money) {
      return money.show(amount) + " each";
    }
  }

  private static String plain(long ppb) {
    return Measure.ratio(0, Long.MAX_VALUE).show(ppb);
  }

  /**
   * Reads {@code size}: an amount, or a section with pareto, min and max, or with lognormal, median
   * and max.
   *
   * @param group in which it stands
   * @param money kind of its amounts
   * @param max largest amount if the file tells none
   */
  static SizeSpec read(Section group, Measure money, long max) {
    if (!group.isSection("size")) {
      return new Fixed(group.number("size", money));
    }
    Section size = group.section("size");
    SizeSpec spec;
    if (size.has("pareto")) {
      long alpha = size.number("pareto", Measure.ratio(Draws.PPB / 2, 10 * Draws.PPB));
      spec = new Pareto(alpha, size.number("min", money), size.number("max", money, max));
    } else if (size.has("lognormal")) {
      long sigma = size.number("lognormal", Measure.ratio(0, 5 * Draws.PPB));
      spec = new LogNormal(sigma, size.number("median", money), size.number("max", money, max));
    } else {
      throw group.wrong("size", "an amount, or a section with pareto or lognormal");
    }
    size.end();
    return spec;
  }
}
