package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.vault.VaultException.Kind;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryKeyTest {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Test
  void writesEightGroupsOfSeven() {
    try (RecoveryKey key = SampleVault.recovery()) {
      assertEquals(SampleVault.RECOVERY, new String(key.text()));
      assertEquals("RecoveryKey", key.toString());
    }
  }

  @Test
  void makesAnotherKeyEveryTime() {
    try (RecoveryKey one = RecoveryKey.random();
        RecoveryKey two = RecoveryKey.random()) {
      assertNotEquals(new String(one.text()), new String(two.text()));
    }
  }

  @RepeatedTest(50)
  void readsWhatItWrote() throws Exception {
    try (RecoveryKey key = RecoveryKey.random();
        RecoveryKey read = RecoveryKey.read(key.text())) {
      assertArrayEquals(key.text(), read.text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lower", "none", "spaces", "lines", "dashes", "letters"})
  void readsItAsPeopleTypeIt(String manner) throws Exception {
    String text = SampleVault.RECOVERY;
    String typed =
        switch (manner) {
          case "lower" -> text.toLowerCase(Locale.ROOT);
          case "none" -> text.replace("-", "");
          case "spaces" -> "  " + text.replace("-", " - ") + "\u00A0";
          case "lines" -> text.replace("-", "\r\n") + "\n";
          case "dashes" -> text.replace('-', '\u2013');
          default -> text.replace('0', 'O').replaceFirst("1", "I").replaceFirst("1", "l");
        };
    try (RecoveryKey key = RecoveryKey.read(typed.toCharArray())) {
      assertEquals(text, new String(key.text()));
    }
  }

  @Test
  void wipesWhatWasTypedWhetherItIsRightOrWrong() throws Exception {
    char[] right = SampleVault.RECOVERY.toCharArray();
    RecoveryKey.read(right).close();
    assertArrayEquals(new char[right.length], right);
    char[] wrong = "ABC".toCharArray();
    assertThrows(VaultException.class, () -> RecoveryKey.read(wrong));
    assertArrayEquals(new char[3], wrong);
  }

  @Property(tries = 300)
  void namesTheGroupOfOneWrongCharacter(
      @ForAll @IntRange(max = 55) int place, @ForAll @IntRange(max = 31) int other) {
    String plain = SampleVault.RECOVERY.replace("-", "");
    String typed = plain.substring(0, place) + ALPHABET.charAt(other) + plain.substring(place + 1);
    if (!typed.equals(plain)) {
      assertMistyped(typed, place / 7 + 1, 56);
    }
  }

  @Property(tries = 100)
  void namesTheGroupOfTwoNeighboursThatWereSwapped(@ForAll @IntRange(max = 54) int place) {
    String plain = SampleVault.RECOVERY.replace("-", "");
    String typed =
        plain.substring(0, place)
            + plain.charAt(place + 1)
            + plain.charAt(place)
            + plain.substring(place + 2);
    if (!typed.equals(plain)) {
      assertMistyped(typed, place / 7 + 1, 56);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "7, 2", "55, 8"})
  void namesTheGroupOfACharacterThatNoKeyHas(int place, int group) {
    String plain = SampleVault.RECOVERY.replace("-", "");
    for (String odd : new String[] {"U", "u", "!", "é", "\uFF10"}) {
      assertMistyped(plain.substring(0, place) + odd + plain.substring(place + 1), group, 56);
    }
  }

  @Test
  void tellsTheLengthWhenItIsWrong() {
    assertMistyped("", 0, 0);
    assertMistyped(SampleVault.RECOVERY.substring(1), 0, 55);
    assertMistyped(SampleVault.RECOVERY + "0", 0, 57);
    assertMistyped("0".repeat(1_000_000), 0, 1_000_000);
  }

  @Test
  void doesNotGuessWhereSeveralMistakesAre() {
    assertMistyped("ZZZZZZZ" + SampleVault.RECOVERY.substring(7), 0, 56);
  }

  @Test
  void isOfNoUseOnceItIsClosed() {
    RecoveryKey key = RecoveryKey.random();
    key.close();
    key.close();
    assertThrows(IllegalStateException.class, key::text);
  }

  private static void assertMistyped(String typed, int group, int length) {
    VaultException fault =
        assertFault(Kind.RECOVERY_KEY_MISTYPED, () -> RecoveryKey.read(typed.toCharArray()));
    assertEquals(group, fault.facts().get("group"));
    assertEquals(length, fault.facts().get("length"));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, -1, 0x55})
  void readsEveryLetterInBothCases(byte all) throws Exception {
    byte[] key = new byte[32];
    Arrays.fill(key, all);
    String written = new String(RecoveryText.write(key));
    assertArrayEquals(key, RecoveryText.read(written.toCharArray()));
    assertArrayEquals(key, RecoveryText.read(written.toLowerCase(Locale.ROOT).toCharArray()));
  }

  @Test
  void namesTheFirstOfTwoGroupsWithLettersThatNoKeyHas() {
    char[] typed = SampleVault.RECOVERY.toCharArray();
    typed[10] = 'U';
    typed[60] = 'U';
    VaultException fault = assertFault(Kind.RECOVERY_KEY_MISTYPED, () -> RecoveryText.read(typed));
    assertEquals(2, fault.facts().get("group"));
  }

  @Test
  void namesNoGroupWhereSeveralAreMistyped() {
    char[] typed = SampleVault.RECOVERY.replace("-", "").toCharArray();
    typed[1] = 'X';
    typed[20] = 'X';
    typed[50] = 'X';
    VaultException fault = assertFault(Kind.RECOVERY_KEY_MISTYPED, () -> RecoveryText.read(typed));
    assertEquals(0, fault.facts().get("group"));
  }
}
