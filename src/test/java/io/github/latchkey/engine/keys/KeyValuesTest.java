package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The ids that the command line promises, and what is shown of a key.
class KeyValuesTest {

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toSet());
  }

  @Test
  void theProblemIdsAreThoseOfTheDesign() {
    assertEquals(
        words(
            """
            empty-file too-large not-a-key unknown-binary path-instead-of-key truncated damaged
            label-mismatch inconsistent-key pair-mismatch several-keys public-key-only
            certificate-only certificate-request unsupported-key-type unsupported-encryption
            unsupported-container pss-only passphrase-needed wrong-passphrase cost-too-high weak-key
            short-secret key-as-secret not-utf8
            """),
        Arrays.stream(KeyProblemId.values()).map(KeyProblemId::id).collect(Collectors.toSet()));
  }

  @Test
  void theOddityIdsAreThoseOfTheDesign() {
    assertEquals(
        words(
            """
            bom utf-16 crlf one-line escaped-newlines quoted indented surrounding-text
            bag-attributes no-final-newline trailing-newline-in-secret named-secret several-objects
            legacy-encryption no-mac wrong-file-name
            """),
        Arrays.stream(KeyOddity.values()).map(KeyOddity::id).collect(Collectors.toSet()));
  }

  @Test
  void onlyAShortSecretDoesNotRefuse() {
    assertEquals(
        List.of(KeyProblemId.SHORT_SECRET),
        Arrays.stream(KeyProblemId.values()).filter(id -> !id.refuses()).toList());
  }

  @Test
  void namesVerdictsAndExpectationsAsTheCommandLineDoes() {
    assertEquals("usable", KeyVerdict.USABLE.id());
    assertEquals("public", KeyVerdict.PUBLIC.id());
    assertEquals("refused", KeyVerdict.REFUSED.id());
    assertEquals("private-key", ExpectedKey.PRIVATE_KEY.id());
  }

  @Test
  void showsTheFingerprintOfThePublicHalfForEveryFormOfAKey() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(TestKeys.derOf("rsa2048.spki.pem"));
    String expected = HexFormat.of().formatHex(digest);
    for (String name :
        List.of(
            "rsa2048.pkcs8.pem",
            "rsa2048.pkcs1.pem",
            "rsa2048.spki.pem",
            "rsa2048.public.pkcs1.pem",
            "bag.pem")) {
      try (KeyReading reading = KeyFile.file(name)) {
        KeyDescription key = reading.description().orElseThrow();
        assertEquals(Optional.of(expected), key.fingerprint());
        assertEquals(2048, key.bits());
        assertEquals(Optional.empty(), key.encoding());
        assertTrue(key.thumbprint().isPresent());
      }
    }
  }

  @Test
  void namesTheContainer() {
    assertEquals("PKCS#8 PEM", container("rsa2048.pkcs8.pem"));
    assertEquals("PKCS#1 PEM", container("rsa2048.pkcs1.pem"));
    assertEquals("SPKI PEM", container("rsa2048.spki.pem"));
    assertEquals("PKCS#1 PEM", container("rsa2048.public.pkcs1.pem"));
  }

  private static String container(String name) {
    try (KeyReading reading = KeyFile.file(name)) {
      return reading.description().orElseThrow().container();
    }
  }

  /// RFC 7638 section 3.1.
  @Test
  void givesTheThumbprintOfTheRfc() throws Exception {
    String n =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
            + "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0"
            + "_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWh"
            + "AI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    var modulus = new java.math.BigInteger(1, java.util.Base64.getUrlDecoder().decode(n));
    byte[] spki =
        java.security.KeyFactory.getInstance("RSA")
            .generatePublic(
                new java.security.spec.RSAPublicKeySpec(
                    modulus, java.math.BigInteger.valueOf(65537)))
            .getEncoded();
    KeyDescription key = KeyDescription.ofPublic("SPKI PEM", spki);
    assertEquals(Optional.of("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"), key.thumbprint());
  }

  @Test
  void closingAReadingClosesTheKeyAndNothingTellsIt() {
    KeyReading reading = KeyFile.file("rsa2048.pkcs8.pem");
    var key = (KeyMaterial.PrivateKey) reading.material().orElseThrow();
    assertFalse(reading.toString().contains("48, -126"));
    reading.close();
    reading.close();
    assertThrows(IllegalStateException.class, () -> key.pkcs8().length());
  }

  @Test
  void givesNoOneItsOwnPublicBytes() {
    byte[] spki = {1, 2, 3};
    var key = new KeyMaterial.PublicKey(spki);
    spki[0] = 9;
    key.spki()[1] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, key.spki());
    key.close();
  }

  @Test
  void requestsAreMadeFromEachOther() {
    assertEquals(ExpectedKey.ANYTHING, KeyRequest.anything().expected());
    assertFalse(KeyRequest.anything().keepFinalNewline());
    KeyRequest hex = KeyRequest.of(ExpectedKey.SECRET).withEncoding(SecretEncoding.HEX);
    assertEquals(Optional.of(SecretEncoding.HEX), hex.encoding());
    assertTrue(hex.keepingFinalNewline().keepFinalNewline());
    assertEquals(Optional.of(SecretEncoding.HEX), hex.keepingFinalNewline().encoding());
  }

  @Test
  void factsCannotBeChangedAfterwards() {
    var facts = new java.util.HashMap<String, Object>();
    facts.put("line", 1L);
    var problem = new KeyProblem(KeyProblemId.DAMAGED, facts);
    facts.put("line", 2L);
    assertEquals(1L, problem.facts().get("line"));
  }
}
