package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of `src/docs/engine.md`, compiled against the exported packages and run, in a
/// process of its own.
class UseFromAnotherProgramTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");

  @TempDir Path folder;

  @Test
  void theExampleOfThePageCompilesAndRuns() throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("src/docs/engine.md")));
    assertTrue(example.find());
    String body = example.group(1);
    assertEquals(5, body.strip().lines().count(), "the page promises five lines");
    Files.copy(
        Path.of("src/test/resources/keys/rsa2048.pkcs8.pem"), folder.resolve("cm-api-key.pem"));
    Path module = Files.createDirectory(folder.resolve("other"));
    Files.writeString(
        module.resolve("module-info.java"), "module other { requires io.github.latchkey; }");
    Path source = Files.createDirectory(module.resolve("other")).resolve("Other.java");
    Files.writeString(
        source,
        """
        package other;

        import io.github.latchkey.engine.*;
        import io.github.latchkey.engine.keys.*;
        import io.github.latchkey.json.*;
        import java.nio.file.Path;
        import java.util.*;

        public class Other {
          public static void main(String[] args) throws Exception {
        %s
          }
        }
        """
            .formatted(body));
    String modules = System.getProperty("jdk.module.path");
    Path classes = folder.resolve("classes");
    run(
        "javac",
        "-p",
        modules,
        "-d",
        classes.toString(),
        source.toString(),
        module.resolve("module-info.java").toString());
    String output =
        run(
            "java",
            "--enable-native-access=io.github.latchkey",
            "-p",
            classes + ":" + modules,
            "-m",
            "other/other.Other");
    assertEquals("{\"room\":\"demo\",\"exp\":1700000300}", output.strip());
  }

  private String run(String program, String... arguments) throws Exception {
    Path log = folder.resolve(program + ".log");
    List<String> command =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", program).toString()),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), output);
    return output;
  }
}
