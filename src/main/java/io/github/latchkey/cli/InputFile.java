package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Reads small files and standard input, up to a limit, into an array that the caller wipes.
final class InputFile {

  private InputFile() {}

  static byte[] read(Path file, int limit) throws AppException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file, limit);
    } catch (IOException trouble) {
      throw AppException.about(file, trouble);
    }
  }

  static byte[] read(InputStream in, int limit) throws AppException {
    try {
      return read(in, Path.of("-"), limit);
    } catch (IOException trouble) {
      throw AppException.about(Path.of("-"), trouble);
    }
  }

  private static byte[] read(InputStream in, Path name, int limit)
      throws IOException, AppException {
    byte[] buffer = new byte[limit + 1];
    try {
      int length = in.readNBytes(buffer, 0, buffer.length);
      if (length > limit) {
        throw new AppException(
            AppException.Kind.FILE_TOO_LARGE, Map.of("file", name, "limit", limit));
      }
      return Arrays.copyOf(buffer, length);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }
}
