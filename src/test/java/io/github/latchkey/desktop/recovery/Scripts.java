package io.github.latchkey.desktop.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/// Programs of a test: shell scripts.
final class Scripts {

  /// Longer than any test takes.
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private Scripts() {}

  static Path write(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
