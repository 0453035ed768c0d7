package io.github.latchkey.cli;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Unexpected;
import io.github.latchkey.app.Wording;
import io.github.latchkey.fault.FaultException;
import java.util.Map;
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
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.setUsageHelpAutoWidth(terminal.isInteractive());
    commandLine.setParameterExceptionHandler(this::misused);
    commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    int code = execute(commandLine, arguments);
    terminal.out().flush();
    return terminal.out().checkError() && code == ExitCode.DONE ? ExitCode.SYSTEM : code;
  }

  /// picocli lets its own failures through, with a stack trace that nobody should see.
  private int execute(CommandLine commandLine, String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (CommandLine.PicocliException failure) {
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
            withoutValues(misuse.getMessage()),
            parts.wording().text("cli.try-help", Map.of("command", name))));
    return ExitCode.USAGE;
  }

  /// An unknown option may carry a password that somebody believed to be welcome: only its name is
  /// repeated.
  private static String withoutValues(String message) {
    return Wording.visible(
        message.startsWith("Unknown option") ? message.replaceAll("=[^,']*", "=…") : message);
  }

  private int failed(Exception failure) {
    return switch (failure) {
      case CliException cli -> {
        say(cli.sentence());
        yield cli.exitCode();
      }
      case FaultException fault -> {
        say(parts.wording().error(fault));
        yield ExitCode.of(fault);
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
