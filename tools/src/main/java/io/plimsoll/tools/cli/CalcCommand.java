package io.plimsoll.tools.cli;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.calc.AnswerPrinter;
import io.plimsoll.tools.calc.AnswerText;
import io.plimsoll.tools.calc.Calculator;
import io.plimsoll.tools.calc.Lessons;
import io.plimsoll.tools.calc.Question;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll calc}. */
@Command(
    name = "calc",
    description =
        "Says what a leveraged position costs at a venue, with every step of the formula.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "All numbers come from an engine that runs the venue's rules. Lessons: --case list."
    })
final class CalcCommand implements Callable<Integer> {
  private static final String LIST = "list";
  private static final long MONEY_MAX = 1L << 57;
  private static final long PRICE_MAX = 1L << 40;

  @Spec private CommandSpec spec;

  @Option(
      names = "--venue",
      paramLabel = "NAME|FILE",
      defaultValue = "bybit",
      description = "Whose rules. Default: ${DEFAULT-VALUE}; plimsoll venue list names them.")
  private String venue;

  @Option(
      names = "--instrument",
      paramLabel = "SYMBOL",
      description = "Which contract. Default: the venue's first.")
  private String symbol;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      defaultValue = "long",
      description = "long (default) or short.")
  private String side;

  @Option(
      names = "--leverage",
      paramLabel = "N",
      defaultValue = "10",
      description = "At most two decimals. Default: ${DEFAULT-VALUE}.")
  private String leverage;

  @Option(
      names = "--entry",
      paramLabel = "PRICE",
      description = "Entry price. Default: 100000 for BTC, else 1000.")
  private String entry;

  @ArgGroup private Size size = new Size();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "isolated or cross. Default: isolated, where the venue has it.")
  private String mode;

  @Option(
      names = "--balance",
      paramLabel = "AMOUNT",
      description = "Money in the wallet before. Default: what the position needs.")
  private String balance;

  @Option(
      names = "--position",
      paramLabel = "P",
      description =
          "Another cross position in the wallet: SYMBOL:SIDE:QUANTITY:ENTRY:LEVERAGE, perhaps with :MARK. Repeatable.")
  private List<String> positions = List.of();

  @Option(
      names = "--move",
      paramLabel = "PERCENT",
      split = ",",
      description = "Moves of the mark. Default: -10,-5,-2,-1,1,2,5,10.")
  private List<String> moves = List.of("-10", "-5", "-2", "-1", "1", "2", "5", "10");

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "TEXT",
      description = "text (default), json or markdown.")
  private AnswerPrinter.Format format;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "A lesson instead; list names them. Takes --venue, --entry and --format.")
  private String lesson;

  /** How large the position is. */
  static final class Size {
    @Option(names = "--quantity", paramLabel = "Q", description = "How much. Default: 1.")
    private String quantity;

    @Option(
        names = "--margin",
        paramLabel = "AMOUNT",
        description = "As much as this initial margin allows.")
    private String margin;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AnswerPrinter printer = new AnswerPrinter(out, format);
    if (LIST.equals(lesson)) {
      Lessons.list().forEach(out::println);
      out.flush();
      return 0;
    }
    VenueDocument document = VenueFiles.document(venue);
    if (lesson != null) {
      ContractSpec contract = document.leveraged().contract();
      new Lessons(document, entry(contract), printer).print(lesson);
      return 0;
    }
    printer.print(new AnswerText(Calculator.answer(question(document))));
    return 0;
  }

  private Question question(VenueDocument document) {
    VenueSpec rules = document.leveraged();
    int instrument =
        instrument(rules, symbol == null ? rules.contract().symbol() : symbol, "--instrument");
    ContractSpec contract = rules.instruments().get(instrument - 1).contract();
    OptionalLong margin =
        size.margin == null
            ? OptionalLong.empty()
            : OptionalLong.of(number("--margin", size.margin, contract.moneyScale(), MONEY_MAX));
    String quantity = size.quantity == null ? "1" : size.quantity;
    return new Question(
        document,
        instrument,
        isLong("--side", side),
        leverage("--leverage", leverage),
        entry(contract),
        margin.isPresent()
            ? OptionalLong.empty()
            : OptionalLong.of(number("--quantity", quantity, contract.quantityScale(), MONEY_MAX)),
        margin,
        mode(rules),
        balance == null
            ? OptionalLong.empty()
            : OptionalLong.of(number("--balance", balance, contract.moneyScale(), MONEY_MAX)),
        others(rules, instrument),
        moves.stream().map(CalcCommand::move).toList());
  }

  private long entry(ContractSpec contract) {
    return entry == null
        ? Lessons.usualEntry(contract)
        : number("--entry", entry, contract.priceScale(), PRICE_MAX);
  }

  private static int instrument(VenueSpec rules, String symbol, String option) {
    List<String> symbols =
        rules.instruments().stream()
            .map(InstrumentSpec::contract)
            .map(ContractSpec::symbol)
            .toList();
    int index = symbols.indexOf(symbol);
    if (index < 0) {
      throw new UserError(
          option + " names " + symbol + "; expected one of " + String.join(", ", symbols));
    }
    return index + 1;
  }

  private static boolean isLong(String option, String side) {
    return switch (side) {
      case "long" -> true;
      case "short" -> false;
      default -> throw new UserError(option + " is '" + side + "'; expected long or short");
    };
  }

  private static int leverage(String option, String text) {
    return (int) number(option, text, Decimals.LEVERAGE_SCALE, 100_000);
  }

  private MarginMode mode(VenueSpec rules) {
    if (mode == null) {
      boolean isolated =
          positions.isEmpty()
              && balance == null
              && rules.marginModes().contains(MarginMode.ISOLATED);
      return isolated ? MarginMode.ISOLATED : MarginMode.CROSS;
    }
    for (MarginMode known : List.of(MarginMode.ISOLATED, MarginMode.CROSS)) {
      if (known.name().toLowerCase(Locale.ROOT).equals(mode)) {
        return known;
      }
    }
    throw new UserError("--mode is '" + mode + "'; expected isolated or cross");
  }

  private List<Question.Other> others(VenueSpec rules, int own) {
    List<Question.Other> others = new ArrayList<>();
    Set<Integer> taken = new HashSet<>(Set.of(own));
    for (String text : positions) {
      String[] parts = text.split(":", -1);
      if (parts.length < 5 || parts.length > 6) {
        throw new UserError(
            "--position is '"
                + text
                + "'; expected SYMBOL:SIDE:QUANTITY:ENTRY:LEVERAGE, perhaps with :MARK");
      }
      int instrument = instrument(rules, parts[0], "--position");
      if (!taken.add(instrument)) {
        throw new UserError("--position is '" + text + "'; expected each instrument once");
      }
      if (mode(rules) != MarginMode.CROSS) {
        throw new UserError("--position needs --mode cross; an isolated position stands alone");
      }
      ContractSpec contract = rules.instruments().get(instrument - 1).contract();
      long quantity = number("--position", parts[2], contract.quantityScale(), MONEY_MAX);
      long at = number("--position", parts[3], contract.priceScale(), PRICE_MAX);
      others.add(
          new Question.Other(
              instrument,
              isLong("--position", parts[1]) ? quantity : -quantity,
              leverage("--position", parts[4]),
              at,
              parts.length == 6
                  ? number("--position", parts[5], contract.priceScale(), PRICE_MAX)
                  : at));
    }
    return others;
  }

  private static int move(String text) {
    try {
      long move = Decimals.parse(text.startsWith("+") ? text.substring(1) : text, 2);
      if (move > -10_000 && move <= 100_000) {
        return (int) move;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Told below.
    }
    throw new UserError(
        "--move is '" + text + "'; expected percents above -100 to 1000 with at most 2 decimals");
  }

  private static long number(String option, String text, int scale, long max) {
    try {
      long number = Decimals.parse(text, scale);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Told below.
    }
    throw new UserError(
        option
            + " is '"
            + text
            + "'; expected a number above 0 to "
            + Decimals.format(max, scale)
            + " with at most "
            + scale
            + " decimals");
  }
}
