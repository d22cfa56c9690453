package io.plimsoll.tools.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Says in plain words what is wrong with a command line. */
final class UsageText {
  private UsageText() {}

  static String of(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.MutuallyExclusiveArgsException) {
      return e.getMessage()
          .replaceFirst("^Error: (.*), (.*) are mutually exclusive.*$", "$1 and $2: expected one");
    }
    if (e instanceof CommandLine.MissingParameterException missing) {
      return missing(missing);
    }
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof CommandLine.OverwrittenOptionException overwritten) {
      return name(overwritten.getOverwritten()) + " is given more than once; expected once";
    }
    if (e.getArgSpec() != null && e.getValue() != null) {
      return value(e.getArgSpec(), e.getValue());
    }
    return e.getMessage();
  }

  private static String missing(CommandLine.MissingParameterException e) {
    List<ArgSpec> missing = e.getMissing();
    if (e.getMessage().startsWith("Missing required parameter for option") && missing.size() == 1) {
      return name(missing.get(0)) + " has no value; expected " + missing.get(0).paramLabel();
    }
    return missing.stream().map(UsageText::usage).collect(Collectors.joining(" and ")) + " missing";
  }

  private static String unmatched(CommandLine.UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    if (first.startsWith("-")) {
      return "no option " + first;
    }
    if (e.getCommandLine().getSubcommands().isEmpty()) {
      return "'" + first + "' was not expected";
    }
    return "no command " + first + "; expected " + RootCommand.COMMANDS;
  }

  private static String value(ArgSpec arg, String value) {
    Class<?> type = arg.type();
    String expected;
    if (arg.typeInfo().isEnum()) {
      expected =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ", "one of ", ""));
    } else if (type == Double.class) {
      expected = "a number";
    } else if (value.matches("[+-]?[0-9]+")) {
      expected = "a number of fewer digits";
    } else {
      expected = "a whole number";
    }
    return name(arg) + " is '" + value + "'; expected " + expected;
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String usage(ArgSpec arg) {
    return arg instanceof OptionSpec ? name(arg) + " " + arg.paramLabel() : name(arg);
  }
}
