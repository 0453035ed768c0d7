package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2Test {

  private static final HexFormat HEX = HexFormat.of();

  /// The reference implementation's src/test.c, Argon2id, version 0x13.
  @Test
  void derivesWhatTheReferenceImplementationDerives() throws Exception {
    byte[] salt = "somesalt".getBytes(StandardCharsets.US_ASCII);
    try (SecretBytes password = SampleVault.secret("password");
        SecretBytes one = Argon2.raw(password, salt, 65536, 2, 1);
        SecretBytes small = Argon2.raw(password, salt, 256, 2, 1);
        SecretBytes lanes = Argon2.raw(password, salt, 256, 2, 2)) {
      assertEquals(
          "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7", SampleVault.hex(one));
      assertEquals(
          "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
          SampleVault.hex(small));
      assertEquals(
          "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
          SampleVault.hex(lanes));
    }
  }

  /// RFC 9106, section 5.3. It has a secret and associated data, which a vault has not, so it is
  /// put to the generator itself.
  @Test
  void runsOnAGeneratorThatPassesTheRfcsVector() {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2.VERSION)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(repeated(2, 16))
            .withSecret(repeated(3, 8))
            .withAdditional(repeated(4, 12))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(repeated(1, 32), tag);
    assertEquals(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", HEX.formatHex(tag));
  }

  @Test
  void takesMemoryPassesAndLanesFromTheCost() throws Exception {
    byte[] salt = repeated(7, 16);
    try (SecretBytes password = SampleVault.secret("password");
        SecretBytes derived = Argon2.derive(password, salt, new ArgonCost(65536, 3, 2));
        SecretBytes expected = Argon2.raw(password, salt, 65536, 3, 2)) {
      assertEquals(SampleVault.hex(expected), SampleVault.hex(derived));
    }
  }

  private static byte[] repeated(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
