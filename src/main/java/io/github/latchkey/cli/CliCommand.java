package io.github.latchkey.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// What all commands are: they take `--help`, get a context, and end with an exit code.
abstract class CliCommand implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private Supplier<CommandContext> context;

  void connect(Supplier<CommandContext> supplier) {
    this.context = supplier;
  }

  @Override
  public final Integer call() throws Exception {
    return run(context.get());
  }

  /// Does the work; results go to the context's output.
  abstract int run(CommandContext context) throws Exception;
}
