package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OneTimeCipherTest {

  private static final HexFormat HEX = HexFormat.of();

  /// McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, test case 14.
  @Test
  void sealsThePublishedVector() {
    try (SecretBytes key = SecretBytes.copyOf(new byte[32])) {
      ByteBuffer sealed = ByteBuffer.allocate(32);
      OneTimeCipher.seal(key, new byte[0], ByteBuffer.allocate(16), sealed);
      assertEquals(
          "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919",
          HEX.formatHex(sealed.array()));
    }
  }

  @Test
  void opensOnlyWithTheSameKeyTheSameBytesAndTheSameAdditionalData() throws Exception {
    byte[] additional = {1, 2, 3};
    try (SecretBytes key = Randomness.secret(32);
        SecretBytes other = Randomness.secret(32);
        var plain = new ScratchMemory(100_000);
        var sealed = new ScratchMemory(100_016);
        var opened = new ScratchMemory(100_000)) {
      plain.buffer().put(77_777, (byte) 7);
      OneTimeCipher.seal(key, additional, plain.buffer(), sealed.buffer());
      assertTrue(OneTimeCipher.open(key, additional, sealed.buffer(), opened.buffer()));
      assertEquals(-1, plain.buffer().mismatch(opened.buffer()));
      assertFalse(OneTimeCipher.open(other, additional, sealed.buffer(), opened.buffer()));
      assertFalse(OneTimeCipher.open(key, new byte[3], sealed.buffer(), opened.buffer()));
      sealed.buffer().put(100_015, (byte) (sealed.buffer().get(100_015) ^ 1));
      assertFalse(OneTimeCipher.open(key, additional, sealed.buffer(), opened.buffer()));
    }
  }

  @Test
  void lendsKeysThatCannotBeWrittenAnywhere() throws Exception {
    try (SecretBytes key = Randomness.secret(32);
        var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThrows(NotSerializableException.class, () -> out.writeObject(new LentKey(key, "AES")));
    }
  }
}
