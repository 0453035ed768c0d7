package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.SaveMark;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The newest save of a vault that was seen at one place.
record SeenVault(Path file, SaveMark mark) {

  boolean isAt(String vaultId, Path place) {
    return mark.vaultId().equals(vaultId) && file.equals(place);
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("vault", mark.vaultId())
        .put("file", file.toString())
        .put("generation", mark.generation())
        .put("epoch", mark.epoch())
        .put("commit", mark.commit())
        .put("salt", mark.salt())
        .build();
  }

  /// Empty where something is missing.
  static Optional<SeenVault> of(Json json) {
    if (!(json instanceof JsonObject seen)) {
      return Optional.empty();
    }
    Optional<Path> file = path(seen);
    Optional<String> vault = seen.text("vault");
    Optional<String> commit = seen.text("commit");
    Optional<String> salt = seen.text("salt");
    Optional<Long> generation = whole(seen, "generation");
    Optional<Long> epoch = whole(seen, "epoch");
    if (file.isEmpty()
        || vault.isEmpty()
        || commit.isEmpty()
        || salt.isEmpty()
        || generation.isEmpty()
        || epoch.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SeenVault(
            file.get(),
            new SaveMark(vault.get(), generation.get(), epoch.get(), commit.get(), salt.get())));
  }

  static Optional<Path> path(JsonObject json) {
    try {
      return json.text("file").map(Path::of);
    } catch (InvalidPathException fromAnotherSystem) {
      return Optional.empty();
    }
  }

  static Optional<Long> whole(JsonObject json, String name) {
    return json.number(name)
        .map(JsonNumber::wholeValue)
        .filter(value -> value.isPresent() && value.getAsLong() >= 0)
        .map(value -> value.getAsLong());
  }
}
