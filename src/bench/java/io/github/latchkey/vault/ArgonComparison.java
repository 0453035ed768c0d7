package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Our Argon2id against the reference program `argon2` with the same parameters, turn by turn in
/// one run, so that what else the machine does falls on both. Prints medians and their ratios.
/// - warm: after a few derivations in the same process;
/// - cold: the first derivation of a new process;
/// - unlock: a new process that warms up while the person types for two seconds, then from Enter to
///   the open vault.
///
/// Run by `src/bench/argon2.sh`, which needs the program `argon2`.
public final class ArgonComparison {

  private static final int MEMORY_KIB = 128 << 10;
  private static final int PASSES = 3;
  private static final int ROUNDS = 9;
  private static final long TYPING = 2_000;
  private static final String PASSWORD = "correct horse battery staple";
  private static final String SALT = "sixteen bytes ok";

  private ArgonComparison() {}

  /// Compares, or is one of the processes that the comparison starts.
  public static void main(String[] arguments) throws Exception {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "cold" -> System.out.println(derivation(Integer.parseInt(arguments[1])));
      case "unlock" -> System.out.println(unlock(Path.of(arguments[1])));
      case "train" -> train();
      default -> compare();
    }
  }

  /// What the packaged program's training run does, too: an unlock, not warmed up.
  private static void train() throws Exception {
    Path folder = Files.createTempDirectory("latchkey-bench");
    Path vault = folder.resolve("bench.latchkey");
    create(vault, 1);
    try (Passphrase password = password()) {
      LockedVault.read(vault).unlock(password, Clock.systemUTC()).close();
    }
    delete(folder);
  }

  private static void compare() throws Exception {
    System.out.printf(
        "Argon2id, %d MiB, %d passes, %d processors, median of %d, milliseconds%n",
        MEMORY_KIB >> 10, PASSES, Runtime.getRuntime().availableProcessors(), ROUNDS);
    System.out.printf(
        "%-6s%9s%9s%9s%9s%12s%12s%14s%n",
        "lanes", "argon2", "warm", "cold", "unlock", "warm ratio", "cold ratio", "unlock ratio");
    for (int lanes : new int[] {1, 4}) {
      compare(lanes);
    }
  }

  private static void compare(int lanes) throws Exception {
    Path folder = Files.createTempDirectory("latchkey-bench");
    Path vault = folder.resolve("bench.latchkey");
    create(vault, lanes);
    Map<String, List<Long>> times = new TreeMap<>();
    for (int i = 0; i < 5; i++) {
      derivation(lanes);
    }
    for (int i = 0; i < ROUNDS; i++) {
      add(times, "argon2", reference(lanes));
      add(times, "warm", derivation(lanes));
      add(times, "cold", child("cold", "" + lanes));
      add(times, "unlock", child("unlock", vault.toString()));
    }
    delete(folder);
    double base = median(times.get("argon2"));
    System.out.printf(
        "%-6d%9.0f%9.0f%9.0f%9.0f%12.2f%12.2f%14.2f%n",
        lanes,
        base,
        median(times.get("warm")),
        median(times.get("cold")),
        median(times.get("unlock")),
        median(times.get("warm")) / base,
        median(times.get("cold")) / base,
        median(times.get("unlock")) / base);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void add(Map<String, List<Long>> times, String what, long milliseconds) {
    times.computeIfAbsent(what, any -> new ArrayList<>()).add(milliseconds);
  }

  private static double median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private static void create(Path vault, int lanes) throws VaultException {
    try (Passphrase password = password();
        RecoveryKey recovery = RecoveryKey.random()) {
      var cost = new ArgonCost(MEMORY_KIB, PASSES, lanes);
      Vault.create(vault, password, cost, recovery, Clock.systemUTC()).close();
    }
  }

  private static Passphrase password() {
    return Passphrase.take(PASSWORD.toCharArray()).orElseThrow();
  }

  private static long derivation(int lanes) throws Exception {
    long start = System.nanoTime();
    try (SecretBytes password = SecretBytes.copyOf(PASSWORD.getBytes(StandardCharsets.US_ASCII))) {
      byte[] salt = SALT.getBytes(StandardCharsets.US_ASCII);
      Argon2.raw(password, salt, MEMORY_KIB, PASSES, lanes).close();
    }
    return millisecondsSince(start);
  }

  private static long unlock(Path vault) throws Exception {
    UnlockWarmUp.start();
    long open = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    Thread.sleep(Math.max(0, TYPING - open));
    long enter = System.nanoTime();
    try (Passphrase password = password();
        Vault opened = LockedVault.read(vault).unlock(password, Clock.systemUTC())) {
      return millisecondsSince(enter);
    }
  }

  private static long reference(int lanes) throws IOException, InterruptedException {
    var command =
        List.of(
            "argon2",
            SALT,
            "-id",
            "-v",
            "13",
            "-l",
            "32",
            "-r",
            "-k",
            "" + MEMORY_KIB,
            "-t",
            "" + PASSES,
            "-p",
            "" + lanes);
    long start = System.nanoTime();
    Process program = new ProcessBuilder(command).start();
    program.getOutputStream().write(PASSWORD.getBytes(StandardCharsets.US_ASCII));
    program.getOutputStream().close();
    if (program.waitFor() != 0) {
      throw new IOException("argon2 failed");
    }
    return millisecondsSince(start);
  }

  private static long child(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ArgonComparison.class.getName());
    command.addAll(Arrays.asList(arguments));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (child.waitFor() != 0) {
      throw new IOException("a child process failed");
    }
    return Long.parseLong(said.strip());
  }

  private static long millisecondsSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
