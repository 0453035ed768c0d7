package io.github.latchkey.app;

import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Credentials for tests, imported as a person would.
public final class TestCredentials {

  private TestCredentials() {}

  /// A JioMeet credential with this secret.
  public static Credential jioMeet(VaultSession session, Latchkey parts, String name, String secret)
      throws Exception {
    try (SecretBytes text = SecretBytes.take(secret.getBytes(StandardCharsets.UTF_8));
        ImportLook look =
            parts
                .importing()
                .look(
                    List.of(OfferedKey.text("typed", text, ExpectedKey.SECRET)), parts.wording())) {
      var request =
          new ImportRequest(
              name,
              parts.platforms().get("jiomeet-one-step"),
              Map.of("app", "app-id-1", "iss", "acme"),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return parts.importing().store(session, look, request).credential();
    }
  }

  /// A Clan Meeting credential with a published RSA key.
  public static Credential clanMeeting(
      VaultSession session, Latchkey parts, String name, Path folder) throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    try (ImportLook look =
        parts
            .importing()
            .look(List.of(OfferedKey.file(key, ExpectedKey.PRIVATE_KEY)), parts.wording())) {
      var request =
          new ImportRequest(
              name,
              parts.platforms().get("clan-meeting"),
              Map.of("consumerId", "acme", "domain", "meet.example"),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return parts.importing().store(session, look, request).credential();
    }
  }

  /// A credential whose key was removed elsewhere.
  public static void keyless(VaultSession session, String name) throws Exception {
    session.vault().add(Map.of("name", new JsonString(name)), Map.of());
    session.save();
  }

  /// An object with another value for one of its names.
  static JsonObject with(JsonObject object, String name, Json value) {
    return new JsonObject(
        object.members().stream()
            .map(member -> member.name().equals(name) ? new JsonMember(name, value) : member)
            .toList());
  }
}
