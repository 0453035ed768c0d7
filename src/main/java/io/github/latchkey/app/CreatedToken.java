package io.github.latchkey.app;

import io.github.latchkey.engine.SignedToken;
import java.time.Instant;
import java.util.Optional;

/// A signed token with what was known when it was made.
public record CreatedToken(Credential credential, SignedToken token, TokenPreview preview) {

  /// The token itself.
  public String compact() {
    return token.compact();
  }

  /// When it expires, if ever.
  public Optional<Instant> expiresAt() {
    return preview.end();
  }
}
