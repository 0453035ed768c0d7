package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.FoundKey.Role;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.BadPaddingException;

/// Turns one PEM block into a key.
final class PemKeyReader {

  private final PemBlock block;
  private final KeyPlace place;
  private final Unlocking unlocking;

  private PemKeyReader(PemBlock block, Unlocking unlocking) {
    this.block = block;
    this.place = KeyPlace.of(block);
    this.unlocking = unlocking;
  }

  /// The keys of a block, which stays the caller's; nearly always one. Never throws.
  static List<FoundKey> read(PemBlock block, Unlocking unlocking) {
    var reader = new PemKeyReader(block, unlocking);
    if (block.label().startsWith("PGP ")) {
      return List.of(FoundKey.refused(reader.promisedRole(), KeyFaults.container("OpenPGP")));
    }
    if (block.label().startsWith("SSH2 ") && !block.label().equals("SSH2 PUBLIC KEY")) {
      return List.of(FoundKey.refused(reader.promisedRole(), KeyFaults.container("RFC 4716")));
    }
    return block
        .defect()
        .map(defect -> List.of(FoundKey.refused(reader.promisedRole(), defect)))
        .orElseGet(reader::readWhole);
  }

  private List<FoundKey> readWhole() {
    return switch (block.label()) {
      case "OPENSSH PRIVATE KEY" -> OpenSshFile.read(block.der(), place, unlocking);
      case "SSH2 PUBLIC KEY" -> List.of(SshPublicKey.read(block.der(), "RFC 4716", place));
      default -> List.of(readOne());
    };
  }

  private FoundKey readOne() {
    Optional<DerShape> label = DerShape.promisedBy(block.label());
    if (label.isEmpty()) {
      return FoundKey.refused(Role.OTHER, KeyFaults.type(block.label()));
    }
    if (block.encryption().isEmpty()) {
      return readPlain(block.der(), label.get());
    }
    try {
      byte[] plain = decrypted(block.encryption().get());
      try {
        return DerShape.of(plain).equals(label)
            ? DerKeyReader.read(plain, label.get(), place, unlocking)
            : FoundKey.refused(promisedRole(), Unlocking.wrong().problem());
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (UnreadableKey unreadable) {
      return FoundKey.refused(promisedRole(), unreadable.problem());
    } catch (GeneralSecurityException | RuntimeException notWhatTheHeaderSays) {
      return FoundKey.refused(promisedRole(), place.damaged());
    }
  }

  private FoundKey readPlain(byte[] der, DerShape label) {
    Optional<DerShape> shape = DerShape.of(der);
    if (shape.isEmpty() || shape.get() == DerShape.OTHER) {
      return FoundKey.refused(promisedRole(), place.damaged());
    }
    return shape.get() == label
        ? DerKeyReader.read(der, label, place, unlocking)
        : FoundKey.refused(promisedRole(), place.mismatch(shape.get()));
  }

  private byte[] decrypted(DekInfo header) throws UnreadableKey, GeneralSecurityException {
    unlocking.note(KeyOddity.LEGACY_ENCRYPTION);
    CipherKind cipher =
        CipherKind.ofOpenssl(header.cipher())
            .orElseThrow(() -> KeyFaults.encryption(header.cipher()));
    if (header.iv().length != cipher.ivBytes()) {
      throw new UnreadableKey(place.damaged());
    }
    return unlocking.withPassphrase(
        utf8 -> {
          byte[] salt = Arrays.copyOf(header.iv(), 8);
          byte[] key = OlderDerivation.openssl(utf8, salt, cipher.keyBytes());
          try {
            return cipher.decrypt(key, header.iv(), block.der());
          } catch (BadPaddingException wrongKey) {
            throw Unlocking.wrong();
          } finally {
            Arrays.fill(key, (byte) 0);
          }
        });
  }

  private Role promisedRole() {
    String label = block.label();
    if (label.endsWith("PRIVATE KEY") || label.endsWith("PRIVATE KEY BLOCK")) {
      return Role.PRIVATE;
    }
    if (label.endsWith("PUBLIC KEY") || label.endsWith("PUBLIC KEY BLOCK")) {
      return Role.PUBLIC;
    }
    return label.endsWith("CERTIFICATE") ? Role.CERTIFICATE : Role.OTHER;
  }
}
