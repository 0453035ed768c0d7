package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real program in a process of its own, with the JVM's own list of loaded classes.
class NoJavaFxTest {

  @TempDir Path folder;

  private record Ended(int code, String output) {}

  private Ended latchkey(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xlog:class+load:stdout",
            "-Duser.home=" + folder,
            "-p",
            System.getProperty("jdk.module.path")));
    command.addAll(List.of("-m", "io.github.latchkey/io.github.latchkey.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> List.of("DISPLAY", "WAYLAND_DISPLAY", "LATCHKEY_VAULT").contains(name));
    builder.environment().put("XDG_DATA_HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"platforms", "inspect x --no-vault", "vault info", "sign --help", "list"})
  void theCommandLineLoadsNoClassOfJavaFx(String command) throws Exception {
    Ended ended = latchkey(command.split(" "));
    assertTrue(ended.output().contains("io.github.latchkey.cli.RootCommand"), ended.output());
    List<String> loaded =
        ended
            .output()
            .lines()
            .filter(
                line ->
                    line.contains(" javafx.")
                        || line.contains(" com.sun.javafx.")
                        || line.contains("latchkey.desktop"))
            .toList();
    assertEquals(List.of(), loaded);
  }

  @Test
  void saysInOneLineThatThereIsNoDisplayAndHowToGoOn() throws Exception {
    Ended ended = latchkey();
    assertEquals(5, ended.code(), ended.output());
    List<String> said =
        ended.output().lines().filter(line -> line.startsWith("latchkey: ")).toList();
    assertEquals(1, said.size());
    assertTrue(
        said.getFirst().contains("There is no display")
            && said.getFirst().contains("latchkey --help"));
  }
}
