package io.github.latchkey.engine.keys;

import java.util.Optional;

/// What one object of a file turned out to be. Holds the key until it is closed.
///
/// @param spki the public half where it is known, in DER
record FoundKey(
    Role role,
    Optional<KeyMaterial> material,
    Optional<byte[]> spki,
    Optional<KeyDescription> description,
    Optional<KeyProblem> problem)
    implements AutoCloseable {

  /// What an object can contribute to a credential.
  enum Role {
    PRIVATE,
    SECRET,
    PUBLIC,
    CERTIFICATE,
    REQUEST,
    OTHER
  }

  static FoundKey refused(Role role, KeyProblem problem) {
    return refused(role, problem, Optional.empty());
  }

  static FoundKey refused(Role role, KeyProblem problem, Optional<KeyDescription> description) {
    return new FoundKey(
        role, Optional.empty(), Optional.empty(), description, Optional.of(problem));
  }

  /// Whether it is a private key or a secret that signs.
  boolean signs() {
    return (role == Role.PRIVATE || role == Role.SECRET) && material.isPresent();
  }

  /// Whether it is a public key that verifies, alone or in a certificate.
  boolean verifies() {
    return (role == Role.PUBLIC || role == Role.CERTIFICATE) && material.isPresent();
  }

  FoundKey describedAs(Optional<KeyDescription> other) {
    return new FoundKey(role, material, spki, other, problem);
  }

  @Override
  public void close() {
    material.ifPresent(KeyMaterial::close);
  }
}
