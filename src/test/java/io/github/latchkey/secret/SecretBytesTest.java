package io.github.latchkey.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

  @Test
  void wipesTheArrayItTakesAndLeavesTheOneItCopies() {
    byte[] taken = {1, 2, 3};
    byte[] copied = {1, 2, 3};
    try (var a = SecretBytes.take(taken);
        var b = SecretBytes.copyOf(copied)) {
      assertArrayEquals(new byte[3], taken);
      assertArrayEquals(new byte[] {1, 2, 3}, copied);
      assertTrue(a.sameAs(b));
    }
  }

  @Test
  void wipesWhatItLentEvenWhenTheOperationFails() {
    var lent = new AtomicReference<byte[]>();
    try (var secret = SecretBytes.copyOf(new byte[] {7, 8})) {
      assertEquals(15, secret.<Integer>lend(bytes -> bytes[0] + bytes[1]));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              secret.lend(
                  bytes -> {
                    lent.set(bytes);
                    throw new IllegalArgumentException();
                  }));
      assertArrayEquals(new byte[2], lent.get());
    }
  }

  @Test
  void isOfNoUseOnceClosed() {
    var secret = SecretBytes.copyOf(new byte[] {1});
    secret.close();
    secret.close();
    assertThrows(IllegalStateException.class, secret::length);
    assertThrows(IllegalStateException.class, () -> secret.lend(bytes -> 0));
    assertThrows(IllegalStateException.class, secret::copy);
    assertThrows(
        IllegalStateException.class, () -> secret.copyTo(0, 1, ByteBuffer.allocateDirect(1)));
    assertEquals("SecretBytes[closed]", secret.toString());
  }

  @Test
  void givesItsMemoryBackOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "another system than Linux");
    int length = 40 << 20; // more than malloc keeps for itself when it is freed
    ByteBuffer zeros = ByteBuffer.allocateDirect(length);
    SecretBytes.copyOf(zeros).close();
    long before = sizeOfThisProcess();
    for (int i = 0; i < 12; i++) {
      SecretBytes.copyOf(zeros).close();
    }
    long grown = sizeOfThisProcess() - before;
    assertTrue(grown < 8L * length, "grown by " + grown + " bytes");
  }

  /// VmSize of proc_pid_status(5), in bytes.
  private static long sizeOfThisProcess() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmSize:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new AssertionError("no VmSize");
  }

  @Test
  void givesAwayAnyPartOfItself() {
    byte[] bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    try (var secret = SecretBytes.copyOf(bytes)) {
      for (int[] part : new int[][] {{0, 300}, {0, 0}, {300, 0}, {1, 63}, {63, 2}, {64, 64}}) {
        byte[] expected = Arrays.copyOfRange(bytes, part[0], part[0] + part[1]);
        ByteBuffer target = ByteBuffer.allocateDirect(302).position(1);
        secret.copyTo(part[0], part[1], target);
        assertEquals(1 + part[1], target.position());
        assertEquals(ByteBuffer.wrap(expected), target.slice(1, part[1]));
        assertEquals(0, target.get(1 + part[1]));
        try (var copy = secret.copy(part[0], part[1])) {
          assertArrayEquals(expected, copy.<byte[]>lend(byte[]::clone));
        }
      }
      assertThrows(IndexOutOfBoundsException.class, () -> secret.copy(299, 2));
    }
  }

  @Test
  void takesOnlyWhatRemainsInABuffer() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
    try (var secret = SecretBytes.copyOf(buffer)) {
      assertArrayEquals(new byte[] {2, 3}, secret.<byte[]>lend(byte[]::clone));
      assertEquals(1, buffer.position());
    }
  }

  @Test
  void saysNothingOfWhatItHolds() {
    try (var secret = SecretBytes.copyOf("hunter2".getBytes(StandardCharsets.US_ASCII))) {
      assertFalse(secret.toString().contains("hunter2"));
    }
  }

  @Test
  void tellsDifferentBytesAndLengthsApart() {
    try (var a = SecretBytes.copyOf(new byte[] {1, 2});
        var b = SecretBytes.copyOf(new byte[] {1, 3});
        var c = SecretBytes.copyOf(new byte[] {1})) {
      assertFalse(a.sameAs(b));
      assertFalse(a.sameAs(c));
      assertTrue(a.sameAs(a.copy()));
    }
  }
}
