package io.github.latchkey.app;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What a person is given when something happened that nobody foresaw: a short code, and details
/// for a report.
///
/// @param code the same for the same place in the program
/// @param details kinds and places of the error and its causes; never a message, since messages
///   carry data
public record Unexpected(String code, String details) {

  private static final int FRAMES = 12;

  /// The code and details of an error.
  public static Unexpected of(Throwable error) {
    var details = new StringBuilder();
    for (Throwable cause = error;
        cause != null && details.length() < 8_000;
        cause = cause.getCause()) {
      String frames =
          Arrays.stream(cause.getStackTrace())
              .limit(FRAMES)
              .map(frame -> "  " + frame + "\n")
              .collect(Collectors.joining());
      details.append(cause.getClass().getName()).append('\n').append(frames);
    }
    return new Unexpected(
        String.format("%06X", details.toString().hashCode() & 0xFFFFFF), details.toString());
  }
}
