import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the finished program once on a vault that is thrown away, so that Java keeps what it
/// learned about its classes and its busiest methods (JEP 483, 514, 515): starting and the first
/// unlock take half the time with it, and a batch is at its full speed sooner.
///
/// Argument: the program folder, which gets `latchkey.aot`. Where anything fails there is none, and
/// the program works without; `-Dlatchkey.training=no` leaves it out. The program's own launcher is
/// used, so that its options are those of later starts. Nothing of the person's is read: the home
/// folder is a temporary one.
class TrainingRun {

  private static final String CACHE = "latchkey.aot";
  private static final long LONGEST_MINUTES = 3;
  private static final String NAME = "training";

  /// So many that what signs them is compiled.
  private static final String TOKENS = "3000";

  public static void main(String[] arguments) throws IOException {
    Path program = Path.of(arguments[0]).toAbsolutePath();
    Path cache = program.resolve(CACHE);
    Files.deleteIfExists(cache);
    Path home = Files.createTempDirectory("latchkey-training");
    try {
      if (!"no".equals(System.getProperty("latchkey.training"))) {
        train(program, home, home.resolve(CACHE));
        Files.copy(home.resolve(CACHE), cache);
      }
    } catch (IOException | InterruptedException without) {
      System.err.println(
          "No training run, so the program starts more slowly: " + without.getMessage());
    } finally {
      delete(home);
    }
  }

  private static void train(Path program, Path home, Path cache)
      throws IOException, InterruptedException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Path password =
        Files.writeString(home.resolve("password"), HexFormat.of().formatHex(random) + "\n");
    List<String> opening =
        List.of("--vault", home.resolve("v").toString(), "--password-file", password.toString());
    run(program, home, "", opening, "init");
    run(
        program, home, "", opening, "add", NAME, "--platform", "generic", "--generate", "rsa-2048");
    String batch = home.resolve("batch.csv").toString();
    run(
        program,
        home,
        "-XX:AOTCacheOutput=" + cache,
        opening,
        "sign",
        NAME,
        "--claim",
        "user=load-{n}",
        "--count",
        TOKENS,
        "-o",
        batch);
  }

  private static void run(
      Path program, Path home, String options, List<String> opening, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(program.resolve("bin/latchkey").toString());
    builder.command().addAll(List.of(command));
    builder.command().addAll(opening);
    builder.environment().put("LATCHKEY_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LATCHKEY_JAVA_OPTIONS", options);
    builder.environment().put("HOME", home.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
    builder.redirectErrorStream(true).redirectOutput(home.resolve("said").toFile());
    Process process = builder.start();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(command[0] + " ended with " + process.exitValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
