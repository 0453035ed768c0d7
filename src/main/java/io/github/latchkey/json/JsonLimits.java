package io.github.latchkey.json;

/// What a document may ask for before it is refused: size in UTF-16 units, nesting, digits of one
/// number, and whether one object may name a member twice.
public record JsonLimits(int length, int depth, int digits, boolean duplicatesAllowed) {

  /// For what others wrote and a person wants to see: 1 MiB, 64 levels, 1,000 digits, duplicates
  /// kept.
  public static final JsonLimits FOREIGN = new JsonLimits(1 << 20, 64, 1_000, true);

  /// For documents of our own format: duplicates are an error.
  public static JsonLimits own(int length) {
    return new JsonLimits(length, 64, 100, false);
  }
}
