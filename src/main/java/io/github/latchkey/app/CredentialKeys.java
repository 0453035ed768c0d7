package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Vault;
import java.util.List;
import java.util.Optional;

/// The keys of an open vault's credentials, as the engine uses them: taken out for one operation,
/// and the caller's to close.
final class CredentialKeys {

  private final Vault vault;

  CredentialKeys(Vault vault) {
    this.vault = vault;
  }

  /// The key that signs for a credential, out of the vault for as long as the caller does not close
  /// it.
  SigningKey signing(Credential credential) throws EngineException, AppException {
    try (SecretBytes secret = vault.secret(credential.id(), CredentialRecord.SECRET)) {
      return signing(credential.key(), secret);
    }
  }

  static SigningKey signing(StoredKey key, SecretBytes secret)
      throws EngineException, AppException {
    key.requireUnderstood();
    SigningKey whole = key.isSecret() ? hmacKey(secret, key) : SigningKey.ofPkcs8(secret);
    Optional<JwsAlgorithm> only = key.description().algorithm();
    if (only.isEmpty()) {
      return whole;
    }
    try (whole) {
      return whole.restrictedTo(only.get());
    }
  }

  /// The key that checks a credential's signatures; the private key stays in the vault. The caller
  /// closes it.
  VerifyingKey verifying(Credential credential) throws EngineException, AppException {
    try (SecretBytes secret = vault.secret(credential.id(), CredentialRecord.SECRET)) {
      return verifying(credential.key(), secret);
    }
  }

  static VerifyingKey verifying(StoredKey key, SecretBytes secret)
      throws EngineException, AppException {
    key.requireUnderstood();
    Optional<byte[]> publicKey = key.publicKey();
    VerifyingKey whole =
        publicKey.isPresent() ? VerifyingKey.ofSpki(publicKey.get()) : hmacKey(secret, key);
    Optional<JwsAlgorithm> only = key.description().algorithm();
    if (only.isEmpty()) {
      return whole;
    }
    try (whole) {
      return whole.restrictedTo(only.get());
    }
  }

  private static HmacKey hmacKey(SecretBytes text, StoredKey key) throws EngineException {
    SecretEncoding encoding = key.description().encoding().orElse(SecretEncoding.UTF8);
    try (SecretBytes bytes = encoding.decode(text)) {
      return HmacKey.of(bytes);
    }
  }

  /// The name under which this very key is stored already: the same public key, or the same secret,
  /// compared inside.
  ///
  /// @param stored where it is looked for
  Optional<String> alreadyStored(List<Credential> stored, StoredKey key, SecretBytes secret) {
    return stored.stream()
        .filter(other -> isSame(other, key, secret))
        .map(Credential::name)
        .findFirst();
  }

  private boolean isSame(Credential other, StoredKey key, SecretBytes secret) {
    if (other.key().isSecret() != key.isSecret()) {
      return false;
    }
    if (!key.isSecret()) {
      return other.key().description().fingerprint().equals(key.description().fingerprint());
    }
    try (SecretBytes theirs = vault.secret(other.id(), CredentialRecord.SECRET)) {
      return theirs.sameAs(secret);
    }
  }

  /// Whether the vault still has the secret part of a credential's key; another copy may have lost
  /// it.
  boolean has(Credential credential) {
    return vault
        .entry(credential.id())
        .filter(entry -> entry.secretFields().contains(CredentialRecord.SECRET))
        .isPresent();
  }
}
