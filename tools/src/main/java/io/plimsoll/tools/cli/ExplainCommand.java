package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.explain.AccountStory;
import io.plimsoll.tools.inspect.JournalWalk;
import io.plimsoll.tools.report.TerminalProgress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll explain}. */
@Command(
    name = "explain",
    description = "Tells the story of one account, with every number and how it comes about.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JournalArgument journal;

  @Option(names = "--account", paramLabel = "ID", required = true, description = "The account.")
  private long account;

  @Override
  public Integer call() {
    AccountStory story = new AccountStory(account);
    JournalWalk.Result result;
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      result =
          JournalWalk.walk(
              journal.folder(),
              story,
              (sequence, events) -> progress.report("reading, commands", sequence, 0));
    }
    PrintWriter err = spec.commandLine().getErr();
    if (result.replay().difference().isPresent()) {
      err.println("plimsoll: the journal is not sound: " + result.replay().difference().get());
      err.flush();
      return Errors.DIFFERENCE;
    }
    if (!story.exists()) {
      JournalArgument.tellEnd(result.end().orElseThrow(), err);
      throw new UserError("no account " + account + " in " + journal.folder());
    }
    PrintWriter out = spec.commandLine().getOut();
    story.lines().forEach(out::println);
    ReaderIsGone.check(out);
    return JournalArgument.tellEnd(result.end().orElseThrow(), err);
  }
}
