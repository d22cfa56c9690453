package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of a report are those of the journal, counted anew from what inspect prints. */
class ReportNumbersTest {
  /** Keeps every digit and every zero of a number. */
  static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @TempDir Path folder;
  private Recount journal;
  private JsonNode numbers;
  private JsonNode asset;
  private JsonNode instrument;

  @ParameterizedTest
  @ValueSource(strings = {"default", "inverse", "continuous", "socialised", "hedged"})
  void everyNumberIsCountedAnewFromTheJournal(String venue) throws IOException {
    read(venue);

    assertEquals(journal.commands, numbers.at("/run/commands").longValue());
    assertEquals(journal.events, numbers.at("/run/events").longValue());
    assertEquals(journal.digest, numbers.at("/run/digest").textValue());
    assertEquals(600, numbers.at("/run/traders").intValue());
    assertEquals(journal.liquidated.size(), numbers.at("/run/liquidated").intValue());
    assertEquals(journal.deleveraged.size(), numbers.at("/run/deleveraged").intValue());
    assertEquals(journal.sharedLoss.size(), numbers.at("/run/sharedLoss").intValue());
    assertTrue(journal.liquidated.size() > 50, "too few to show anything");
    liquidationsAgree();
    marksAndInterestAgree();
    moneyAgrees();
    barsAgree();
    rowsAgree();
  }

  private void read(String venue) throws IOException {
    Path made = folder.resolve(venue);
    String[] run = {"run", "--accounts", "600", "--marks-per-bar", "20", "--venue", venue};
    List<Object> args = new ArrayList<>(List.of(run));
    args.addAll(List.of("--no-report", "--journal", made));
    Cli ran = Cli.plimsoll(args.toArray());
    assertEquals(0, ran.code, ran::toString);
    Cli reported = Cli.plimsoll("report", made, "-o", folder.resolve("report"));
    assertEquals(0, reported.code, reported::toString);
    journal = Recount.of(made);
    numbers = EXACT.readTree(Files.readString(folder.resolve("report/numbers.json")));
    asset = numbers.at("/assets/0");
    instrument = numbers.at("/instruments/0");
    assertEquals(ran.after("Digest"), journal.digest);
  }

  private void liquidationsAgree() {
    assertEquals(journal.started, asset.get("liquidations").longValue());
    assertEquals(journal.marginCalls, asset.get("marginCalls").longValue());
    for (Map.Entry<String, JsonNode> outcome : asset.get("outcomes").properties()) {
      long ended = journal.outcomes.getOrDefault(outcome.getKey(), 0L);
      assertEquals(ended, outcome.getValue().longValue(), outcome.getKey());
    }
    JsonNode sums = asset.get("sums");
    assertMoney(journal.closed, sums.get("CLOSED"));
    assertMoney(journal.takenOver, sums.get("TAKEN_OVER"));
    assertMoney(journal.deleveragedNotional, sums.get("DELEVERAGED"));
    assertMoney(journal.netted, sums.get("NETTED"));
    assertMoney(journal.pnl, sums.get("REALISED_PNL"));
    assertMoney(journal.fees, sums.get("FEES"));
    assertMoney(journal.surplus, sums.get("SURPLUS"));
    assertMoney(journal.covered, sums.get("COVERED"));
    assertMoney(journal.shares, sums.get("SOCIALISED"));
    BigDecimal closed = BigDecimal.ZERO;
    BigDecimal takenOver = BigDecimal.ZERO;
    for (JsonNode stage : asset.get("stages")) {
      closed = closed.add(stage.get("closed").decimalValue());
      takenOver = takenOver.add(stage.get("takenOver").decimalValue());
      assertEquals(
          journal.stages.get(stage.get("stage").intValue()), stage.get("liquidations").longValue());
    }
    assertEquals(journal.stages.size(), asset.get("stages").size());
    assertEquals(sums.get("CLOSED").decimalValue(), closed);
    assertEquals(sums.get("TAKEN_OVER").decimalValue(), takenOver);
  }

  private void marksAndInterestAgree() {
    JsonNode mark = instrument.get("mark");
    assertEquals(journal.marks.size(), mark.get("count").intValue());
    assertEquals(journal.price(journal.marks.get(0)), mark.get("first").decimalValue());
    assertEquals(journal.price(journal.lastMark()), mark.get("last").decimalValue());
    assertEquals(journal.price(journal.lowestMark()), mark.get("low").decimalValue());
    JsonNode lows = instrument.at("/marks/low");
    BigDecimal lowest = lows.get(0).decimalValue();
    for (JsonNode low : lows) {
      lowest = lowest.min(low.decimalValue());
    }
    assertEquals(mark.get("low").decimalValue(), lowest);
    JsonNode interest = instrument.at("/openInterest/all");
    assertEquals(
        journal.quantity(journal.openInterest()), interest.get(interest.size() - 1).decimalValue());
  }

  private void moneyAgrees() {
    JsonNode fund = asset.at("/funds/0");
    BigDecimal ledger = BigDecimal.ZERO;
    for (JsonNode flow : fund.get("ledger")) {
      ledger = ledger.add(flow.decimalValue());
    }
    assertMoney(journal.balances.get(fund.get("account").longValue()), fund.get("balance"));
    assertEquals(fund.get("balance").decimalValue(), ledger);
    BigDecimal paidIn = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal unrealised = BigDecimal.ZERO;
    for (JsonNode party : asset.get("parties")) {
      paidIn = paidIn.add(party.get("paidIn").decimalValue());
      held = held.add(party.get("held").decimalValue());
      unrealised = unrealised.add(party.get("unrealised").decimalValue());
    }
    assertEquals(journal.money(journal.deposits), paidIn);
    assertEquals(journal.money(journal.held()), held);
    boolean exact = !instrument.get("type").textValue().equals("INVERSE");
    BigDecimal gain = held.add(unrealised).subtract(paidIn);
    assertTrue(exact ? gain.signum() == 0 : gain.signum() <= 0, "not conserved: " + gain);
  }

  private void barsAgree() {
    JsonNode bars = instrument.get("bars");
    Map<String, BigDecimal> sums =
        Map.of(
            "book", asset.at("/sums/CLOSED").decimalValue(),
            "takeOver", asset.at("/sums/TAKEN_OVER").decimalValue(),
            "adl", asset.at("/sums/DELEVERAGED").decimalValue());
    sums.forEach(
        (way, sum) -> assertEquals(sum, sum(bars, way + "Long").add(sum(bars, way + "Short"))));
    for (int i = 0; i < bars.get("time").size(); i++) {
      long minute = bars.get("time").get(i).longValue() / 60;
      assertEquals(
          journal.startedInMinute.getOrDefault(minute, 0L),
          bars.get("startedLong").get(i).longValue() + bars.get("startedShort").get(i).longValue());
    }
    assertEquals(journal.deleveragings, sum(bars, "deleveragings").longValueExact());
    assertEquals(asset.at("/sums/SOCIALISED").decimalValue(), sum(bars, "socialised"));
  }

  private static BigDecimal sum(JsonNode bars, String column) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode value : bars.get(column)) {
      sum = sum.add(value.decimalValue());
    }
    return sum;
  }

  private void rowsAgree() throws IOException {
    long rows = 0;
    BigDecimal closed = BigDecimal.ZERO;
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("report/liquidations.csv"))) {
      for (NamedCsvRecord row : csv) {
        rows++;
        closed = closed.add(new BigDecimal(row.getField("closed")));
      }
    }
    assertEquals(journal.started, rows);
    assertEquals(asset.at("/sums/CLOSED").decimalValue(), closed);
    BigDecimal before = null;
    for (JsonNode row : asset.get("largest")) {
      BigDecimal notional = row.get("notional").decimalValue();
      assertTrue(before == null || before.compareTo(notional) >= 0, "not in order");
      before = notional;
    }
    assertEquals(journal.largest(), asset.at("/largest/0/liquidation").longValue());
  }

  private void assertMoney(long units, JsonNode amount) {
    assertEquals(journal.money(units), amount.decimalValue());
  }
}
