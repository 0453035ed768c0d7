package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Counts that a suite shows: printed, and written to `target/figures` for `src/docs/figures.md`.
final class Figures {

  private Figures() {}

  static void publish(String name, String... lines) throws IOException {
    Path folder = Path.of(System.getProperty("latchkey.build", "target"), "figures");
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".txt"), List.of(lines));
    for (String line : lines) {
      System.out.println(name + ": " + line);
    }
  }
}
