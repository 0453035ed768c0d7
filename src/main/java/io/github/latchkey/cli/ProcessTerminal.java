package io.github.latchkey.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The terminal of this process. Where standard input or output is redirected, questions go to the
/// terminal that it was started from, if there is one.
final class ProcessTerminal implements Terminal {

  private static final List<String> YES = List.of("y", "yes");

  private final Optional<Console> console =
      Optional.ofNullable(System.console()).filter(Console::isTerminal);

  // UTF-8 whatever the locale, since tokens and JSON are UTF-8; and no buffers of the JDK's that
  // would keep a password or a recovery key.
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final PrintStream err =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  private final InputStream in = new FileInputStream(FileDescriptor.in);

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
    return console.isPresent();
  }

  @Override
  public boolean canAsk() {
    return console.isPresent() || ControllingTerminal.isThere();
  }

  @Override
  public Optional<char[]> askPassword(String prompt) {
    return console.isPresent()
        ? Optional.ofNullable(console.get().readPassword("%s", prompt))
        : ControllingTerminal.askUnseen(prompt);
  }

  @Override
  public boolean agrees(String question) {
    Optional<String> answer =
        console.isPresent()
            ? Optional.ofNullable(console.get().readLine("%s", question))
            : ControllingTerminal.ask(question);
    return answer
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .filter(YES::contains)
        .isPresent();
  }
}
