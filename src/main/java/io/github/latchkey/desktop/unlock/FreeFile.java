package io.github.latchkey.desktop.unlock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A file name that is not taken yet: `vault-2.latchkey` beside `vault.latchkey`.
final class FreeFile {

  private static final int MOST = 1000;

  private FreeFile() {}

  /// `wanted` itself while nothing lies there, else the first number that is free.
  static Path like(Path wanted) {
    String name = wanted.getFileName().toString();
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    String stem = name.substring(0, dot).replaceFirst("-[0-9]{1,3}$", "");
    return Stream.concat(
            Stream.of(wanted),
            IntStream.range(2, MOST)
                .mapToObj(n -> wanted.resolveSibling(stem + "-" + n + name.substring(dot))))
        .filter(Files::notExists)
        .findFirst()
        .orElse(wanted);
  }
}
