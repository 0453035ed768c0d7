package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// The first save of a vault, where no file may be.
final class VaultCreation {

  private static final long FIRST = 1;

  private VaultCreation() {}

  static Vault create(
      Path file, Passphrase password, ArgonCost cost, RecoveryKey recovery, Surroundings around)
      throws VaultException {
    Path target = target(file);
    SecretBytes dataKey = Randomness.secret(KeyDerivation.KEY);
    var contents = new VaultContents();
    try {
      String id = Randomness.text(VaultHeader.VAULT);
      byte[] recoveryPublic = RecoverySeal.publicKey(recovery, id);
      contents.setRecovery(Base64Url.encode(recoveryPublic));
      List<KeySlot> slots =
          List.of(
              PasswordSeal.seal(Randomness.id(KeySlot.ID), dataKey, id, password, cost),
              RecoverySeal.seal(dataKey, id, recoveryPublic));
      var header =
          new VaultHeader(
              id,
              FIRST,
              FIRST,
              VaultHeader.commitment(dataKey, id),
              Randomness.text(VaultHeader.SALT),
              slots);
      FileState state = save(target, header, dataKey, contents, around);
      return new Vault(target, around, dataKey, state, contents, slots.getFirst());
    } catch (VaultException failed) {
      dataKey.close();
      throw failed;
    }
  }

  private static FileState save(
      Path target,
      VaultHeader header,
      SecretBytes dataKey,
      VaultContents contents,
      Surroundings around)
      throws VaultException {
    try (VaultLock lock = VaultLock.acquire(target, around.patience(), around.locking());
        ScratchMemory plain = Plaintext.write(contents, target)) {
      var store = new VaultStore(target, around.disk());
      store.keepLeftovers(lock);
      return store
          .placeNew(header, dataKey, plain.buffer())
          .orElseThrow(() -> VaultException.of(Kind.VAULT_EXISTS, target));
    }
  }

  /// The name with the links of its folder resolved; missing folders are made.
  private static Path target(Path file) throws VaultException {
    Path absolute = file.toAbsolutePath();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw VaultException.of(Kind.VAULT_EXISTS, absolute);
    }
    try {
      return VaultFolder.made(absolute);
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, absolute);
    }
  }
}
