package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacKeyTest {

  private static EngineException refused(byte[] secret) {
    try (SecretBytes bytes = SecretBytes.copyOf(secret)) {
      return assertThrows(EngineException.class, () -> HmacKey.of(bytes));
    }
  }

  @Test
  void refusesNoBytesAtAll() {
    assertEquals(Kind.EMPTY_SECRET, refused(new byte[0]).kind());
  }

  @ParameterizedTest
  @CsvSource({
    "rsa2048.pkcs8.pem, PEM",
    "rsa2048.spki.pem, PEM",
    "certificate.pem, PEM",
    "bag.pem, PEM",
    "openssh.pem, PEM",
    "openssh.pub, OpenSSH",
    "rsa2048.pkcs8.der, DER",
    "bundle.p12, DER"
  })
  void refusesTheTextOfAKey(String file, String container) {
    EngineException refused = refused(TestKeys.file(file));
    assertEquals(Kind.KEY_AS_SECRET, refused.kind());
    assertEquals(container, refused.facts().get("container"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa2048.spki.pem",
        "ec.spki.pem",
        "ed25519.pkcs8.pem",
        "rsa2048.public.pkcs1.pem",
        "pss.spki.pem"
      })
  void refusesTheDerOfAnyKey(String file) {
    assertEquals("DER", refused(TestKeys.derOf(file)).facts().get("container"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  -----BEGIN PUBLIC KEY-----",
        "KEY=\"-----BEGIN PRIVATE KEY-----\\nMIIE\"",
        "---- BEGIN SSH2 PUBLIC KEY ----",
        "\nssh-rsa AAAAB3NzaC1yc2E",
        "ssh-ed25519 AAAA",
        "ecdsa-sha2-nistp256 AAAA",
        "sk-ssh-ed25519@openssh.com AAAA",
        "PuTTY-User-Key-File-3: ssh-rsa",
        "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
        "{ \"keys\": [] }"
      })
  void refusesWhatBeginsLikeAKey(String text) {
    assertEquals(Kind.KEY_AS_SECRET, refused(text.getBytes()).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "My$ecretK3y",
        "0",
        "{curly}",
        "{\"json\":1}",
        "BEGIN the day",
        "ssh",
        "0123456789",
        "का रहस्य"
      })
  void takesAnyOtherSecretHoweverShort(String text) throws EngineException {
    try (HmacKey key = TestKeys.hmac(text)) {
      assertEquals(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length, key.length());
    }
  }

  @Test
  void takesRandomBytesThatHappenToBeginLikeDer() throws EngineException {
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      bytes[0] = 0x30;
      bytes[1] = 30;
      bytes[2] = (byte) 0xff;
      try (SecretBytes secret = SecretBytes.take(bytes);
          HmacKey key = HmacKey.of(secret)) {
        assertEquals(32, key.length());
      }
    }
  }

  @Test
  void isBoundToHmacOnly() throws EngineException {
    try (HmacKey key = TestKeys.hmac("secret")) {
      assertEquals(
          Set.of(JwsAlgorithm.HS256, JwsAlgorithm.HS384, JwsAlgorithm.HS512), key.algorithms());
    }
  }

  @Test
  void itsVerifyingKeyOutlivesIt() throws EngineException {
    HmacKey key = TestKeys.hmac(TestTokens.SECRET);
    try (VerifyingKey verifying = key.verifyingKey()) {
      key.close();
      DecodedToken token = DecodedToken.of(TestTokens.withPayload("{}"));
      assertTrue(TokenVerifier.verify(token, verifying).isPresent());
    }
  }

  @Test
  void aTrailingZeroIsAnotherSecretForUsThoughNotForHmac() throws Exception {
    JsonObject header = JsonObject.builder().put("alg", "HS256").build();
    try (SecretBytes plain = TestKeys.secret("abc");
        SecretBytes padded = SecretBytes.take(Arrays.copyOf("abc".getBytes(), 5));
        HmacKey one = HmacKey.of(plain);
        HmacKey other = HmacKey.of(padded)) {
      assertEquals(
          TokenSigner.sign(header, JsonObject.empty(), one).compact(),
          TokenSigner.sign(header, JsonObject.empty(), other).compact());
      assertFalse(plain.sameAs(padded));
    }
  }

  @Test
  void copiesTheSecret() throws EngineException {
    SecretBytes secret = TestKeys.secret(TestTokens.SECRET);
    try (HmacKey key = HmacKey.of(secret)) {
      secret.close();
      DecodedToken token = DecodedToken.of(TestTokens.withPayload("{}"));
      assertTrue(TokenVerifier.verify(token, key).isPresent());
    }
  }
}
