package io.github.latchkey.cli;

import io.github.latchkey.app.Latchkey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// A terminal that remembers what was written, and answers password prompts when it plays a person.
final class FakeTerminal implements Terminal {

  /// An answer: Ctrl+C or Ctrl+D.
  static final String GIVES_UP = "\3";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream;
  private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final InputStream in;
  private final Deque<String> answers;
  private Callable<?> meanwhile = () -> null;
  private Callable<?> printing = () -> null;

  private FakeTerminal(byte[] input, List<String> answers) {
    this(input, answers, false);
  }

  private FakeTerminal(byte[] input, List<String> answers, boolean deaf) {
    this.outStream =
        new PrintStream(deaf ? new FullDisk() : new Paper(), true, StandardCharsets.UTF_8);
    this.in = new ByteArrayInputStream(input);
    this.answers = new ArrayDeque<>(answers);
  }

  /// No person there, nothing on standard input.
  static FakeTerminal silent() {
    return new FakeTerminal(new byte[0], List.of());
  }

  /// No person there, this on standard input.
  static FakeTerminal piped(String input) {
    return new FakeTerminal(input.getBytes(StandardCharsets.UTF_8), List.of());
  }

  /// A person who types these passwords.
  static FakeTerminal typing(String... passwords) {
    return new FakeTerminal(new byte[0], List.of(passwords));
  }

  /// Before the first password is typed, this happens on the disk.
  FakeTerminal meanwhile(Callable<?> elsewhere) {
    meanwhile = elsewhere;
    return this;
  }

  /// When something is printed first, this happens on the disk.
  FakeTerminal meanwhilePrinting(Callable<?> elsewhere) {
    printing = elsewhere;
    return this;
  }

  /// A person who types this password as often as asked, before a standard output that is full.
  static FakeTerminal deaf(String password) {
    return new FakeTerminal(new byte[0], List.of(password, password), true);
  }

  private final class Paper extends OutputStream {
    @Override
    public void write(int b) {
      Callable<?> now = printing;
      printing = () -> null;
      call(now);
      out.write(b);
    }
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("full");
    }
  }

  /// Runs one command with these parts.
  int run(Latchkey parts, String... arguments) {
    return new CommandLineFace(parts, this, Map.of()).run(arguments);
  }

  String result() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String remarks() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return outStream;
  }

  @Override
  public PrintStream err() {
    return errStream;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public boolean isInteractive() {
    return !answers.isEmpty();
  }

  @Override
  public boolean canAsk() {
    return isInteractive();
  }

  @Override
  public boolean agrees(String question) {
    err.writeBytes((question + "\n").getBytes(StandardCharsets.UTF_8));
    return "y".equals(answers.poll());
  }

  private static void call(Callable<?> elsewhere) {
    try {
      elsewhere.call();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public Optional<char[]> askPassword(String prompt) {
    Callable<?> now = meanwhile;
    meanwhile = () -> null;
    call(now);
    return Optional.ofNullable(answers.poll())
        .filter(answer -> !answer.equals(GIVES_UP))
        .map(String::toCharArray);
  }
}
