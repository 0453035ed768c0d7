package io.github.latchkey.cli;

import io.github.latchkey.app.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in a sentence that repeats no value: it may be a password
/// that somebody believed to be welcome there, or a secret in the place of a file name.
final class Misuse {

  private Misuse() {}

  static String sentence(ParameterException misuse, Wording wording) {
    return switch (misuse) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched.getUnmatched(), wording);
      case MissingParameterException missing -> {
        String names =
            missing.getMissing().stream().map(Misuse::name).collect(Collectors.joining(", "));
        yield wording.text("cli.missing", Map.of("names", names));
      }
      case MutuallyExclusiveArgsException exclusive -> wording.text("cli.exclusive");
      default ->
          misuse.getArgSpec() == null
              ? wording.text("cli.misuse")
              : wording.text("cli.value", Map.of("name", name(misuse.getArgSpec())));
    };
  }

  private static String unmatched(List<String> arguments, Wording wording) {
    String options =
        arguments.stream()
            .filter(argument -> argument.startsWith("--"))
            .map(argument -> argument.replaceAll("=.*", ""))
            .collect(Collectors.joining(", "));
    return options.isEmpty()
        ? wording.text("cli.unknown-argument")
        : wording.text("cli.unknown-option", Map.of("options", options));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
