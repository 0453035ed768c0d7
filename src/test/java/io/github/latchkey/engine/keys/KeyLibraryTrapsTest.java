package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Bouncy Castle 1.86 and the JDK let through when they load keys, or lose, or break, one test
/// or more for each thing that was tried on the bare libraries. What java-jwt lets through is in
/// `LibraryTrapsTest`.
class KeyLibraryTrapsTest {

  private static final int ROWS = 19;
  private static final String PRIVATE = KeyFile.text("rsa2048.pkcs8.pem");
  private static final String PASSPHRASE = "test";

  @Test
  void everyRowHasItsTest() {
    assertEquals(
        IntStream.rangeClosed(1, ROWS).boxed().toList(),
        Arrays.stream(KeyLibraryTrapsTest.class.getDeclaredMethods())
            .filter(method -> method.getName().startsWith("row"))
            .map(method -> Integer.valueOf(method.getName().replaceFirst("row(\\d+).*", "$1")))
            .distinct()
            .sorted()
            .toList());
  }

  private static KeyProblem problem(byte[] content) {
    return problem(content, KeyRequest.anything());
  }

  private static KeyProblem problem(byte[] content, KeyRequest request) {
    try (KeyReading reading = KeyReader.read(content, request)) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      assertTrue(reading.material().isEmpty());
      return reading.problem().orElseThrow();
    }
  }

  private static KeyProblemId refused(String text) {
    return problem(text.getBytes(StandardCharsets.UTF_8)).id();
  }

  private static KeyVerdict verdict(byte[] content, String passphrase) {
    try (SecretBytes secret = TestKeys.secret(passphrase);
        KeyReading reading =
            KeyReader.read(content, KeyRequest.anything().withPassphrase(secret))) {
      return reading.verdict();
    }
  }

  private static KeyProblemId refused(byte[] content, String passphrase) {
    try (SecretBytes secret = TestKeys.secret(passphrase)) {
      return problem(content, KeyRequest.anything().withPassphrase(secret)).id();
    }
  }

  static Stream<Function<String, String>> transports() {
    return Stream.of(
        pem -> "\ufeff" + pem,
        KeyFile::indented,
        KeyFile::quotedMail,
        pem -> "KEY=\"" + pem + "\"",
        KeyFile::onOneLine,
        KeyFile::escaped,
        pem -> "{\"key\":\"" + KeyFile.escaped(pem) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("transports")
  void row1WhatTheParserPassesOverInSilenceIsRead(Function<String, String> transport) {
    try (KeyReading reading = KeyFile.read(transport.apply(PRIVATE))) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fuzz.v2.ppk", "fuzz.v3.ppk", "rsa2048.pkcs8.der", "openssh.pub", "openssh.pem"})
  void row1OtherFormsThanPemAreKnownByTheirContent(String file) {
    try (KeyReading reading = KeyFile.file(file)) {
      assertTrue(reading.material().isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DH PARAMETERS", "DSA PARAMETERS"})
  void row2AnUnknownBlockLosesNoneBehindIt(String label) {
    String unknown = HostileFiles.pem(label, new byte[] {0x30, 3, 2, 1, 1});
    try (KeyReading reading = KeyFile.read(unknown + PRIVATE)) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
    assertEquals(KeyProblemId.UNSUPPORTED_KEY_TYPE, refused(unknown));
  }

  @Test
  void row3ABlockWithoutItsEndSwallowsNoKeyAndIsNamed() {
    String open = KeyFile.cutAfterLine(KeyFile.text("other2048.spki.pem"), 3);
    try (KeyReading reading = KeyFile.read(open + PRIVATE)) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
    assertEquals(KeyProblemId.TRUNCATED, refused(open));
  }

  @Test
  void row4OfSeveralKeysNoneIsTakenForBeingTheFirst() {
    assertEquals(KeyProblemId.PAIR_MISMATCH, refused(PRIVATE + KeyFile.text("other2048.spki.pem")));
    assertEquals(KeyProblemId.SEVERAL_KEYS, refused(PRIVATE + KeyFile.text("other2048.pkcs8.pem")));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa2048.pkcs8.pem, PUBLIC KEY",
    "rsa2048.spki.pem, PRIVATE KEY",
    "encrypted.pkcs8.pem, PRIVATE KEY",
    "rsa2048.pkcs1.pem, PRIVATE KEY",
    "ec.pkcs8.pem, EC PRIVATE KEY"
  })
  void row5ALabelThatIsNotWhatFollowsIsNamed(String file, String label) {
    String wrong = KeyFile.text(file).replaceAll("(BEGIN|END) [A-Z ]+", "$1 " + label);
    assertEquals(KeyProblemId.LABEL_MISMATCH, refused(wrong));
  }

  private static RSAPrivateKey sound() throws IOException {
    return RSAPrivateKey.getInstance(TestKeys.derOf("rsa2048.pkcs1.pem"));
  }

  private static byte[] pkcs8(BigInteger... n) throws IOException {
    var key = new RSAPrivateKey(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    return new PrivateKeyInfo(PublicKeyForm.RSA, key).getEncoded("DER");
  }

  private static BigInteger[] numbers() throws IOException {
    RSAPrivateKey key = sound();
    return new BigInteger[] {
      key.getModulus(),
      key.getPublicExponent(),
      key.getPrivateExponent(),
      key.getPrime1(),
      key.getPrime2(),
      key.getExponent1(),
      key.getExponent2(),
      key.getCoefficient()
    };
  }

  @Test
  void row6AWrongPrivateExponentIsSeenAlthoughItSigns() throws Exception {
    BigInteger[] numbers = numbers();
    numbers[2] = numbers[2].flipBit(100);
    assertEquals(
        new KeyProblem(KeyProblemId.INCONSISTENT_KEY, Map.of("part", "private-exponent")),
        problem(pkcs8(numbers)));
  }

  @ParameterizedTest
  @CsvSource({
    "3, modulus",
    "4, modulus",
    "5, crt-exponent",
    "6, crt-exponent",
    "7, crt-coefficient"
  })
  void row7EachOtherNumberIsCheckedBeforeAnythingSigns(int which, String part) throws Exception {
    for (BigInteger wrong : List.of(BigInteger.ZERO, BigInteger.ONE, numbers()[which].flipBit(9))) {
      BigInteger[] numbers = numbers();
      numbers[which] = wrong;
      assertEquals(
          new KeyProblem(KeyProblemId.INCONSISTENT_KEY, Map.of("part", part)),
          problem(pkcs8(numbers)));
    }
  }

  @Test
  void row7AHugeOrNegativeExponentAndSwappedPrimesAreRefused() throws Exception {
    BigInteger[] swapped = numbers();
    swapped[3] = numbers()[4];
    swapped[4] = numbers()[3];
    assertEquals(KeyProblemId.INCONSISTENT_KEY, problem(pkcs8(swapped)).id());
    for (BigInteger e :
        List.of(BigInteger.valueOf(-3), BigInteger.ONE, BigInteger.ONE.shiftLeft(3000))) {
      BigInteger[] numbers = numbers();
      numbers[1] = e;
      assertEquals(KeyProblemId.INCONSISTENT_KEY, problem(pkcs8(numbers)).id());
    }
  }

  @Test
  void row8SmallKeysAndKeysForPssAloneSignNothing() {
    assertEquals(KeyProblemId.WEAK_KEY, refused(KeyFile.text("rsa1024.pkcs8.pem")));
    assertEquals(KeyProblemId.PSS_ONLY, refused(KeyFile.text("pss.pkcs8.pem")));
    assertEquals(KeyProblemId.PSS_ONLY, refused(KeyFile.text("pss.spki.pem")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "encrypted.pkcs1.pem",
        "encrypted.pkcs8.pem",
        "fuzz.encrypted.ppk",
        "fuzz.encrypted.openssh"
      })
  void row9EncryptedFilesOpenWithoutAProviderBeingRegistered(String file) {
    assertEquals(KeyVerdict.USABLE, verdict(TestKeys.file(file), PASSPHRASE));
  }

  /// One in 256 leaves a padding that looks right, and one in some thousands ASN.1 as well.
  @Test
  void row10WrongPassphrasesAllGetTheSameAnswer() {
    byte[] file = TestKeys.file("encrypted.pkcs1.pem");
    for (int i = 0; i < 1000; i++) {
      assertEquals(KeyProblemId.WRONG_PASSPHRASE, refused(file, "wrong" + i), "wrong" + i);
    }
  }

  @Test
  void row11AnEmptyPassphraseIsOneAndIsNoError() throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.derOf("ed25519.pkcs8.pem"));
        SecretBytes empty = TestKeys.secret("");
        SecretBytes pem = KeyWriter.encryptedPkcs8Pem(pkcs8, empty, KeySealing.SCRYPT);
        SecretBytes p12 = KeyWriter.pkcs12(pkcs8, empty, "x")) {
      assertEquals(KeyVerdict.USABLE, verdict(pem.lend(byte[]::clone), ""));
      assertEquals(KeyVerdict.USABLE, verdict(p12.lend(byte[]::clone), ""));
      assertEquals(KeyProblemId.WRONG_PASSPHRASE, refused(pem.lend(byte[]::clone), "x"));
    }
    for (String file : List.of("encrypted.pkcs8.pem", "fuzz.encrypted.openssh")) {
      assertEquals(KeyProblemId.WRONG_PASSPHRASE, refused(TestKeys.file(file), ""));
    }
  }

  @Test
  void row12CostsAreReadBeforeTheyArePaid() throws Exception {
    byte[] salt = new byte[16];
    for (byte[] costly :
        List.of(
            HostileFiles.pbkdf2(10_000_000, PKCSObjectIdentifiers.id_hmacWithSHA256, salt),
            HostileFiles.scrypt(1 << 20, 8, 1, 16),
            HostileFiles.scrypt(1 << 14, 8, 4096, 16),
            HostileFiles.scrypt(1 << 24, 8, 1, 16),
            HostileFiles.scrypt(2, 4096, 16, 1025))) {
      String pem = HostileFiles.locked(costly);
      assertEquals(KeyProblemId.COST_TOO_HIGH, refused(pem));
      assertEquals(KeyProblemId.COST_TOO_HIGH, refused(pem.getBytes(), PASSPHRASE));
    }
    String longest = HostileFiles.locked(HostileFiles.scrypt(2, 8, 1, 1024));
    assertEquals(KeyProblemId.WRONG_PASSPHRASE, refused(longest.getBytes(), PASSPHRASE));
  }

  @Test
  void row13WhatFollowsAKeyAndAnotherTypeAreNotPassedOver() {
    byte[] der = TestKeys.derOf("rsa2048.pkcs8.pem");
    byte[] longer = Arrays.copyOf(der, der.length + 1);
    assertEquals(KeyProblemId.UNKNOWN_BINARY, problem(longer).id());
    assertEquals(KeyProblemId.DAMAGED, refused(HostileFiles.pem("PRIVATE KEY", longer)));
    for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE")) {
      String other = HostileFiles.pem(label, new byte[] {0x30, 6, 4, 1, 0, 4, 1, 0});
      assertEquals(KeyProblemId.DAMAGED, refused(other), label);
    }
  }

  @Test
  void row14BombsAreRefused() throws Exception {
    for (int levels : new int[] {49, 1000, 20_000}) {
      assertEquals(KeyProblemId.UNKNOWN_BINARY, problem(HostileFiles.nested(levels)).id());
    }
    byte[] endless = new byte[100_000];
    for (int i = 0; i < endless.length; i += 2) {
      endless[i] = 0x30;
      endless[i + 1] = (byte) 0x80;
    }
    assertEquals(KeyProblemId.DAMAGED, refused(HostileFiles.pem("PRIVATE KEY", endless)));
    byte[] long4 = {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertEquals(KeyProblemId.DAMAGED, refused(HostileFiles.pem("PRIVATE KEY", long4)));
  }

  private static String sshLine(String type) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    byte[] blob =
        ByteBuffer.allocate(8 + name.length + 4).putInt(name.length).put(name).putInt(4).array();
    return type + " " + Base64.getEncoder().encodeToString(blob) + " me@here\n";
  }

  @Test
  void row15OpenSshKeysAreRefusedByNameAndAskForTheirPassphrase() {
    byte[] file = TestKeys.file("fuzz.encrypted.openssh");
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, problem(file).id());
    assertEquals(KeyProblemId.WRONG_PASSPHRASE, refused(file, "wrong"));
    for (String type : List.of("ssh-dss", "sk-ssh-ed25519@openssh.com")) {
      assertEquals(KeyProblemId.UNSUPPORTED_KEY_TYPE, refused(sshLine(type)), type);
    }
  }

  @Test
  void row16APkcs12FileWithoutAKeyIsAFailure() throws Exception {
    byte[] empty = {0x30, 0};
    KeyProblem problem = problem(HostileFiles.pkcs12With(empty));
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", "PKCS#12 without a key")),
        problem);
    try (KeyReading plain = KeyFile.file("fuzz.plain.p12")) {
      assertEquals(KeyVerdict.USABLE, plain.verdict(), "its key is not encrypted");
    }
  }

  @Test
  void row17APkcs12FileIsReadWithoutAPassphraseOrSaysThatItNeedsOne() {
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, problem(TestKeys.file("bundle.p12")).id());
    assertEquals(KeyProblemId.WRONG_PASSPHRASE, refused(TestKeys.file("bundle.p12"), ""));
    try (KeyReading plain = KeyFile.file("fuzz.plain.p12")) {
      assertTrue(plain.oddities().contains(KeyOddity.NO_MAC));
    }
    byte[] plain = TestKeys.file("fuzz.plain.p12");
    byte[] longer = Arrays.copyOf(plain, plain.length + 1);
    assertEquals(KeyProblemId.UNKNOWN_BINARY, problem(longer).id());
  }

  @Test
  void row18KeysOfSeveralPrimesAreNamed() {
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", "multi-prime RSA")),
        problem(TestKeys.file("multiprime.pkcs1.pem")));
    byte[] other = TestKeys.derOf("rsa2048.pkcs1.pem");
    other[6] = 7; // a version that there is not
    assertEquals(KeyProblemId.DAMAGED, refused(HostileFiles.pem("RSA PRIVATE KEY", other)));
  }

  /// The JDK keeps blinding values by modulus: the altered copy must never have reached it.
  @Test
  void row19AnAlteredCopyThatIsReadFirstDoesNotBreakTheGoodKey() throws Exception {
    try (var fresh = NewKey.RSA_2048.generate()) {
      byte[] good = fresh.pkcs8().lend(byte[]::clone);
      RSAPrivateKey key =
          RSAPrivateKey.getInstance(PrivateKeyInfo.getInstance(good).parsePrivateKey());
      byte[] altered =
          pkcs8(
              key.getModulus(),
              BigInteger.valueOf(17),
              key.getPrivateExponent(),
              key.getPrime1(),
              key.getPrime2(),
              key.getExponent1(),
              key.getExponent2(),
              key.getCoefficient());
      assertEquals(KeyProblemId.INCONSISTENT_KEY, problem(altered).id());
      JsonObject header = JsonObject.builder().put("alg", "RS256").build();
      try (SigningKey signing = SigningKey.ofPkcs8(fresh.pkcs8())) {
        TokenSigner.sign(header, JsonObject.empty(), signing); // throws where it is broken
      }
    }
  }
}
