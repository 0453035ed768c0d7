package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault of the first version with a slot of every type, made once by [FrozenVaultMaker], that
/// must open in every way for ever.
class FrozenSlotsTest {

  @TempDir Path temporary;
  Path folder;
  Path file;

  @BeforeEach
  void copyTheVault() throws Exception {
    folder = temporary.toRealPath();
    file = copy("every-slot.latchkey");
  }

  @Test
  void hasASlotOfEveryType() throws Exception {
    assertEquals(
        List.of("password", "recovery", "password+file", "keyring"),
        LockedVault.read(file).summary().slots().stream().map(KeySlot::type).toList());
  }

  @Test
  void opensWithItsPassword() throws Exception {
    try (Passphrase password = SampleVault.password(FrozenVaultMaker.PASSWORD)) {
      assertOpens(new Unlocking.Password(password));
    }
  }

  @Test
  void opensWithItsOtherPasswordAndItsKeyFile() throws Exception {
    try (Passphrase password = SampleVault.password(FrozenVaultMaker.SECOND);
        KeyFile keyFile = KeyFile.read(copy("every-slot.key"))) {
      assertOpens(new Unlocking.PasswordAndFile(password, keyFile));
      assertFault(
          Kind.WRONG_PASSWORD, () -> LockedVault.read(file).unlock(password, SampleVault.CLOCK));
    }
  }

  @Test
  void opensWithItsRecoveryKey() throws Exception {
    try (RecoveryKey key = RecoveryKey.read(SampleVault.RECOVERY.toCharArray())) {
      assertOpens(new Unlocking.Recovery(key));
    }
  }

  @Test
  void opensFromTheKeyringsEntry() throws Exception {
    KeySlot slot = LockedVault.read(file).summary().slots().getLast();
    Path entries = Files.createDirectory(folder.resolve("keyring"));
    Files.move(copy("every-slot.keyring/" + slot.id()), entries.resolve(slot.id()));
    assertOpens(new Unlocking.FromKeyring(new FrozenVaultMaker.FolderKeyring(entries)));
  }

  private void assertOpens(Unlocking with) throws VaultException {
    try (Vault vault = LockedVault.read(file).unlock(with, SampleVault.CLOCK)) {
      assertEquals(Map.of("frozen", "frozen secret"), SampleVault.contents(vault));
    }
  }

  private Path copy(String name) throws Exception {
    Path copy = folder.resolve(Path.of(name).getFileName());
    try (var frozen = FrozenSlotsTest.class.getResourceAsStream("/vaults/" + name)) {
      Files.copy(frozen, copy);
    }
    return copy;
  }
}
