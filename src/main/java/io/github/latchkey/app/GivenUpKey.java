package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.SaveMark;
import java.util.Optional;

/// A data key of a vault that this computer saw given up for a later one.
///
/// @param vaultId the vault
/// @param commit the header's commitment to the key, which names it and tells nothing about it
record GivenUpKey(String vaultId, String commit) {

  /// The key that a save is sealed under.
  static GivenUpKey of(SaveMark mark) {
    return new GivenUpKey(mark.vaultId(), mark.commit());
  }

  JsonObject toJson() {
    return JsonObject.builder().put("vault", vaultId).put("commit", commit).build();
  }

  /// Empty where something is missing.
  static Optional<GivenUpKey> of(Json json) {
    return json instanceof JsonObject key
        ? key.text("vault")
            .flatMap(vault -> key.text("commit").map(commit -> new GivenUpKey(vault, commit)))
        : Optional.empty();
  }
}
