package io.github.latchkey.app;

import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The backups of one vault: what `vault backup` wrote to other places. (Copies are what each save
/// leaves beside the vault.) Needs no password; works, as far as it can, where the vault is damaged
/// or gone.
public final class Backups {

  private static final String EXTENSION = ".latchkey";

  private final Path vault;
  private final Latchkey parts;

  Backups(Path vault, Latchkey parts) {
    this.vault = real(vault);
    this.parts = parts;
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException gone) {
      return file.toAbsolutePath();
    }
  }

  /// Those that were made from this computer, newest first. Reads one small file.
  public List<Backup> made() {
    return vaultId().map(parts.memory()::backups).orElse(List.of());
  }

  /// The newest that was made from this computer.
  public Optional<Backup> newest() {
    return made().stream().findFirst();
  }

  /// Writes one, to a file or into a folder (then under the vault's name and today's date), reads
  /// it back and compares. Only an older backup of the same vault is replaced, unless `force` says
  /// so. Not for a thread that draws.
  ///
  /// Throws what [LockedVault#backUp(Path, boolean)] throws.
  public Backup make(Path place, boolean force) throws VaultException {
    LockedVault locked = LockedVault.read(vault);
    Path target = Files.isDirectory(place) ? place.resolve(datedName()) : place;
    VaultCopy written = locked.backUp(target, force);
    var backup = new Backup(written.file(), parts.clock().instant(), written.generation());
    parts.memory().note(locked.summary().vaultId(), backup);
    return backup;
  }

  private String datedName() {
    String name = vault.getFileName().toString();
    String stem =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    return stem
        + "-"
        + LocalDate.ofInstant(parts.clock().instant(), parts.wording().zone())
        + EXTENSION;
  }

  /// What lies beside the vault, newest first, and what can be said of it without a key. Reads
  /// every file: not for a thread that draws.
  public List<VaultCopy> copies() throws VaultException {
    return LockedVault.copies(vault);
  }

  /// What can be said, without a key, of the backups that were made from this computer, newest
  /// first. Reads every file: not for a thread that draws.
  public List<VaultCopy> look() {
    return made().stream().map(backup -> LockedVault.look(backup.file(), vault)).toList();
  }

  private Optional<String> vaultId() {
    try {
      return Optional.of(LockedVault.read(vault).summary().vaultId());
    } catch (VaultException damagedOrGone) {
      return parts.memory().vaultAt(vault);
    }
  }
}
