package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.PriceRules.fundingWith;
import static io.plimsoll.engine.core.PriceRules.rule;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarkRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Marks from commands with source and book prices, through the whole engine. */
class ComputedMarkTest {
  private static final long SECOND = 1_000_000_000L;

  private final Venue venue = new Venue();
  private final PriceEncoder prices = new PriceEncoder(venue.engine()::apply);

  @Test
  void newMarkIsToldFirstAndThenWhoIsPastTheLine() {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, 10, 10_000);
    prices.setPriceRule(BTC, rule(MarkRule.ORACLE, 1));
    venue.clear();

    prices.sourcePrice(BTC, 3, 18_090_46);
    assertEquals(
        List.of(
            """
            {"type":"MarkPriceChanged","sequence":19,"timestamp":0,"indexPrice":1809046,\
            "markPrice":1809046,"previousMark":2000000,"computedPrice":1809046,"basis":0,\
            "instrumentId":1,"liveSources":1,"outliers":0,"terms":1,"result":"SET"}"""),
        venue.events());

    prices.sourcePrice(BTC, 3, 18_090_45); // 18,000 / 0.995
    List<OneContract.Event> events = events();
    assertEquals("MarkPriceChanged", events.get(0).text("type"));
    assertEquals("LiquidationStarted", events.get(1).text("type"));
    assertEquals(trader, events.get(1).number("accountId"));
    assertEquals(18_090_45, events.get(1).number("markPrice"));
  }

  @Test
  void bookAloneMovesAMarkThatFollowsTheBasis() {
    prices.setPriceRule(BTC, rule(MarkRule.BASIS_AVERAGE, 1));
    prices.sourcePrice(BTC, 7, 20_000_00);
    venue.clear();
    prices.bookPrice(BTC, 20_010_00, 20_010_01, 0, 0, 0);
    assertChanged("SET", 20_010_00, 20_010_00, 3);
  }

  @Test
  void keptMarkLiquidatesNobody() {
    venue.isolated(BTC, 1_000, 20_000_00, 10, 10_000);
    prices.setPriceRule(BTC, rule(MarkRule.ORACLE, 1));
    venue.clear();

    prices.sourcePrice(BTC, 3, 15_000_00); // the band is 10 %
    assertChanged("KEPT", 20_000_00, 15_000_00, 1);
  }

  @Test
  void staleIndexIsToldAndLeavesTheMark() {
    prices.setPriceRule(BTC, rule(MarkRule.ORACLE, 2));
    venue.clear();

    prices.sourcePrice(BTC, 3, 20_100_00);
    assertChanged("INDEX_STALE", 20_000_00, 0, 0);
    prices.sourcePrice(BTC, 7, 20_200_00);
    assertChanged("SET", 20_100_00, 20_100_00, 1);
  }

  @Test
  void marksAreSetByHandOnlyUnderADirectRule() {
    prices.setPriceRule(BTC, rule(MarkRule.ORACLE, 1));
    venue.clear();
    venue.commands.markPrice(BTC, 20_000_00);
    assertRejected("MARK_IS_COMPUTED", 4, BTC);
    venue.commands.markPrice(ETH, 1_100_00);

    prices.setPriceRule(BTC, rule(MarkRule.DIRECT, 1));
    venue.commands.markPrice(BTC, 21_000_00);
    prices.sourcePrice(BTC, 3, 20_500_00);
    assertChanged("INDEX_ONLY", 21_000_00, 0, 0);

    prices.setPriceRule(BTC, rule(MarkRule.ORACLE, 1));
    prices.setPriceRule(BTC, PriceRule.DEFAULT);
    venue.commands.markPrice(BTC, 20_000_00);
    assertEquals(List.of(), venue.events());
    prices.sourcePrice(BTC, 3, 20_000_00);
    assertRejected("NO_SOURCES", 4, BTC);
  }

  @Test
  void priceThatCannotBeIsRejected() {
    prices.setPriceRule(BTC, rule(MarkRule.ORACLE, 1));
    venue.clear();
    byte[] before = venue.engine().digest();

    prices.sourcePrice(9, 3, 1);
    assertRejected("UNKNOWN_INSTRUMENT", 4, 9);
    prices.sourcePrice(ETH, 3, 1);
    assertRejected("NO_SOURCES", 4, ETH);
    prices.sourcePrice(BTC, 4, 1);
    assertRejected("UNKNOWN_SOURCE", 5, 4);
    prices.sourcePrice(BTC, 3, 0);
    assertRejected("PRICE_OUT_OF_RANGE", 3, 0);
    prices.sourcePrice(BTC, 3, 1_000_000_01);
    assertRejected("PRICE_OUT_OF_RANGE", 3, 1_000_000_01);

    prices.bookPrice(9, 0, 0, 0, 0, 0);
    assertRejected("UNKNOWN_INSTRUMENT", 8, 9);
    prices.bookPrice(ETH, 0, 0, 0, 0, 0);
    assertRejected("NO_SOURCES", 8, ETH);
    for (int field = 3; field <= 7; field++) {
      long[] book = new long[5];
      book[field - 3] = -1;
      prices.bookPrice(BTC, book[0], book[1], book[2], book[3], book[4]);
      assertRejected("PRICE_OUT_OF_RANGE", field, -1);
    }
    prices.bookPrice(BTC, 102, 101, 104, 103, 0);
    assertRejected("CROSSED_BOOK", 4, 101);
    prices.bookPrice(BTC, 101, 101, 104, 103, 0);
    assertRejected("CROSSED_BOOK", 6, 103);

    assertArrayEquals(before, venue.engine().digest());
    prices.bookPrice(BTC, 101, 0, 0, 103, 0);
    assertChanged("INDEX_STALE", 20_000_00, 0, 0);
  }

  @Test
  void instrumentWithoutTiersTakesRulesButNoPrices() {
    venue.commands.addInstrument(
        5, Venue.USDT, "NEW", ContractType.LINEAR, 2, 3, 1, 1L << 50, 1, Venue.FEES, Venue.FUND);
    prices.setPriceRule(5, rule(MarkRule.ORACLE, 1));
    assertEquals(List.of(), venue.events());
    prices.sourcePrice(5, 3, 1);
    assertRejected("NO_TIERS", 4, 5);
    prices.bookPrice(5, 0, 0, 0, 0, 0);
    assertRejected("NO_TIERS", 8, 5);
  }

  @Test
  void closedInstrumentTakesNoPricesAndSetsNoRate() {
    Contract future = new Contract(ContractType.LINEAR, 0, 1, SECOND);
    venue.commands.addInstrument(
        5, Venue.USDT, "FUT", future, 2, 3, 1, 1_000_000, 1, Venue.FEES, Venue.FUND);
    venue.commands.setRiskTiers(5, List.of(new RiskTier(0, 5_000_000, 10_000)));
    prices.setPriceRule(5, rule(MarkRule.ORACLE, 1));
    prices.setFundingRule(5, fundingWith(3, 0));
    prices.sourcePrice(5, 3, 1_000);
    venue.commands.at(SECOND).settleInstrument(5, 1_000);
    venue.clear();

    prices.at(SECOND).sourcePrice(5, 3, 1_000);
    assertRejected("INSTRUMENT_CLOSED", 4, 5);
    prices.bookPrice(5, 0, 0, 0, 0, 0);
    assertRejected("INSTRUMENT_CLOSED", 8, 5);
    venue.commands.markPrice(5, 1_000);
    assertRejected("INSTRUMENT_CLOSED", 4, 5);
    venue.commands.at(7_200 * SECOND).clock();
    assertEquals(List.of("InstrumentSettled"), events().stream().map(e -> e.text("type")).toList());
  }

  @Test
  void digestHoldsRulesAndAllThatTheyGather() {
    byte[] empty = venue.engine().digest();
    prices.setPriceRule(BTC, rule(MarkRule.DIRECT, 2));
    byte[] ruled = assertOther(empty);
    prices.sourcePrice(BTC, 3, 20_000_00);
    byte[] sourced = assertOther(ruled);
    prices.bookPrice(BTC, 0, 0, 0, 0, 0);
    byte[] booked = assertOther(sourced);
    prices.sourcePrice(BTC, 7, 20_000_00);
    assertOther(booked);
    prices.setPriceRule(BTC, PriceRule.DEFAULT);
    assertArrayEquals(empty, venue.engine().digest());

    prices.setFundingRule(BTC, fundingWith(3, 0));
    assertOther(empty);
    prices.setFundingRule(BTC, FundingRule.DEFAULT);
    assertArrayEquals(empty, venue.engine().digest());
  }

  private byte[] assertOther(byte[] before) {
    byte[] after = venue.engine().digest();
    assertFalse(Arrays.equals(before, after));
    return after;
  }

  private List<OneContract.Event> events() {
    return venue.events().stream().map(OneContract.Event::new).toList();
  }

  private void assertChanged(String result, long mark, long computed, int terms) {
    List<OneContract.Event> events = events();
    assertEquals(1, events.size(), events::toString);
    OneContract.Event changed = events.get(0);
    assertEquals("MarkPriceChanged", changed.text("type"));
    assertEquals(result, changed.text("result"));
    assertEquals(mark, changed.number("markPrice"));
    assertEquals(computed, changed.number("computedPrice"));
    assertEquals(terms, changed.number("terms"));
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
