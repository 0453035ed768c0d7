package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The one line of a key file: `LATCHKEY-KEY-FILE/1 <id> <key> <8 hex>`, where the last is the
/// start of SHA-256 of `<id> <key>`. Bytes throughout, so that the key never is a String.
final class KeyFileText {

  private static final byte[] START = "LATCHKEY-KEY-FILE/1 ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int ID = 11;
  private static final int KEY = 43;
  private static final int CHECK = 8;
  private static final int CHECKED = ID + 1 + KEY;
  private static final int LENGTH = START.length + CHECKED + 1 + CHECK;

  private KeyFileText() {}

  /// The file's bytes, which the caller wipes.
  static byte[] write(String id, SecretBytes key) {
    return key.lend(
        bytes -> {
          byte[] text = new byte[LENGTH + 1];
          byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(bytes);
          ByteBuffer.wrap(text)
              .put(START)
              .put(id.getBytes(StandardCharsets.US_ASCII))
              .put((byte) ' ')
              .put(encoded)
              .put((byte) ' ')
              .put(check(Arrays.copyOfRange(text, START.length, START.length + CHECKED)))
              .put((byte) '\n');
          Arrays.fill(encoded, (byte) 0);
          return text;
        });
  }

  /// The key file of these bytes, which stay the caller's: NOT_A_KEY_FILE, KEY_FILE_DAMAGED.
  static KeyFile read(byte[] bytes, Path file) throws VaultException {
    int start = startsWith(bytes, 0, MARK) ? MARK.length : 0;
    int end = bytes.length;
    while (start < end && isSpace(bytes[start])) {
      start++;
    }
    while (end > start && isSpace(bytes[end - 1])) {
      end--;
    }
    if (!startsWith(bytes, start, START)) {
      throw VaultException.of(Kind.NOT_A_KEY_FILE, file);
    }
    byte[] line = Arrays.copyOfRange(bytes, start, end);
    byte[] checked = new byte[0];
    byte[] encoded = new byte[0];
    byte[] key = new byte[0];
    try {
      if (line.length != LENGTH
          || line[START.length + ID] != ' '
          || line[START.length + CHECKED] != ' ') {
        throw VaultException.of(Kind.KEY_FILE_DAMAGED, file);
      }
      checked = Arrays.copyOfRange(line, START.length, START.length + CHECKED);
      encoded = Arrays.copyOfRange(checked, ID + 1, CHECKED);
      String id = new String(checked, 0, ID, StandardCharsets.US_ASCII);
      key = decode(encoded);
      if (!startsWith(line, LENGTH - CHECK, check(checked))
          || Base64Url.exact(id, KeyFile.ID_LENGTH).isEmpty()
          || !isExact(encoded, key)) {
        throw VaultException.of(Kind.KEY_FILE_DAMAGED, file);
      }
      return new KeyFile(id, SecretBytes.copyOf(key));
    } finally {
      for (byte[] secret : new byte[][] {line, checked, encoded, key}) {
        Arrays.fill(secret, (byte) 0);
      }
    }
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] start) {
    return bytes.length >= from + start.length
        && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /// Empty where it is not base64url.
  private static byte[] decode(byte[] encoded) {
    try {
      return Base64.getUrlDecoder().decode(encoded);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /// Whether this is the one text of these bytes: unused bits are zero.
  private static boolean isExact(byte[] encoded, byte[] key) {
    byte[] again = Base64.getUrlEncoder().withoutPadding().encode(key);
    boolean exact = key.length == KeyDerivation.KEY && Arrays.equals(again, encoded);
    Arrays.fill(again, (byte) 0);
    return exact;
  }

  /// Wipes what it checks.
  private static byte[] check(byte[] checked) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(checked);
      return HexFormat.of().formatHex(digest, 0, CHECK / 2).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    } finally {
      Arrays.fill(checked, (byte) 0);
    }
  }
}
