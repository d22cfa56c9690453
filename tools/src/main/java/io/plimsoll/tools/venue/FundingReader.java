package io.plimsoll.tools.venue;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.util.List;
import java.util.Optional;

/** Reads a section {@code funding}, of a venue file or of a scenario. */
public final class FundingReader {
  private static final long PPB = VenueReader.PPB;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 1_440 * MINUTE;
  private static final String RULE = "rule";

  /** Keys that mean something only where the rate is computed. */
  private static final List<String> OF_A_RULE =
      List.of("interest", "damper", "rateMax", "phase", "premium", "average", "sample", "price");

  private final Section section;

  private FundingReader(Section section) {
    this.section = section;
  }

  /**
   * Reads the section to its end.
   *
   * @param section with the key rate for a fixed rate, or rule for one that is computed
   * @return nothing if the section has no entries
   * @throws io.plimsoll.tools.UserError if a value is wrong, or rate and rule are given both
   */
  public static Optional<FundingTerms> read(Section section) {
    return new FundingReader(section).terms();
  }

  private Optional<FundingTerms> terms() {
    if (section.has(RULE)) {
      if (section.has("rate")) {
        throw section.misplaced("rate", "rate or rule, not both");
      }
      return Optional.of(formula());
    }
    for (String key : OF_A_RULE) {
      if (section.has(key)) {
        throw section.misplaced(key, "it with rule alone: a fixed rate has rate, per and interval");
      }
    }
    if (section.hasAny("rate", "per", "interval")) {
      return Optional.of(fixed());
    }
    section.end();
    return Optional.empty();
  }

  private FundingSpec fixed() {
    long rate = section.number("rate", Measure.percent(-PPB, PPB));
    long per = per();
    long interval = section.number("interval", Measure.duration(MINUTE, per), per);
    section.end();
    FundingSpec funding = new FundingSpec(rate, per, interval);
    if (funding.chargedRate() == 0) {
      throw section.wrong("rate", "so much that each interval's share is at least 0.0000001 %");
    }
    return funding;
  }

  private long per() {
    return section.number("per", Measure.duration(MINUTE, DAY), DAY / 3);
  }

  private FundingFormula formula() {
    String expected = "interestClamp or deadBand";
    FundingRateRule rateRule =
        switch (section.text(RULE, expected)) {
          case "interestClamp" -> FundingRateRule.INTEREST_CLAMP;
          case "deadBand" -> FundingRateRule.DEAD_BAND;
          default -> throw section.wrong(RULE, expected);
        };
    long interest = section.number("interest", Measure.percent(-PPB, PPB), 0);
    long damper = section.number("damper", Measure.percent(0, PPB), 0);
    long rateMax = section.number("rateMax", Measure.percent(0, PPB), PPB);
    long per = per();
    long interval = section.number("interval", Measure.duration(0, per), per);
    if (interval > 0 && interval < MINUTE) {
      throw section.wrong(
          "interval", "0 (continuous), or a duration from 1m to " + shown(per) + " (per)");
    }
    long phase = section.number("phase", Measure.duration(0, Math.max(0, interval - 1)), 0);
    FundingRule rule =
        new FundingRule(
            interest,
            damper,
            rateMax,
            interval,
            phase,
            per,
            section.number("sample", Measure.duration(SECOND, DAY), MINUTE),
            rateRule,
            section.named("premium", PremiumKind.class, PremiumKind.IMPACT),
            section.named("average", PremiumAverage.class, PremiumAverage.LINEAR),
            section.named("price", FundingPriceKind.class, FundingPriceKind.MARK));
    section.end();
    return new FundingFormula(rule);
  }

  private static String shown(long nanos) {
    return Measure.duration(0, DAY).show(nanos);
  }
}
