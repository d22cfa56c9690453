package io.plimsoll.tools.calc;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.calc.AnswerText.Table;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.VenueDocument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Lesson cases by name, each from an engine with the venue's rules. */
public final class Lessons {
  private static final int HUNDRED = 100;

  /** What each case is about, by name. */
  public static final Map<String, String> CASES = cases();

  private final VenueDocument venue;
  private final long entry;
  private final AnswerPrinter printer;

  /**
   * Lessons at a venue.
   *
   * @param venue its file
   * @param entry price, in the scale of the first instrument
   * @param printer prints them
   */
  public Lessons(VenueDocument venue, long entry, AnswerPrinter printer) {
    this.venue = venue;
    this.entry = entry;
    this.printer = printer;
  }

  private static Map<String, String> cases() {
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("hundred-dollars", "100 at 100x control 10,000");
    cases.put("five-percent", "a move of 5 % at 10x, 20x, 50x and 100x");
    cases.put("twenty-thousand", "a trader loses 20,000 in one liquidation");
    cases.put("stop-loss", "risking 1 % or 2 % of the balance, with a stop-loss and without");
    return cases;
  }

  /**
   * Prints a case.
   *
   * @throws UserError if there is none of that name, or the venue does not allow it
   */
  public void print(String name) {
    Map<String, Consumer<String>> lessons =
        Map.of(
            "hundred-dollars", this::hundredDollars,
            "five-percent", this::fivePercent,
            "twenty-thousand", this::twentyThousand,
            "stop-loss", this::stopLoss);
    if (!lessons.containsKey(name)) {
      throw new UserError(
          "no case named " + name + "; expected one of " + String.join(", ", CASES.keySet()));
    }
    lessons.get(name).accept(CASES.get(name));
  }

  private void hundredDollars(String title) {
    Answer answer = answer(100, dollars(100), List.of(100, 50, 0, -25, -50, -75, -100));
    AnswerText text = new AnswerText(answer);
    printer.lesson(
        title,
        intro(text),
        List.of(text.moves()),
        List.of(
            "One percent against the position is the whole margin; the liquidation price comes before, at "
                + text.figures().get("distance to it")
                + "."));
  }

  private void fivePercent(String title) {
    List<List<String>> rows = new ArrayList<>();
    for (int leverage : List.of(10, 20, 50, 100)) {
      Answer answer = answer(leverage, dollars(1_000), List.of(500, -500));
      AnswerText text = new AnswerText(answer);
      List<List<String>> moves = text.moves().rows();
      rows.add(
          List.of(
              leverage + "x",
              text.figures().get("notional"),
              text.figures().get("distance to it"),
              moves.get(0).get(3),
              moves.get(1).get(3),
              moves.get(1).get(4),
              moves.get(1).get(5)));
    }
    printer.lesson(
        title,
        List.of("At " + venue.title() + ", each with a margin of 1,000, long, isolated."),
        List.of(
            new Table(
                "Five percent up and down",
                List.of(
                    "leverage",
                    "notional",
                    "liquidation",
                    "+5 %",
                    "-5 %",
                    "of margin",
                    "how it ended"),
                rows)),
        List.of("The same five percent: half of the margin at 10x, all of it from 20x on."));
  }

  private void twentyThousand(String title) {
    Answer answer = answer(20, dollars(20_000), List.of(-300, -400, -500, -1_000));
    AnswerText text = new AnswerText(answer);
    printer.lesson(
        title,
        intro(text),
        List.of(text.moves()),
        List.of(
            "A margin of 20,000 at 20x carries 400,000. The mark passes "
                + text.figures().get("liquidation price")
                + " ("
                + text.figures().get("distance to it")
                + "), and one liquidation takes it; what happens to the price afterwards no longer matters."));
  }

  /** The stop is 2 % away; its size makes the loss there 1 % or 2 % of a balance of 10,000. */
  private void stopLoss(String title) {
    long balance = dollars(10_000);
    List<List<String>> rows = new ArrayList<>();
    for (int risk : List.of(1, 2)) {
      for (int leverage : List.of(10, 50)) {
        rows.add(stopLoss(balance, risk, leverage));
      }
    }
    printer.lesson(
        title,
        List.of(
            "At "
                + venue.title()
                + ", long, cross, a balance of 10,000. The stop is 2 % below the entry, the position"
                + " so large that the loss there is 1 % or 2 % of the balance, fees apart.",
            "Without a stop, all in: the same balance as margin for the largest position at that leverage, isolated."),
        List.of(
            new Table(
                "With a stop and without",
                List.of(
                    "risk",
                    "leverage",
                    "position",
                    "lost at the stop",
                    "all in",
                    "lost without a stop"),
                rows)),
        List.of(
            "With a stop, the size of the position follows from what may be lost, and leverage only says how much margin lies idle.",
            "Without one, the loss is whatever the margin is. A stop is an order: in a gap it fills below its price."));
  }

  private List<String> stopLoss(long balance, int risk, int leverage) {
    long notional = balance / HUNDRED * risk * 50;
    AnswerText whole = new AnswerText(answer(leverage, balance, List.of(-2_500)));
    long quantity = quantityOf(notional);
    Answer small =
        Calculator.answer(
            new Question(
                venue,
                1,
                true,
                HUNDRED * leverage,
                entry,
                OptionalLong.of(quantity),
                OptionalLong.empty(),
                MarginMode.CROSS,
                OptionalLong.of(balance),
                List.of(),
                List.of(-200)));
    List<String> stopped = new AnswerText(small).moves().rows().get(0);
    return List.of(
        risk + " %",
        leverage + "x",
        new AnswerText(small).figures().get("notional"),
        stopped.get(3),
        whole.figures().get("notional"),
        whole.moves().rows().get(0).get(3));
  }

  private ContractSpec contract() {
    return venue.leveraged().contract();
  }

  private long quantityOf(long notional) {
    return BigInteger.valueOf(notional)
        .multiply(BigInteger.TEN.pow(contract().priceScale() + contract().quantityScale()))
        .divide(BigInteger.valueOf(entry))
        .divide(BigInteger.TEN.pow(contract().moneyScale()))
        .longValueExact();
  }

  private Answer answer(int leverage, long margin, List<Integer> moves) {
    return Calculator.answer(
        new Question(
            venue,
            1,
            true,
            HUNDRED * leverage,
            entry,
            OptionalLong.empty(),
            OptionalLong.of(margin),
            venue.leveraged().marginModes().contains(MarginMode.ISOLATED)
                ? MarginMode.ISOLATED
                : MarginMode.CROSS,
            OptionalLong.empty(),
            List.of(),
            moves));
  }

  private long dollars(long amount) {
    if (!contract().asset().startsWith("USD")) {
      throw new UserError(
          "venue "
              + venue.spec().name()
              + " settles in "
              + contract().asset()
              + "; for a lesson expected one that settles in dollars");
    }
    return amount * BigInteger.TEN.pow(contract().moneyScale()).longValueExact();
  }

  private List<String> intro(AnswerText text) {
    List<String> lines = new ArrayList<>();
    lines.add(text.title());
    lines.add("");
    text.figures()
        .forEach((name, value) -> lines.add(String.format(Locale.ROOT, "  %-20s %s", name, value)));
    return lines;
  }

  /** A round price for lessons, if none is given. */
  public static long usualEntry(ContractSpec contract) {
    BigDecimal price = new BigDecimal(contract.underlying().equals("BTC") ? 100_000 : 1_000);
    return price
        .movePointRight(contract.priceScale())
        .setScale(0, RoundingMode.UNNECESSARY)
        .longValueExact();
  }

  /** The cases for people, a line each. */
  public static List<String> list() {
    return CASES.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%-16s %s", e.getKey(), e.getValue()))
        .toList();
  }
}
