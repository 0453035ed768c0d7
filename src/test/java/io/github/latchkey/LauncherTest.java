package io.github.latchkey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the launcher must not lose: the options that keep the memory of an open vault off every
/// disk and away from other processes.
class LauncherTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulimit -c 0",
        " -XX:+DisableAttachMechanism ",
        " -XX:-CreateCoredumpOnCrash ",
        " -XX:-HeapDumpOnOutOfMemoryError ",
        " -XX:ErrorFile=/dev/null ",
        " -XX:-UsePerfData ",
        " -XX:+UseSerialGC -XX:MarkSweepAlwaysCompactCount=1 ",
        " -Dprism.cacheLayoutSize=0 ",
        " --enable-native-access=javafx.graphics,io.github.latchkey "
      })
  void startsTheProgramWith(String option) throws IOException {
    String launcher = Files.readString(Path.of("packaging", "linux", "latchkey"));
    assertTrue(launcher.contains(option), option);
  }
}
