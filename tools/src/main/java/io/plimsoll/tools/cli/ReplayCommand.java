package io.plimsoll.tools.cli;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.EventDifference;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.JournalScan;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import io.plimsoll.engine.snapshot.JournalStart;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SnapshotTakenDecoder;
import io.plimsoll.protocol.text.MessageText;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll replay}. */
@Command(
    name = "replay",
    description = "Applies the commands of a journal to a fresh engine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit code 0 also if the writer was killed, and so the journal not closed and its last events missing;",
      "2 if a file is damaged or cut short, or commands or all events are gone. docs/inspect.md tells more."
    })
final class ReplayCommand implements Callable<Integer>, EventSink {
  @Spec private CommandSpec spec;
  @Mixin private JournalArgument journal;

  @Option(
      names = "--verify",
      description =
          "Compare each event with the recorded one, byte for byte. Exit code 1 if one differs.")
  private boolean verify;

  @Option(
      names = "--until",
      paramLabel = "N|TIME",
      description =
          "Stop after the command with this sequence, or before the first command later than this UTC time.")
  private String until;

  @Option(
      names = "--from-snapshot",
      description =
          "Start at the newest snapshot that is good, and not after --until, instead of the first command.")
  private boolean fromSnapshot;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandAcceptedDecoder accepted = new CommandAcceptedDecoder();
  private final SnapshotTakenDecoder snapshot = new SnapshotTakenDecoder();
  private final byte[] digest = new byte[SnapshotTakenDecoder.digestLength()];
  private long lastTimestamp;

  @Override
  public Integer call() {
    ReplayUntil stop = Until.parse(until);
    try (JournalStart start = start(stop)) {
      JournalReader reader = start.reader();
      if (verify && !reader.hasEvents()) {
        throw new UserError(
            journal.folder()
                + (reader.properties().eventsRecorded()
                    ? " was created with events, but its folder events is gone"
                    : " holds no events to compare with")
                + "; replay it without --verify");
      }
      Replayer replayer = start.replayer();
      lastTimestamp = replayer.engine().lastTimestamp();
      tellStart(start);
      long startedAt = System.nanoTime();
      ReplayResult result = run(replayer, stop);
      long nanos = System.nanoTime() - startedAt;
      print(result, nanos);
      if (result.difference().isPresent()) {
        return tellDifference(result.difference().get());
      }
      // At the time of the last command a snapshot changes nothing, and its event has the digest.
      new CommandEncoder(replayer.engine()::apply).at(lastTimestamp).takeSnapshot();
      PrintWriter out = spec.commandLine().getOut();
      out.printf("Digest    %s%n", HexFormat.of().formatHex(digest));
      out.flush();
      return reader.isEnded() ? tellEnd(reader.end()) : 0;
    }
  }

  private JournalStart start(ReplayUntil stop) {
    if (!fromSnapshot) {
      return JournalStart.first(journal.folder(), this, verify);
    }
    PrintWriter err = spec.commandLine().getErr();
    return JournalStart.newest(
        journal.folder(), this, verify, stop, false, line -> err.println("plimsoll: " + line));
  }

  private void tellStart(JournalStart start) {
    if (fromSnapshot) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          start
              .snapshot()
              .map(file -> "Started   from the snapshot at sequence " + start.place().sequence())
              .orElse("Started   from the first command: there is no good snapshot"));
    }
  }

  private int tellEnd(JournalScan end) {
    PrintWriter err = spec.commandLine().getErr();
    int code = JournalArgument.tellEnd(end, err);
    if (code == 0 && until != null) {
      err.println(
          "plimsoll: the journal ends at sequence "
              + end.lastCommandSequence()
              + ", before --until "
              + until);
      err.flush();
    }
    return code;
  }

  private ReplayResult run(Replayer replayer, ReplayUntil stop) {
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      return replayer.run(
          stop, (sequence, events) -> progress.report("replaying, commands", sequence, 0));
    }
  }

  private void print(ReplayResult result, long nanos) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Replayed  %s commands, %s events in %s (%s events a second)%n",
        Text.count(result.commands()),
        Text.count(result.events()),
        Text.duration(nanos),
        Text.rounded(result.events() * 1e9 / Math.max(1, nanos)));
    if (result.commands() == 0) {
      out.println("          no command was applied");
    } else if (lastTimestamp == 0) {
      out.printf("          up to sequence %d, no command was accepted%n", result.lastSequence());
    } else {
      out.printf(
          "          up to sequence %d, %s%n", result.lastSequence(), Text.iso(lastTimestamp));
    }
    if (verify && result.difference().isEmpty()) {
      printVerified(result, out);
    }
  }

  private static void printVerified(ReplayResult result, PrintWriter out) {
    if (result.verifiedEvents() == 0) {
      out.println("Verified  nothing: there was no recorded event to compare with");
    } else {
      out.printf(
          "Verified  %s events equal the recorded ones, byte for byte%n",
          Text.count(result.verifiedEvents()));
    }
    if (result.missingEvents() > 0) {
      out.printf(
          "          %s more could not be compared: the event journal ends before them%n",
          Text.count(result.missingEvents()));
    }
  }

  private int tellDifference(EventDifference difference) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("plimsoll: " + difference);
    err.println("recorded:    " + text(difference.recorded()));
    err.println("regenerated: " + text(difference.regenerated()));
    err.flush();
    return Errors.DIFFERENCE;
  }

  private static String text(byte[] event) {
    if (event.length == 0) {
      return "nothing";
    }
    StringBuilder text = new StringBuilder();
    MessageText.append(new UnsafeBuffer(event), 0, event.length, text);
    return text.toString();
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case CommandAcceptedDecoder.TEMPLATE_ID -> {
        accepted.wrapAndApplyHeader(buffer, offset, header);
        lastTimestamp = accepted.timestamp();
      }
      case SnapshotTakenDecoder.TEMPLATE_ID -> {
        snapshot.wrapAndApplyHeader(buffer, offset, header);
        snapshot.getDigest(digest, 0, digest.length);
      }
      default -> {
        // Of no interest here.
      }
    }
  }
}
