package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A backup as the computer remembers it: of which vault.
record MadeBackup(String vaultId, Backup backup) {

  JsonObject toJson() {
    return JsonObject.builder()
        .put("vault", vaultId)
        .put("file", backup.file().toString())
        .put("made", backup.made().toEpochMilli())
        .put("generation", backup.generation())
        .build();
  }

  /// Empty where something is missing.
  static Optional<MadeBackup> of(Json json) {
    if (!(json instanceof JsonObject made)) {
      return Optional.empty();
    }
    Optional<String> vault = made.text("vault");
    Optional<Path> file = SeenVault.path(made);
    Optional<Long> time = SeenVault.whole(made, "made");
    Optional<Long> generation = SeenVault.whole(made, "generation");
    if (vault.isEmpty() || file.isEmpty() || time.isEmpty() || generation.isEmpty()) {
      return Optional.empty();
    }
    var backup = new Backup(file.get(), Instant.ofEpochMilli(time.get()), generation.get());
    return Optional.of(new MadeBackup(vault.get(), backup));
  }
}
