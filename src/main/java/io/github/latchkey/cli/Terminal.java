package io.github.latchkey.cli;

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

  /// Whether a person sits at both ends of standard input and output.
  boolean isInteractive();

  /// Whether a person can be asked: at both ends, or at the terminal that this process was started
  /// from.
  boolean canAsk();

  /// Asks for a password without echo; empty at the end of input. The array is the caller's, who
  /// wipes it.
  Optional<char[]> askPassword(String prompt);

  /// Asks a question that is answered with `y` or `yes`; anything else is no.
  boolean agrees(String question);

  /// The terminal of this process.
  static Terminal ofThisProcess() {
    return new ProcessTerminal();
  }
}
