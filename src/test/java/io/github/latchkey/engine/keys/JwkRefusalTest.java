package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JWKs that are wrong in one member, and what is written into one.
class JwkRefusalTest {

  private static final KeyProblem DAMAGED =
      new KeyProblem(KeyProblemId.DAMAGED, Map.of("label", ""));

  private static JsonObject privateJwk(String file) throws Exception {
    try (KeyReading reading = KeyFile.file(file)) {
      var key = (KeyMaterial.PrivateKey) reading.material().orElseThrow();
      try (SecretBytes jwk = KeyWriter.privateJwk(key.pkcs8())) {
        return (JsonObject) Json.parse(jwk.lend(byte[]::clone), JsonLimits.FOREIGN);
      }
    }
  }

  private static KeyProblem refused(String jwk) {
    try (KeyReading reading = KeyFile.read(jwk)) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      return reading.problem().orElseThrow();
    }
  }

  private static String changed(JsonObject jwk, String name, Optional<String> value) {
    var changed = JsonObject.builder();
    jwk.members()
        .forEach(
            member -> {
              if (!member.name().equals(name)) {
                changed.put(member.name(), member.value());
              }
            });
    value.ifPresent(text -> changed.put(name, new JsonString(text)));
    return changed.build().compact();
  }

  @ParameterizedTest
  @CsvSource({"rsa2048.pkcs8.pem, n e dp dq qi q", "ec.pkcs8.pem, x y", "ed25519.pkcs8.pem, x"})
  void aMemberThatIsMissingOrNoBase64IsDamage(String file, String names) throws Exception {
    JsonObject jwk = privateJwk(file);
    for (String name : names.split(" ")) {
      assertEquals(DAMAGED, refused(changed(jwk, name, Optional.empty())), name);
      assertEquals(DAMAGED, refused(changed(jwk, name, Optional.of("!!"))), name);
      assertEquals(DAMAGED, refused(changed(jwk, name, Optional.of("A+/A"))), name);
    }
  }

  @Test
  void numbersOfACurveHaveItsLength() throws Exception {
    JsonObject ec = privateJwk("ec.pkcs8.pem");
    for (String name : List.of("x", "y", "d")) {
      for (int length : new int[] {0, 31, 33}) {
        String other = PublicJwk.base64Url(new byte[length]);
        assertEquals(DAMAGED, refused(changed(ec, name, Optional.of(other))), name + length);
      }
    }
    JsonObject ed = privateJwk("ed25519.pkcs8.pem");
    for (int length : new int[] {0, 31, 33}) {
      String other = PublicJwk.base64Url(new byte[length]);
      assertEquals(DAMAGED, refused(changed(ed, "d", Optional.of(other))), "" + length);
    }
  }

  @Test
  void theStatedHalfIsThatOfTheKey() throws Exception {
    JsonObject ed = privateJwk("ed25519.pkcs8.pem");
    String other = PublicJwk.base64Url(new byte[32]);
    assertEquals(KeyProblemId.INCONSISTENT_KEY, refused(changed(ed, "x", Optional.of(other))).id());
    assertEquals(
        new KeyProblem(KeyProblemId.INCONSISTENT_KEY, Map.of("part", "public-point")),
        refused("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kty\":\"EC\",\"crv\":\"secp256k1\"} | secp256k1",
        "{\"kty\":\"OKP\",\"crv\":\"X25519\"} | X25519",
        "{\"kty\":\"AKP\"} | JWK of type AKP",
        "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"d\":\"AQAB\"} | RSA without its primes",
        "{\"kty\":\"RSA\",\"d\":\"AQAB\",\"p\":\"AQAB\",\"oth\":[]} | multi-prime RSA"
      })
  void aKeyOfAnotherTypeIsNamed(String jwk, String type) {
    KeyProblem problem = refused(jwk);
    assertEquals(KeyProblemId.UNSUPPORTED_KEY_TYPE, problem.id());
    String told = (String) problem.facts().get("type");
    assertTrue(told.endsWith(type), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kty\":\"oct\"}",
        "{\"kty\":\"oct\",\"k\":5}",
        "{\"kty\":\"oct\",\"k\":\"AAEC\",\"k\":\"AAEC\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}",
        "{\"keys\":[5]}",
        "{\"keys\":[[]]}",
        "{\"keys\":[{\"a\":1,\"a\":2}]}"
      })
  void whatIsNoKeyIsDamage(String jwk) {
    assertEquals(KeyProblemId.DAMAGED, refused(jwk).id());
  }

  @Test
  void aSetHasAsManyKeysAsAFile() {
    String key = "{\"kty\":\"oct\",\"k\":\"AAEC\"}";
    String most = "{\"keys\":[" + (key + ",").repeat(255) + key + "]}";
    String more = "{\"keys\":[" + (key + ",").repeat(256) + key + "]}";
    assertEquals(KeyProblemId.SEVERAL_KEYS, refused(most).id());
    assertEquals(
        new KeyProblem(KeyProblemId.TOO_LARGE, Map.of("objects", 257L, "most", 256L)),
        refused(more));
  }

  @Test
  void writesTheAlgorithmThatAKeyIsForAlone() throws Exception {
    byte[] spki = TestKeys.derOf("rsa2048.spki.pem");
    Optional<JwsAlgorithm> only = Optional.of(JwsAlgorithm.PS256);
    JsonObject set = KeyWriter.publicJwks(spki, only);
    try (KeyReading reading = KeyFile.read(set.compact())) {
      assertEquals(KeyVerdict.PUBLIC, reading.verdict());
      assertEquals("JWKS", reading.description().orElseThrow().container());
      assertEquals(only, reading.description().orElseThrow().algorithm());
    }
    assertEquals(KeyWriter.publicJwks(List.of(spki)), KeyWriter.publicJwks(spki, Optional.empty()));
    try (KeyReading reading = KeyFile.file("rsa2048.pkcs8.pem")) {
      var key = (KeyMaterial.PrivateKey) reading.material().orElseThrow();
      try (SecretBytes jwk = KeyWriter.privateJwk(key.pkcs8(), only);
          KeyReading again = KeyReader.read(jwk.lend(byte[]::clone), KeyRequest.anything())) {
        assertEquals(only, again.description().orElseThrow().algorithm());
        var same = (KeyMaterial.PrivateKey) again.material().orElseThrow();
        assertArrayEquals(key.spki(), same.spki());
      }
    }
    try (SecretBytes secret = TestKeys.secret("0123456789");
        SecretBytes jwk = KeyWriter.secretJwk(secret, Optional.of(JwsAlgorithm.HS256));
        KeyReading again = KeyReader.read(jwk.lend(byte[]::clone), KeyRequest.anything())) {
      KeyDescription known = again.description().orElseThrow();
      assertEquals(Optional.of(JwsAlgorithm.HS256), known.algorithm());
      assertEquals(80, known.bits());
      assertTrue(known.fixesEncoding());
    }
  }

  /// Base64urlUInt of RFC 7518 section 2: zero is one byte, and no other number begins with one.
  @Test
  void writesNumbersWithoutTheirSign() {
    assertArrayEquals(new byte[1], PublicJwk.unsigned(java.math.BigInteger.ZERO));
    assertArrayEquals(new byte[] {127}, PublicJwk.unsigned(java.math.BigInteger.valueOf(127)));
    assertArrayEquals(new byte[] {-128}, PublicJwk.unsigned(java.math.BigInteger.valueOf(128)));
  }
}
