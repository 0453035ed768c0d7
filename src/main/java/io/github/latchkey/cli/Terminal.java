package io.github.latchkey.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    // UTF-8 whatever the locale, since tokens and JSON are UTF-8; and no buffers of the JDK's that
    // would keep a password or a recovery key.
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    var in = new FileInputStream(FileDescriptor.in);
    return new Terminal() {
      @Override
      public PrintStream out() {
        return out;
      }

      @Override
      public PrintStream err() {
        return err;
      }

      @Override
      public InputStream in() {
        return in;
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
