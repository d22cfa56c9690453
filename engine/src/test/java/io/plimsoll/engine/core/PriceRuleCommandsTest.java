package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.PriceRules.TWO;
import static io.plimsoll.engine.core.PriceRules.fundingWith;
import static io.plimsoll.engine.core.PriceRules.rule;
import static io.plimsoll.engine.core.PriceRules.ruleWith;
import static io.plimsoll.engine.core.Venue.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceRuleCommandsTest {
  private static final long SECOND = 1_000_000_000L;

  private final Venue venue = new Venue();
  private final PriceEncoder prices = new PriceEncoder(venue.engine()::apply);

  @Test
  void priceRuleOutsideItsRangesIsRejected() {
    prices.setPriceRule(9, rule(MarkRule.ORACLE, 1));
    assertRejected("UNKNOWN_INSTRUMENT", 11, 9);
    long day = 86_400 * SECOND;
    long[][] wrong = {
      {3, 0}, {3, day + 1}, {4, -1}, {4, 1_000_000_001}, {5, 999_999}, {5, day + 1},
      {6, 0}, {6, day + 1}, {7, -1}, {7, 1_000_000_001}, {8, -1}, {8, 1_000_000_001},
      {9, -1}, {9, 1_000_000_001}, {10, 0}, {10, day + 1}, {12, 0}, {12, 65},
      {13, 0}, {13, 3},
    };
    for (long[] w : wrong) {
      prices.setPriceRule(BTC, ruleWith((int) w[0], w[1], MarkRule.ORACLE, TWO));
      assertRejected("INVALID_VALUE", (int) w[0], w[1]);
    }
    prices.setPriceRule(BTC, ruleWith(13, 1, MarkRule.DIRECT, List.of()));
    assertRejected("INVALID_VALUE", 13, 1);
    prices.setPriceRule(BTC, ruleWith(14, 0, MarkRule.NULL_VAL, TWO));
    assertRejected("INVALID_VALUE", 14, 255);
  }

  @Test
  void sourcesOutsideTheirRangesAreRejected() {
    assertSourcesRejected(17, 0);
    IndexSource[] seventeen = new IndexSource[17];
    Arrays.setAll(seventeen, i -> new IndexSource(i + 1, 1));
    assertSourcesRejected(17, 17, seventeen);
    assertSourcesRejected(18, 0, new IndexSource(0, 1));
    assertSourcesRejected(18, 2, new IndexSource(2, 1), new IndexSource(2, 1));
    assertSourcesRejected(19, 0, new IndexSource(1, 1), new IndexSource(2, 0));
    assertSourcesRejected(19, 1_000_001, new IndexSource(1, 1_000_001));
  }

  private void assertSourcesRejected(int field, long detail, IndexSource... sources) {
    prices.setPriceRule(BTC, ruleWith(13, 1, MarkRule.EMA, List.of(sources)));
    assertRejected("INVALID_SOURCES", field, detail);
  }

  @Test
  void priceRuleNeedsAHighestPriceWithinFiftyBits() {
    long above = (1L << 50) + 1;
    venue.commands.addInstrument(
        5, Venue.USDT, "WIDE", ContractType.LINEAR, 2, 3, 1, above, 1, Venue.FEES, Venue.FUND);
    venue.clear();
    prices.setPriceRule(5, rule(MarkRule.ORACLE, 1));
    assertRejected("LIMIT_EXCEEDED", 11, above);
  }

  @Test
  void fundingRuleOutsideItsRangesIsRejected() {
    long minute = 60 * SECOND;
    long hour = 60 * minute;
    prices.setFundingRule(9, FundingRule.DEFAULT);
    assertRejected("UNKNOWN_INSTRUMENT", 10, 9);
    long[][] wrong = {
      {3, -1_000_000_001},
      {3, 1_000_000_001},
      {4, -1},
      {4, 1_000_000_001},
      {5, -1},
      {5, 1_000_000_001},
      {6, -1},
      {6, minute - 1},
      {6, 8 * hour + 1},
      {7, -1},
      {7, hour},
      {8, minute - 1},
      {8, 24 * hour + 1},
      {9, SECOND - 1},
      {9, 24 * hour + 1},
    };
    for (long[] w : wrong) {
      prices.setFundingRule(BTC, fundingWith((int) w[0], w[1]));
      assertRejected("INVALID_VALUE", (int) w[0], w[1]);
    }
    prices.setFundingRule(
        BTC,
        new FundingRule(
            0,
            0,
            0,
            0,
            1,
            hour,
            SECOND,
            FundingRateRule.NONE,
            PremiumKind.MARK,
            PremiumAverage.PLAIN,
            FundingPriceKind.MARK));
    assertRejected("INVALID_VALUE", 7, 1);
  }

  @Test
  void groupThatDoesNotFillTheMessageIsMalformed() {
    PriceEncoder cut =
        new PriceEncoder(
            (buffer, offset, length) -> venue.engine().apply(buffer, offset, length - 8));
    cut.setPriceRule(BTC, rule(MarkRule.ORACLE, 1));
    assertEquals("MALFORMED", events().get(0).text("reason"));
  }

  private List<OneContract.Event> events() {
    return venue.events().stream().map(OneContract.Event::new).toList();
  }

  private void assertRejected(String reason, int field, long detail) {
    List<OneContract.Event> events = events();
    assertEquals(1, events.size(), events::toString);
    OneContract.Event rejected = events.get(0);
    assertEquals(reason, rejected.text("reason"), rejected::toString);
    assertEquals(field, rejected.number("fieldId"), rejected::toString);
    assertEquals(detail, rejected.number("detail"), rejected::toString);
  }
}
