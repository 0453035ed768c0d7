package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
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

  /// The form of the public key that made this HS256 signature; empty where none did.
  static Optional<String> form(DecodedToken token, RsaVerifyingKey key) {
    Optional<byte[]> signature = token.signature().bytes();
    int end = token.compact().lastIndexOf('.');
    if (signature.isEmpty() || end < 0) {
      return Optional.empty();
    }
    byte[] signed = token.compact().substring(0, end).getBytes(StandardCharsets.UTF_8);
    return texts(key).entrySet().stream()
        .filter(text -> MessageDigest.isEqual(hmac(text.getValue(), signed), signature.get()))
        .map(text -> text.getKey().split(" ")[0])
        .findFirst();
  }

  private static Map<String, byte[]> texts(RsaVerifyingKey key) {
    byte[] spki = key.spki();
    byte[] pkcs1 = pkcs1(spki);
    Map<String, byte[]> texts = new LinkedHashMap<>();
    texts.put("spki-der", spki);
    texts.put("pkcs1-der", pkcs1);
    for (String lineEnd : new String[] {"\n", "\r\n"}) {
      for (String last : new String[] {lineEnd, ""}) {
        String variant = " " + lineEnd.length() + last.length();
        texts.put("spki-pem" + variant, pem("PUBLIC KEY", spki, lineEnd, last));
        texts.put("pkcs1-pem" + variant, pem("RSA PUBLIC KEY", pkcs1, lineEnd, last));
      }
    }
    return texts;
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

  private static byte[] hmac(byte[] key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("HmacSHA256 is missing");
    }
  }
}
