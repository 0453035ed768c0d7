package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What opening a file costs is counted before any work, and the derivations are those of the RFCs.
class KeyDerivationCostTest {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// RFC 7914 section 12.
  @ParameterizedTest
  @CsvSource({
    "'', '', 16, 1, 1,"
        + " 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
    "password, NaCl, 1024, 8, 16,"
        + " fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
    "pleaseletmein, SodiumChloride, 16384, 8, 1,"
        + " 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
  })
  void derivesAsScryptDoes(String password, String salt, int n, int r, int p, String key)
      throws Exception {
    assertEquals(key, hex(Scrypt.derive(ascii(password), ascii(salt), n, r, p, 64)));
  }

  /// RFC 7914 section 11 and RFC 6070.
  @ParameterizedTest
  @CsvSource({
    "HmacSHA256, passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
    "HmacSHA256, Password, NaCl, 80000,"
        + " 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
    "HmacSHA1, password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1"
  })
  void derivesAsPbkdf2Does(String hmac, String password, String salt, int iterations, String key)
      throws Exception {
    byte[] derived =
        Pbkdf2.derive(hmac, ascii(password), ascii(salt), iterations, key.length() / 2);
    assertEquals(key, hex(derived));
  }

  private static String pem(ASN1Encodable derivation) throws IOException {
    var scheme =
        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]));
    var parameters = new PBES2Parameters(KeyDerivationFunc.getInstance(derivation), scheme);
    return encrypted(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters));
  }

  private static String encrypted(AlgorithmIdentifier scheme) throws IOException {
    byte[] der = new EncryptedPrivateKeyInfo(scheme, new byte[64]).getEncoded();
    return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
  }

  private static String scrypt(long n, long r, long p) throws IOException {
    return pem(
        new AlgorithmIdentifier(
            PasswordEncryption.SCRYPT,
            new DERSequence(
                new ASN1Encodable[] {
                  new DEROctetString(new byte[8]),
                  new ASN1Integer(n),
                  new ASN1Integer(r),
                  new ASN1Integer(p)
                })));
  }

  private static String pbkdf2(BigInteger iterations) throws IOException {
    return pbkdf2(iterations, PKCSObjectIdentifiers.id_hmacWithSHA256);
  }

  private static String pbkdf2(BigInteger iterations, ASN1ObjectIdentifier hmac)
      throws IOException {
    return pem(
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBKDF2,
            new PBKDF2Params(
                new byte[8],
                iterations.intValue(),
                32,
                new AlgorithmIdentifier(hmac, DERNull.INSTANCE))));
  }

  private static KeyProblem refused(String text) {
    try (KeyReading reading = KeyFile.read(text)) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      return reading.problem().orElseThrow();
    }
  }

  @Test
  void takesCostsUpToTheLimit() throws IOException {
    for (String file :
        List.of(
            pbkdf2(BigInteger.valueOf(2_000_000)), scrypt(1 << 16, 8, 16), scrypt(2, 4096, 16))) {
      assertEquals(KeyProblemId.PASSPHRASE_NEEDED, refused(file).id());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "131072, 8, 1, bytes",
    "65536, 16, 1, bytes",
    "2, 524288, 1, bytes",
    "1024, 8, 17, lanes",
    "2, 65536, 16, bytes",
    "1099511627776, 1, 1, bytes",
    "2, 9223372036854775807, 1, bytes",
    "2, 1, 9223372036854775807, lanes"
  })
  void refusesAScryptThatCostsMore(long n, long r, long p, String what) throws IOException {
    KeyProblem problem = refused(scrypt(n, r, p));
    assertEquals(KeyProblemId.COST_TOO_HIGH, problem.id());
    assertEquals(what, problem.facts().get("what"));
  }

  @ParameterizedTest
  @CsvSource({"3, 8, 1", "0, 8, 1", "1, 8, 1", "16, 0, 1", "16, 1, 0", "-16, 1, 1"})
  void refusesAScryptThatIsNone(long n, long r, long p) throws IOException {
    assertEquals(KeyProblemId.DAMAGED, refused(scrypt(n, r, p)).id());
  }

  @Test
  void refusesMoreIterationsThanAnybodyUses() throws IOException {
    assertEquals(
        new KeyProblem(
            KeyProblemId.COST_TOO_HIGH,
            Map.of("what", "iterations", "cost", 2_000_001L, "most", 2_000_000L)),
        refused(pbkdf2(BigInteger.valueOf(2_000_001))));
    assertEquals(
        KeyProblemId.COST_TOO_HIGH, refused(pbkdf2(BigInteger.valueOf(Integer.MAX_VALUE))).id());
  }

  /// A key of 32 bytes takes two blocks of SHA-1, and each all iterations.
  @Test
  void countsIterationsForEachBlockOfTheKey() throws IOException {
    var sha1 = PKCSObjectIdentifiers.id_hmacWithSHA1;
    assertEquals(
        KeyProblemId.PASSPHRASE_NEEDED, refused(pbkdf2(BigInteger.valueOf(1_000_000), sha1)).id());
    assertEquals(
        new KeyProblem(
            KeyProblemId.COST_TOO_HIGH,
            Map.of("what", "iterations", "cost", 2_000_002L, "most", 2_000_000L)),
        refused(pbkdf2(BigInteger.valueOf(1_000_001), sha1)));
  }

  /// Two blocks for the key of Triple DES, one for its initialisation vector.
  @ParameterizedTest
  @CsvSource({"666666, PASSPHRASE_NEEDED", "666667, COST_TOO_HIGH"})
  void countsTheBlocksOfPkcs12Too(int iterations, KeyProblemId problem) throws IOException {
    assertEquals(
        problem,
        refused(
                encrypted(
                    new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                        new PKCS12PBEParams(new byte[8], iterations))))
            .id());
  }

  @Test
  void addsUpWhatTheObjectsOfOneFileCost() throws IOException {
    String half = pbkdf2(BigInteger.valueOf(1_000_000));
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, refused(half + half).id());
    String more = half + half + pbkdf2(BigInteger.valueOf(1));
    try (SecretBytes passphrase = TestKeys.secret("x")) {
      var unlocking = new Unlocking(java.util.Optional.of(passphrase));
      assertThrows(
          UnreadableKey.class,
          () -> {
            unlocking.spendIterations(BigInteger.valueOf(1_000_000), 1);
            unlocking.spendIterations(BigInteger.valueOf(1_000_000), 1);
            unlocking.spendIterations(BigInteger.ONE, 1);
          });
    }
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, refused(more).id());
  }

  @Test
  void givesUpWhenItsThreadIsInterrupted() throws IOException {
    byte[] file = ascii(pbkdf2(BigInteger.valueOf(2_000_000)));
    try (SecretBytes passphrase = TestKeys.secret("x")) {
      KeyRequest request = KeyRequest.anything().withPassphrase(passphrase);
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> KeyReader.read(file, request));
      assertTrue(Thread.interrupted(), "still interrupted, as its owner asked");
    }
  }
}
