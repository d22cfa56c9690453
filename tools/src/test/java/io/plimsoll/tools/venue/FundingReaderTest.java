package io.plimsoll.tools.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import io.plimsoll.tools.UserError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundingReaderTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3_600 * SECOND;

  private static VenueSpec read(String funding) {
    return VenueReader.read("funding: " + funding + "\n", "file.yaml", "file").spec();
  }

  @Test
  void everyKeyOfARuleIsRead() {
    VenueSpec venue =
        read(
            "{rule: deadBand, interest: -0.01 %, damper: 0.025 %, rateMax: 4 %, per: 1d,"
                + " interval: 4h, phase: 1h, premium: mark, average: plain, sample: 5s,"
                + " price: index}");

    assertEquals(
        Optional.of(
            new FundingFormula(
                new FundingRule(
                    -100_000,
                    250_000,
                    40_000_000,
                    4 * HOUR,
                    HOUR,
                    24 * HOUR,
                    5 * SECOND,
                    FundingRateRule.DEAD_BAND,
                    PremiumKind.MARK,
                    PremiumAverage.PLAIN,
                    FundingPriceKind.INDEX))),
        venue.funding());
  }

  @Test
  void whatARuleLeavesOut() {
    assertEquals(
        Optional.of(
            new FundingFormula(
                new FundingRule(
                    0,
                    0,
                    1_000_000_000,
                    8 * HOUR,
                    0,
                    8 * HOUR,
                    60 * SECOND,
                    FundingRateRule.INTEREST_CLAMP,
                    PremiumKind.IMPACT,
                    PremiumAverage.LINEAR,
                    FundingPriceKind.MARK))),
        read("{rule: interestClamp}").funding());
    assertEquals(Optional.empty(), read("{}").funding());
  }

  /** Each as told by the page on venue files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{rule: clamp} | funding.rule is 'clamp'; expected interestClamp or deadBand",
        "{rule: none} | funding.rule is 'none'; expected interestClamp or deadBand",
        "{rule: deadBand, rate: 1 %} | funding.rate is given; expected rate or rule, not both",
        "{rate: 1 %, damper: 0 %} | funding.damper is given; expected it with rule alone: a fixed"
            + " rate has rate, per and interval",
        "{damper: 0 %} | funding.damper is given; expected it with rule alone: a fixed rate has"
            + " rate, per and interval",
        "{rule: deadBand, interval: 30s} | funding.interval is '30s'; expected 0 (continuous), or a"
            + " duration from 1m to 8h (per)",
        "{rule: deadBand, interval: 1h, phase: 1h} | funding.phase is '1h'; expected a duration"
            + " from 0 to 3599999ms",
        "{rule: deadBand, cap: 1 %} | funding.cap is no key here; expected one of rule, rate,"
            + " interest"
      })
  void aMistakeIsOneLine(String funding, String expected) {
    String message = assertThrows(UserError.class, () -> read(funding)).getMessage();

    assertEquals("file.yaml, line 1: " + expected, message.substring(0, 19 + expected.length()));
  }

  @Test
  void theRuleIsACommandForEachInstrument() {
    VenueSpec deribit = VenueFiles.open("deribit-usdc");

    List<String> rules =
        VenueCheck.commands(deribit).stream()
            .filter(line -> line.contains("SetFundingRule"))
            .toList();

    assertEquals(deribit.instruments().size(), rules.size());
  }
}
