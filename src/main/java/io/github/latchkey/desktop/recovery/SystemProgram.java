package io.github.latchkey.desktop.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program of the system's, the one place where Latchkey starts any.
///
/// It is named by its whole path, not looked for where an environment says. It gets what it works
/// on through its standard input, and of our environment only what leads it to the person's
/// printers. One that does not end in time is killed.
///
/// @param file its whole path
/// @param patience how long it may take
record SystemProgram(Path file, Duration patience) {

  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> PASSED_ON = List.of("HOME", "CUPS_SERVER", "KRB5CCNAME");
  private static final int MOST_BYTES = 64 * 1024;

  /// How a program ended.
  enum End {
    /// With exit code 0, after it had read all it was given.
    WELL,
    /// Before it had read all, or it could not even be started.
    BADLY,
    /// With another exit code, after all was on its way to it: what it did with that is not known.
    UNKNOWN,
    /// Not: it was killed.
    KILLED
  }

  /// How it ended and what it said until then, in UTF-8, up to 64 KiB.
  record Answer(End end, String said) {}

  /// The program of this name in the folders where systems have theirs, if it is there.
  static Optional<SystemProgram> named(String name) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> new SystemProgram(file, PATIENCE));
  }

  /// Runs it with these arguments and this standard input, which stays the caller's. An interrupt
  /// kills it.
  Answer run(List<String> arguments, byte[] input) throws InterruptedException {
    Process process;
    try {
      process = started(arguments);
    } catch (IOException notStarted) {
      return new Answer(End.BADLY, "");
    }
    // Reading and writing wait for the program, and no interrupt would end that.
    CompletableFuture<Boolean> readAll =
        orLater(CompletableFuture.supplyAsync(() -> wrote(process, input)), false);
    CompletableFuture<String> said =
        orLater(CompletableFuture.supplyAsync(() -> said(process)), "");
    try {
      if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        kill(process);
        return new Answer(End.KILLED, said.join());
      }
      End read = process.exitValue() == 0 ? End.WELL : End.UNKNOWN;
      return new Answer(readAll.join() ? read : End.BADLY, said.join());
    } finally {
      if (process.isAlive()) {
        kill(process);
      }
    }
  }

  /// A child that the program left behind may hold its ends of the pipes.
  private <T> CompletableFuture<T> orLater(CompletableFuture<T> answer, T otherwise) {
    return answer.completeOnTimeout(otherwise, 2 * patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Process started(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(file.toString()));
    line.addAll(arguments);
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    environment.put("LC_ALL", "C");
    return builder.start();
  }

  private static boolean wrote(Process process, byte[] input) {
    try (var in = process.getOutputStream()) {
      in.write(input);
      in.flush();
      return true;
    } catch (IOException gone) {
      return input.length == 0;
    }
  }

  private static String said(Process process) {
    try (var out = process.getInputStream()) {
      return new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return ""; // it was killed
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
