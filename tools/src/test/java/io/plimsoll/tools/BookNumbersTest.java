package io.plimsoll.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.margin.LiquidationPrice;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.FeeRates;
import io.plimsoll.tools.venue.VenueSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked tables and examples of docs/book and docs/formulas.md, computed by the engine. */
class BookNumbersTest {
  private static final long PPB = 1_000_000_000L;
  private static final long ONE = 100_000_000;
  private static final long ENTRY = 100_000_00;
  private static final long SIZE = 400;
  private final VenueRules rules = rules(false);
  private final Instrument contract = contract(tiersOfTheRun());

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 50, 100})
  void chapterOneTellsWhatAFallOfFivePercentDoes(int leverage) throws IOException {
    long margin = contract.initialMargin(SIZE, 40_000 * ONE, leverage * 100);
    long value = contract.value(SIZE, 95_000_00);
    long equity = margin + value - contract.value(SIZE, ENTRY);
    long requirement = contract.requirement(rules, SIZE, contract.value(SIZE, ENTRY), value, PPB);
    String state = rules.isPast(equity, requirement) ? "past the line" : "keeps the position";

    String row =
        String.format(
            Locale.ROOT,
            "| %dx | %,d | %,d | %,d | %s |",
            leverage,
            whole(margin),
            whole(equity),
            whole(requirement),
            state);

    assertContains("docs/book/01-margin.md", row);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 50, 100})
  void chapterTwoTellsWhereEachLeverageIsClosed(int leverage) throws IOException {
    long margin = contract.initialMargin(SIZE, 40_000 * ONE, leverage * 100);
    long below = trigger(SIZE, ENTRY, margin);
    long above = trigger(-SIZE, ENTRY, margin);
    long away = margin / contract.value(SIZE, 1);

    String row =
        String.format(
            Locale.ROOT,
            "| %dx | %s | %+.2f %% | %s | %s | %+.2f %% | %s |",
            leverage,
            price(below),
            100.0 * (below - ENTRY) / ENTRY,
            price(ENTRY - away),
            price(above),
            100.0 * (above - ENTRY) / ENTRY,
            price(ENTRY + away));

    assertContains("docs/book/02-liquidation-price.md", row);
  }

  @Test
  void tiersOfTheBookAreThoseOfTheRun() throws IOException {
    List<RiskTier> tiers = tiersOfTheRun();
    for (int i = 0; i < 4; i++) {
      String rate =
          BigDecimal.valueOf(tiers.get(i).maintenanceRate(), 7)
              .stripTrailingZeros()
              .toPlainString();
      String row =
          String.format(
              Locale.ROOT,
              "| %,d | %s %% | %,d | %dx |",
              whole(tiers.get(i).notionalFloor()),
              rate,
              whole(contract.tiers().deduction(i)),
              tiers.get(i).leverageMax() / 100);

      assertContains("docs/book/01-margin.md", row);
    }
  }

  @Test
  void tierIsThatOfTheLiquidationPrice() throws IOException {
    assertEquals(103_915_66, trigger(440, 115_000_00, 5_060 * ONE));
    assertContains("docs/book/02-liquidation-price.md", "= 103,915.66");
  }

  @Test
  void isolatedPositionOfChapterOneWouldHaveBeenClosed() throws IOException {
    long cost = contract.value(224, 113_143_16);

    assertEquals(102_237_79, trigger(224, 113_143_16, contract.initialMargin(224, cost, 1_000)));
    assertContains("docs/book/01-margin.md", "102,237.79");
  }

  /** Published prices, and the first mark past the line with four decimals. */
  @ParameterizedTest
  @CsvSource({
    "1000, 5, false, 1000000, 80707, 8.0707",
    "-1000, 5, false, 1000000, 118911, 11.8911",
    "1000, 3, true, 0, 67380, 6.7380",
  })
  void formulasPageAgreesWithPublishedPrices(
      long quantity, int leverage, boolean feeCounted, long deduction, long expected, String text)
      throws IOException {
    Instrument instrument = linear(new Asset(1, 8), 4, 1_000_0000, 1_000_000);
    if (deduction > 0) {
      // 0.8 % and 1 % from 5: the second tier's deduction is 0.01.
      instrument.tiers().add(0, 8_000_000, 10_000);
      instrument.tiers().add(5 * ONE, 10_000_000, 10_000);
      assertEquals(deduction, instrument.tiers().deduction(1));
    } else {
      instrument.tiers().add(0, 10_000_000, 10_000);
    }
    instrument.fees(0, 600_000);
    long cost = instrument.value(quantity, 10_0000);
    long margin = instrument.initialMargin(quantity, Math.abs(cost), leverage * 100);

    long found = LiquidationPrice.of(rules(feeCounted), instrument, quantity, cost, margin, PPB);

    assertEquals(expected, found);
    assertContains("docs/formulas.md", "| " + text + " |");
  }

  private long trigger(long quantity, long entry, long margin) {
    long cost = contract.value(quantity, entry);
    return LiquidationPrice.of(rules, contract, quantity, cost, margin, PPB);
  }

  private static void assertContains(String page, String text) throws IOException {
    String all = Files.readString(MarkdownBook.root().resolve(page));
    assertTrue(all.contains(text), page + " does not say: " + text);
  }

  private static long whole(long money) {
    assertEquals(0, money % ONE, "not a whole number of USDT");
    return money / ONE;
  }

  private static String price(long price) {
    return String.format(Locale.ROOT, "%,d.%02d", price / 100, price % 100);
  }

  private static List<RiskTier> tiersOfTheRun() {
    return Venue.of(Tapes.open("2025-10-10")).tiers();
  }

  private static Instrument contract(List<RiskTier> tiers) {
    Asset usdt = new Asset(1, ContractSpec.LINEAR.moneyScale());
    Instrument instrument = linear(usdt, 2, 500_000_00, 10_000_000);
    for (RiskTier tier : tiers) {
      instrument.tiers().add(tier.notionalFloor(), tier.maintenanceRate(), tier.leverageMax());
    }
    FeeRates fees = FeeRates.DEFAULT;
    instrument.fees(fees.maker(), fees.taker());
    return instrument;
  }

  /** A linear contract of thousandths, under marginal tiers that are still to be added. */
  private static Instrument linear(Asset asset, int priceScale, long priceMax, long most) {
    ContractTerms terms =
        new ContractTerms(ContractType.LINEAR, 0, priceScale, 3, 1, priceMax, most, 1, 0);
    Instrument instrument = new Instrument(1, asset, terms, 1, 2);
    instrument
        .tiers()
        .start(ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK, 0, 0, 0);
    return instrument;
  }

  private static VenueRules rules(boolean feeCounted) {
    VenueRules rules = new VenueRules();
    rules.configure(
        VenueSpec.DEFAULT_RULES.marginCallRatio(),
        VenueSpec.DEFAULT_RULES.unwindFraction(),
        VenueSpec.DEFAULT_RULES.unwindSlippage(),
        TriggerRule.AT_OR_BELOW,
        feeCounted,
        SurplusTo.FUND,
        SurplusTo.ACCOUNT,
        false);
    return rules;
  }
}
