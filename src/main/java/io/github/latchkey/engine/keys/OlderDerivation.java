package io.github.latchkey.engine.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/// Key derivations from before PBKDF2, which files still use. Arrays that they return are the
/// caller's to wipe.
final class OlderDerivation {

  private static final int BETWEEN_LOOKS = 0xfff;

  private OlderDerivation() {}

  /// What the bytes of RFC 7292's derivation are for (appendix B.3).
  enum Purpose {
    KEY(1),
    IV(2),
    MAC(3);

    private final byte id;

    Purpose(int id) {
      this.id = (byte) id;
    }
  }

  /// RFC 7292 appendix B.2. `bmp` is the passphrase as [#bmp(byte\[\])] writes it, or nothing.
  static byte[] pkcs12(
      String hash, byte[] bmp, byte[] salt, int iterations, Purpose purpose, int length)
      throws GeneralSecurityException, UnreadableKey {
    MessageDigest digest = MessageDigest.getInstance(hash);
    int width = digest.getDigestLength() > 32 ? 128 : 64;
    byte[] diversifier = new byte[width];
    Arrays.fill(diversifier, purpose.id);
    byte[] input = new byte[padded(salt, width) + padded(bmp, width)];
    fill(input, 0, padded(salt, width), salt);
    fill(input, padded(salt, width), input.length, bmp);
    byte[] derived = new byte[length];
    for (int done = 0; done < length; ) {
      digest.update(diversifier);
      byte[] part = repeated(digest, digest.digest(input), iterations);
      int taken = Math.min(part.length, length - done);
      System.arraycopy(part, 0, derived, done, taken);
      done += taken;
      byte[] step = new byte[width];
      fill(step, 0, width, part);
      for (int at = 0; at < input.length; at += width) {
        add(input, at, step);
      }
      Arrays.fill(part, (byte) 0);
      Arrays.fill(step, (byte) 0);
    }
    Arrays.fill(input, (byte) 0);
    return derived;
  }

  private static int padded(byte[] bytes, int width) {
    return Math.ceilDiv(bytes.length, width) * width;
  }

  private static void fill(byte[] target, int from, int until, byte[] pattern) {
    for (int i = from; i < until; i++) {
      target[i] = pattern[(i - from) % pattern.length]; // an empty one has no place to fill
    }
  }

  /// Adds the step and one to the number that stands at this place.
  private static void add(byte[] numbers, int at, byte[] step) {
    int carry = 1;
    for (int i = step.length - 1; i >= 0; i--) {
      carry += (numbers[at + i] & 0xff) + (step[i] & 0xff);
      numbers[at + i] = (byte) carry;
      carry >>>= 8;
    }
  }

  /// PBKDF1 (RFC 8018 section 5.1), the whole hash.
  static byte[] pbkdf1(String hash, byte[] password, byte[] salt, int iterations)
      throws GeneralSecurityException, UnreadableKey {
    MessageDigest digest = MessageDigest.getInstance(hash);
    digest.update(password);
    return repeated(digest, digest.digest(salt), iterations);
  }

  private static byte[] repeated(MessageDigest digest, byte[] first, int iterations)
      throws GeneralSecurityException, UnreadableKey {
    byte[] last = first;
    for (int i = 1; i < iterations; i++) {
      if ((i & BETWEEN_LOOKS) == 0) {
        Unlocking.requireNotCancelled();
      }
      digest.update(last);
      digest.digest(last, 0, last.length);
    }
    return last;
  }

  /// OpenSSL's EVP_BytesToKey with MD5 and one iteration, as in a PEM with a DEK-Info header.
  static byte[] openssl(byte[] password, byte[] salt, int length) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    byte[] derived = new byte[length];
    byte[] part = new byte[0];
    for (int done = 0; done < length; done += part.length) {
      digest.update(part);
      digest.update(password);
      part = digest.digest(salt);
      System.arraycopy(part, 0, derived, done, Math.min(part.length, length - done));
    }
    Arrays.fill(part, (byte) 0);
    return derived;
  }

  /// A passphrase as PKCS#12 has it (RFC 7292 appendix B.1): UTF-16, big endian, with two zeros at
  /// the end.
  static byte[] bmp(byte[] utf8) throws UnreadableKey {
    try {
      CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      ByteBuffer bytes = StandardCharsets.UTF_16BE.encode(characters);
      byte[] bmp = Arrays.copyOf(bytes.array(), bytes.limit() + 2);
      Arrays.fill(bmp, bytes.limit(), bmp.length, (byte) 0);
      Arrays.fill(bytes.array(), (byte) 0);
      Arrays.fill(characters.array(), '\0');
      return bmp;
    } catch (CharacterCodingException noText) {
      throw Unlocking.wrong();
    }
  }
}
