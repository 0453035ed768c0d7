package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small things that key files are read and written with.
class KeyPiecesTest {

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 6, 7, 100})
  void aTextGrowsWithWhatIsAppended(int expected) {
    try (var text = new WipedText(expected);
        SecretBytes put = text.append("abc").append(ascii("def")).append("").append("g").secret()) {
      assertEquals("abcdefg", new String(put.lend(byte[]::clone), US_ASCII));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'AES-128-CBC,0123ab', AES-128-CBC, 0123ab",
    "' DES-CBC , 01 ', DES-CBC, 01",
    "'DES-CBC', DES-CBC, ''",
    "'', '', ''",
    "',01', '', 01",
    "'DES-CBC,', DES-CBC, ''",
    "'DES-CBC,0', DES-CBC, ''",
    "'DES-CBC,xy', DES-CBC, ''",
    "'DES-CBC,01,02', DES-CBC, ''"
  })
  void readsTheHeaderOfAnEncryptedPem(String header, String cipher, String iv) {
    DekInfo read = DekInfo.of(header);
    assertEquals(cipher, read.cipher());
    assertEquals(iv, HexFormat.of().formatHex(read.iv()));
  }

  @Test
  void cutsTheNameOfACipherThatThereIsNot() {
    String forty = "x".repeat(40);
    assertEquals(forty, DekInfo.of(forty + ",00").cipher());
    assertEquals(forty, DekInfo.of(forty + "y,00").cipher());
    assertEquals("x".repeat(39), DekInfo.of(forty.substring(1)).cipher());
  }

  @Test
  void headersAreEqualWhereBothPartsAre() {
    DekInfo header = DekInfo.of("DES-CBC,0102");
    assertEquals(DekInfo.of("DES-CBC,0102"), header);
    assertEquals(DekInfo.of("DES-CBC,0102").hashCode(), header.hashCode());
    assertNotEquals(DekInfo.of("DES-CBC").hashCode(), DekInfo.of("AES-128-CBC").hashCode());
    for (Object other : List.of(DekInfo.of("DES-CBC,01"), DekInfo.of("AES-128-CBC,0102"), "x")) {
      assertNotEquals(header, other);
    }
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void aKindIsFoundByItsId(KeyKind kind) {
    assertEquals(Optional.of(kind), KeyKind.named(kind.id()));
    assertEquals(Optional.empty(), KeyKind.named(kind.name()));
    assertEquals(kind.id().endsWith("-private"), kind.isPrivate());
  }

  @Test
  void theIdsOfTheKindsAreThoseOfVaults() {
    assertEquals(
        List.of(
            "hmac-secret",
            "rsa-private",
            "rsa-public",
            "ec-private",
            "ec-public",
            "ed25519-private",
            "ed25519-public"),
        Stream.of(KeyKind.values()).map(KeyKind::id).toList());
  }

  @Test
  void aPlaceTellsItsLineWhereItHasOne() {
    assertEquals(
        new KeyProblem(KeyProblemId.DAMAGED, Map.of("label", "", "line", 7L)),
        KeyPlace.line(7).damaged());
    assertEquals(new KeyProblem(KeyProblemId.DAMAGED, Map.of("label", "")), KeyPlace.DER.damaged());
    assertEquals(
        new KeyProblem(
            KeyProblemId.LABEL_MISMATCH, Map.of("label", "", "line", 2L, "expected", "PUBLIC KEY")),
        KeyPlace.line(2).mismatch(DerShape.SPKI));
  }

  /// The magic numbers of Java's two forms of key stores.
  @ParameterizedTest
  @CsvSource({
    "feedfeed, JKS",
    "cececece00000002, JKS",
    "feedfe, ''",
    "feedfeee, ''",
    "3006020100020100, DER",
    "300d06092a864886f70d010702a000, PKCS#7",
    "30020500ff, ''",
    "3000, DER",
    "020100, ''",
    "'', ''"
  })
  void namesABinaryFormByItsContent(String hex, String name) {
    assertEquals(name, ForeignContainer.ofBinary(HexFormat.of().parseHex(hex)).orElse(""));
  }

  /// The same bytes could be typed, so they are text, though they are ASN.1 as well.
  @Test
  void whatCouldBeTypedIsText() {
    String typed = "0&A\txxxxxxxxxA\nxxxxxxxxxxA\rxxxxxxxxxxxxx";
    assertTrue(DerShape.of(ascii(typed)).isPresent());
    assertEquals(Optional.empty(), ForeignContainer.ofBinary(ascii(typed)));
    String binary = "0&A\txxxxxxxx\u0001A\nxxxxxxxxxxA\rxxxxxxxxxxxxx";
    assertEquals(Optional.of("DER"), ForeignContainer.ofBinary(ascii(binary)));
    String blank = "0&A\txxxxxxxx A\nxxxxxxxxxxA\rxxxxxxxxxxxxx";
    assertEquals(Optional.empty(), ForeignContainer.ofBinary(ascii(blank)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', true",
    "' { } \n', true",
    "'{\"a\":1}', true",
    "'{\"a\" : 1}', true",
    "'{\"\":1}', true",
    "'{\"a\",\"b\":1}', true",
    "'{\"a\"}', false",
    "'{\"a\"1:}', false",
    "'{a:1}', false",
    "'{', false",
    "'}', false",
    "'}{', false",
    "'{\"a\":1', false",
    "'\"a\":1}', false",
    "'[]', false",
    "'{\"a}\":', false"
  })
  void seesTheOutlineOfAJsonObject(String text, boolean object) {
    assertEquals(object, ForeignContainer.isJsonObject(ascii(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":', true",
    "' {\n\"a\" :1', true",
    "'{\"a\":1}', true",
    "'{}', false",
    "'{\"a', false",
    "'{\"a\"', false",
    "'{a\":', false",
    "'\"a\":', false"
  })
  void seesTheBeginningOfAJsonObject(String text, boolean begins) {
    assertEquals(begins, ForeignContainer.beginsJsonObject(ascii(text)));
  }

  /// A letter and a colon are a drive.
  @ParameterizedTest
  @CsvSource({
    "A:k.pem, true",
    "Z:k.pem, true",
    "a:k.pem, true",
    "z:k.pem, true",
    "@:k.pem, false",
    "[:k.pem, false",
    "`:k.pem, false",
    "{:k.pem, false",
    "a;k.pem, false",
    "/k.pem, true",
    "\\k.pem, true",
    "k.pem, false",
    "' /k.pem\n', true",
    "'/k x.pem', false",
    "/k.pem.x, false",
    ".pem, false"
  })
  void knowsAPathByItsFolderAndItsEnding(String text, boolean path) {
    Optional<String> told = PathText.in(ascii(text), ExpectedKey.PRIVATE_KEY);
    assertEquals(path ? Optional.of(text.strip()) : Optional.empty(), told);
  }

  @Test
  void tellsOnlyTheEndingOfWhatMayBeASecret() {
    assertEquals(Optional.of("\u2026.p12"), PathText.in(ascii("/k.p12"), ExpectedKey.ANYTHING));
    assertEquals(Optional.of("\u2026.p12"), PathText.in(ascii("/k.p12"), ExpectedKey.SECRET));
    assertEquals(Optional.of("/k.p12"), PathText.in(ascii("/k.p12"), ExpectedKey.PUBLIC_KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "AES-128-CBC, 16, 16, false",
    "AES-192-CBC, 24, 16, false",
    "AES-256-CBC, 32, 16, false",
    "DES-EDE3-CBC, 24, 8, true",
    "DES-CBC, 8, 8, true"
  })
  void knowsTheCiphersOfOldPems(String name, int key, int iv, boolean old) {
    CipherKind cipher = CipherKind.ofOpenssl(name).orElseThrow();
    assertEquals(key, cipher.keyBytes());
    assertEquals(iv, cipher.ivBytes());
    assertEquals(old, cipher.isOld());
  }

  @Test
  void takesNoCipherByANameThatOnlyItsCodeHas() {
    for (String name : List.of("RC2-40-CBC", "AES_128_CBC", "aes-128-cbc", "")) {
      assertEquals(Optional.empty(), CipherKind.ofOpenssl(name), name);
    }
    assertFalse(CipherKind.ofIdentifier("1.2.3").isPresent());
    assertEquals(
        Optional.of(CipherKind.AES_192_CBC), CipherKind.ofIdentifier("2.16.840.1.101.3.4.1.22"));
  }
}
