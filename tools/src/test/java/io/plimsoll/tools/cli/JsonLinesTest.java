package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outsider's program does with the lines, as docs/inspect.md shows it. */
class JsonLinesTest {
  @TempDir private Path folder;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<Long, Long> balances = new HashMap<>();
  private final Map<Long, Long> quantities = new HashMap<>();
  private final Map<Long, Long> costs = new HashMap<>();
  private final Map<Long, Long> margins = new HashMap<>();
  private long paidIn;
  private JsonNode command;

  @Test
  void linesAloneRecomputeAllBalances() throws IOException {
    Path journal = folder.resolve("journal");
    Cli run =
        Cli.plimsoll("run", "-q", "--accounts", 400, "--marks-per-bar", 8, "--journal", journal);
    assertEquals(0, run.code, run.toString());

    Cli json = Cli.plimsoll("inspect", journal, "--format", "jsonl");
    long sequence = 0;
    int index = 0;
    for (String line : json.lines()) {
      JsonNode record = mapper.readTree(line);
      if (record.get("record").asText().equals("command")) {
        sequence++;
        index = 0;
        command = record.get("message");
      } else {
        assertEquals(index++, record.get("index").asInt());
        apply(record);
      }
      assertEquals(sequence, record.get("sequence").asLong());
    }

    long inside = sum(balances) + sum(margins) - sum(costs);
    assertEquals(paidIn, inside);
    assertEquals(0, sum(quantities));
    assertTrue(balances.size() > 400);
  }

  private void apply(JsonNode record) {
    JsonNode event = record.get("message");
    long account = event.path("accountId").asLong();
    switch (event.get("type").asText()) {
      case "BalanceChanged", "FundChanged" ->
          assertEquals(
              event.get("balance").asLong(),
              balances.merge(account, event.get("amount").asLong(), Long::sum));
      case "PositionChanged" -> applyPosition(account, event, record.get("scales"));
      case "CommandAccepted" -> {
        if (command.get("type").asText().equals("Deposit")) {
          paidIn += command.get("amount").asLong();
        }
      }
      default -> {
        // Moves no money.
      }
    }
  }

  private void applyPosition(long account, JsonNode event, JsonNode scales) {
    if (event.get("reason").asText().endsWith("FILL")) {
      int shift =
          scales.get("money").asInt()
              - scales.get("price").asInt()
              - scales.get("quantity").asInt();
      long unit = (long) StrictMath.pow(10, shift);
      assertEquals(
          event.get("tradeQuantity").asLong() * command.get("price").asLong() * unit,
          event.get("tradeValue").asLong());
    }
    long costChange = event.get("tradeValue").asLong() + event.get("realisedPnl").asLong();
    assertEquals(event.get("cost").asLong(), costs.merge(account, costChange, Long::sum));
    assertEquals(
        event.get("quantity").asLong(),
        quantities.merge(account, event.get("tradeQuantity").asLong(), Long::sum));
    margins.put(account, event.get("margin").asLong());
  }

  private static long sum(Map<Long, Long> values) {
    return values.values().stream().mapToLong(v -> v).sum();
  }
}
