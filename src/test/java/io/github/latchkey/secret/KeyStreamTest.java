package io.github.latchkey.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyStreamTest {

  private static final byte[] KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  /// RFC 8439, section 2.4.2: the counter starts at 1 there, which is byte 64 here.
  @Test
  void encryptsThePublishedVector() {
    byte[] plain =
        ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
                + "future, sunscreen would be it.")
            .getBytes(StandardCharsets.US_ASCII);
    long nonce = 0x000000004a000000L;
    assertEquals(
        "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0b"
            + "f91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d8"
            + "07ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736"
            + "5af90bbf74a35be6b40b8eedf2785e42874d",
        HexFormat.of().formatHex(added(KEY, nonce, 64, plain)));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void isTheStreamOfTheJdksCipherFromAnyByteOn(
      @ForAll @Size(32) byte[] key,
      @ForAll long nonce,
      @ForAll @IntRange(max = 5000) int position,
      @ForAll @Size(max = 5000) byte[] plain)
      throws Exception {
    Cipher cipher = Cipher.getInstance("ChaCha20");
    byte[] fullNonce =
        ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putLong(nonce).array();
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key, "ChaCha20"),
        new ChaCha20ParameterSpec(fullNonce, 0));
    byte[] padded = new byte[position + plain.length];
    System.arraycopy(plain, 0, padded, position, plain.length);
    byte[] expected = cipher.doFinal(padded);
    assertArrayEquals(
        Arrays.copyOfRange(expected, position, expected.length),
        added(key, nonce, position, plain));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void worksInPlace(
      @ForAll @IntRange(max = 200) int position, @ForAll @Size(max = 200) byte[] plain) {
    byte[] same = plain.clone();
    MemorySegment memory = MemorySegment.ofArray(same);
    KeyStream.add(MemorySegment.ofArray(KEY), 7, position, memory, memory);
    assertArrayEquals(added(KEY, 7, position, plain), same);
  }

  private static byte[] added(byte[] key, long nonce, long position, byte[] plain) {
    byte[] out = new byte[plain.length];
    KeyStream.add(
        MemorySegment.ofArray(key),
        nonce,
        position,
        MemorySegment.ofArray(plain),
        MemorySegment.ofArray(out));
    return out;
  }
}
