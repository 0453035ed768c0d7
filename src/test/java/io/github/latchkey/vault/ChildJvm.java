package io.github.latchkey.vault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another Java process that runs a class of these tests; its errors go where ours go.
public final class ChildJvm implements AutoCloseable {

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"), main, arguments);
  }

  /// One with options of its own.
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    return start(List.of(), options, main, arguments);
  }

  private static ChildJvm start(
      List<String> shell, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    Path build = Path.of(System.getProperty("latchkey.build", "target")).toAbsolutePath();
    String classPath =
        Stream.of(
                build.resolve("classes").toString(),
                build.resolve("test-classes").toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""))
            .filter(path -> !path.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    var command = new ArrayList<String>(shell);
    command.add(tool("java").toString());
    command.addAll(options);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// One that gets no more than so much address space from the system.
  static ChildJvm limited(long kib, Class<?> main, String... arguments) throws IOException {
    var shell = List.of("/bin/sh", "-c", "ulimit -v " + kib + "; exec \"$@\"", "sh");
    var options =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:CompressedClassSpaceSize=32m");
    return start(shell, options, main, arguments);
  }

  /// A program of the JDK that runs this one.
  public static Path tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /// Its process id.
  public long id() {
    return process.pid();
  }

  /// Sends bytes to its standard input.
  public void send(byte... bytes) throws IOException {
    process.getOutputStream().write(bytes);
    process.getOutputStream().flush();
  }

  /// The next line that it says; empty when it ended without one.
  public String line() throws IOException {
    var line = new StringBuilder();
    for (int c; (c = process.getInputStream().read()) >= 0 && c != '\n'; ) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /// Leaves it running for so long, or until it ends.
  void runFor(long microseconds) throws InterruptedException {
    process.waitFor(microseconds, TimeUnit.MICROSECONDS);
  }

  /// `kill -9`; what it said before can still be read.
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    process.destroy(); // closes its streams
  }
}
