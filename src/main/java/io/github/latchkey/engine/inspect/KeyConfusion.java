package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.PublicVerifyingKey;
import io.github.latchkey.engine.RsaVerifyingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Recognises the attack on verifiers that let the token choose the algorithm: an HMAC whose secret
/// is the text of the public key, which everybody has (CVE-2015-9235). Proves the forgery; never
/// makes a token count as signed.
final class KeyConfusion {

  private static final int PEM_LINE = 64;

  private KeyConfusion() {}

  /// The form of the public key that made this HMAC; empty where none did.
  static Optional<String> form(DecodedToken token, PublicVerifyingKey key) {
    Optional<byte[]> signature = token.signature().bytes();
    Optional<String> hmac =
        token
            .headerJson()
            .flatMap(header -> header.text("alg"))
            .flatMap(JwsAlgorithm::named)
            .filter(JwsAlgorithm::isSymmetric)
            .map(algorithm -> "HmacSHA" + algorithm.hashBits());
    int end = token.compact().lastIndexOf('.');
    if (signature.isEmpty() || hmac.isEmpty() || end < 0) {
      return Optional.empty();
    }
    byte[] signed = token.compact().substring(0, end).getBytes(StandardCharsets.UTF_8);
    return texts(key).entrySet().stream()
        .filter(
            text ->
                MessageDigest.isEqual(mac(hmac.get(), text.getValue(), signed), signature.get()))
        .map(text -> text.getKey().split(" ")[0])
        .findFirst();
  }

  private static Map<String, byte[]> texts(PublicVerifyingKey key) {
    Map<String, byte[]> texts = new LinkedHashMap<>();
    add("spki", "PUBLIC KEY", key.spki(), texts);
    if (key instanceof RsaVerifyingKey) {
      add("pkcs1", "RSA PUBLIC KEY", pkcs1(key.spki()), texts);
    }
    return texts;
  }

  private static void add(String form, String label, byte[] der, Map<String, byte[]> texts) {
    texts.put(form + "-der", der);
    for (String lineEnd : new String[] {"\n", "\r\n"}) {
      for (String last : new String[] {lineEnd, ""}) {
        String variant = " " + lineEnd.length() + last.length();
        texts.put(form + "-pem" + variant, pem(label, der, lineEnd, last));
      }
    }
  }

  private static byte[] pkcs1(byte[] spki) {
    try {
      return SubjectPublicKeyInfo.getInstance(spki).parsePublicKey().getEncoded("DER");
    } catch (IOException impossibleForAKeyThatWasRead) {
      throw new IllegalStateException("a public key that was read cannot be read");
    }
  }

  private static byte[] pem(String label, byte[] der, String lineEnd, String last) {
    String body =
        Base64.getMimeEncoder(PEM_LINE, lineEnd.getBytes(StandardCharsets.US_ASCII))
            .encodeToString(der);
    String text =
        "-----BEGIN %1$s-----%3$s%2$s%3$s-----END %1$s-----%4$s"
            .formatted(label, body, lineEnd, last);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(algorithm + " is missing");
    }
  }
}
