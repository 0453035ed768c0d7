package io.github.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program in a process of its own, and what another process of the same user can open of
/// it (proc(5), ptrace(2) "Ptrace access mode checking").
class ClosedProcessTest {

  /// Root may look into every process; this takes that away, from who looks and who is looked at.
  private static final List<String> UNPRIVILEGED =
      System.getProperty("user.name").equals("root")
          ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all")
          : List.of();

  private static final List<String> WAITS_FOR_A_TOKEN = List.of("inspect", "--no-vault");

  /// Loaded when the program has been set up and runs its command.
  private static final String AT_WORK = "io.github.latchkey.cli.RootCommand";

  @TempDir Path folder;

  @Test
  void anotherProcessOfTheSameUserCannotLookIntoTheProgram() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/maps")), "another system than Linux");
    List<String> program =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-Duser.home=" + folder,
                "-p",
                System.getProperty("jdk.module.path"),
                "-m",
                "io.github.latchkey/io.github.latchkey.Main"));
    program.addAll(WAITS_FOR_A_TOKEN);
    whileRunning(
        program,
        process -> {
          waitUntilItSays(AT_WORK, process);
          for (String file : List.of("environ", "maps", "mem")) {
            assertEquals(1, look(process, file), "of the program: " + file);
          }
          return process;
        });
  }

  /// Otherwise the test above would be content with one who could look into nothing.
  @Test
  void anotherProgramIsOpenToIt() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/maps")), "another system than Linux");
    whileRunning(
        List.of("cat"),
        process -> {
          process.getOutputStream().write("it runs\n".getBytes());
          process.getOutputStream().flush();
          waitUntilItSays("it runs", process);
          for (String file : List.of("environ", "maps")) {
            assertEquals(0, look(process, file), "of cat: " + file);
          }
          return process;
        });
  }

  /// What is done with a process that runs.
  private interface Visit {
    Process with(Process process) throws Exception;
  }

  private static void whileRunning(List<String> command, Visit visit) throws Exception {
    Process process = start(command);
    try {
      visit.with(process);
    } finally {
      process.toHandle().destroyForcibly();
      process.onExit().join();
      process.destroy(); // closes its streams
    }
  }

  private static Process start(List<String> command) throws IOException {
    List<String> all = new ArrayList<>(UNPRIVILEGED);
    all.addAll(command);
    return new ProcessBuilder(all).redirectErrorStream(true).start();
  }

  private static void waitUntilItSays(String expected, Process process) throws IOException {
    BufferedReader said = process.inputReader();
    String line;
    do {
      line = said.readLine();
      assertNotNull(line, "it ended and never said " + expected);
    } while (!line.contains(expected));
  }

  /// The exit code of who reads this file of a process: 0 where it could, 1 where not.
  private static int look(Process process, String file) throws Exception {
    Process look = start(List.of("head", "-c", "1", "/proc/" + process.pid() + "/" + file));
    look.getInputStream().readAllBytes();
    return look.waitFor();
  }
}
