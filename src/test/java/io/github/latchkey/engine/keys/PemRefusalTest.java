package io.github.latchkey.engine.keys;

import static io.github.latchkey.engine.keys.KeyProblemId.CERTIFICATE_ONLY;
import static io.github.latchkey.engine.keys.KeyProblemId.CERTIFICATE_REQUEST;
import static io.github.latchkey.engine.keys.KeyProblemId.DAMAGED;
import static io.github.latchkey.engine.keys.KeyProblemId.INCONSISTENT_KEY;
import static io.github.latchkey.engine.keys.KeyProblemId.LABEL_MISMATCH;
import static io.github.latchkey.engine.keys.KeyProblemId.PAIR_MISMATCH;
import static io.github.latchkey.engine.keys.KeyProblemId.PASSPHRASE_NEEDED;
import static io.github.latchkey.engine.keys.KeyProblemId.PSS_ONLY;
import static io.github.latchkey.engine.keys.KeyProblemId.PUBLIC_KEY_ONLY;
import static io.github.latchkey.engine.keys.KeyProblemId.SEVERAL_KEYS;
import static io.github.latchkey.engine.keys.KeyProblemId.TRUNCATED;
import static io.github.latchkey.engine.keys.KeyProblemId.UNSUPPORTED_CONTAINER;
import static io.github.latchkey.engine.keys.KeyProblemId.UNSUPPORTED_KEY_TYPE;
import static io.github.latchkey.engine.keys.KeyProblemId.WEAK_KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not read is named by what it is and where it is wrong.
class PemRefusalTest {

  private static final String PRIVATE = KeyFile.text("rsa2048.pkcs8.pem");
  private static final String PKCS1 = KeyFile.text("rsa2048.pkcs1.pem");
  private static final String PUBLIC = KeyFile.text("rsa2048.spki.pem");
  private static final String OTHER_PRIVATE = KeyFile.text("other2048.pkcs8.pem");
  private static final String OTHER_PUBLIC = KeyFile.text("other2048.spki.pem");
  private static final String CERTIFICATE = KeyFile.text("certificate.pem");

  private static KeyProblem refused(String text) {
    return refused(text, ExpectedKey.ANYTHING);
  }

  private static KeyProblem refused(String text, ExpectedKey expected) {
    try (KeyReading reading = KeyFile.read(text, KeyRequest.of(expected))) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      assertTrue(reading.material().isEmpty());
      return reading.problem().orElseThrow();
    }
  }

  static Stream<Arguments> recognised() {
    return Stream.of(
        Arguments.of(
            "multiprime.pkcs1.pem", UNSUPPORTED_KEY_TYPE, Map.of("type", "multi-prime RSA")),
        Arguments.of("pss.pkcs8.pem", PSS_ONLY, Map.of()),
        Arguments.of("pss.spki.pem", PSS_ONLY, Map.of()),
        Arguments.of("encrypted.pkcs8.pem", PASSPHRASE_NEEDED, Map.of()),
        Arguments.of("encrypted.pkcs1.pem", PASSPHRASE_NEEDED, Map.of()),
        Arguments.of("bundle.p12", PASSPHRASE_NEEDED, Map.of()),
        Arguments.of("request.pem", CERTIFICATE_REQUEST, Map.of()),
        Arguments.of(
            "rsa1024.pkcs8.pem",
            WEAK_KEY,
            Map.of("bits", 1024L, "least", 2048L, "reason", "size")));
  }

  @ParameterizedTest
  @MethodSource("recognised")
  void recognisesEachFormByItsContent(String name, KeyProblemId id, Map<String, Object> facts) {
    try (KeyReading reading = KeyFile.file(name)) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      assertEquals(new KeyProblem(id, facts), reading.problem().orElseThrow());
    }
  }

  @Test
  void marksEncryptionThatIsOutOfDate() {
    assertEquals(
        List.of(KeyOddity.LEGACY_ENCRYPTION), KeyFile.file("encrypted.pkcs1.pem").oddities());
    assertEquals(List.of(), KeyFile.file("encrypted.pkcs8.pem").oddities());
  }

  @Test
  void describesAWeakKeyThatItRefuses() {
    KeyDescription weak = KeyFile.file("rsa1024.pkcs8.pem").description().orElseThrow();
    assertEquals(1024, weak.bits());
    assertEquals(KeyKind.RSA_PRIVATE, weak.kind());
  }

  @Test
  void readsAWeakPublicKeyForOldTokens() {
    try (KeyReading reading = KeyFile.file("rsa1024.spki.pem")) {
      assertEquals(KeyVerdict.PUBLIC, reading.verdict());
      assertEquals(WEAK_KEY, reading.problem().orElseThrow().id());
      assertTrue(reading.material().isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 14, 27})
  void saysTheLineWhereAFileEndsInTheMiddle(int lines) {
    KeyProblem problem = refused(KeyFile.cutAfterLine(PRIVATE, lines));
    assertEquals(TRUNCATED, problem.id());
    assertEquals((long) lines, problem.facts().get("line"));
    assertEquals("PRIVATE KEY", problem.facts().get("label"));
  }

  @Test
  void saysTheLineWhereTheNextBlockBeginsTooEarly() {
    String text = KeyFile.cutAfterLine(PRIVATE, 9) + PUBLIC;
    KeyProblem problem = refused(text);
    assertEquals(TRUNCATED, problem.id());
    assertEquals(9L, problem.facts().get("line"));
  }

  @Test
  void aTruncatedFirstKeyDoesNotHideAGoodSecondOneNorTheOtherWayRound() {
    String cut = KeyFile.cutAfterLine(OTHER_PRIVATE, 5);
    assertEquals(new KeyProblem(SEVERAL_KEYS, Map.of("keys", 2L)), refused(cut + PRIVATE));
    try (KeyReading reading = KeyFile.read(KeyFile.cutAfterLine(CERTIFICATE, 5) + PRIVATE)) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
  }

  @Test
  void countsLinesOfAnyLineEnd() {
    String pem = KeyFile.cutAfterLine(PRIVATE, 9);
    assertEquals(9L, refused(pem.replace("\n", "\r\n")).facts().get("line"));
    assertEquals(9L, refused(pem.replace("\n", "\r")).facts().get("line"));
    assertEquals(11L, refused("\n\n" + pem).facts().get("line"));
  }

  @ParameterizedTest
  @CsvSource({"2", "10", "20", "27"})
  void aMissingLineIsDamage(int line) {
    assertEquals(DAMAGED, refused(KeyFile.withoutLine(PRIVATE, line)).id());
  }

  @ParameterizedTest
  @CsvSource({"!, 5", "*, 12", "é, 20", "..., 3"})
  void saysTheLineOfACharacterThatIsNotBase64(String strange, int line) {
    List<String> lines = new java.util.ArrayList<>(PRIVATE.lines().toList());
    String text = lines.get(line - 1);
    lines.set(line - 1, text.substring(0, 20) + strange + text.substring(21));
    KeyProblem problem = refused(String.join("\n", lines) + "\n");
    assertEquals(DAMAGED, problem.id());
    assertEquals((long) line, problem.facts().get("line"));
  }

  @Test
  void anEndOfAnotherBlockIsDamage() {
    String text = PRIVATE.replace("END PRIVATE KEY", "END RSA PRIVATE KEY");
    assertEquals(DAMAGED, refused(text).id());
  }

  @ParameterizedTest
  @CsvSource({
    "rsa2048.pkcs1.pem, RSA PRIVATE KEY, PRIVATE KEY",
    "rsa2048.pkcs8.pem, PRIVATE KEY, RSA PRIVATE KEY",
    "rsa2048.pkcs8.pem, PRIVATE KEY, PUBLIC KEY",
    "rsa2048.pkcs8.pem, PRIVATE KEY, EC PRIVATE KEY",
    "rsa2048.spki.pem, PUBLIC KEY, PRIVATE KEY",
    "rsa2048.spki.pem, PUBLIC KEY, RSA PUBLIC KEY",
    "rsa2048.spki.pem, PUBLIC KEY, CERTIFICATE",
    "rsa2048.public.pkcs1.pem, RSA PUBLIC KEY, PUBLIC KEY",
    "encrypted.pkcs8.pem, ENCRYPTED PRIVATE KEY, PRIVATE KEY",
    "certificate.pem, CERTIFICATE, CERTIFICATE REQUEST",
    "request.pem, CERTIFICATE REQUEST, CERTIFICATE"
  })
  void saysWhichLabelTheContentWouldHave(String file, String right, String wrong) {
    KeyProblem problem = refused(KeyFile.text(file).replace(right + "-", wrong + "-"));
    assertEquals(LABEL_MISMATCH, problem.id());
    assertEquals(wrong, problem.facts().get("label"));
    assertEquals(right, problem.facts().get("expected"));
  }

  @ParameterizedTest
  @CsvSource({
    "DH PARAMETERS, DH PARAMETERS",
    "ANY PRIVATE KEY, ANY PRIVATE KEY",
    "MESSAGE, MESSAGE"
  })
  void namesABlockThatItDoesNotKnow(String label, String type) {
    String text = PUBLIC.replace("PUBLIC KEY", label);
    KeyProblem problem = refused(text);
    assertEquals(UNSUPPORTED_KEY_TYPE, problem.id());
    assertEquals(type, problem.facts().get("type"));
  }

  @ParameterizedTest
  @CsvSource({"PGP PRIVATE KEY BLOCK, OpenPGP", "SSH2 ENCRYPTED PRIVATE KEY, RFC 4716"})
  void namesTheContainersOfOtherPrograms(String label, String container) {
    KeyProblem problem = refused(PRIVATE.replace("PRIVATE KEY", label));
    assertEquals(UNSUPPORTED_CONTAINER, problem.id());
    assertEquals(container, problem.facts().get("container"));
  }

  @Test
  void refusesAKeyWhosePrivateExponentHasOneWrongCharacter() {
    // Loads, signs and verifies in every library: its CRT values are right.
    byte[] good = TestKeys.derOf("rsa2048.pkcs1.pem");
    int[] found = {0};
    for (int at : new int[] {300, 350, 400, 500}) {
      byte[] der = good.clone();
      der[at] ^= 1;
      KeyProblem problem = refused(pem("RSA PRIVATE KEY", der));
      assertEquals(INCONSISTENT_KEY, problem.id());
      found[0]++;
    }
    assertEquals(4, found[0]);
  }

  @Test
  void aNegativeExponentIsNotReadAsAPositiveOne() {
    byte[] der = TestKeys.derOf("rsa2048.public.pkcs1.pem");
    der[der.length - 3] = (byte) 0x81;
    assertEquals(INCONSISTENT_KEY, refused(pem("RSA PUBLIC KEY", der)).id());
  }

  private static String pem(String label, byte[] der) {
    String body = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  @Test
  void aMatchingPairIsAPrivateKeyInAnyOrder() {
    for (String text :
        List.of(
            PRIVATE + PUBLIC,
            PUBLIC + PRIVATE,
            PRIVATE + PKCS1,
            CERTIFICATE + PRIVATE,
            PRIVATE + CERTIFICATE + PUBLIC)) {
      try (KeyReading reading = KeyFile.read(text)) {
        assertEquals(KeyVerdict.USABLE, reading.verdict());
        assertEquals(List.of(KeyOddity.SEVERAL_OBJECTS), reading.oddities());
      }
    }
  }

  @Test
  void aForeignPublicKeyIsAPairThatDoesNotMatch() {
    for (String text : List.of(PRIVATE + OTHER_PUBLIC, OTHER_PUBLIC + PRIVATE)) {
      KeyProblem problem = refused(text);
      assertEquals(PAIR_MISMATCH, problem.id());
      assertEquals(2L, problem.facts().get("keys"));
    }
    assertEquals(PAIR_MISMATCH, refused(PRIVATE + PUBLIC + OTHER_PUBLIC).id());
    assertEquals(PAIR_MISMATCH, refused(OTHER_PRIVATE + CERTIFICATE).id());
  }

  @Test
  void severalDifferentKeysAreNotChosenFrom() {
    KeyProblem several = refused(PRIVATE + OTHER_PRIVATE);
    assertEquals(SEVERAL_KEYS, several.id());
    assertEquals(2L, several.facts().get("keys"));
    assertEquals(new KeyProblem(SEVERAL_KEYS, Map.of("keys", 2L)), refused(PUBLIC + OTHER_PUBLIC));
  }

  @Test
  void aPersonTakesOneOfSeveralKeysWithWhatBelongsToIt() {
    String file = PRIVATE + PUBLIC + OTHER_PRIVATE + OTHER_PUBLIC + PRIVATE;
    List<?> choices = (List<?>) refused(file).facts().get("choices");
    assertEquals(2, choices.size(), "a key that is there twice is one");
    for (int number = 1; number <= 2; number++) {
      KeyRequest request = KeyRequest.anything().choosing(number);
      try (KeyReading taken = KeyReader.read(file.getBytes(US_ASCII), request)) {
        assertEquals(KeyVerdict.USABLE, taken.verdict());
        assertEquals(
            choices.get(number - 1),
            taken.description().orElseThrow(),
            "the choices stand in the order of their numbers");
      }
    }
    for (int none : new int[] {0, 3, -1}) {
      KeyRequest request = KeyRequest.anything().choosing(none);
      try (KeyReading refused = KeyReader.read(file.getBytes(US_ASCII), request)) {
        assertEquals(SEVERAL_KEYS, refused.problem().orElseThrow().id());
      }
    }
  }

  @Test
  void theSameKeyTwiceIsOneKey() {
    try (KeyReading twice = KeyFile.read(PRIVATE + PRIVATE);
        KeyReading publics = KeyFile.read(PUBLIC + KeyFile.text("rsa2048.public.pkcs1.pem"))) {
      assertEquals(KeyVerdict.USABLE, twice.verdict());
      assertEquals(KeyVerdict.PUBLIC, publics.verdict());
      var key = (KeyMaterial.PrivateKey) twice.material().orElseThrow();
      assertTrue(key.pkcs8().length() > 1000, "still open");
    }
  }

  @Test
  void aBadBlockDoesNotLoseTheGoodOne() {
    String openssh = KeyFile.text("openssh.pem");
    String parameters = KeyFile.cutAfterLine(KeyFile.text("ec.sec1.pem"), 3);
    assertTrue(parameters.endsWith("-----END EC PARAMETERS-----\n"));
    for (String text : List.of(openssh + PRIVATE, parameters + PRIVATE, PRIVATE + openssh)) {
      try (KeyReading reading = KeyFile.read(text)) {
        assertEquals(KeyVerdict.USABLE, reading.verdict());
      }
    }
  }

  @Test
  void aPrivateKeyThatIsNotReadMayBeTheOneThatIsMeant() {
    String damaged = KeyFile.withoutLine(OTHER_PRIVATE, 9);
    for (String text : List.of(PRIVATE + damaged, damaged + PRIVATE)) {
      assertEquals(new KeyProblem(SEVERAL_KEYS, Map.of("keys", 2L)), refused(text));
    }
    String encrypted = KeyFile.text("encrypted.pkcs8.pem");
    for (String text : List.of(OTHER_PRIVATE + encrypted, encrypted + OTHER_PRIVATE)) {
      assertEquals(PASSPHRASE_NEEDED, refused(text).id());
    }
    String openssh = KeyFile.text("fuzz.encrypted.openssh");
    assertEquals(PASSPHRASE_NEEDED, refused(PRIVATE + openssh).id());
  }

  @Test
  void severalKeysAreToBeChosenFromOnlyWhereNoFurtherOneIsUnread() {
    String encrypted = KeyFile.text("fuzz.encrypted.openssh");
    String damaged = KeyFile.withoutLine(KeyFile.text("ed25519.pkcs8.pem"), 2);
    for (KeyRequest request : List.of(KeyRequest.anything(), KeyRequest.anything().choosing(2))) {
      try (KeyReading locked = KeyFile.read(PRIVATE + encrypted + OTHER_PRIVATE, request);
          KeyReading unread = KeyFile.read(PRIVATE + damaged + OTHER_PRIVATE, request)) {
        assertEquals(PASSPHRASE_NEEDED, locked.problem().orElseThrow().id());
        assertEquals(
            new KeyProblem(SEVERAL_KEYS, Map.of("keys", 3L)), unread.problem().orElseThrow());
      }
    }
  }

  @Test
  void aDamagedPrivateKeyIsNotHiddenByItsPublicOne() {
    assertEquals(DAMAGED, refused(KeyFile.withoutLine(PRIVATE, 9) + PUBLIC).id());
  }

  @Test
  void aPublicKeyWhereAPrivateOneIsNeeded() {
    KeyProblem problem = refused(PUBLIC, ExpectedKey.PRIVATE_KEY);
    assertEquals(new KeyProblem(PUBLIC_KEY_ONLY, Map.of("bits", 2048L)), problem);
    assertEquals(CERTIFICATE_ONLY, refused(CERTIFICATE, ExpectedKey.PRIVATE_KEY).id());
  }

  @Test
  void aPrivateKeyWhereAPublicOneIsNeededIsLeftToTheCaller() {
    try (KeyReading reading = KeyFile.read(PRIVATE, KeyRequest.of(ExpectedKey.PUBLIC_KEY))) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
      assertTrue(reading.material().orElseThrow() instanceof KeyMaterial.PrivateKey);
    }
    try (KeyReading reading = KeyFile.read(PUBLIC, KeyRequest.of(ExpectedKey.PUBLIC_KEY))) {
      assertEquals(KeyVerdict.PUBLIC, reading.verdict());
    }
  }

  @Property(tries = 400)
  void oneWrongCharacterNeverGivesAnotherKey(
      @ForAll @IntRange(min = 29, max = 1650) int at,
      @ForAll @CharRange(from = '+', to = 'z') char other) {
    String changed = PRIVATE.substring(0, at) + other + PRIVATE.substring(at + 1);
    try (KeyReading reading = KeyFile.read(changed);
        KeyReading good = KeyFile.read(PRIVATE)) {
      if (reading.verdict() == KeyVerdict.REFUSED) {
        assertNotEquals(PRIVATE, changed);
      } else {
        assertEquals(good.description(), reading.description());
      }
    }
  }
}
