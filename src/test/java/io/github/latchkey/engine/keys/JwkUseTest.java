package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a JWK says that it is for (RFC 7517 sections 4.2 to 4.4).
class JwkUseTest {

  private static final String RSA = jwk("rsa2048.spki.pem");
  private static final String EC = jwk("ec.spki.pem");
  private static final String SECRET = "{\"kty\":\"oct\",\"k\":\"" + "AyM1".repeat(11) + "\"}";
  private static final Map<String, String> KEYS =
      Map.of("rsa", RSA, "ec", EC, "oct", SECRET, "private", privateJwk("rsa2048.pkcs8.pem"));

  @TempDir Path folder;

  private static String jwk(String file) {
    JsonObject jwk = KeyWriter.publicJwk(TestKeys.derOf(file));
    return jwk.compact();
  }

  private static String privateJwk(String file) {
    try (KeyReading key = KeyFile.file(file)) {
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

  @ParameterizedTest
  @CsvSource({
    "rsa, RS256",
    "rsa, PS256",
    "private, PS256",
    "private, RS512",
    "oct, HS384",
    "ec, ES256"
  })
  void aKeyIsForTheOneAlgorithmThatItNames(String key, JwsAlgorithm algorithm) {
    try (KeyReading reading = read(key, "\"alg\":\"" + algorithm + "\"")) {
      KeyDescription known = reading.description().orElseThrow();
      assertEquals(Optional.of(algorithm), known.algorithm());
    }
    try (KeyReading reading = KeyFile.read(KEYS.get(key))) {
      assertEquals(Optional.empty(), reading.description().orElseThrow().algorithm());
    }
  }

  /// RFC 7517 section 4.4 binds the key, not the place in the file that says so.
  @Test
  void aKeyIsForTheAlgorithmThatAnyOfItsCopiesNames() {
    String key = KEYS.get("private");
    String bound = key.replaceFirst("\\{", "{\"alg\":\"PS256\",");
    String half = RSA.replaceFirst("\\{", "{\"alg\":\"PS256\",");
    for (List<String> keys :
        List.of(
            List.of(key, bound),
            List.of(bound, key),
            List.of(key, half),
            List.of(half, key),
            List.of(RSA, half),
            List.of(half, RSA))) {
      try (KeyReading reading = KeyFile.read(set(keys))) {
        assertEquals(
            Optional.of(JwsAlgorithm.PS256), reading.description().orElseThrow().algorithm());
        assertTrue(reading.material().isPresent());
      }
    }
  }

  @Test
  void theKeysToChooseFromSayWhatTheyAreFor() {
    String half = RSA.replaceFirst("\\{", "{\"alg\":\"PS256\",");
    String keys = set(List.of(KEYS.get("private"), half, privateJwk("other2048.pkcs8.pem")));
    KeyRequest first = KeyRequest.anything().choosing(1);
    try (KeyReading reading = KeyFile.read(keys);
        KeyReading taken = KeyFile.read(keys, first)) {
      List<?> choices = (List<?>) reading.problem().orElseThrow().facts().get("choices");
      var known = (KeyDescription) choices.getFirst();
      assertEquals(Optional.of(JwsAlgorithm.PS256), known.algorithm());
      assertEquals(known, taken.description().orElseThrow());
    }
  }

  @Test
  void aKeyForTwoDifferentAlgorithmsIsRefused() {
    String ps = KEYS.get("private").replaceFirst("\\{", "{\"alg\":\"PS256\",");
    String rs = KEYS.get("private").replaceFirst("\\{", "{\"alg\":\"RS256\",");
    String half = RSA.replaceFirst("\\{", "{\"alg\":\"RS256\",");
    String otherHalf = RSA.replaceFirst("\\{", "{\"alg\":\"PS256\",");
    for (List<String> keys :
        List.of(List.of(ps, rs), List.of(rs, ps), List.of(ps, half), List.of(half, otherHalf))) {
      try (KeyReading reading = KeyFile.read(set(keys))) {
        assertEquals(
            new KeyProblem(KeyProblemId.SEVERAL_KEYS, Map.of("keys", 2L)),
            reading.problem().orElseThrow());
      }
    }
  }

  private static String set(List<String> keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  @Test
  void eachKeyOfASetKeepsItsOwnAlgorithm() throws Exception {
    String set =
        "{\"keys\":["
            + RSA.replaceFirst("\\{", "{\"alg\":\"PS256\",")
            + ","
            + KEYS.get("private").replaceFirst("\\{", "{\"alg\":\"RS384\",")
            + ","
            + KEYS.get("ec")
            + "]}";
    Path file = Files.writeString(folder.resolve("keys.json"), set);
    List<KeyReading> readings = KeyReader.readVerifying(file, KeyRequest.anything());
    assertEquals(
        List.of(Optional.of(JwsAlgorithm.PS256), Optional.of(JwsAlgorithm.RS384), Optional.empty()),
        readings.stream().map(reading -> reading.description().orElseThrow().algorithm()).toList());
    readings.forEach(KeyReading::close);
  }

  /// RFC 4055 section 1.2: a key that its maker allows PSS alone, wherever it stands.
  @Test
  void aCertificatesKeyForPssAloneIsRefused() throws Exception {
    byte[] certificate = TestKeys.derOf("certificate.pem");
    var outer = ASN1Sequence.getInstance(certificate).toArray();
    var inner = ASN1Sequence.getInstance(outer[0]).toArray();
    var pss = PrivateKeyInfo.getInstance(TestKeys.derOf("pss.pkcs8.pem")).getPrivateKeyAlgorithm();
    byte[] key = SubjectPublicKeyInfo.getInstance(inner[6]).getPublicKeyData().getBytes();
    inner[6] = new SubjectPublicKeyInfo(pss, key);
    outer[0] = new DERSequence(inner);
    byte[] restricted = new DERSequence(outer).getEncoded("DER");
    try (KeyReading whole = KeyReader.read(certificate, KeyRequest.anything());
        KeyReading refused = KeyReader.read(restricted, KeyRequest.anything())) {
      assertEquals(KeyVerdict.PUBLIC, whole.verdict());
      assertEquals(KeyProblemId.PSS_ONLY, refused.problem().orElseThrow().id());
    }
  }
}
