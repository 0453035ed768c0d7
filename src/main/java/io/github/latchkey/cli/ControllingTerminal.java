package io.github.latchkey.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The terminal that a process was started from, which stays there to be asked while standard input
/// and output are redirected: `/dev/tty` of POSIX. Windows has none; there nobody is asked.
///
/// `stty` (POSIX) keeps typed characters from being shown. Signals from the keyboard are off for as
/// long as that lasts, and Ctrl+C is read as giving up, so that nothing ends the process before the
/// terminal is as it was.
final class ControllingTerminal {

  private static final Path DEVICE = Path.of("/dev/tty");
  private static final int LONGEST = 4096;
  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;
  private static final int BACKSPACE = 8;
  private static final int CTRL_U = 21;
  private static final int DELETE = 127;
  private static final int CONTINUATION = 0b1000_0000;
  private static final int LEAD_BITS = 0b1100_0000;

  private ControllingTerminal() {}

  /// Opening it tells: the device is there even where this process has no terminal.
  static boolean isThere() {
    if (!Files.exists(DEVICE)) {
      return false;
    }
    try (var _ = new FileInputStream(DEVICE.toFile())) {
      return true;
    } catch (IOException noTerminal) {
      return false;
    }
  }

  /// A line that is shown while it is typed; empty at the end of input.
  static Optional<String> ask(String question) {
    try (var out = new FileOutputStream(DEVICE.toFile());
        var in = new FileInputStream(DEVICE.toFile())) {
      out.write(question.getBytes(StandardCharsets.UTF_8));
      byte[] line = readLine(in);
      return Optional.of(new String(line, StandardCharsets.UTF_8));
    } catch (IOException noTerminal) {
      return Optional.empty();
    }
  }

  /// A line that is not shown; empty when the person gave up. The array is the caller's, who wipes
  /// it.
  static Optional<char[]> askUnseen(String prompt) {
    Optional<String> before = stty("-g");
    if (before.isEmpty() || stty("-echo", "-icanon", "-isig", "min", "1", "time", "0").isEmpty()) {
      return Optional.empty(); // rather no password than one that is shown
    }
    try (var out = new FileOutputStream(DEVICE.toFile());
        var in = new FileInputStream(DEVICE.toFile())) {
      out.write(prompt.getBytes(StandardCharsets.UTF_8));
      return edited(in, out);
    } catch (IOException terminalGone) {
      return Optional.empty();
    } finally {
      stty(before.get());
    }
  }

  private static byte[] readLine(InputStream in) throws IOException {
    byte[] line = new byte[LONGEST];
    int length = 0;
    for (int c; length < LONGEST && (c = in.read()) >= 0 && c != '\n'; ) {
      line[length++] = (byte) c;
    }
    return Arrays.copyOf(line, length);
  }

  /// What a line is after its corrections.
  static Optional<char[]> edited(InputStream in, OutputStream out) throws IOException {
    byte[] line = new byte[LONGEST];
    int length = 0;
    try {
      while (true) {
        int c = in.read();
        switch (c) {
          case -1, CTRL_C -> {
            newLine(out);
            return Optional.empty();
          }
          case '\r', '\n' -> {
            newLine(out);
            return Optional.of(decoded(line, length));
          }
          case CTRL_D -> {
            if (length == 0) {
              newLine(out);
              return Optional.empty();
            }
          }
          case BACKSPACE, DELETE -> {
            while (length > 0 && (line[--length] & LEAD_BITS) == CONTINUATION) {}
          }
          case CTRL_U -> length = 0;
          default -> {
            if (length < LONGEST) {
              line[length++] = (byte) c;
            }
          }
        }
      }
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static char[] decoded(byte[] line, int length) {
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, length));
    char[] characters = Arrays.copyOf(text.array(), text.limit());
    Arrays.fill(text.array(), '\0');
    return characters;
  }

  private static void newLine(OutputStream out) throws IOException {
    out.write('\n');
  }

  /// What `stty` says with this terminal as its input; empty where it failed.
  private static Optional<String> stty(String... settings) {
    var command = new java.util.ArrayList<>(List.of("stty"));
    command.addAll(List.of(settings));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File(DEVICE.toString()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(said.strip())
          : Optional.empty();
    } catch (IOException noStty) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
