package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.RsaVerifyingKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What may be shown of a key: nothing secret.
///
/// @param container the form it came in: `PKCS#8 PEM`, `PKCS#1 PEM`, `SPKI PEM`, `text`
/// @param bits of the modulus; of a secret eight times its decoded length in bytes
/// @param fingerprint SHA-256 of the SubjectPublicKeyInfo, 64 hex digits (not ssh-keygen's)
/// @param thumbprint SHA-256 of the JWK, base64url (RFC 7638)
/// @param encoding of a secret
public record KeyDescription(
    KeyKind kind,
    String container,
    int bits,
    Optional<String> fingerprint,
    Optional<String> thumbprint,
    Optional<SecretEncoding> encoding) {

  static KeyDescription ofRsa(KeyKind kind, String container, RsaVerifyingKey key) {
    String fingerprint = HexFormat.of().formatHex(sha256(key.spki()));
    String jwk =
        "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
            .formatted(unsigned(key.exponent()), unsigned(key.modulus()));
    String thumbprint = base64Url(sha256(jwk.getBytes(StandardCharsets.US_ASCII)));
    return new KeyDescription(
        kind,
        container,
        key.bits(),
        Optional.of(fingerprint),
        Optional.of(thumbprint),
        Optional.empty());
  }

  static KeyDescription ofSecret(int bytes, SecretEncoding encoding) {
    return new KeyDescription(
        KeyKind.HMAC_SECRET,
        "text",
        8 * bytes,
        Optional.empty(),
        Optional.empty(),
        Optional.of(encoding));
  }

  /// Base64urlUInt of RFC 7518 section 2: no sign byte.
  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64Url(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("SHA-256 is missing");
    }
  }
}
