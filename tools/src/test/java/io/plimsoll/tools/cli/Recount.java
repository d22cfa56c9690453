package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what a journal of one instrument says, from the JSON lines that inspect prints, with none
 * of the report's code.
 */
final class Recount {
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;
  private static final JsonMapper JSON = new JsonMapper();

  long commands;
  long events;
  long started;
  long marginCalls;
  long closed;
  long takenOver;
  long deleveragedNotional;
  long netted;
  long pnl;
  long fees;
  long surplus;
  long covered;
  long shares;
  long deleveragings;
  long deposits;
  String digest = "";
  final Map<String, Long> outcomes = new HashMap<>();
  final Map<Integer, Long> stages = new TreeMap<>();

  /** Positions whose liquidation started: a cross wallet may have two legs. */
  final Map<Long, Long> startedInMinute = new HashMap<>();

  final Map<Long, Long> balances = new HashMap<>();
  final List<Long> marks = new ArrayList<>();
  final Set<Long> liquidated = new HashSet<>();
  final Set<Long> deleveraged = new HashSet<>();
  final Set<Long> sharedLoss = new HashSet<>();
  private final Map<String, JsonNode> positions = new HashMap<>();
  private final Map<Long, BigDecimal> notionals = new TreeMap<>();
  private final Set<Long> traders = new HashSet<>();
  private JsonNode scales;
  private JsonNode contract;

  static Recount of(Path journal) throws IOException {
    Cli inspected = Cli.plimsoll("inspect", journal, "--format", "jsonl");
    assertEquals(0, inspected.code, inspected.err);
    Recount recount = new Recount();
    for (String line : inspected.lines()) {
      recount.count(JSON.readTree(line));
    }
    return recount;
  }

  private void count(JsonNode line) {
    JsonNode message = line.get("message");
    if (line.get("record").textValue().equals("command")) {
      commands++;
      command(line, message);
    } else {
      events++;
      event(message);
    }
  }

  private void command(JsonNode line, JsonNode message) {
    switch (message.get("type").textValue()) {
      case "AddInstrument" -> {
        scales = line.get("scales");
        contract = message;
      }
      case "AddAccount" -> {
        if (message.get("kind").textValue().equals("TRADER")) {
          traders.add(message.get("accountId").longValue());
        }
      }
      case "MarkPrice" -> marks.add(message.get("price").longValue());
      default -> {
        // Not counted.
      }
    }
  }

  private void event(JsonNode message) {
    switch (message.get("type").textValue()) {
      case "SnapshotTaken" -> digest = message.get("digest").textValue();
      case "MarginCall" -> marginCalls++;
      case "BalanceChanged", "FundChanged" -> balance(message);
      case "PositionChanged" ->
          positions.put(
              message.get("accountId") + "/" + message.get("positionSide").textValue(), message);
      case "LiquidationStarted" -> started(message);
      case "StageEntered" -> {
        if (message.get("round").intValue() <= 1) {
          stages.merge(message.get("stage").intValue(), 1L, Long::sum);
        }
      }
      case "Deleveraged" -> {
        deleveragings++;
        long counterparty = message.get("counterpartyId").longValue();
        if (traders.contains(counterparty)) {
          deleveraged.add(counterparty);
        }
      }
      case "LossSocialised" -> {
        shares += message.get("share").longValue();
        if (traders.contains(message.get("accountId").longValue())) {
          sharedLoss.add(message.get("accountId").longValue());
        }
      }
      case "LiquidationFinished" -> finished(message);
      default -> {
        // Not counted.
      }
    }
  }

  private void balance(JsonNode message) {
    balances.put(message.get("accountId").longValue(), message.get("balance").longValue());
    if (message.get("reason").textValue().equals("DEPOSIT")) {
      deposits += message.get("amount").longValue();
    }
  }

  private void started(JsonNode message) {
    started++;
    BigDecimal notional = BigDecimal.ZERO;
    String account = message.get("accountId").toString();
    for (String side : List.of("NET", "LONG", "SHORT")) {
      JsonNode position = positions.get(account + "/" + side);
      boolean isolated = message.get("mode").textValue().equals("ISOLATED");
      boolean meant = !isolated || message.get("positionSide").textValue().equals(side);
      if (position != null && meant && position.get("quantity").longValue() != 0) {
        startedInMinute.merge(
            message.get("timestamp").longValue() / NANOS_PER_MINUTE, 1L, Long::sum);
        notional = notional.add(value(position.get("quantity").longValue()));
      }
    }
    notionals.put(message.get("liquidationId").longValue(), notional);
  }

  /** Proportional to the notional; that is all that an order needs. */
  private BigDecimal value(long quantity) {
    BigDecimal mark = BigDecimal.valueOf(lastMark());
    BigDecimal size = BigDecimal.valueOf(quantity).abs();
    return contract.get("contractType").textValue().equals("INVERSE")
        ? size.divide(mark, MathContext.DECIMAL128)
        : size.multiply(mark);
  }

  private void finished(JsonNode message) {
    String outcome = message.get("outcome").textValue();
    outcomes.merge(outcome, 1L, Long::sum);
    if (!outcome.equals("RECOVERED")) {
      liquidated.add(message.get("accountId").longValue());
    }
    closed += message.get("closedNotional").longValue();
    takenOver += message.get("takenOverNotional").longValue();
    deleveragedNotional += message.get("deleveragedNotional").longValue();
    netted += message.get("nettedNotional").longValue();
    pnl += message.get("realisedPnl").longValue();
    fees += message.get("liquidationFee").longValue();
    surplus += message.get("surplus").longValue();
    covered += message.get("covered").longValue();
  }

  long lastMark() {
    return marks.get(marks.size() - 1);
  }

  long lowestMark() {
    return Collections.min(marks);
  }

  long openInterest() {
    return positions.values().stream()
        .mapToLong(position -> Math.max(0, position.get("quantity").longValue()))
        .sum();
  }

  /** Balances and margins. */
  long held() {
    long margins =
        positions.values().stream().mapToLong(position -> position.get("margin").longValue()).sum();
    return margins + balances.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The liquidation with the largest notional; the first of those alike. */
  long largest() {
    long largest = 0;
    BigDecimal most = BigDecimal.valueOf(-1);
    for (Map.Entry<Long, BigDecimal> entry : notionals.entrySet()) {
      if (entry.getValue().compareTo(most) > 0) {
        largest = entry.getKey();
        most = entry.getValue();
      }
    }
    return largest;
  }

  BigDecimal money(long units) {
    return BigDecimal.valueOf(units, scales.get("money").intValue());
  }

  BigDecimal price(long units) {
    return BigDecimal.valueOf(units, scales.get("price").intValue());
  }

  BigDecimal quantity(long units) {
    return BigDecimal.valueOf(units, scales.get("quantity").intValue());
  }
}
