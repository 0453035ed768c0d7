package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.FoundKey.Role;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.generators.BCrypt;

/// OpenSSH's own form of private keys (OpenSSH, PROTOCOL.key). What it says of its public half is
/// there without the passphrase.
final class OpenSshFile {

  /// Rounds of bcrypt-pbkdf.
  private static final long MOST_ROUNDS = 256;

  private static final byte[] MAGIC =
      "openssh-key-v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final String CONTAINER = "OpenSSH";

  /// How OpenSSH names a cipher, and what JCA and the key derivation need for it.
  private record Scheme(String transformation, int keyBytes, int ivBytes) {}

  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "aes128-ctr", new Scheme("AES/CTR/NoPadding", 16, 16),
          "aes192-ctr", new Scheme("AES/CTR/NoPadding", 24, 16),
          "aes256-ctr", new Scheme("AES/CTR/NoPadding", 32, 16),
          "aes128-cbc", new Scheme("AES/CBC/NoPadding", 16, 16),
          "aes192-cbc", new Scheme("AES/CBC/NoPadding", 24, 16),
          "aes256-cbc", new Scheme("AES/CBC/NoPadding", 32, 16),
          "3des-cbc", new Scheme("DESede/CBC/NoPadding", 24, 8),
          "aes128-gcm@openssh.com", new Scheme("AES/GCM/NoPadding", 16, 12),
          "aes256-gcm@openssh.com", new Scheme("AES/GCM/NoPadding", 32, 12));

  private final KeyPlace place;
  private final Unlocking unlocking;

  private OpenSshFile(KeyPlace place, Unlocking unlocking) {
    this.place = place;
    this.unlocking = unlocking;
  }

  /// The keys of a file, whose bytes stay the caller's.
  static List<FoundKey> read(byte[] content, KeyPlace place, Unlocking unlocking) {
    var file = new OpenSshFile(place, unlocking);
    try {
      return file.read(new SshFields(content));
    } catch (UnreadableKey unreadable) {
      return List.of(FoundKey.refused(Role.PRIVATE, unreadable.problem()));
    } catch (IOException | GeneralSecurityException | RuntimeException notThatForm) {
      return List.of(FoundKey.refused(Role.PRIVATE, place.damaged()));
    }
  }

  private List<FoundKey> read(SshFields fields)
      throws UnreadableKey, IOException, GeneralSecurityException {
    if (!Arrays.equals(fields.take(MAGIC.length), MAGIC)) {
      throw new UnreadableKey(place.damaged());
    }
    String cipher = fields.name();
    String derivation = fields.name();
    byte[] options = fields.string();
    int count = fields.number();
    if (count < 1 || count > PemScanner.MOST_BLOCKS) {
      throw new UnreadableKey(place.damaged());
    }
    List<byte[]> publicKeys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      publicKeys.add(fields.string());
    }
    byte[] content = fields.string();
    if (cipher.equals("none")) {
      return privateKeys(content, publicKeys, place.damaged());
    }
    try {
      Scheme scheme = scheme(cipher, derivation);
      byte[] tag = fields.take(fields.remaining());
      byte[] plain = decrypted(scheme, options, joined(content, tag));
      return privateKeys(plain, publicKeys, Unlocking.wrong().problem());
    } catch (UnreadableKey locked) {
      return List.of(
          FoundKey.refused(Role.PRIVATE, locked.problem(), description(publicKeys.getFirst())));
    }
  }

  private static Scheme scheme(String cipher, String derivation) throws UnreadableKey {
    Scheme scheme = SCHEMES.get(cipher);
    if (scheme == null) {
      throw KeyFaults.encryption(cipher);
    }
    if (!derivation.equals("bcrypt")) {
      throw KeyFaults.encryption(derivation);
    }
    return scheme;
  }

  private byte[] decrypted(Scheme scheme, byte[] options, byte[] encrypted)
      throws UnreadableKey, GeneralSecurityException {
    var parameters = new SshFields(options);
    byte[] salt = parameters.string();
    long rounds = Integer.toUnsignedLong(parameters.number());
    unlocking.spend("rounds", rounds, MOST_ROUNDS);
    if (scheme.transformation().startsWith("DES")) {
      unlocking.note(KeyOddity.LEGACY_ENCRYPTION);
    }
    return unlocking.withPassphrase(
        utf8 -> {
          if (utf8.length == 0) {
            throw Unlocking.wrong(); // ssh-keygen writes no file with an empty one
          }
          int length = scheme.keyBytes() + scheme.ivBytes();
          byte[] derived =
              LibraryDerivation.derive(
                  utf8, copy -> BCrypt.pbkdfGenerate(copy, salt, (int) rounds, length));
          byte[] key = Arrays.copyOf(derived, scheme.keyBytes());
          byte[] iv = Arrays.copyOfRange(derived, scheme.keyBytes(), length);
          try {
            return CipherKind.decryptPlain(scheme.transformation(), key, iv, encrypted);
          } catch (AEADBadTagException wrongKey) {
            throw Unlocking.wrong();
          } finally {
            Arrays.fill(derived, (byte) 0);
            Arrays.fill(key, (byte) 0);
          }
        });
  }

  private static byte[] joined(byte[] content, byte[] tag) {
    byte[] both = Arrays.copyOf(content, content.length + tag.length);
    System.arraycopy(tag, 0, both, content.length, tag.length);
    return both;
  }

  /// The keys of the plain section, which is wiped: twice the same number, then one key after the
  /// other, each of which has to be the one whose public half stands in front.
  private List<FoundKey> privateKeys(byte[] plain, List<byte[]> publicKeys, KeyProblem unlike)
      throws UnreadableKey, IOException {
    var fields = new SshFields(plain);
    if (fields.number() != fields.number()) {
      throw new UnreadableKey(unlike);
    }
    List<FoundKey> keys = new ArrayList<>();
    for (byte[] publicKey : publicKeys) {
      keys.add(privateKey(fields, publicKey));
    }
    for (byte expected = 1; fields.remaining() > 0; expected++) {
      if (fields.take(1)[0] != expected) {
        keys.forEach(FoundKey::close);
        throw new UnreadableKey(place.damaged());
      }
    }
    Arrays.fill(plain, (byte) 0);
    return keys;
  }

  private FoundKey privateKey(SshFields fields, byte[] publicKey)
      throws UnreadableKey, IOException {
    FoundKey key = PrivateKeyForm.read(SshKeyForm.openSsh(fields), CONTAINER, place);
    fields.string(); // the comment
    byte[] stated = PublicKeyForm.checked(SshKeyForm.publicKey(publicKey), place);
    if (key.spki().isPresent() && !Arrays.equals(key.spki().get(), stated)) {
      key.close();
      throw KeyFaults.inconsistent("public-point");
    }
    return key;
  }

  private Optional<KeyDescription> description(byte[] publicKey) {
    try {
      byte[] spki = PublicKeyForm.checked(SshKeyForm.publicKey(publicKey), place);
      return Optional.of(KeyDescription.ofPrivate(CONTAINER, spki));
    } catch (UnreadableKey | IOException | RuntimeException notKnownBeforeThePassphrase) {
      return Optional.empty();
    }
  }
}
