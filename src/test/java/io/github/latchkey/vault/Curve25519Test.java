package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// RFC 7748.
class Curve25519Test {

  private static final HexFormat HEX = HexFormat.of();

  /// Section 5.2, first vector.
  @Test
  void multipliesAPoint() {
    assertEquals(
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        agree(
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
  }

  /// Section 5.2, iterated a thousand times.
  @Test
  void multipliesAThousandTimesOver() {
    String k = "09" + "00".repeat(31);
    String u = k;
    for (int i = 0; i < 1000; i++) {
      String next = agree(k, u);
      u = k;
      k = next;
    }
    assertEquals("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", k);
  }

  /// Section 6.1.
  @Test
  void agreesFromBothSides() {
    String alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    String bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
    String shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    assertEquals(
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", publicKey(alice));
    assertEquals(
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", publicKey(bob));
    assertEquals(shared, agree(alice, publicKey(bob)));
    assertEquals(shared, agree(bob, publicKey(alice)));
  }

  /// Section 6.1: points of small order give a secret that everybody knows.
  @Test
  void refusesAnAllZeroSecret() {
    try (SecretBytes scalar = Randomness.secret(32)) {
      assertTrue(Curve25519.agree(scalar, new byte[32]).isEmpty());
      byte[] one = new byte[32];
      one[0] = 1;
      assertTrue(Curve25519.agree(scalar, one).isEmpty());
    }
  }

  private static String publicKey(String scalar) {
    try (SecretBytes secret = SecretBytes.copyOf(HEX.parseHex(scalar))) {
      return HEX.formatHex(Curve25519.publicKey(secret));
    }
  }

  private static String agree(String scalar, String point) {
    byte[] u = HEX.parseHex(point);
    try (SecretBytes secret = SecretBytes.copyOf(HEX.parseHex(scalar));
        SecretBytes shared = Curve25519.agree(secret, u).orElseThrow()) {
      assertArrayEquals(HEX.parseHex(point), u);
      return SampleVault.hex(shared);
    }
  }
}
