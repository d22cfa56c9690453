package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.core.OneContract.Scales;
import io.plimsoll.engine.core.OneContract.Tier;
import io.plimsoll.protocol.VenueRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Maintenance schedules that venues publish with their deductions. The engine is given floors and
 * rates alone; the requirements in its events must be those of the published deductions, and the
 * same from both sides of every floor.
 */
class WorkedScheduleExamplesTest {
  private static final String ENTRY = "100";

  /** More than twice the entry: a short with all of its entry value as margin is bankrupt. */
  private static final String MARK = "250";

  private static final Scales SCALES = new Scales(2, 3, 6);

  /** What one thousandth, the smallest quantity, is worth at the mark. */
  private static final BigDecimal STEP = new BigDecimal("0.25");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Floor, rate in percent, and the deduction that the venue prints. */
  private record Row(String floor, String percent, String deduction) {
    BigDecimal maintenance(BigDecimal notional) {
      return notional
          .multiply(new BigDecimal(percent))
          .divide(HUNDRED)
          .subtract(new BigDecimal(deduction))
          .setScale(SCALES.money(), RoundingMode.CEILING);
    }
  }

  // W17: bybitx.global announcement-info/margin-parameters, BTCUSDT.
  @Test
  void bybitDeductionsFollowFromFloorsAndRates() {
    assertSchedule(
        new Row("0", "0.5", "0"),
        new Row("2000000", "0.56", "1200"),
        new Row("2600000", "0.63", "3020"),
        new Row("3200000", "0.67", "4300"),
        new Row("3800000", "0.71", "5820"),
        new Row("4400000", "0.77", "8460"),
        new Row("5000000", "0.91", "15460"),
        new Row("5600000", "1", "20500"),
        new Row("8500000", "1.3", "46000"),
        new Row("10000000", "1.5", "66000"),
        new Row("14000000", "1.6", "80000"),
        new Row("20000000", "2", "160000"),
        new Row("28000000", "2.5", "300000"),
        new Row("38000000", "2.9", "452000"),
        new Row("50000000", "3", "502000"),
        new Row("55000000", "3.5", "777000"),
        new Row("60000000", "3.6", "837000"),
        new Row("65000000", "3.8", "967000"),
        new Row("70000000", "4", "1107000"),
        new Row("75000000", "4.5", "1482000"));
  }

  // W21: freqtrade freqtrade/exchange/binance_leverage_tiers.json @c9ae5e1 (October 2024), BTCUSDT.
  @Test
  void binanceAmountsFollowFromFloorsAndRates() {
    assertSchedule(
        new Row("0", "0.4", "0"),
        new Row("50000", "0.5", "50"),
        new Row("600000", "0.65", "950"),
        new Row("3000000", "1", "11450"),
        new Row("12000000", "2", "131450"),
        new Row("70000000", "2.5", "481450"),
        new Row("100000000", "5", "2981450"),
        new Row("230000000", "10", "14481450"),
        new Row("480000000", "12.5", "26481450"),
        new Row("600000000", "15", "41481450"),
        new Row("800000000", "25", "121481450"),
        new Row("1200000000", "50", "421481450"));
  }

  // W22: Binance FAQ ceccfcfb, COIN-M BTCUSD: 50 x (5 % - 2.5 %) + 0.56 = 1.81, and 300 BTC fall
  // under 12.5 % less 11.81. The rates below are those that lead to these amounts. The contract is
  // inverse, but its schedule is on a notional in the settlement asset, BTC, like any other.
  @Test
  void binanceCoinMarginAmountsFollowFromFloorsAndRates() {
    Row[] rows = {
      new Row("0", "0.4", "0"),
      new Row("10", "0.5", "0.01"),
      new Row("20", "1", "0.11"),
      new Row("30", "2.5", "0.56"),
      new Row("50", "5", "1.81"),
      new Row("100", "10", "6.81"),
      new Row("200", "12.5", "11.81")
    };
    assertSchedule(rows);
    assertEquals(List.of(new BigDecimal("25.690000")), requirements(rows, "300"));
  }

  // W20: Binance FAQ b3c689c1, BTCUSDT in 2021: 264,000 falls under 1 %; the amount at 500,000 is
  // 1,300.
  @Test
  void binanceMaintenanceOfHalfAMillionIs3700() {
    Row[] rows = {
      new Row("0", "0.4", "0"),
      new Row("50000", "0.5", "50"),
      new Row("250000", "1", "1300"),
      new Row("1000000", "2.5", "16300")
    };
    assertSchedule(rows);
    assertEquals(
        List.of(new BigDecimal("1340.000000"), new BigDecimal("3700.000000")),
        requirements(rows, "264000", "500000"));
  }

  /** At each floor, and the smallest quantity below and above it. */
  private static void assertSchedule(Row... rows) {
    List<String> notionals = new ArrayList<>();
    List<BigDecimal> expected = new ArrayList<>();
    for (int i = 1; i < rows.length; i++) {
      BigDecimal floor = new BigDecimal(rows[i].floor());
      BigDecimal below = floor.subtract(STEP);
      BigDecimal above = floor.add(STEP);
      assertEquals(rows[i - 1].maintenance(floor), rows[i].maintenance(floor));
      for (BigDecimal notional : List.of(below, floor, above)) {
        notionals.add(notional.toPlainString());
      }
      expected.add(rows[i - 1].maintenance(below));
      expected.add(rows[i].maintenance(floor));
      expected.add(rows[i].maintenance(above));
    }
    assertEquals(expected, requirements(rows, notionals.toArray(new String[0])));
  }

  /** What the engine says when shorts of these notionals at the mark are liquidated. */
  private static List<BigDecimal> requirements(Row[] rows, String... notionals) {
    List<Tier> tiers = new ArrayList<>();
    for (Row row : rows) {
      tiers.add(new Tier(row.floor(), row.percent()));
    }
    OneContract contract = new OneContract(VenueRules.DEFAULT, SCALES, ENTRY, tiers);
    for (String notional : notionals) {
      BigDecimal quantity = new BigDecimal(notional).divide(new BigDecimal(MARK)).negate();
      contract.isolated(quantity.toPlainString(), ENTRY, 1);
    }
    contract.mark(MARK);
    List<Event> started = new ArrayList<>(contract.all("LiquidationStarted"));
    assertEquals(notionals.length, started.size());
    started.sort((a, b) -> Long.compare(a.number("accountId"), b.number("accountId")));
    return started.stream()
        .map(e -> BigDecimal.valueOf(e.number("requirement"), SCALES.money()))
        .toList();
  }
}
