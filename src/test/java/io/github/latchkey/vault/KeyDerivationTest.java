package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.latchkey.secret.SecretBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// RFC 5869, appendix A.
class KeyDerivationTest {

  private static final HexFormat HEX = HexFormat.of();

  @Test
  void derivesTheFirstTestCase() {
    assertDerives(
        "0b".repeat(22),
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void derivesTheSecondTestCaseOverSeveralBlocks() {
    assertDerives(
        range(0x00, 0x50),
        range(0x60, 0xb0),
        range(0xb0, 0x100),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
  }

  @Test
  void derivesTheThirdTestCaseWithoutSaltAndInfo() {
    assertDerives(
        "0b".repeat(22),
        "",
        "",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  @Test
  void givesEveryPurposeAKeyOfItsOwn() {
    try (SecretBytes ikm = SecretBytes.copyOf(new byte[32]);
        SecretBytes payload = KeyDerivation.derive(ikm, new byte[32], "latchkey/1 payload");
        SecretBytes commit = KeyDerivation.derive(ikm, new byte[32], "latchkey/1 commit")) {
      assertEquals(32, payload.length());
      assertNotEquals(SampleVault.hex(payload), SampleVault.hex(commit));
    }
  }

  private static void assertDerives(String ikm, String salt, String info, String okm) {
    try (SecretBytes secret = SecretBytes.copyOf(HEX.parseHex(ikm))) {
      byte[] derived =
          KeyDerivation.derive(secret, HEX.parseHex(salt), HEX.parseHex(info), okm.length() / 2);
      assertEquals(okm, HEX.formatHex(derived));
    }
  }

  private static String range(int from, int to) {
    byte[] bytes = new byte[to - from];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return HEX.formatHex(bytes);
  }
}
