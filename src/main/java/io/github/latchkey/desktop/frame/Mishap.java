package io.github.latchkey.desktop.frame;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Something that nobody foresaw: a short code to talk about it, and details for a report.
///
/// The details name classes and lines of the program, never a message: a message may quote what a
/// person typed.
///
/// @param code six hex digits, the same for the same place in the program
/// @param details several lines of text
public record Mishap(String code, String details) {

  private static final int FRAMES = 20;

  /// Describes what was thrown.
  public static Mishap of(Throwable thrown) {
    String trace =
        Arrays.stream(thrown.getStackTrace())
            .limit(FRAMES)
            .map(
                frame ->
                    "  "
                        + frame.getClassName()
                        + "."
                        + frame.getMethodName()
                        + ":"
                        + frame.getLineNumber())
            .collect(Collectors.joining("\n"));
    String what = thrown.getClass().getName() + "\n" + trace;
    String cause =
        thrown.getCause() == null ? "" : "\ncaused by " + of(thrown.getCause()).details();
    return new Mishap(String.format("%06x", what.hashCode() & 0xffffff), what + cause);
  }
}
