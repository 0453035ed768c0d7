package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single characters of a PEM, and what its content may be.
class PemFormTest {

  private static final String BEGIN = "-----BEGIN A-----";
  private static final String END = "-----END A-----";

  private static PemScanner scanned(String text) {
    return new PemScanner(text.getBytes(UTF_8));
  }

  private static PemBlock only(String text) {
    List<PemBlock> blocks = scanned(text).scan();
    assertEquals(1, blocks.size());
    return blocks.getFirst();
  }

  private static Set<KeyOddity> oddities(String text) {
    PemScanner scanner = scanned(text);
    scanner.scan();
    return new TreeSet<>(scanner.oddities());
  }

  @Test
  void base64HasSixtyFourCharacters() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assertEquals(48, only(BEGIN + "\n" + alphabet + "\n" + END).der().length);
    for (char other : "@[`{.,-_!#$%&()*;<?^|~\u007f\u0001\u000b".toCharArray()) {
      PemBlock block = only(BEGIN + "\nAQID\nAQ" + other + "D\n" + END);
      assertEquals(
          new KeyProblem(KeyProblemId.DAMAGED, Map.of("line", 3L, "label", "A")),
          block.defect().orElseThrow(),
          "" + (int) other);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AQID, 010203",
    "AQI=, 0102",
    "AQI, 0102",
    "AQ==, 01",
    "AQ, 01",
    "'A\tQ I\rD', 010203",
    "=AQI, ''",
    "A, ''",
    "AQIDA, ''",
    "AQ=D, ''",
    "A>QI, ''",
    "==, ''"
  })
  void decodesWhatIsWhole(String body, String hex) {
    PemBlock block = only(BEGIN + "\n" + body + "\n" + END + "\n");
    assertArrayEquals(java.util.HexFormat.of().parseHex(hex), block.der());
    assertEquals(hex.isEmpty(), block.defect().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\\n", "\\r\\n"})
  void headersEndWithTheirLine(String end) {
    String text =
        String.join(
            end,
            BEGIN,
            "Proc-Type: 4,ENCRYPTED",
            "DEK-Info: DES-CBC,0102",
            "X: y",
            "",
            "AQID",
            END,
            "");
    PemBlock block = only(text);
    assertEquals(Optional.of(DekInfo.of("DES-CBC,0102")), block.encryption());
    assertArrayEquals(new byte[] {1, 2, 3}, block.der());
  }

  @Test
  void aBlockOfHeadersAloneHasNoContent() {
    for (String header : List.of("X: y", "DEK-Info: DES-CBC,0102", ":", "DEK-Info:")) {
      PemBlock block = only(BEGIN + "\n" + header + END);
      assertEquals(KeyProblemId.DAMAGED, block.defect().orElseThrow().id(), header);
      assertEquals(header.startsWith("DEK"), block.encryption().isPresent());
    }
    assertTrue(only(BEGIN + ":\nAQID\n" + END).defect().isEmpty(), "a colon at the very start");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{^AQID^}^ | ",
        "{^AQID^} | NO_FINAL_NEWLINE",
        "{AQID}^ | ONE_LINE",
        "{ AQID }^ | ONE_LINE",
        "{^ AQID^}^ | INDENTED",
        "{^\tAQID^}^ | INDENTED",
        "{ ^AQID ^}^ | ",
        "{^AQ ID^}^ | ",
        "{^AQID^ }^ | INDENTED",
        "~ {^AQID^}^~ | INDENTED",
        "~\t{^AQID^}^~ | INDENTED",
        "{^AQID^}^ ^ | ",
        "{^\"AQID\"^}^ | QUOTED",
        "{^'AQID'^}^ | QUOTED",
        "\"{^AQID^}\"^ | QUOTED",
        "'{^AQID^}'^ | QUOTED",
        "{^> AQID^}^ | INDENTED SURROUNDING_TEXT",
        "{^>AQID^}^ | SURROUNDING_TEXT",
        "> {^AQID^}^ | INDENTED SURROUNDING_TEXT",
        "x^{^AQID^}^ | SURROUNDING_TEXT",
        "!^{^AQID^}^ | SURROUNDING_TEXT",
        "{^AQID^}^x^ | SURROUNDING_TEXT",
        "\u00e9^{^AQID^}^ | SURROUNDING_TEXT",
        "Bag Attributes^{^AQID^}^ | BAG_ATTRIBUTES",
        "Key Attributes: x^{^AQID^}^ | BAG_ATTRIBUTES",
        "{\\nAQID\\n}^ | ESCAPED_NEWLINES",
        "{\\tAQID\\t}^ | ESCAPED_NEWLINES",
        "{\\AQID\\}^ | ONE_LINE",
        "{^AQID^}\\n^ | ESCAPED_NEWLINES",
        "{^AQID^}\\r^ | ESCAPED_NEWLINES",
        "{^AQID^}\\\\n^ | ESCAPED_NEWLINES",
        "{^AQID^}\\x^ | SURROUNDING_TEXT",
        "{^AQID^}\\ | NO_FINAL_NEWLINE SURROUNDING_TEXT",
        "{^AQID^}{^AQID^}^ | SEVERAL_OBJECTS"
      })
  void saysWhatIsOddAndNothingElse(String pattern, String odd) {
    String text = pattern.replace("{", BEGIN).replace("}", END).replace('^', '\n');
    Set<String> expected =
        odd == null ? Set.of() : new TreeSet<>(Arrays.asList(odd.strip().split(" +")));
    assertEquals(
        expected,
        oddities(text).stream()
            .map(KeyOddity::name)
            .collect(java.util.stream.Collectors.toCollection(TreeSet::new)),
        text);
  }

  @Test
  void aLabelHasFortyCharactersAtMost() {
    String most = "A".repeat(40);
    String text = "-----BEGIN " + most + "-----\nAQID\n-----END " + most + "-----\n";
    assertEquals(most, only(text).label());
    assertEquals(List.of(), scanned(text.replace(most, most + "A")).scan());
  }

  @ParameterizedTest
  @CsvSource({"A Z 0 9, true", "A@, false", "A[, false", "A/, false", "A:, false", "a, false"})
  void aLabelIsOfCapitalsAndDigits(String label, boolean read) {
    String text = "-----BEGIN " + label + "-----\nAQID\n-----END " + label + "-----\n";
    assertEquals(read ? 1 : 0, scanned(text).scan().size());
  }

  @Test
  void stopsOneBlockBehindThoseThatAFileMayHave() {
    String block = BEGIN + "\nAQID\n" + END + "\n";
    assertEquals(257, scanned(block.repeat(400)).scan().size());
    String certificate = KeyFile.text("ec.spki.pem");
    try (KeyReading most = KeyFile.read(certificate.repeat(256));
        KeyReading more = KeyFile.read(certificate.repeat(257))) {
      assertEquals(KeyVerdict.PUBLIC, most.verdict());
      assertEquals(
          new KeyProblem(KeyProblemId.TOO_LARGE, Map.of("objects", 257L, "most", 256L)),
          more.problem().orElseThrow());
    }
  }

  private static KeyProblem refused(String label, byte[] der) {
    try (KeyReading reading = KeyFile.read(HostileFiles.pem(label, der))) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      return reading.problem().orElseThrow();
    }
  }

  private static KeyProblem unsupported(String type) {
    return new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", type));
  }

  private static ECPrivateKey ec(org.bouncycastle.asn1.ASN1Encodable curve) {
    var point = new DERBitString(new byte[65]);
    return curve == null
        ? new ECPrivateKey(256, BigInteger.TEN, point, null)
        : new ECPrivateKey(256, BigInteger.TEN, point, curve);
  }

  @Test
  void curvesThatSignNoTokensAreNamed() throws Exception {
    var secp256k1 = SECObjectIdentifiers.secp256k1;
    byte[] key = ec(secp256k1).getEncoded("DER");
    assertEquals(unsupported("EC secp256k1"), refused("EC PRIVATE KEY", key));
    byte[] bare = ec(null).getEncoded("DER");
    assertEquals(unsupported("EC without its curve"), refused("EC PRIVATE KEY", bare));
    var named = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, secp256k1);
    byte[] spki = new SubjectPublicKeyInfo(named, new byte[65]).getEncoded("DER");
    assertEquals(unsupported("EC secp256k1"), refused("PUBLIC KEY", spki));
    var written = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, DERNull.INSTANCE);
    byte[] own = new SubjectPublicKeyInfo(written, new byte[65]).getEncoded("DER");
    assertEquals(unsupported("EC with a curve of its own"), refused("PUBLIC KEY", own));
    byte[] pkcs8 = new PrivateKeyInfo(written, ec(null)).getEncoded("DER");
    assertEquals(unsupported("EC with a curve of its own"), refused("PRIVATE KEY", pkcs8));
  }

  @Test
  void anEd25519KeyHasThirtyTwoBytesAndIsThatOfItsHalf() throws Exception {
    byte[] seed = new byte[32];
    for (int length : new int[] {0, 31, 33}) {
      byte[] other =
          PrivateKeyForm.ed25519Info(new byte[length], Optional.empty()).getEncoded("DER");
      assertEquals(KeyProblemId.DAMAGED, refused("PRIVATE KEY", other).id(), "" + length);
    }
    byte[] half = PrivateKeyForm.ed25519Info(seed, Optional.of(new byte[32])).getEncoded("DER");
    assertEquals(
        new KeyProblem(KeyProblemId.INCONSISTENT_KEY, Map.of("part", "public-point")),
        refused("PRIVATE KEY", half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.113549.1.3.1, DH", "1.3.101.110, X25519", "1.2.3.4, 1.2.3.4"})
  void otherAlgorithmsAreNamedOrTheirNumberIs(String both) throws Exception {
    String[] idAndName = both.split(", ");
    var id = new org.bouncycastle.asn1.ASN1ObjectIdentifier(idAndName[0]);
    byte[] spki =
        new SubjectPublicKeyInfo(new AlgorithmIdentifier(id), new byte[32]).getEncoded("DER");
    assertEquals(unsupported(idAndName[1]), refused("PUBLIC KEY", spki));
  }

  @Test
  void tellsWhenTheCertificateEnds() {
    Optional<Instant> end = Optional.of(Instant.parse("2126-10-28T23:40:06Z"));
    String certificate = KeyFile.text("certificate.pem");
    try (KeyReading alone = KeyFile.read(certificate);
        KeyReading beside = KeyFile.read(KeyFile.text("rsa2048.pkcs8.pem") + certificate);
        KeyReading without = KeyFile.file("rsa2048.pkcs8.pem")) {
      assertEquals(end, alone.description().orElseThrow().certificateEnd());
      assertEquals(end, beside.description().orElseThrow().certificateEnd());
      assertEquals(Optional.empty(), without.description().orElseThrow().certificateEnd());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'DES-CBC,0102030405060708', PASSPHRASE_NEEDED",
    "'AES-128-CBC,000102030405060708090a0b0c0d0e0f', PASSPHRASE_NEEDED",
    "'DES-CBC,01020304050607', DAMAGED",
    "'AES-128-CBC,0102030405060708', DAMAGED",
    "'AES-128-CBC', DAMAGED",
    "'CAMELLIA-128-CBC,00', UNSUPPORTED_ENCRYPTION",
    "'RC2-64-CBC,0102030405060708', UNSUPPORTED_ENCRYPTION"
  })
  void readsTheHeaderBeforeItAsks(String header, KeyProblemId id) {
    String text =
        HostileFiles.pem("RSA PRIVATE KEY", new byte[16])
            .replaceFirst("KEY-----\n", "KEY-----\nDEK-Info: " + header + "\n\n");
    try (KeyReading reading = KeyFile.read(text)) {
      assertEquals(id, reading.problem().orElseThrow().id());
      assertEquals(Set.of(KeyOddity.LEGACY_ENCRYPTION), Set.copyOf(reading.oddities()));
    }
  }

  /// 0x30 and the first bits of a length: `MA` to `MP`.
  @Test
  void base64OfASequenceIsAKeyWithoutItsLines() {
    String spki = KeyFile.text("ec.spki.pem").replaceAll("-----[^-]+-----|\n", "");
    assertEquals("MF", spki.substring(0, 2));
    for (String text : List.of(spki, "  " + spki + "\n", spki.replaceAll("(.{30})", "$1\r\n"))) {
      try (KeyReading reading = KeyFile.read(text, KeyRequest.of(ExpectedKey.PUBLIC_KEY))) {
        assertEquals(KeyVerdict.PUBLIC, reading.verdict());
      }
    }
    byte[] empty = {0x30, 0x00};
    for (String text :
        List.of("M", "MA", "MP", "MQ", "M@", java.util.Base64.getEncoder().encodeToString(empty))) {
      try (KeyReading reading = KeyFile.read(text, KeyRequest.of(ExpectedKey.PUBLIC_KEY))) {
        assertEquals(KeyProblemId.NOT_A_KEY, reading.problem().orElseThrow().id(), text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'a;b', 2", "'a;b;', 2", "'a;b;;', 3", "a, 1", "';a', 2"})
  void saysHowManyLinesWereNoKey(String text, long lines) {
    KeyRequest request = KeyRequest.of(ExpectedKey.PUBLIC_KEY);
    try (KeyReading reading = KeyFile.read(text.replace(';', '\n'), request)) {
      assertEquals(
          new KeyProblem(KeyProblemId.NOT_A_KEY, Map.of("expected", "public-key", "lines", lines)),
          reading.problem().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"61ff, 2", "c3, 1", "616263e0a0, 4"})
  void saysWhereTheTextEnds(String hex, long position) {
    byte[] content = java.util.HexFormat.of().parseHex(hex);
    KeyRequest request = KeyRequest.of(ExpectedKey.PRIVATE_KEY);
    try (KeyReading reading = KeyReader.read(content, request)) {
      assertEquals(
          new KeyProblem(KeyProblemId.NOT_UTF8, Map.of("position", position)),
          reading.problem().orElseThrow());
    }
  }

  /// C0, DEL and C1 (ECMA-48); the characters beside them are text.
  @ParameterizedTest
  @CsvSource({
    "61 20 7e, true",
    "c2a0 61, true",
    "c3 80, true",
    "61 7f, false",
    "c280, false",
    "c29f, false",
    "61 09, false"
  })
  void aSecretHasNoControlCharacters(String hex, boolean secret) {
    byte[] content = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    try (KeyReading reading = KeyReader.read(content, KeyRequest.of(ExpectedKey.SECRET))) {
      assertEquals(secret ? KeyVerdict.USABLE : KeyVerdict.REFUSED, reading.verdict());
    }
  }

  @Test
  void aContentMayBeAsLongAsAMegabyte() {
    byte[] most = new byte[KeyReader.LONGEST];
    Arrays.fill(most, (byte) 'x');
    try (KeyReading reading = KeyReader.read(most, KeyRequest.of(ExpectedKey.PRIVATE_KEY))) {
      assertEquals(KeyProblemId.NOT_A_KEY, reading.problem().orElseThrow().id());
    }
    byte[] more = Arrays.copyOf(most, most.length + 1);
    try (KeyReading reading = KeyReader.read(more, KeyRequest.of(ExpectedKey.PRIVATE_KEY))) {
      assertEquals(
          new KeyProblem(
              KeyProblemId.TOO_LARGE,
              Map.of("bytes", more.length + 0L, "most", KeyReader.LONGEST + 0L)),
          reading.problem().orElseThrow());
    }
  }
}
