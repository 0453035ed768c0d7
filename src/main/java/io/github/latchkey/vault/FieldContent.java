package io.github.latchkey.vault;

import io.github.latchkey.json.Json;

/// What a field holds.
sealed interface FieldContent {

  /// Text of the manifest: searchable, and not protected in memory.
  record Open(Json value) implements FieldContent {}

  /// Bytes beside the manifest, which no JSON parser turns into a String.
  record Hidden(SecretSlice secret) implements FieldContent {}
}
