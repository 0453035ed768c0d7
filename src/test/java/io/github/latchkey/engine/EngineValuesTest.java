package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The small values that the rest is made of.
class EngineValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256",
        "ES384", "ES512", "EdDSA"
      })
  void knowsTheThirteenNames(String alg) {
    assertTrue(JwsAlgorithm.isRegistered(alg));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "", "hs256", "HS256 ", "HS1", "RSA-OAEP", "EDDSA"})
  void knowsNoOtherName(String alg) {
    assertFalse(JwsAlgorithm.isRegistered(alg));
    assertTrue(JwsAlgorithm.named(alg).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256K", "Ed25519", "Ed448"})
  void knowsOfSomeThatItCannotRead(String alg) {
    assertTrue(JwsAlgorithm.isRegistered(alg));
    assertTrue(JwsAlgorithm.named(alg).isEmpty());
  }

  @Test
  void onlyTheHmacsAreSymmetric() {
    assertEquals(
        List.of("HS256", "HS384", "HS512"),
        Arrays.stream(JwsAlgorithm.values())
            .filter(JwsAlgorithm::isSymmetric)
            .map(JwsAlgorithm::name)
            .toList());
  }

  @Test
  void onlyTheVerifierMakesAVerifiedToken() {
    assertTrue(
        Arrays.stream(VerifiedToken.class.getDeclaredConstructors())
            .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers())));
    assertTrue(Modifier.isFinal(VerifiedToken.class.getModifiers()));
  }

  @Test
  void aFaultCarriesItsKindAndFactsAndNoCause() {
    var fault = new EngineException(Kind.WEAK_KEY, Map.of("bits", 1024));
    assertEquals(Kind.WEAK_KEY, fault.kind());
    assertEquals("WEAK_KEY", fault.getMessage());
    assertEquals(Map.of("bits", 1024), fault.facts());
    assertNull(fault.getCause());
  }

  @Test
  void findsDuplicateNamesAtAnyDepthOnce() throws Exception {
    assertEquals(List.of(), DuplicateNames.in(TestTokens.object("{\"a\":{\"a\":[{\"a\":1}]}}")));
    assertEquals(
        List.of("a"), DuplicateNames.in(TestTokens.object("{\"a\":1,\"a\":2,\"\\u0061\":3}")));
    assertEquals(
        List.of("x", "y"),
        DuplicateNames.in(
            TestTokens.object("{\"x\":1,\"x\":[{\"y\":1,\"y\":2}],\"z\":{\"y\":0}}")));
  }

  @Test
  void searchesBytesForWords() {
    byte[] text = "  one two one".getBytes();
    assertEquals(2, AsciiSearch.skipBlanks(text));
    assertEquals(2, AsciiSearch.indexOf(text, "one", 0, text.length));
    assertEquals(10, AsciiSearch.indexOf(text, "one", 3, text.length));
    assertEquals(-1, AsciiSearch.indexOf(text, "one", 3, 12), "must end before the limit");
    assertEquals(-1, AsciiSearch.indexOf(text, "ones", 0, text.length));
    assertTrue(AsciiSearch.contains(text, "two"));
    assertFalse(AsciiSearch.isAt(text, -1, "x"));
    assertFalse(AsciiSearch.isAt(text, 12, "ex"));
    assertEquals(3, AsciiSearch.skipBlanks(" \n\t".getBytes()));
  }

  @Test
  void theTextForTheLibraryKnowsNothingElse() {
    var text = new SignedText("h", "p", "s");
    assertEquals("h.p.s", text.getToken());
    for (Runnable unread :
        List.<Runnable>of(
            text::getAlgorithm,
            text::getType,
            text::getContentType,
            () -> text.getHeaderClaim("x"),
            text::getIssuer,
            text::getSubject,
            text::getAudience,
            text::getExpiresAt,
            text::getNotBefore,
            text::getIssuedAt,
            text::getId,
            () -> text.getClaim("x"),
            text::getClaims)) {
      assertThrows(UnsupportedOperationException.class, unread::run);
    }
  }
}
