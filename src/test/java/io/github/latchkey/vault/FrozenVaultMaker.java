package io.github.latchkey.vault;

import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The program that made the vaults of [FrozenSlotsTest], run once; `README.md` beside them says
/// what is in them. Running it again makes others, under other names.
final class FrozenVaultMaker {

  static final String PASSWORD = "frozen password";
  static final String SECOND = "frozen password, second";

  private FrozenVaultMaker() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path file = folder.resolve("every-slot.latchkey");
    var keyring = new FolderKeyring(folder.resolve("every-slot.keyring"));
    try (Passphrase password = SampleVault.password(PASSWORD);
        Passphrase second = SampleVault.password(SECOND);
        KeyFile keyFile = KeyFile.create(folder.resolve("every-slot.key"));
        RecoveryKey recovery = SampleVault.recovery();
        Vault vault = Vault.create(file, password, ArgonCost.least(), recovery, SampleVault.CLOCK);
        SecretBytes secret = SampleVault.secret("frozen secret")) {
      vault.add(Map.of("name", new JsonString("frozen")), Map.of("secret", secret));
      try (Confirmation first = vault.slots().confirm(new Unlocking.Password(password))) {
        vault
            .slots()
            .add(first, new NewSlot.PasswordAndFile(second, keyFile, new ArgonCost(70_000, 4, 2)));
        vault.slots().add(first, new NewSlot.InKeyring(keyring));
      }
    }
    try (var beside = Files.list(folder)) {
      for (Path left : beside.filter(FrozenVaultMaker::isLeft).toList()) {
        Files.delete(left);
      }
    }
  }

  private static boolean isLeft(Path path) {
    return path.toString().endsWith(".bak") || path.toString().endsWith(".lock");
  }

  /// A keyring whose entries are files, so that a test can be given them.
  record FolderKeyring(Path folder) implements Keyring {

    @Override
    public Optional<SecretBytes> find(String name) throws Trouble {
      try {
        Path file = file(name);
        return Files.exists(file)
            ? Optional.of(SecretBytes.take(Files.readAllBytes(file)))
            : Optional.empty();
      } catch (IOException trouble) {
        throw new Trouble(Reason.FAILED, trouble);
      }
    }

    @Override
    public void store(String name, SecretBytes bytes) throws Trouble {
      try {
        Files.createDirectories(folder);
        Files.write(file(name), bytes.lend(byte[]::clone));
      } catch (IOException trouble) {
        throw new Trouble(Reason.FAILED, trouble);
      }
    }

    @Override
    public void remove(String name) throws Trouble {
      try {
        Files.deleteIfExists(file(name));
      } catch (IOException trouble) {
        throw new Trouble(Reason.FAILED, trouble);
      }
    }

    private Path file(String name) {
      return folder.resolve(name.substring(name.indexOf('/') + 1));
    }
  }
}
