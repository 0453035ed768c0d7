package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2Test {

  private static final HexFormat HEX = HexFormat.of();

  /// RFC 9106, section 5.3.
  @Test
  void passesTheRfcsVector() throws Exception {
    byte[] seed =
        ArgonHash.seed(
            32, 3, 4, 32, repeated(1, 32), repeated(2, 16), repeated(3, 8), repeated(4, 12));
    try (var memory = new ArgonMemory(32, 4);
        SecretBytes tag = Argon2.filled(seed, memory, 3)) {
      assertEquals(
          "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", SampleVault.hex(tag));
    }
  }

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

  @Property(tries = 300)
  void derivesWhatAnotherImplementationDerives(
      @ForAll @Size(max = 200) byte[] password,
      @ForAll @Size(min = 8, max = 40) byte[] salt,
      @ForAll @IntRange(min = 1, max = 8) int lanes,
      @ForAll @IntRange(max = 700) int more,
      @ForAll @IntRange(min = 1, max = 4) int passes)
      throws Exception {
    int memory = 8 * lanes + more;
    try (SecretBytes secret = SecretBytes.copyOf(password);
        SecretBytes derived = Argon2.raw(secret, salt, memory, passes, lanes)) {
      assertEquals(
          HEX.formatHex(bouncyCastle(password, salt, memory, passes, lanes)),
          SampleVault.hex(derived));
    }
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

  @Test
  void endsWhenItsThreadIsInterrupted() {
    try (SecretBytes password = SampleVault.secret("password")) {
      Thread.currentThread().interrupt();
      assertFault(
          Kind.CANCELLED, () -> Argon2.derive(password, new byte[16], new ArgonCost(65536, 16, 2)));
      assertFalse(Thread.interrupted(), "the wish was fulfilled and must not stop what follows");
    }
  }

  @Test
  void leavesASegmentThatItsThreadIsToldToLeave() {
    long[] last = new long[ArgonBlock.WORDS];
    try (var memory = new ArgonMemory(2048, 1)) {
      Thread.currentThread().interrupt();
      new ArgonSegment(memory, 1, 0, 0, 0).run();
      memory.load(0, memory.segment() - 1, last);
    } finally {
      Thread.interrupted();
    }
    assertEquals(0, Arrays.stream(last).filter(word -> word != 0).count());
  }

  private static byte[] bouncyCastle(
      byte[] password, byte[] salt, int memoryKib, int passes, int lanes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(password, tag);
    return tag;
  }

  private static byte[] repeated(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
