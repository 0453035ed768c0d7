package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.keys.OlderDerivation.Purpose;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The derivations from before PBKDF2, against what others make of the same.
class OlderDerivationTest {

  private static final String LONG_SALT =
      "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0efeeedecebeae9e8e7e6e5e4e3e2e1e0dfdedddcdbdad9d8d7d6d5d4d3d2"
          + "d1d0cfcecdcccbcac9c8c7c6c5c4c3c2c1c0bfbebdbcbbba";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// The vectors of OpenSSL's author for PKCS#12 (its `evpkdf_pkcs12.txt`).
  @ParameterizedTest
  @CsvSource({
    "smeg, 0a58cf64530d823f, 1, KEY, 8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3",
    "smeg, 0a58cf64530d823f, 1, IV, 79993dfe048d3b76",
    "smeg, 3d83c0e4546ac140, 1, MAC, 8d967d88f6caa9d714800ab3d48051d63f73a312",
    "queeg, 05dec959acff72f7, 1000, KEY, ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4",
    "queeg, 1682c0fc5b3f7ec5, 1000, KEY, 483dd6e919d7de2e8e648ba8f862f3fbfbdc2bcb2c02957f",
    "queeg, 05dec959acff72f7, 1000, IV, 11dedad7758d4860",
    "queeg, 263216fcc2fab31c, 1000, MAC, 5ec4c7a80df652294c3925b6489a7ab857c83476"
  })
  void derivesAsPkcs12Does(String passphrase, String salt, int iterations, Purpose use, String key)
      throws Exception {
    byte[] bmp = OlderDerivation.bmp(passphrase.getBytes(UTF_8));
    assertEquals(
        key,
        hex(OlderDerivation.pkcs12("SHA-1", bmp, bytes(salt), iterations, use, key.length() / 2)));
  }

  /// `openssl kdf -kdfopt digest:.. -kdfopt hexpass:.. -kdfopt hexsalt:.. PKCS12KDF`: salts and
  /// passphrases of more than one block, sums that carry over, and more output than one hash has.
  @ParameterizedTest
  @ValueSource(ints = {1, 19, 20, 21, 40, 41, 70})
  void derivesAnyLengthFromASaltOfSeveralBlocks(int length) throws Exception {
    String whole =
        "d90edd858a336c2b8f3f8207019a489660d33b067f6cbe191bfb1a916f24f9146f2b6553964c2613506f5cd2"
            + "23216fafd1c3c2df4303b369ea88e1aa600e104253186f1aa4e1";
    byte[] bmp = OlderDerivation.bmp("smeg".getBytes(UTF_8));
    byte[] key = OlderDerivation.pkcs12("SHA-1", bmp, bytes(LONG_SALT), 3, Purpose.KEY, length);
    assertEquals(whole.substring(0, 2 * length), hex(key));
  }

  @Test
  void derivesFromAPassphraseOfSeveralBlocks() throws Exception {
    String key =
        "8d5aea3470c22042c1cd55fe4b5dc547584f01991e71d9bdbb9f0315f972ec12543b7fc4809bd0aaeac8470e"
            + "17b71230055359b47b99f44bee9913ba2dde32d07489a9269761";
    String mac =
        "a11a951c4aa5013e7b8ad26d82e5c1a69bc38afe61f34e808422b952bb1ebe030a8b31ef5426c4627564f946"
            + "f51ea3da3fbcf8825124807c796e7347ed6b8d80bde27e7aad1b9f70c26111c9fbc46809456fb0640017"
            + "8f1f7feca016e2571de2b17b7c70f8a3203dac20afe9d830dfdcc182576b28da4e59ce1f7276591a9786"
            + "7dac73144763af97ea9c490e6a58776f763542f6b2636f3b3768d083c348ebf06320ce57b8fcd08a6dcb"
            + "1dd00bf7472ce246bbee2c0b2fe3420c0209f56476b0c94b0e70dffd989f";
    var letters = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      letters.append((char) ('A' + i % 26));
    }
    byte[] bmp = OlderDerivation.bmp(letters.toString().getBytes(UTF_8));
    byte[] salt = bytes("0a58cf64530d823f");
    assertEquals(key, hex(OlderDerivation.pkcs12("SHA-1", bmp, salt, 2, Purpose.KEY, 70)));
    byte[] wide = OlderDerivation.pkcs12("SHA-512", bmp, bytes(LONG_SALT), 2, Purpose.MAC, 200);
    assertEquals(mac, hex(wide), "hashes over 32 bytes have blocks of 128");
  }

  @Test
  void carriesOverAllBytesOfABlock() throws Exception {
    String iv =
        "8f31f0cd8dc97299d2a2791460aff1626f2305b6075fe4730d1156ddce3fa9521053ca521734f181c417ef83"
            + "3fdcddd224806423770c7890dee917aa85c4ba24482f7a5f4cb4";
    byte[] salt = bytes("ff".repeat(64));
    byte[] empty = OlderDerivation.bmp(new byte[0]);
    assertEquals(iv, hex(OlderDerivation.pkcs12("SHA-256", empty, salt, 1, Purpose.IV, 70)));
  }

  /// The published vector of PBKDF1 with SHA-1 begins with the first sixteen bytes; the others are
  /// Python's `hashlib`, hash over hash.
  @ParameterizedTest
  @CsvSource({
    "SHA-1, 1000, dc19847e05c64d2faf10ebfb4a3d2a20b4e35efe",
    "SHA-1, 1, d1f94c4d447039b034494400f2e7df9dcb67c308",
    "MD5, 1000, c11246e6b87e77a09ab0643de76e1ea7"
  })
  void derivesAsPkcs5DidFirst(String hash, int iterations, String key) throws Exception {
    byte[] salt = bytes("78578e5a5d63cb06");
    byte[] password = "password".getBytes(US_ASCII);
    assertEquals(key, hex(OlderDerivation.pbkdf1(hash, password, salt, iterations)));
  }

  @Test
  void looksEveryFourThousandStepsWhetherItIsStillWanted() throws Exception {
    byte[] salt = new byte[8];
    Thread.currentThread().interrupt();
    try {
      assertEquals(20, OlderDerivation.pbkdf1("SHA-1", salt, salt, 4096).length);
      assertThrows(UnreadableKey.class, () -> OlderDerivation.pbkdf1("SHA-1", salt, salt, 4097));
      assertThrows(
          UnreadableKey.class,
          () -> OlderDerivation.pkcs12("SHA-1", salt, salt, 4097, Purpose.KEY, 8));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /// RFC 7292 appendix B.1.
  @ParameterizedTest
  @CsvSource({"'', 0000", "Beavis, 0042006500610076006900730000", "\u00e9\u0915, 00e909150000"})
  void writesAPassphraseAsPkcs12Does(String passphrase, String bmp) throws Exception {
    assertEquals(bmp, hex(OlderDerivation.bmp(passphrase.getBytes(UTF_8))));
  }

  @Test
  void whatIsNoTextIsNoPassphraseOfPkcs12() {
    var wrong =
        assertThrows(UnreadableKey.class, () -> OlderDerivation.bmp(new byte[] {'a', (byte) 0xff}));
    assertEquals(KeyProblemId.WRONG_PASSPHRASE, wrong.problem().id());
  }
}
