package io.plimsoll.tools.cli;

import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.inspect.CsvPrinter;
import io.plimsoll.tools.inspect.Inspection;
import io.plimsoll.tools.inspect.JournalWalk;
import io.plimsoll.tools.inspect.JsonPrinter;
import io.plimsoll.tools.inspect.RecordFilter;
import io.plimsoll.tools.inspect.RecordPrinter;
import io.plimsoll.tools.inspect.TextPrinter;
import io.plimsoll.tools.report.TerminalProgress;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll inspect}. */
@Command(
    name = "inspect",
    description = "Prints the commands and events of a journal.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "The fields of jsonl and csv are described in docs/inspect.md."})
final class InspectCommand implements Callable<Integer> {
  /** How records are printed. */
  enum Format {
    TEXT,
    JSONL,
    CSV
  }

  @Spec private CommandSpec spec;
  @Mixin private JournalArgument journal;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Only records that name this account, or one of its orders.")
  private Long account;

  @Option(
      names = "--type",
      paramLabel = "T",
      split = ",",
      description = "Only messages of these types, such as Fill or LiquidationStarted.")
  private List<String> types = List.of();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "TEXT",
      description = "text (default), jsonl or csv.")
  private Format format;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RecordFilter filter =
        new RecordFilter(
            typeNames(), account == null ? OptionalLong.empty() : OptionalLong.of(account));
    RecordPrinter printer =
        switch (format) {
          case TEXT -> new TextPrinter(out);
          case JSONL -> new JsonPrinter(out);
          case CSV -> new CsvPrinter(out);
        };
    Inspection inspection = new Inspection(filter, printer);
    JournalWalk.Result result;
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      printer.begin();
      result =
          JournalWalk.walk(
              journal.folder(),
              inspection,
              (sequence, events) -> {
                ReaderIsGone.check(out);
                progress.report("reading, commands", sequence, 0);
              });
    }
    ReaderIsGone.check(out);
    PrintWriter err = spec.commandLine().getErr();
    if (result.replay().difference().isPresent()) {
      err.println("plimsoll: the journal is not sound: " + result.replay().difference().get());
      err.flush();
      return Errors.DIFFERENCE;
    }
    int code = JournalArgument.tellEnd(result.end().orElseThrow(), err);
    if (!filter.accountSeen()) {
      throw new UserError("no account " + account + " in " + journal.folder());
    }
    return code;
  }

  private Set<String> typeNames() {
    List<MessageModel> messages = SchemaModel.get().messages();
    Set<String> names = new LinkedHashSet<>();
    for (String type : types) {
      names.add(
          messages.stream()
              .map(MessageModel::name)
              .filter(name -> name.equalsIgnoreCase(type))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UserError(
                          "no message type "
                              + type
                              + "; expected one of "
                              + messages.stream()
                                  .map(MessageModel::name)
                                  .collect(Collectors.joining(", ")))));
    }
    return names;
  }
}
