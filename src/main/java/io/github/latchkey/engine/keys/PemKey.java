package io.github.latchkey.engine.keys;

import java.util.Optional;

/// What one PEM block turned out to be. Holds the key until it is closed.
///
/// @param spki the public half where it is known, in DER
record PemKey(
    Role role,
    Optional<KeyMaterial> material,
    Optional<byte[]> spki,
    Optional<KeyDescription> description,
    Optional<KeyProblem> problem)
    implements AutoCloseable {

  /// What a block can contribute to a credential.
  enum Role {
    PRIVATE,
    PUBLIC,
    CERTIFICATE,
    REQUEST,
    OTHER
  }

  static PemKey refused(Role role, KeyProblem problem) {
    return new PemKey(
        role, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(problem));
  }

  /// Whether it is a private key that signs.
  boolean signs() {
    return role == Role.PRIVATE && material.isPresent();
  }

  /// Whether it is a public key that verifies.
  boolean verifies() {
    return role == Role.PUBLIC && material.isPresent();
  }

  @Override
  public void close() {
    material.ifPresent(KeyMaterial::close);
  }
}
