package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestCredentials;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exit codes that need the rest of the system: a lock that another program holds, a disk that
/// is full, and a person at a terminal. The program runs as a process of its own.
@Tag("interop")
class ExitRowsInteropTest {

  private static final String HOLD =
      """
      import fcntl, sys
      lock = open(sys.argv[1], 'a+')
      fcntl.lockf(lock, fcntl.LOCK_EX)
      print('locked', flush=True)
      sys.stdin.read()
      """;

  /// Starts the program on a terminal of its own and types each line when its prompt has come.
  private static final String TYPE =
      """
      import os, pty, select, sys, time
      typed = sys.stdin.read().split('\\n')[:-1]
      pid, fd = pty.fork()
      if pid == 0:
          os.execvp(sys.argv[1], sys.argv[1:])
      seen, sent = b'', 0
      while True:
          if not select.select([fd], [], [], 60)[0]:
              os.kill(pid, 9)
              sys.exit(99)
          try:
              more = os.read(fd, 4096)
          except OSError:
              break
          if not more:
              break
          seen += more
          if sent < len(typed) and seen.count(b': ') > sent and seen.rstrip(b' ').endswith(b':'):
              os.write(fd, typed[sent].encode() + b'\\n')
              sent += 1
      sys.stdout.buffer.write(seen)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """;

  private static final String SECRET = "a secret that is long enough for HS256";

  @TempDir Path folder;

  private Path vault;
  private Path recovery;

  private record Ended(int code, String output) {}

  @BeforeEach
  void makeAVaultWithOneCredential() throws Exception {
    Latchkey parts = TestDesk.at(folder, Clock.systemUTC());
    vault = TestDesk.vault(parts);
    recovery = vault.resolveSibling("recovery.txt");
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.jioMeet(session, parts, "jio", SECRET);
    }
  }

  private List<String> command(Path file, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=io.github.latchkey",
            "-Duser.home=" + folder,
            "-p",
            System.getProperty("jdk.module.path"),
            "-m",
            "io.github.latchkey/io.github.latchkey.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--vault", file.toString()));
    return command;
  }

  private Ended run(List<String> command, String input, Path output) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(output == null);
    Path errors = folder.resolve("errors");
    if (output != null) {
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    }
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    return new Ended(process.exitValue(), output == null ? said : Files.readString(errors));
  }

  private static void assertOneSentence(int code, String sentence, Ended ended) {
    assertEquals(code, ended.code(), ended.output());
    assertTrue(ended.output().contains(sentence), ended.output());
    assertFalse(ended.output().contains("Exception"), ended.output());
  }

  @Test
  void aLockThatAnotherProgramHoldsEndsWithFiveAfterTenSeconds() throws Exception {
    byte[] before = Files.readAllBytes(vault);
    Path lock = vault.resolveSibling(vault.getFileName() + ".lock");
    var holder = new ProcessBuilder("/usr/bin/python3", "-c", HOLD, lock.toString()).start();
    try (var said = new BufferedReader(new InputStreamReader(holder.getInputStream()))) {
      assertEquals("locked", said.readLine());
      String[] edit = {"edit", "jio", "--note", "x", "--recovery-key-file", recovery.toString()};
      assertOneSentence(
          5, "Another program has been using this vault", run(command(vault, edit), "", null));
    } finally {
      holder.destroy();
    }
    assertArrayEquals(before, Files.readAllBytes(vault));
  }

  /// Where nobody may mount anything, `FullDiskNightlyTest` and `DiskTroubleTest` stand alone.
  private boolean mayMount() throws Exception {
    return run(List.of("unshare", "--map-root-user", "--mount", "true"), "", null).code() == 0;
  }

  @Test
  void aFullDiskEndsWithFiveAndLeavesTheVaultAsItWas() throws Exception {
    if (!mayMount()) {
      return;
    }
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path small = disk.resolve("vault");
    Path key = disk.resolve("key.pem");
    List<String> edit =
        command(small, "edit", "jio", "--note", "x", "--recovery-key-file", recovery.toString());
    List<String> export =
        command(
            small,
            "export",
            "jio",
            "--private",
            "-o",
            key.toString(),
            "--recovery-key-file",
            recovery.toString());
    // A mount of our own, which ends with the shell.
    String script =
        "mount -t tmpfs -o size=1m tmpfs %s && cp %s %s && (cat /dev/zero > %s/filler; %s; echo \"edit $?\"; %s; echo \"export $?\"; ls -A %s; cmp %s %s && echo same)"
            .formatted(
                disk,
                vault,
                small,
                disk,
                String.join(" ", edit),
                String.join(" ", export),
                disk,
                vault,
                small);
    Ended ended =
        run(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script), "", null);
    assertTrue(ended.output().contains("The disk of " + small + " is full."), ended.output());
    assertTrue(ended.output().contains("edit 5"), ended.output());
    assertTrue(ended.output().contains("There is no room for " + key), ended.output());
    assertTrue(ended.output().contains("export 5"), ended.output());
    assertTrue(ended.output().contains("same"), "the vault is as it was: " + ended.output());
    assertFalse(ended.output().contains("\nkey.pem"), "nothing half-written: " + ended.output());
  }

  @Test
  void aFullStandardOutputEndsWithFive() throws Exception {
    assertOneSentence(
        5,
        "could not be written",
        run(
            command(vault, "list", "--recovery-key-file", recovery.toString()),
            "",
            Path.of("/dev/full")));
  }

  private Ended typing(List<String> command, String... lines) throws Exception {
    var all = new ArrayList<>(List.of("/usr/bin/python3", "-c", TYPE));
    all.addAll(command);
    return run(all, String.join("\n", lines) + "\n", null);
  }

  @Test
  void thePasswordIsAskedForAtATerminalWithoutBeingShown() throws Exception {
    Ended listed = typing(command(vault, "list"), TestDesk.PASSWORD);
    assertEquals(0, listed.code(), listed.output());
    assertTrue(listed.output().contains("Password of vault"), listed.output());
    assertTrue(listed.output().contains("jio"), listed.output());
    assertFalse(listed.output().contains(TestDesk.PASSWORD), "it is not echoed");
    assertOneSentence(3, "password", typing(command(vault, "list"), "a guess"));
  }

  @Test
  void anExportAtATerminalAsksForThePasswordAndTwiceForThePassphrase() throws Exception {
    Path secret = folder.resolve("secret.txt");
    Ended written =
        typing(
            command(vault, "export", "jio", "--private", "-o", secret.toString()),
            TestDesk.PASSWORD);
    assertEquals(0, written.code(), written.output());
    assertEquals(SECRET, Files.readString(secret));
    assertFalse(written.output().contains(SECRET), written.output());
  }
}
