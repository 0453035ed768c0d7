package io.github.latchkey.desktop.recovery;

import static io.github.latchkey.desktop.recovery.SystemProgram.End;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.recovery.SystemProgram.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProgramTest {

  private static final byte[] LARGE = new byte[1 << 20];

  @TempDir Path folder;

  private Answer run(Duration patience, String script, byte[] input, String... arguments)
      throws Exception {
    Path file = Scripts.write(folder.resolve("program"), script);
    return new SystemProgram(file, patience).run(List.of(arguments), input);
  }

  private Answer run(String script, byte[] input, String... arguments) throws Exception {
    return run(Scripts.PATIENCE, script, input, arguments);
  }

  @Test
  void givesTheInputAndAnswersTheOutput() throws Exception {
    assertEquals(
        new Answer(End.WELL, "1048576\n"), run("/usr/bin/wc -c | /usr/bin/tr -d ' '", LARGE));
  }

  @Test
  void everyArgumentArrivesAsOneWhateverItHolds() throws Exception {
    String odd = "-d $HOME `x` \"'\\ *;\n";
    assertEquals(
        "[" + odd + "][]\n", run("printf '[%s]' \"$@\"; echo", new byte[0], odd, "").said());
  }

  @Test
  void anotherExitCodeIsNotWell() throws Exception {
    assertEquals(new Answer(End.UNKNOWN, "no\n"), run("echo no; exit 3", new byte[0]));
  }

  @Test
  void oneThatDoesNotReadItsInputIsNotWell() throws Exception {
    assertEquals(End.BADLY, run("exit 0", LARGE).end());
  }

  @Test
  void whatCannotBeStartedIsNotWell() throws Exception {
    var missing = new SystemProgram(folder.resolve("missing"), Scripts.PATIENCE);
    assertEquals(End.BADLY, missing.run(List.of(), LARGE).end());
    assertTrue(SystemProgram.named("latchkey-no-such-program").isEmpty());
    assertEquals(Path.of("sh"), SystemProgram.named("sh").orElseThrow().file().getFileName());
  }

  @Test
  void oneThatNeverEndsIsKilledWithItsChildren() throws Exception {
    Path pid = folder.resolve("pid");
    String hanging = "/bin/sleep 600 & echo $$ $! > '" + pid + ".new'\n/bin/mv '" + pid + ".new' '";
    Answer answer = run(Duration.ofSeconds(2), hanging + pid + "'; wait", LARGE);
    assertEquals(End.KILLED, answer.end());
    for (String each : Files.readString(pid).strip().split(" ")) {
      var process = ProcessHandle.of(Long.parseLong(each));
      if (process.isPresent()) {
        process.get().onExit().get(1, TimeUnit.MINUTES); // less than it would have slept
      }
    }
  }

  @Test
  void anInterruptKillsIt() throws Exception {
    Path started = folder.resolve("started");
    Path file =
        Scripts.write(
            folder.resolve("program"), "echo $$ > '" + started + "'; exec /bin/sleep 600");
    var program = new SystemProgram(file, Scripts.PATIENCE);
    var outcome = new CompletableFuture<String>();
    Thread running =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    outcome.complete(program.run(List.of(), LARGE).toString());
                  } catch (InterruptedException wanted) {
                    outcome.complete("interrupted");
                  }
                });
    while (!Files.exists(started) || Files.size(started) == 0) {
      Thread.onSpinWait();
    }
    running.interrupt();
    assertEquals("interrupted", outcome.get(1, TimeUnit.MINUTES));
    long pid = Long.parseLong(Files.readString(started).strip());
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
  }

  @Test
  void oneThatNeverStopsTalkingIsNotListenedToForEver() throws Exception {
    Answer answer =
        run("while :; do echo 0123456789012345678901234567890123456789; done", new byte[0]);
    assertEquals(End.UNKNOWN, answer.end());
    assertEquals(64 * 1024, answer.said().length());
  }

  @Test
  void learnsOfOurEnvironmentOnlyWhereThePrintersAre() throws Exception {
    List<String> known = List.of("HOME", "CUPS_SERVER", "KRB5CCNAME", "LC_ALL");
    List<String> shells = List.of("PWD", "SHLVL", "_", "OLDPWD");
    String said = run("/usr/bin/env", new byte[0]).said();
    assertTrue(said.contains("LC_ALL=C\n"), said);
    List<String> others =
        said.lines()
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(name -> !known.contains(name) && !shells.contains(name))
            .toList();
    assertEquals(List.of(), others);
    assertTrue(System.getenv().containsKey("PATH"), "there is something to be left out");
  }
}
