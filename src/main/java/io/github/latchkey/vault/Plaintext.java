package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A vault's contents as the bytes that are sealed: two lengths, the manifest, the secrets, zeros.
final class Plaintext {

  private static final int LENGTHS = 2 * Integer.BYTES;

  private Plaintext() {}

  /// The bytes to seal, which the caller closes; VAULT_TOO_LARGE above 1 GiB.
  static ScratchMemory write(VaultContents contents, Path file) throws VaultException {
    return write(contents, file, VaultFile.LARGEST_PLAINTEXT);
  }

  /// The same; VAULT_TOO_LARGE, with `mostMiB`, above so many bytes, and before any memory is
  /// taken.
  static ScratchMemory write(VaultContents contents, Path file, long largest)
      throws VaultException {
    var manifest = new ManifestWriter(contents);
    long content = LENGTHS + (long) manifest.manifest().length + manifest.secretLength();
    long length = Padding.padded(content);
    if (length > largest) {
      throw new VaultException(
          Kind.VAULT_TOO_LARGE, Map.of("file", file, "size", length, "mostMiB", largest >> 20));
    }
    var memory = new ScratchMemory(length);
    ByteBuffer plain = memory.buffer();
    plain.putInt(manifest.manifest().length).putInt((int) manifest.secretLength());
    plain.put(manifest.manifest());
    manifest.secrets().forEach(secret -> secret.copyTo(plain));
    return memory;
  }

  /// The contents of authentic bytes, which the caller closes; VAULT_DAMAGED where they are not
  /// laid out as they must be.
  static VaultContents read(ByteBuffer plain, Path file) throws VaultException {
    long manifest = Integer.toUnsignedLong(plain.getInt());
    long secrets = Integer.toUnsignedLong(plain.getInt());
    long content = LENGTHS + manifest + secrets;
    if (Padding.padded(content) != plain.capacity()
        || !isZero(plain.slice((int) content, plain.capacity() - (int) content))) {
      throw VaultException.damaged(file);
    }
    String text = text(plain.slice(LENGTHS, (int) manifest), file);
    ByteBuffer bytes = plain.slice(LENGTHS + (int) manifest, (int) secrets);
    return ManifestReader.read(text, SecretBytes.copyOf(bytes), file);
  }

  private static boolean isZero(ByteBuffer padding) {
    while (padding.remaining() >= Long.BYTES) {
      if (padding.getLong() != 0) {
        return false;
      }
    }
    while (padding.hasRemaining()) {
      if (padding.get() != 0) {
        return false;
      }
    }
    return true;
  }

  /// Through an array, which is decoded several times as fast as memory outside the heap; nothing
  /// in a manifest is secret.
  private static String text(ByteBuffer utf8, Path file) throws VaultException {
    byte[] bytes = new byte[utf8.remaining()];
    utf8.get(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw VaultException.damaged(file); // what is not UTF-8 was replaced
    }
    return text;
  }
}
