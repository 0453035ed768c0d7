package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// Writes keys in the forms that other programs read. Private keys come and go as the PKCS#8 bytes
/// of [KeyMaterial.PrivateKey]; whatever holds a secret is a new [SecretBytes], which the caller
/// closes.
public final class KeyWriter {

  private static final int LINE = 64;

  private KeyWriter() {}

  /// PEM of unencrypted PKCS#8 (RFC 7468 section 10).
  public static SecretBytes pkcs8Pem(SecretBytes pkcs8) {
    return pkcs8.lend(der -> pem("PRIVATE KEY", der));
  }

  /// DER of PKCS#1 (RFC 8017 appendix A.1.2); UNUSABLE_KEY `not-rsa` where the key is no RSA key.
  public static SecretBytes pkcs1(SecretBytes pkcs8) throws EngineException {
    byte[] der = pkcs8.lend(KeyWriter::pkcs1);
    if (der.length == 0) {
      throw new EngineException(EngineException.Kind.UNUSABLE_KEY, Map.of("reason", "not-rsa"));
    }
    return SecretBytes.take(der);
  }

  private static byte[] pkcs1(byte[] pkcs8) {
    PrivateKeyInfo key = PrivateKeyInfo.getInstance(pkcs8);
    if (!key.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return new byte[0];
    }
    return key.getPrivateKey().getOctets();
  }

  /// PEM of PKCS#1 (RFC 8017 appendix A.1.2); UNUSABLE_KEY `not-rsa` where the key is no RSA key.
  public static SecretBytes pkcs1Pem(SecretBytes pkcs8) throws EngineException {
    try (SecretBytes body = pkcs1(pkcs8)) {
      return body.lend(der -> pem("RSA PRIVATE KEY", der));
    }
  }

  /// DER of PKCS#8 that a passphrase opens (RFC 8018, PBES2 with AES-256): the passphrase in UTF-8,
  /// of at least one byte. Takes about a second on purpose.
  public static SecretBytes encryptedPkcs8(
      SecretBytes pkcs8, SecretBytes passphrase, KeySealing sealing) {
    return pkcs8.lend(
        der ->
            passphrase.lend(
                utf8 -> SecretBytes.take(encoded(PasswordSealing.sealed(der, utf8, sealing)))));
  }

  /// PEM of the same (RFC 7468 section 11).
  public static SecretBytes encryptedPkcs8Pem(
      SecretBytes pkcs8, SecretBytes passphrase, KeySealing sealing) {
    try (SecretBytes sealed = encryptedPkcs8(pkcs8, passphrase, sealing)) {
      return sealed.lend(der -> pem("ENCRYPTED PRIVATE KEY", der));
    }
  }

  /// PKCS#12 (RFC 7292) of the key alone, in PBES2 with AES-256, its integrity checked with
  /// HMAC-SHA-256. There is no certificate in it: openssl and Latchkey read such a file, Java's key
  /// store shows no entry.
  public static SecretBytes pkcs12(SecretBytes pkcs8, SecretBytes passphrase, String name) {
    return pkcs8.lend(
        der ->
            passphrase.lend(
                utf8 -> SecretBytes.take(encoded(Pkcs12Sealing.sealed(der, utf8, name)))));
  }

  /// PEM of a public key (RFC 7468 section 13) from its SubjectPublicKeyInfo.
  public static String spkiPem(byte[] spki) {
    try (SecretBytes pem = pem("PUBLIC KEY", spki)) {
      return pem.lend(text -> new String(text, java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  /// The JWK of a public key (RFC 7517), with its thumbprint as `kid`.
  public static JsonObject publicJwk(byte[] spki) {
    return publicJwk(spki, Optional.empty());
  }

  /// The same, saying as `alg` which algorithm the key is for alone, where it is
  /// ([KeyDescription#algorithm()]).
  public static JsonObject publicJwk(byte[] spki, Optional<JwsAlgorithm> only) {
    PublicJwk jwk = PublicJwk.of(spki);
    var object = JsonObject.builder();
    jwk.members().members().forEach(member -> object.put(member.name(), member.value()));
    only.ifPresent(algorithm -> object.put("alg", algorithm.name()));
    KeyDescription.ofPublic("JWK", spki).thumbprint().ifPresent(kid -> object.put("kid", kid));
    return object.build();
  }

  /// A set of such keys (RFC 7517 section 5), as a platform fetches them.
  public static JsonObject publicJwks(List<byte[]> spkis) {
    return set(spkis.stream().map(KeyWriter::publicJwk).toList());
  }

  /// A set of one key, which says as `alg` which algorithm it is for alone, where it is.
  public static JsonObject publicJwks(byte[] spki, Optional<JwsAlgorithm> only) {
    return set(List.of(publicJwk(spki, only)));
  }

  private static JsonObject set(List<JsonObject> jwks) {
    return JsonObject.builder().put("keys", new JsonArray(List.copyOf(jwks))).build();
  }

  /// The JWK of a private key (RFC 7518 section 6, RFC 8037 section 2).
  public static SecretBytes privateJwk(SecretBytes pkcs8) {
    return privateJwk(pkcs8, Optional.empty());
  }

  /// The same, saying as `alg` which algorithm the key is for alone, where it is.
  public static SecretBytes privateJwk(SecretBytes pkcs8, Optional<JwsAlgorithm> only) {
    return pkcs8.lend(der -> PrivateJwk.of(der, only));
  }

  /// The JWK of a secret (RFC 7518 section 6.4), whose decoded bytes these are.
  public static SecretBytes secretJwk(SecretBytes secret) {
    return secretJwk(secret, Optional.empty());
  }

  /// The same, saying as `alg` which algorithm the secret is for alone, where it is.
  public static SecretBytes secretJwk(SecretBytes secret, Optional<JwsAlgorithm> only) {
    return secret.lend(bytes -> PrivateJwk.ofSecret(bytes, only));
  }

  private static SecretBytes pem(String label, byte[] der) {
    byte[] base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(der);
    try (var text = new WipedText(base64.length + 100)) {
      return text.append("-----BEGIN " + label + "-----\n")
          .append(base64)
          .append("\n-----END " + label + "-----\n")
          .secret();
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }

  private static byte[] encoded(ASN1Encodable structure) {
    try {
      return structure.toASN1Primitive().getEncoded("DER");
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException("encoding failed");
    }
  }
}
