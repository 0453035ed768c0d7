package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.FoundKey.Role;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PKCS#12 files put together here (RFC 7292 section 4), and their checks (RFC 9579).
class Pkcs12FileTest {

  private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final ASN1ObjectIdentifier PBMAC1 =
      new ASN1ObjectIdentifier("1.2.840.113549.1.5.14");

  private static DERSequence sequence(ASN1Encodable... elements) {
    return new DERSequence(elements);
  }

  private static DERTaggedObject tagged(ASN1Encodable content) {
    return new DERTaggedObject(true, 0, content);
  }

  private static DERSequence data(ASN1Encodable content) throws IOException {
    return sequence(
        PKCSObjectIdentifiers.data, tagged(new DEROctetString(content.toASN1Primitive())));
  }

  private static DERSequence keyBag() {
    return sequence(
        PKCSObjectIdentifiers.keyBag,
        tagged(PrivateKeyInfo.getInstance(TestKeys.derOf("ed25519.pkcs8.pem"))));
  }

  private static DERSequence certBag(byte[] certificate) {
    return sequence(
        PKCSObjectIdentifiers.certBag,
        tagged(
            sequence(
                PKCSObjectIdentifiers.x509Certificate, tagged(new DEROctetString(certificate)))));
  }

  private static byte[] file(DERSequence authSafe, Optional<MacData> mac) throws IOException {
    return mac.map(data -> sequence(new ASN1Integer(3), authSafe, data))
        .orElseGet(() -> sequence(new ASN1Integer(3), authSafe))
        .getEncoded("DER");
  }

  /// One safe with these bags, not encrypted.
  private static byte[] withBags(ASN1Encodable... bags) throws IOException {
    return file(data(sequence(data(sequence(bags)))), Optional.empty());
  }

  private static List<FoundKey> read(byte[] file, String passphrase) {
    try (SecretBytes typed = TestKeys.secret(passphrase)) {
      return Pkcs12File.read(file, KeyPlace.DER, new Unlocking(Optional.of(typed)));
    }
  }

  private static KeyProblem problem(byte[] file) {
    List<FoundKey> keys = read(file, "test");
    assertEquals(1, keys.size());
    assertTrue(keys.getFirst().material().isEmpty());
    return keys.getFirst().problem().orElseThrow();
  }

  private static void assertReads(byte[] file, String passphrase) {
    FoundKey key = read(file, passphrase).getFirst();
    assertTrue(key.signs(), () -> key.problem().toString());
    key.close();
  }

  private static KeyProblem encryption(String scheme) {
    return new KeyProblem(KeyProblemId.UNSUPPORTED_ENCRYPTION, Map.of("scheme", scheme));
  }

  /// The number 3 stands behind the sequence's length, however that is written.
  @ParameterizedTest
  @CsvSource({
    "3003020103, true",
    "308103020103, true",
    "30820003020103, true",
    "3083000003020103, true",
    "308400000003020103, true",
    "30850000000003020103, false",
    "3003020104, false",
    "3003020203, false",
    "3003030103, false",
    "3103020103, false",
    "30030201, false",
    "300302, false",
    "'', false"
  })
  void isKnownByItsFirstBytes(String hex, boolean known) {
    assertEquals(known, Pkcs12File.mayBe(HexFormat.of().parseHex(hex)));
    assertEquals(known, Pkcs12File.mayBe(HexFormat.of().parseHex(hex + "00000000")));
  }

  @Test
  void readsKeysAndCertificatesAndPassesOverOtherBags() throws IOException {
    DERSequence other =
        sequence(PKCSObjectIdentifiers.crlBag, tagged(sequence(new ASN1Integer(1))));
    byte[] certificate = TestKeys.derOf("certificate.pem");
    List<FoundKey> keys = read(withBags(other, certBag(certificate), keyBag(), other), "");
    assertEquals(
        List.of(Role.CERTIFICATE, Role.PRIVATE), keys.stream().map(FoundKey::role).toList());
    for (FoundKey key : keys) {
      assertTrue(key.material().isPresent());
      assertTrue(key.description().orElseThrow().container().contains("PKCS#12"));
      key.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5})
  void goesFourContainersDown(int levels) throws IOException {
    DERSequence bag = keyBag();
    for (int i = 0; i < levels; i++) {
      bag = sequence(PKCSObjectIdentifiers.safeContentsBag, tagged(sequence(bag)));
    }
    if (levels <= 4) {
      assertReads(withBags(bag), "");
    } else {
      assertEquals(
          new KeyProblem(
              KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", "PKCS#12 without a key")),
          problem(withBags(bag)));
    }
  }

  @Test
  void takesAsManyObjectsAsAFileMayHaveAndOneMoreToSaySo() throws IOException {
    DERSequence[] bags = new DERSequence[300];
    Arrays.fill(bags, keyBag());
    assertEquals(257, read(withBags(bags), "").size());
    try (KeyReading most =
            KeyReader.read(withBags(Arrays.copyOf(bags, 256)), KeyRequest.anything());
        KeyReading more =
            KeyReader.read(withBags(Arrays.copyOf(bags, 257)), KeyRequest.anything())) {
      assertEquals(KeyVerdict.USABLE, most.verdict());
      assertEquals(
          new KeyProblem(KeyProblemId.TOO_LARGE, Map.of("objects", 257L, "most", 256L)),
          more.problem().orElseThrow());
    }
  }

  @Test
  void aCertificateOfNoUseIsLeftAside() throws IOException {
    var inner = ASN1Sequence.getInstance(TestKeys.derOf("certificate.pem"));
    ASN1Encodable[] outer = inner.toArray();
    ASN1Encodable[] body = ASN1Sequence.getInstance(outer[0]).toArray();
    body[6] =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.113")), new byte[57]);
    outer[0] = new DERSequence(body);
    byte[] ed448 = new DERSequence(outer).getEncoded("DER");
    List<FoundKey> keys = read(withBags(keyBag(), certBag(ed448)), "");
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", "Ed448")),
        keys.get(1).problem().orElseThrow());
    assertEquals(Role.CERTIFICATE, keys.get(1).role());
    keys.forEach(FoundKey::close);
    try (KeyReading reading =
        KeyReader.read(withBags(keyBag(), certBag(ed448)), KeyRequest.anything())) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
  }

  @Test
  void contentsThatAreNoneAreDamage() throws IOException {
    KeyProblem damaged = new KeyProblem(KeyProblemId.DAMAGED, Map.of("label", ""));
    assertEquals(damaged, problem(withBags(keyBag(), certBag(new byte[] {0x30}))));
    assertEquals(damaged, problem(withBags(keyBag(), certBag(new byte[] {0x30, 0}))));
    assertEquals(damaged, problem(withBags(sequence())));
    assertEquals(damaged, problem(file(data(new ASN1Integer(5)), Optional.empty())));
    assertEquals(damaged, problem(new byte[] {0x30, 0}));
  }

  @Test
  void contentsThatItDoesNotOpenAreNamed() throws IOException {
    DERSequence signed = sequence(PKCSObjectIdentifiers.signedData, tagged(sequence()));
    DERSequence enveloped = sequence(PKCSObjectIdentifiers.envelopedData, tagged(sequence()));
    assertEquals(encryption("1.2.840.113549.1.7.2"), problem(file(signed, Optional.empty())));
    assertEquals(
        encryption("1.2.840.113549.1.7.3"),
        problem(file(data(sequence(enveloped)), Optional.empty())));
  }

  private static byte[] pbmac1(
      Optional<Integer> length, String derivation, String function, String hmac, int change)
      throws Exception {
    DERSequence content = sequence(data(sequence(keyBag())));
    int bits = 8 * length.filter(number -> number > 0).orElse(32);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec("test".toCharArray(), SALT, 10, bits))
            .getEncoded();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] code = mac.doFinal(content.getEncoded("DER"));
    code[0] ^= (byte) change;
    var prf = new AlgorithmIdentifier(new ASN1ObjectIdentifier(function), DERNull.INSTANCE);
    var parameters =
        length
            .map(number -> new PBKDF2Params(SALT, 10, number, prf))
            .orElseGet(() -> new PBKDF2Params(SALT, 10, prf));
    var algorithm =
        new AlgorithmIdentifier(
            PBMAC1,
            sequence(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(derivation), parameters),
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(hmac), DERNull.INSTANCE)));
    var data = new MacData(new DigestInfo(algorithm, code), "NOT USED".getBytes(), 1);
    return file(data(content), Optional.of(data));
  }

  private static byte[] pbmac1(Optional<Integer> length) throws Exception {
    return pbmac1(length, "1.2.840.113549.1.5.12", "1.2.840.113549.2.9", "1.2.840.113549.2.9", 0);
  }

  /// RFC 9579 section 8: no key of less than 20 bytes; none longer than the longest hash.
  @ParameterizedTest
  @ValueSource(ints = {20, 21, 32, 64})
  void checksAFileWithTheNewerCode(int length) throws Exception {
    byte[] file = pbmac1(Optional.of(length));
    assertReads(file, "test");
    for (String wrong : List.of("Test", "", "NOT USED")) {
      FoundKey key = read(file, wrong).getFirst();
      assertEquals(KeyProblemId.WRONG_PASSPHRASE, key.problem().orElseThrow().id());
    }
    try (KeyReading asking = KeyReader.read(file, KeyRequest.anything())) {
      assertEquals(KeyProblemId.PASSPHRASE_NEEDED, asking.problem().orElseThrow().id());
      assertFalse(asking.oddities().contains(KeyOddity.NO_MAC));
    }
  }

  @Test
  void aKeyOfAnotherLengthOrOfNoneChecksNothing() throws Exception {
    for (int length : new int[] {1, 19, 65, 1000}) {
      assertEquals(encryption("PBMAC1"), problem(pbmac1(Optional.of(length))), "" + length);
    }
    assertEquals(encryption("PBMAC1"), problem(pbmac1(Optional.empty())));
  }

  @Test
  void theFunctionsOfACodeThatItDoesNotKnowAreNamed() throws Exception {
    String sha256 = "1.2.840.113549.2.9";
    String pbkdf2 = "1.2.840.113549.1.5.12";
    Optional<Integer> length = Optional.of(32);
    assertEquals(encryption("1.2.3"), problem(pbmac1(length, "1.2.3", sha256, sha256, 0)));
    assertEquals(encryption("1.2.4"), problem(pbmac1(length, pbkdf2, "1.2.4", sha256, 0)));
    assertEquals(encryption("1.2.5"), problem(pbmac1(length, pbkdf2, sha256, "1.2.5", 0)));
    KeyProblemId id = problem(pbmac1(length, pbkdf2, sha256, sha256, 1)).id();
    assertEquals(KeyProblemId.WRONG_PASSPHRASE, id);
  }

  private static byte[] checked(String hash, byte[] code, int iterations) throws IOException {
    var algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash), DERNull.INSTANCE);
    var mac = new MacData(new DigestInfo(algorithm, code), SALT, iterations);
    return file(data(sequence(data(sequence(keyBag())))), Optional.of(mac));
  }

  @Test
  void aHashThatItDoesNotKnowIsNamed() throws IOException {
    assertEquals(
        encryption("1.2.840.113549.2.5"), problem(checked("1.2.840.113549.2.5", new byte[16], 1)));
  }

  @Test
  void theIterationsOfTheCodeAreCounted() throws IOException {
    int most = (int) Unlocking.MOST_ITERATIONS;
    assertEquals(
        new KeyProblem(
            KeyProblemId.COST_TOO_HIGH,
            Map.of("what", "iterations", "cost", most + 1L, "most", (long) most)),
        problem(checked("1.3.14.3.2.26", new byte[20], most + 1)));
  }

  /// Some programs write an empty passphrase as two zeros, others as nothing.
  @ParameterizedTest
  @CsvSource({
    "SHA-1, HmacSHA1, 1.3.14.3.2.26",
    "SHA-224, HmacSHA224, 2.16.840.1.101.3.4.2.4",
    "SHA-256, HmacSHA256, 2.16.840.1.101.3.4.2.1",
    "SHA-384, HmacSHA384, 2.16.840.1.101.3.4.2.2",
    "SHA-512, HmacSHA512, 2.16.840.1.101.3.4.2.3"
  })
  void anEmptyPassphraseIsTakenEitherWay(String hash, String hmac, String id) throws Exception {
    byte[] content = sequence(data(sequence(keyBag()))).getEncoded("DER");
    int length = java.security.MessageDigest.getInstance(hash).getDigestLength();
    for (byte[] passphrase : List.of(new byte[2], new byte[0])) {
      byte[] key =
          OlderDerivation.pkcs12(hash, passphrase, SALT, 3, OlderDerivation.Purpose.MAC, length);
      Mac mac = Mac.getInstance(hmac);
      mac.init(new SecretKeySpec(key, hmac));
      byte[] code = mac.doFinal(content);
      assertReads(checked(id, code, 3), "");
      assertEquals(KeyProblemId.WRONG_PASSPHRASE, problem(checked(id, code, 3)).id());
      code[0] ^= 1;
      FoundKey wrong = read(checked(id, code, 3), "").getFirst();
      assertEquals(KeyProblemId.WRONG_PASSPHRASE, wrong.problem().orElseThrow().id());
    }
  }

  @Test
  void numbersOfIterationsThatNobodyCountsToAreRefused() throws IOException {
    var algorithm =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.14.3.2.26"), DERNull.INSTANCE);
    var mac =
        sequence(
            new DigestInfo(algorithm, new byte[20]),
            new DEROctetString(SALT),
            new ASN1Integer(BigInteger.ONE.shiftLeft(80)));
    byte[] file =
        sequence(new ASN1Integer(3), data(sequence(data(sequence(keyBag())))), mac)
            .getEncoded("DER");
    assertEquals(KeyProblemId.COST_TOO_HIGH, problem(file).id());
  }
}
