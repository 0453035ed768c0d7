package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What stands in front of a vault's ciphertext, readable without a key: which vault, which save of
/// it, and the slots.
///
/// All bytes are kept as base64url texts, which the format makes unique.
record VaultHeader(
    String vault, long generation, long epoch, String commit, String salt, List<KeySlot> slots) {

  static final byte[] MAGIC = "LATCHKEY/1\n".getBytes(StandardCharsets.US_ASCII);
  static final int LONGEST = 65_536;
  static final int VAULT = 16;
  static final int SALT = 32;
  private static final int ANCESTOR = 8;
  static final int RETIRED = 16;

  VaultHeader {
    slots = List.copyOf(slots);
  }

  /// What a header must say about a vault with this data key.
  static String commitment(SecretBytes dataKey, String vault) {
    try (SecretBytes commit =
        KeyDerivation.derive(dataKey, Base64Url.decode(vault), "latchkey/1 commit")) {
      return commit.lend(Base64Url::encode);
    }
  }

  /// Whether this is the data key that the header was written for; compared in constant time, since
  /// AES-GCM alone does not commit to its key.
  boolean isCommittedTo(SecretBytes dataKey) {
    try (SecretBytes said = SecretBytes.copyOf(Base64Url.decode(commit));
        SecretBytes derived =
            KeyDerivation.derive(dataKey, Base64Url.decode(vault), "latchkey/1 commit")) {
      return said.sameAs(derived);
    }
  }

  /// The key of this save's payload, which the caller closes.
  SecretBytes payloadKey(SecretBytes dataKey) {
    return KeyDerivation.derive(dataKey, Base64Url.decode(salt), "latchkey/1 payload");
  }

  /// Whether both are saves of one vault under one data key.
  boolean sharesKeyWith(VaultHeader other) {
    return vault.equals(other.vault) && commit.equals(other.commit);
  }

  /// The first eight bytes of the salt, by which later saves remember this one.
  String ancestor() {
    return ancestor(salt);
  }

  /// The same for a salt alone.
  static String ancestor(String salt) {
    return Base64Url.encode(Arrays.copyOf(Base64Url.decode(salt), ANCESTOR));
  }

  /// The same save with other slots, to be compared and planned with.
  VaultHeader withSlots(List<KeySlot> other) {
    return new VaultHeader(vault, generation, epoch, commit, salt, other);
  }

  /// The first sixteen bytes of a commitment, by which later saves know a data key that was given
  /// up.
  static String retired(String commit) {
    return Base64Url.encode(Arrays.copyOf(Base64Url.decode(commit), RETIRED));
  }

  /// A new salt with the ancestor of this one, for the same save under another data key.
  String saltOfTheSameAncestor() {
    byte[] renewed = Randomness.bytes(SALT);
    System.arraycopy(Base64Url.decode(salt), 0, renewed, 0, ANCESTOR);
    return Base64Url.encode(renewed);
  }

  /// The header as canonical JSON.
  String text() {
    return "{\"vault\":\"%s\",\"generation\":%d,\"epoch\":%d,\"commit\":\"%s\",\"salt\":\"%s\",\"slots\":[%s]}"
        .formatted(
            vault,
            generation,
            epoch,
            commit,
            salt,
            slots.stream().map(SlotText::of).collect(Collectors.joining(",")));
  }

  /// All bytes of the file before the ciphertext.
  byte[] prefix() {
    byte[] text = text().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + text.length)
        .put(MAGIC)
        .putInt(text.length)
        .put(text)
        .array();
  }
}
