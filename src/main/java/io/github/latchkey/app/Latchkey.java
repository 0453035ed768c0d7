package io.github.latchkey.app;

import io.github.latchkey.engine.KeyRemains;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/// The parts that both faces share, put together by the composition root.
///
/// @param clock the only source of the present moment
/// @param platforms the meeting platforms
/// @param wording every sentence that a person reads
/// @param folders where this person's files are
/// @param newVaultCost what a new vault's password asks of whoever guesses it; may take seconds to
///   find out
/// @param keyring this computer's keyring, for quick unlock
public record Latchkey(
    Clock clock,
    Platforms platforms,
    Wording wording,
    UserFolders folders,
    Supplier<ArgonCost> newVaultCost,
    Keyring keyring) {

  /// The same parts with the command line's wording.
  public Latchkey forCommandLine() {
    return new Latchkey(clock, platforms, wording.forCommandLine(), folders, newVaultCost, keyring);
  }

  /// The import desk.
  public Importing importing() {
    return new Importing(platforms, clock);
  }

  /// The token maker.
  public TokenCreation tokens() {
    return new TokenCreation(clock);
  }

  /// The token doctor.
  public Inspecting inspecting() {
    return new Inspecting(platforms, clock);
  }

  /// Clears what the virtual machine keeps of keys and passwords, as far as it lets go of them: for
  /// a face that stays when a vault was locked. Not for a thread that draws.
  public void forgetKeys() {
    KeyRemains.clear();
  }

  /// The same where a key has signed since the last time: for now and then while a vault is open.
  public void forgetUsedKeys() {
    KeyRemains.clearIfExpected();
  }

  /// The backups and copies of a vault.
  public Backups backups(Path vault) {
    return new Backups(vault, this);
  }

  MachineMemory memory() {
    return new MachineMemory(folders.settings());
  }
}
