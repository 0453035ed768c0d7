package io.github.latchkey.app;

import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
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
}
