package io.github.latchkey.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/// Where a command reads and writes: results to `out`, everything else to `err`.
public interface Terminal {

  /// For results.
  PrintStream out();

  /// For everything else.
  PrintStream err();

  /// Standard input.
  InputStream in();

  /// Whether a person sits at both ends, so that a question can be asked.
  boolean isInteractive();

  /// Asks for a password without echo; empty at the end of input. The array is the caller's, who
  /// wipes it.
  Optional<char[]> askPassword(String prompt);

  /// The terminal of this process.
  static Terminal ofThisProcess() {
    Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    return new Terminal() {
      @Override
      public PrintStream out() {
        return System.out;
      }

      @Override
      public PrintStream err() {
        return System.err;
      }

      @Override
      public InputStream in() {
        return System.in;
      }

      @Override
      public boolean isInteractive() {
        return interactive;
      }

      @Override
      public Optional<char[]> askPassword(String prompt) {
        return interactive
            ? Optional.ofNullable(console.readPassword("%s", prompt))
            : Optional.empty();
      }
    };
  }
}
