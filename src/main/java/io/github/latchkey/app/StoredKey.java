package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What may be shown of a credential's key. The key itself stays in the vault.
///
/// @param spki the public key (SubjectPublicKeyInfo, DER) in base64; empty for a secret
/// @param newerWord what a newer version wrote about the key and this one cannot heed; such a key
///   is not used
public record StoredKey(
    KeyDescription description, Optional<String> spki, Optional<String> newerWord) {

  /// A key of which everything is understood.
  public StoredKey(KeyDescription description, Optional<String> spki) {
    this(description, spki, Optional.empty());
  }

  /// What is not understood may forbid what is about to be done: an algorithm the key is for alone,
  /// an encoding without which a secret is another.
  void requireUnderstood() throws AppException {
    if (newerWord.isPresent()) {
      throw new AppException(AppException.Kind.KEY_NEWER, Map.of("word", newerWord.get()));
    }
  }

  /// Whether it is a shared secret.
  public boolean isSecret() {
    return description.kind() == KeyKind.HMAC_SECRET;
  }

  /// What it can sign with; nothing where the stored public key cannot be read, or the key is a
  /// newer version's.
  public Set<JwsAlgorithm> algorithms() {
    Set<JwsAlgorithm> possible = newerWord.isEmpty() ? possible() : Set.of();
    return description
        .algorithm()
        .map(only -> possible.contains(only) ? Set.of(only) : Set.<JwsAlgorithm>of())
        .orElse(possible);
  }

  private Set<JwsAlgorithm> possible() {
    if (isSecret()) {
      return JwsAlgorithm.of(JwsAlgorithm.Family.HMAC);
    }
    try {
      return publicKey().isPresent()
          ? VerifyingKey.ofSpki(publicKey().get()).algorithms()
          : Set.of();
    } catch (EngineException unusable) {
      return Set.of(); // whoever uses the key is told why
    }
  }

  /// The public key as bytes, in an array of the caller's.
  public Optional<byte[]> publicKey() {
    return spki.map(Base64.getDecoder()::decode);
  }

  /// The public key as PEM (RFC 7468), with a newline at the end.
  public Optional<String> publicPem() {
    return publicKey()
        .map(
            der ->
                "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----\n");
  }
}
