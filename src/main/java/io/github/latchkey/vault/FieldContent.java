package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.secret.SecretBytes;
import java.util.Optional;

/// What a field holds.
sealed interface FieldContent {

  /// That a field was taken away.
  FieldContent NOTHING = new Open(new JsonNull());

  /// Text of the manifest: searchable, and not protected in memory.
  record Open(Json value) implements FieldContent {}

  /// Bytes beside the manifest, which no JSON parser turns into a String.
  record Hidden(SecretSlice secret) implements FieldContent {}

  /// The open value; empty for a secret and for a field that was taken away.
  default Optional<Json> shown() {
    return switch (this) {
      case Open(JsonNull _) -> Optional.empty();
      case Open(Json value) -> Optional.of(value);
      case Hidden _ -> Optional.empty();
    };
  }

  /// Whether both say the same; secrets are compared inside, in constant time.
  default boolean isSameAs(FieldContent other) {
    return switch (this) {
      case Open open -> open.equals(other);
      case Hidden(SecretSlice mine) -> {
        if (!(other instanceof Hidden(SecretSlice theirs))) {
          yield false;
        }
        try (SecretBytes one = mine.copy();
            SecretBytes two = theirs.copy()) {
          yield one.sameAs(two);
        }
      }
    };
  }
}
