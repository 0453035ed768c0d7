package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.JwsAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// What may be shown of a key: nothing secret.
///
/// @param container the form it came in: `PKCS#8 PEM`, `PKCS#1 DER`, `OpenSSH`, `JWK`, `text`,
///   `.env` ...
/// @param bits of the modulus or the curve; of a secret eight times its decoded length in bytes
/// @param fingerprint SHA-256 of the SubjectPublicKeyInfo, 64 hex digits (not ssh-keygen's)
/// @param thumbprint SHA-256 of the JWK, base64url (RFC 7638)
/// @param encoding of a secret
/// @param certificateEnd when the certificate beside the key stops being valid
/// @param algorithm the only one that the key is for, where its file says so (`alg` of a JWK, RFC
///   7517 section 4.4); it has to be taken along wherever the key goes
public record KeyDescription(
    KeyKind kind,
    String container,
    int bits,
    Optional<String> fingerprint,
    Optional<String> thumbprint,
    Optional<SecretEncoding> encoding,
    Optional<Instant> certificateEnd,
    Optional<JwsAlgorithm> algorithm) {

  /// The same without a certificate or an algorithm.
  public KeyDescription(
      KeyKind kind,
      String container,
      int bits,
      Optional<String> fingerprint,
      Optional<String> thumbprint,
      Optional<SecretEncoding> encoding) {
    this(
        kind,
        container,
        bits,
        fingerprint,
        thumbprint,
        encoding,
        Optional.empty(),
        Optional.empty());
  }

  /// Whether the container says how a secret is encoded, so that no platform may read it otherwise.
  public boolean fixesEncoding() {
    return kind == KeyKind.HMAC_SECRET && container.startsWith("JWK");
  }

  /// A public key, as [PublicKeyForm] writes it.
  static KeyDescription ofPublic(String container, byte[] spki) {
    PublicJwk jwk = PublicJwk.of(spki);
    return new KeyDescription(
        jwk.kind(),
        container,
        jwk.bits(),
        Optional.of(HexFormat.of().formatHex(sha256(spki))),
        Optional.of(PublicJwk.base64Url(sha256(jwk.canonical()))),
        Optional.empty());
  }

  /// The private key of this public one.
  static KeyDescription ofPrivate(String container, byte[] spki) {
    KeyDescription half = ofPublic(container, spki);
    KeyKind kind =
        switch (half.kind()) {
          case EC_PUBLIC -> KeyKind.EC_PRIVATE;
          case ED25519_PUBLIC -> KeyKind.ED25519_PRIVATE;
          default -> KeyKind.RSA_PRIVATE;
        };
    return new KeyDescription(
        kind, container, half.bits(), half.fingerprint(), half.thumbprint(), Optional.empty());
  }

  /// The same with the end of its certificate.
  KeyDescription certifiedUntil(Optional<Instant> end) {
    return new KeyDescription(
        kind, container, bits, fingerprint, thumbprint, encoding, end, algorithm);
  }

  /// The same for this algorithm alone.
  KeyDescription restrictedTo(JwsAlgorithm only) {
    return new KeyDescription(
        kind,
        container,
        bits,
        fingerprint,
        thumbprint,
        encoding,
        certificateEnd,
        Optional.of(only));
  }

  static KeyDescription ofSecret(int bytes, SecretEncoding encoding, String container) {
    return new KeyDescription(
        KeyKind.HMAC_SECRET,
        container,
        8 * bytes,
        Optional.empty(),
        Optional.empty(),
        Optional.of(encoding));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("SHA-256 is missing");
    }
  }
}
