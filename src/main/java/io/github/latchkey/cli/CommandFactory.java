package io.github.latchkey.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands with their context; picocli makes the rest.
final class CommandFactory implements IFactory {

  private final RootCommand root;
  private final Function<RootCommand, CommandContext> contexts;

  CommandFactory(RootCommand root, Function<RootCommand, CommandContext> contexts) {
    this.root = root;
    this.contexts = contexts;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K made = CommandLine.defaultFactory().create(type);
    if (made instanceof CliCommand command) {
      command.connect(() -> contexts.apply(root));
    }
    return made;
  }
}
