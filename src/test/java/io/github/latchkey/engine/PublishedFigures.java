package io.github.latchkey.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Counts and measurements that a suite shows: printed, and written to `target/figures` for
/// `src/docs/figures.md`.
public final class PublishedFigures {

  private PublishedFigures() {}

  /// Writes the lines to the file of this name.
  public static void write(String name, List<String> lines) throws IOException {
    Path folder = Path.of(System.getProperty("latchkey.build", "target"), "figures");
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".txt"), lines);
    for (String line : lines) {
      System.out.println(name + ": " + line);
    }
  }

  /// The same with a single line.
  public static void write(String name, String line) throws IOException {
    write(name, List.of(line));
  }
}
