package io.github.latchkey.cli;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Unexpected;
import io.github.latchkey.fault.FaultException;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command line: finds the command, runs it, and turns whatever goes wrong into one sentence
/// and an exit code.
public final class CommandLineFace {

  private final Latchkey parts;
  private final Terminal terminal;
  private final Map<String, String> environment;

  /// A face over these parts; `environment` are the process's variables.
  public CommandLineFace(Latchkey parts, Terminal terminal, Map<String, String> environment) {
    this.parts = parts.forCommandLine();
    this.terminal = terminal;
    this.environment = environment;
  }

  /// Runs one command and says how it ended; see `src/docs/cli.md` for the codes.
  public int run(String... arguments) {
    var root = new RootCommand();
    var commandLine = new CommandLine(root, new CommandFactory(root, this::context));
    commandLine.setOut(writer(terminal.out()));
    commandLine.setErr(writer(terminal.err()));
    commandLine.setExpandAtFiles(false); // an argument may be a token from anybody
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.setUsageHelpAutoWidth(terminal.isInteractive());
    commandLine.setParameterExceptionHandler(this::misused);
    commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    int code = isReadable(arguments) ? execute(commandLine, arguments) : unreadable();
    terminal.out().flush();
    if (terminal.out().checkError() && code == ExitCode.DONE) {
      say(new Sentence(parts.wording().text("cli.output-failed"), ""));
      return ExitCode.SYSTEM;
    }
    return code;
  }

  /// What the locale could not say has been replaced before it got here, and must not be signed.
  private static boolean isReadable(String... arguments) {
    return Stream.of(arguments).noneMatch(argument -> argument.indexOf('\uFFFD') >= 0);
  }

  private int unreadable() {
    say(
        new Sentence(
            parts.wording().text("cli.locale"), parts.wording().text("cli.locale.advice")));
    return ExitCode.USAGE;
  }

  /// picocli lets its own failures through, with a stack trace that nobody should see.
  private int execute(CommandLine commandLine, String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (RuntimeException | Error failure) {
      return failed(failure);
    }
  }

  private CommandContext context(RootCommand root) {
    return new CommandContext(parts, terminal, root.options, environment);
  }

  private static java.io.PrintWriter writer(java.io.PrintStream stream) {
    return new java.io.PrintWriter(stream, true, java.nio.charset.StandardCharsets.UTF_8);
  }

  private int misused(ParameterException misuse, String[] arguments) {
    String name = misuse.getCommandLine().getCommandSpec().qualifiedName();
    say(
        new Sentence(
            Misuse.sentence(misuse, parts.wording()),
            parts.wording().text("cli.try-help", Map.of("command", name))));
    return ExitCode.USAGE;
  }

  private int failed(Throwable failure) {
    return switch (failure) {
      case CliException cli -> {
        say(cli.sentence());
        yield cli.exitCode();
      }
      case FaultException fault -> {
        say(parts.wording().error(fault));
        yield ExitCode.of(fault);
      }
      case InvalidPathException path -> {
        say(new Sentence(parts.wording().text("cli.path"), ""));
        yield ExitCode.USAGE;
      }
      case OutOfMemoryError exhausted -> {
        say(new Sentence(parts.wording().text("cli.memory"), ""));
        yield ExitCode.SYSTEM;
      }
      default -> {
        Unexpected unexpected = Unexpected.of(failure);
        say(
            new Sentence(
                parts.wording().text("error.unexpected", Map.of("code", unexpected.code())),
                parts.wording().text("cli.details")));
        if (environment.containsKey("LATCHKEY_DETAILS")) {
          terminal.err().print(unexpected.details());
        }
        yield ExitCode.SYSTEM;
      }
    };
  }

  private void say(Sentence sentence) {
    terminal.err().println("latchkey: " + sentence.whole());
  }
}
