package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/// The recovery key as people print and type it: Crockford's base32 of the key and three check
/// bytes, eight groups of seven characters.
///
/// Crockford's alphabet: https://www.crockford.com/base32.html
final class RecoveryText {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final byte[] CHECK_LABEL =
      "latchkey/1 recovery check".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY = 32;
  private static final int CHECK = 3;
  private static final int SYMBOLS = 56;
  private static final int GROUP = 7;
  private static final byte UNKNOWN = -1;

  private RecoveryText() {}

  /// The text of a 32-byte key; both arrays are the caller's to wipe.
  static char[] write(byte[] key) {
    byte[] checked = Arrays.copyOf(key, KEY + CHECK);
    byte[] check = check(key);
    System.arraycopy(check, 0, checked, KEY, CHECK);
    char[] text = new char[SYMBOLS + SYMBOLS / GROUP - 1];
    for (int i = 0, at = 0; i < SYMBOLS; i++) {
      if (i > 0 && i % GROUP == 0) {
        text[at++] = '-';
      }
      int value = 0;
      for (int bit = i * 5; bit < i * 5 + 5; bit++) {
        value = value << 1 | (checked[bit / 8] >> (7 - bit % 8) & 1);
      }
      text[at++] = ALPHABET.charAt(value);
    }
    Arrays.fill(checked, (byte) 0);
    return text;
  }

  /// The key, in an array that is the caller's to wipe; RECOVERY_KEY_MISTYPED names the group.
  static byte[] read(char[] typed) throws VaultException {
    byte[] symbols = new byte[typed.length];
    int length = 0;
    for (char c : typed) {
      if (!isSeparator(c)) {
        symbols[length++] = symbol(c);
      }
    }
    try {
      if (length != SYMBOLS) {
        throw mistyped(0, length);
      }
      for (int i = 0; i < SYMBOLS; i++) {
        if (symbols[i] == UNKNOWN) {
          throw mistyped(i / GROUP + 1, length);
        }
      }
      byte[] key = new byte[KEY];
      if (!decode(symbols, key)) {
        throw mistyped(mistakenGroup(symbols, key), length);
      }
      return key;
    } finally {
      Arrays.fill(symbols, (byte) 0);
    }
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.DASH_PUNCTUATION;
  }

  private static byte symbol(char c) {
    char folded =
        switch (c) {
          case 'o', 'O' -> '0';
          case 'i', 'I', 'l', 'L' -> '1';
          default -> c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        };
    return (byte) ALPHABET.indexOf(folded);
  }

  /// Where one substitution or one swap of neighbours would make the check right; 0 if neither
  /// does.
  private static int mistakenGroup(byte[] symbols, byte[] key) {
    try {
      for (int i = 0; i < SYMBOLS; i++) {
        byte typed = symbols[i];
        for (byte other = 0; other < ALPHABET.length(); other++) {
          symbols[i] = other;
          if (decode(symbols, key)) {
            return i / GROUP + 1;
          }
        }
        symbols[i] = typed;
      }
      for (int i = 0; i + 1 < SYMBOLS; i++) {
        swap(symbols, i);
        if (decode(symbols, key)) {
          return i / GROUP + 1;
        }
        swap(symbols, i);
      }
      return 0;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static void swap(byte[] symbols, int i) {
    byte first = symbols[i];
    symbols[i] = symbols[i + 1];
    symbols[i + 1] = first;
  }

  private static boolean decode(byte[] symbols, byte[] key) {
    byte[] checked = new byte[KEY + CHECK];
    for (int bit = 0; bit < SYMBOLS * 5; bit++) {
      int value = symbols[bit / 5] >> (4 - bit % 5) & 1;
      checked[bit / 8] |= (byte) (value << (7 - bit % 8));
    }
    System.arraycopy(checked, 0, key, 0, KEY);
    byte[] check = check(key);
    boolean right = Arrays.equals(check, 0, CHECK, checked, KEY, KEY + CHECK);
    Arrays.fill(checked, (byte) 0);
    return right;
  }

  private static byte[] check(byte[] key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(CHECK_LABEL);
      return sha256.digest(key);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }

  private static VaultException mistyped(int group, int length) {
    return new VaultException(Kind.RECOVERY_KEY_MISTYPED, Map.of("group", group, "length", length));
  }
}
