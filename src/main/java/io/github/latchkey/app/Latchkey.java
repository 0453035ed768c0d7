package io.github.latchkey.app;

import io.github.latchkey.platform.Platforms;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
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
}
