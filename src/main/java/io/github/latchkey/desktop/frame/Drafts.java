package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.DraftKey;
import io.github.latchkey.vault.SealedDraft;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is being typed when a lock falls: it is sealed for the vault at once, kept in memory, and
/// back in its place when that vault is opened again. Used on the JavaFX thread only.
public final class Drafts {

  private static final int LONGEST = 1 << 20;

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private Optional<DraftKey> key = Optional.empty();
  private Optional<SealedDraft> sealed = Optional.empty();

  private record Part(Supplier<Optional<JsonObject>> typed, Consumer<JsonObject> restore) {}

  /// What a screen gives when a lock falls, and takes back.
  public void keep(
      String name, Supplier<Optional<JsonObject>> typed, Consumer<JsonObject> restore) {
    parts.put(name, new Part(typed, restore));
  }

  /// The key for the vault that is open, which is this one's to close.
  void use(DraftKey fresh) {
    key.ifPresent(DraftKey::close);
    key = Optional.of(fresh);
  }

  /// Seals what is being typed; nothing of it stays in clear text here.
  void seal() {
    Optional<JsonObject> typed = typed();
    sealed = Optional.empty();
    if (typed.isPresent() && key.isPresent()) {
      try (SecretBytes plain = SecretBytes.take(typed.get().compactUtf8())) {
        sealed = Optional.of(key.get().seal(plain));
      }
    }
    key.ifPresent(DraftKey::close);
    key = Optional.empty();
  }

  /// What is being typed now.
  Optional<JsonObject> typed() {
    var typed = JsonObject.builder();
    boolean any = false;
    for (var part : parts.entrySet()) {
      Optional<JsonObject> now = part.getValue().typed().get();
      now.ifPresent(json -> typed.put(part.getKey(), json));
      any |= now.isPresent();
    }
    return any ? Optional.of(typed.build()) : Optional.empty();
  }

  /// What was sealed last, to be opened with its vault.
  Optional<SealedDraft> sealed() {
    return sealed;
  }

  /// Reads a draft with its vault; empty where it is another vault's. Not for the JavaFX thread.
  static Optional<JsonObject> open(VaultSession vault, Optional<SealedDraft> draft) {
    Optional<SecretBytes> plain = draft.flatMap(vault::open);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    try (SecretBytes bytes = plain.get()) {
      Json json = bytes.lend(Drafts::parse);
      return json instanceof JsonObject typed ? Optional.of(typed) : Optional.empty();
    }
  }

  private static Json parse(byte[] utf8) {
    try {
      return Json.parse(utf8, JsonLimits.own(LONGEST));
    } catch (JsonException ownText) {
      throw new IllegalStateException("a draft of our own cannot be read", ownText);
    }
  }

  /// Puts everything back in its place.
  void restore(JsonObject typed) {
    sealed = Optional.empty();
    parts.forEach((name, part) -> typed.object(name).ifPresent(part.restore()));
  }
}
