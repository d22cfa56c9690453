package io.plimsoll.tools.calc;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.VenueValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer in words: lines and tables that text, Markdown and JSON share. */
public final class AnswerText {
  private static final int HUNDRED = 100;

  /**
   * A table.
   *
   * @param title above it
   * @param head of the columns
   * @param rows of as many cells each
   */
  public record Table(String title, List<String> head, List<List<String>> rows) {}

  private final Answer answer;
  private final Question question;
  private final ContractSpec contract;

  /** Words for an answer. */
  public AnswerText(Answer answer) {
    this.answer = answer;
    this.question = answer.question();
    this.contract = question.venue().instruments().get(question.instrument() - 1).contract();
  }

  /** What was asked, for a heading. */
  public String title() {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s %s %s at %s, %sx, %s",
        question.document().title(),
        contract.symbol(),
        question.isLong() ? "long" : "short",
        quantity(answer.quantity()),
        contract.quantityUnit(),
        price(question.entry()),
        leverage(question.leverage()),
        question.mode().name().toLowerCase(Locale.ROOT));
  }

  /** The figures, by name. */
  public Map<String, String> figures() {
    boolean isolated = question.mode() == MarginMode.ISOLATED;
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("notional", money(answer.notional()));
    figures.put("initial margin", money(answer.initialMargin()));
    figures.put("trading fee", money(answer.fee()));
    figures.put(isolated ? "position margin" : "wallet balance", money(answer.funds()));
    figures.put("maintenance margin", money(answer.maintenanceMargin()));
    figures.put("liquidation price", priceOr(answer.liquidationPrice(), "none"));
    figures.put("distance to it", distance(answer.liquidationPrice()));
    figures.put("bankruptcy price", priceOr(answer.bankruptcyPrice(), "none"));
    figures.put("distance to that", distance(answer.bankruptcyPrice()));
    return figures;
  }

  /** What moves of the mark do. */
  public Table moves() {
    List<List<String>> rows = new ArrayList<>();
    for (Answer.Move move : answer.moves()) {
      long change = move.left() - move.before();
      rows.add(
          List.of(
              percent(move.move() / 100.0),
              price(move.mark()),
              money(move.pnl()),
              money(change),
              percent(100.0 * change / Math.max(1, answer.initialMargin())),
              outcome(move.outcomes())));
    }
    return new Table(
        "What a move of the mark does, step by step; forced orders fill whole at the mark",
        List.of("move", "mark", "PnL if held", "what it did", "of initial margin", "liquidation"),
        rows);
  }

  private static String outcome(List<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? "none"
        : outcomes.stream()
            .map(o -> o.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** The same quantity at other leverages. */
  public Table leverages() {
    List<List<String>> rows = new ArrayList<>();
    for (Answer.Row row : answer.table()) {
      rows.add(
          row.allowed()
              ? List.of(
                  leverage(row.leverage()) + "x",
                  money(row.initialMargin()),
                  priceOr(row.liquidationPrice(), "none"),
                  distance(row.liquidationPrice()),
                  priceOr(row.bankruptcyPrice(), "none"),
                  distance(row.bankruptcyPrice()))
              : List.of(leverage(row.leverage()) + "x", "not allowed", "", "", "", ""));
    }
    return new Table(
        "The same quantity at other leverages",
        List.of(
            "leverage",
            "initial margin",
            "liquidation price",
            "distance",
            "bankruptcy price",
            "distance"),
        rows);
  }

  /** The formulas with numbers. */
  public List<String> steps() {
    return answer.steps();
  }

  /** What is not verified behind the answer. */
  public List<String> assumptions() {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (VenueValue value : answer.assumptions()) {
      byReason
          .computeIfAbsent(value.origin().text(), key -> new ArrayList<>())
          .add(value.path() + " " + value.text());
    }
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, values) ->
            lines.add(
                (values.size() > 3
                        ? values.get(0) + " and " + (values.size() - 1) + " more"
                        : String.join(", ", values))
                    + ": "
                    + reason));
    return lines;
  }

  private String quantity(long quantity) {
    return Text.exact(quantity, contract.quantityScale());
  }

  private String price(long price) {
    return Text.exact(price, contract.priceScale());
  }

  private String priceOr(long price, String otherwise) {
    return price == 0 ? otherwise : price(price);
  }

  private String money(long amount) {
    BigDecimal exact = BigDecimal.valueOf(amount, contract.moneyScale());
    int decimals = contract.asset().startsWith("USD") ? 2 : contract.moneyScale();
    return Text.group(exact.setScale(decimals, RoundingMode.HALF_UP).toPlainString())
        + " "
        + contract.asset();
  }

  private String distance(long price) {
    return price == 0 ? "-" : percent(100.0 * (price - question.entry()) / question.entry());
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%+.2f %%", percent);
  }

  private static String leverage(int hundredths) {
    return hundredths % HUNDRED == 0
        ? Integer.toString(hundredths / HUNDRED)
        : Decimals.format(hundredths, Decimals.LEVERAGE_SCALE);
  }
}
