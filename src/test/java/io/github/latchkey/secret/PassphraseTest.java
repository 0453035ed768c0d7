package io.github.latchkey.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTest {

  private static final String[][] TYPED = {
    {"pass word", "pass word"},
    {" untrimmed ", " untrimmed "},
    {"e\u0301te\u0301", "\u00e9t\u00e9"},
    {"\u00e9t\u00e9", "\u00e9t\u00e9"},
    {"a\u007f\u0080", "a\u007f\u0080"},
    {"\ud83d\udd11", "\ud83d\udd11"},
  };

  private static final String[][] FILES = {
    {"secret", "secret"},
    {"secret\n", "secret"},
    {"secret\r\n", "secret"},
    {"secret\r", "secret\r"},
    {"sec\rret\n", "sec\rret"},
    {"secret\nsecond\n", "secret"},
    {" secret \n", " secret "},
    {"\ufeffsecret\n", "secret"},
    {"\ufeffs\r\n", "s"},
    {"\ufeaasecret", "\ufeaasecret"},
    {"\uf6bfsecret", "\uf6bfsecret"},
    {"a\ufeff", "a\ufeff"},
  };

  private static final String LONGEST = "x".repeat(Passphrase.LONGEST);

  @Test
  void isWhatWasTypedInItsComposedForm() {
    for (String[] row : TYPED) {
      assertEquals(Optional.of(row[1]), text(Passphrase.take(row[0].toCharArray())));
    }
  }

  @Test
  void wipesWhatItTakes() {
    char[] characters = "\u00e9t\u00e9".toCharArray();
    Passphrase.take(characters).orElseThrow().close();
    assertArrayEquals(new char[3], characters);
    char[] unusable = {'a', '\ud83d'};
    assertTrue(Passphrase.take(unusable).isEmpty());
    assertArrayEquals(new char[2], unusable);
    byte[] file = "password\nmore".getBytes(UTF_8);
    Passphrase.takeFirstLine(file).orElseThrow().close();
    assertArrayEquals(new byte[13], file);
    byte[] notUtf8 = {'a', (byte) 0xff};
    assertTrue(Passphrase.takeFirstLine(notUtf8).isEmpty());
    assertArrayEquals(new byte[2], notUtf8);
  }

  @Test
  void hasOneByteAtLeastAndALimit() {
    assertEquals(Optional.empty(), text(Passphrase.take(new char[0])));
    assertEquals(Optional.of(LONGEST), text(Passphrase.take(LONGEST.toCharArray())));
    assertEquals(Optional.empty(), text(Passphrase.take((LONGEST + "x").toCharArray())));
    String two = "\u00e9".repeat(Passphrase.LONGEST / 2);
    assertEquals(Optional.of(two), text(Passphrase.take(two.toCharArray())));
    assertEquals(Optional.empty(), text(Passphrase.take((two + "x").toCharArray())));
  }

  @Test
  void isTheFirstLineOfAFileWithoutItsMarkAndEnd() {
    for (String[] row : FILES) {
      assertEquals(Optional.of(row[1]), text(Passphrase.takeFirstLine(row[0].getBytes(UTF_8))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\nsecond", "\ufeff", "\ufeff\n", "\ufeff\r\n"})
  void isNoneInAnEmptyFirstLine(String file) {
    assertEquals(Optional.empty(), text(Passphrase.takeFirstLine(file.getBytes(UTF_8))));
  }

  /// Half of a byte order mark is not UTF-8, however short the file is.
  @Test
  void isNoneInBrokenMarks() {
    byte[][] broken = {
      {(byte) 0xef}, {(byte) 0xef, (byte) 0xbb}, {(byte) 0xef, (byte) 0xbb, 'a', 'b'}
    };
    for (byte[] file : broken) {
      assertTrue(Passphrase.takeFirstLine(file).isEmpty());
    }
  }

  @Test
  void itsCopyOutlivesIt() {
    Passphrase first = Passphrase.take("secret".toCharArray()).orElseThrow();
    try (Passphrase copy = first.copy()) {
      first.close();
      assertThrows(IllegalStateException.class, () -> first.utf8().length());
      assertEquals("secret", new String(bytes(copy), UTF_8));
    }
  }

  @Test
  void saysNothingOfItself() {
    try (Passphrase secret = Passphrase.take("secret".toCharArray()).orElseThrow()) {
      assertFalse(secret.toString().contains("secret"));
      assertEquals("Passphrase", secret.toString());
    }
  }

  private static Optional<String> text(Optional<Passphrase> passphrase) {
    return passphrase.map(
        taken -> {
          try (taken) {
            return new String(bytes(taken), UTF_8);
          }
        });
  }

  private static byte[] bytes(Passphrase passphrase) {
    return passphrase.utf8().lend(byte[]::clone);
  }
}
