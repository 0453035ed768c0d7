package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a JWK says that it is for (RFC 7517 sections 4.2 to 4.4).
class JwkUseTest {

  private static final String RSA = jwk("rsa2048.spki.pem");
  private static final String EC = jwk("ec.spki.pem");
  private static final String SECRET = "{\"kty\":\"oct\",\"k\":\"" + "AyM1".repeat(11) + "\"}";
  private static final Map<String, String> KEYS =
      Map.of("rsa", RSA, "ec", EC, "oct", SECRET, "private", privateJwk());

  private static String jwk(String file) {
    JsonObject jwk = KeyWriter.publicJwk(TestKeys.derOf(file));
    return jwk.compact();
  }

  private static String privateJwk() {
    try (KeyReading key = KeyFile.file("rsa2048.pkcs8.pem")) {
      var material = (KeyMaterial.PrivateKey) key.material().orElseThrow();
      try (var jwk = KeyWriter.privateJwk(material.pkcs8())) {
        return new String(jwk.lend(byte[]::clone), java.nio.charset.StandardCharsets.UTF_8);
      }
    }
  }

  private static KeyReading read(String key, String member) {
    return KeyFile.read(KEYS.get(key).replaceFirst("\\{", "{" + member + ","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsa | \"use\":\"sig\"",
        "rsa | \"alg\":\"RS256\"",
        "rsa | \"alg\":\"PS512\"",
        "rsa | \"key_ops\":[\"verify\"]",
        "private | \"key_ops\":[\"verify\",\"sign\"],\"alg\":\"RS384\"",
        "ec | \"alg\":\"ES256\"",
        "oct | \"alg\":\"HS512\"",
        "oct | \"key_ops\":[\"verify\"]"
      })
  void takesAKeyThatIsForSigning(String key, String member) {
    try (KeyReading reading = read(key, member)) {
      boolean isPublic = key.equals("rsa") || key.equals("ec");
      assertEquals(isPublic ? KeyVerdict.PUBLIC : KeyVerdict.USABLE, reading.verdict());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsa | \"use\":\"enc\" | a key for encryption",
        "rsa | \"alg\":\"RSA-OAEP-256\" | a key for RSA-OAEP-256",
        "private | \"alg\":\"RSA1_5\" | a key for RSA1_5",
        "rsa | \"alg\":\"ES256\" | a key for ES256",
        "rsa | \"alg\":\"none\" | a key for none",
        "rsa | \"alg\":256 | a key for another algorithm",
        "ec | \"alg\":\"ES384\" | a key for ES384",
        "oct | \"alg\":\"A128KW\" | a key for A128KW",
        "oct | \"key_ops\":[\"wrapKey\"] | a key for other operations",
        "rsa | \"key_ops\":[\"encrypt\",\"sign\"] | a key for other operations",
        "private | \"key_ops\":[\"verify\"] | a key for other operations",
        "private | \"key_ops\":[] | a key for other operations",
        "private | \"key_ops\":\"sign\" | a key for other operations"
      })
  void refusesAKeyThatIsForSomethingElse(String key, String member, String use) {
    try (KeyReading reading = read(key, member)) {
      assertEquals(
          new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", use)),
          reading.problem().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA-OAEP", "RSA1_5"})
  void aKeyForSomethingElseDoesNotHideTheOneForSigning(String alg) {
    String other = jwk("other2048.spki.pem").replaceFirst("\\{", "{\"alg\":\"" + alg + "\",");
    try (KeyReading reading = KeyFile.read("{\"keys\":[" + other + "," + RSA + "]}")) {
      assertEquals(KeyVerdict.PUBLIC, reading.verdict());
    }
  }
}
