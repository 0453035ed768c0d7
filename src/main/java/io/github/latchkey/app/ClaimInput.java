package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.platform.ClaimPath;

/// A claim that a person gives: as text that the platform's file gives a type, or as JSON.
public record ClaimInput(ClaimPath path, Value value) {

  /// What was given.
  public sealed interface Value {}

  /// Text; a string where the platform's file says nothing.
  public record Typed(String text) implements Value {}

  /// JSON, as it is.
  public record Exact(Json json) implements Value {}

  /// About how much memory its value takes in a token.
  public long bytes() {
    int characters =
        switch (value) {
          case Typed(var text) -> text.length();
          case Exact(var json) -> json.compact().length();
        };
    return 2L * characters;
  }

  /// Typed text for the claim at this path.
  public static ClaimInput typed(String path, String text) throws AppException {
    return new ClaimInput(path(path), new Typed(text));
  }

  /// JSON for the claim at this path.
  public static ClaimInput exact(String path, Json json) throws AppException {
    return new ClaimInput(path(path), new Exact(json));
  }

  private static ClaimPath path(String text) throws AppException {
    try {
      return ClaimPath.of(text);
    } catch (IllegalArgumentException notAPath) {
      throw new AppException(AppException.Kind.PATH_UNUSABLE, java.util.Map.of("path", text));
    }
  }
}
