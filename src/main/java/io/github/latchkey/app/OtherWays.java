package io.github.latchkey.app;

import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.util.Map;
import java.util.Set;

/// What a person says about the rest of a vault's ways in when it gets a new data key. Everything
/// in it stays the caller's.
///
/// @param reentered slot ids, and what opens them: passwords that stay
/// @param dropped slot ids of passwords that nobody here can type, and that end with it
/// @param copies what becomes of the copies beside the vault
public record OtherWays(
    Map<String, Unlocking> reentered, Set<String> dropped, Rotation.OldCopies copies) {

  /// For a vault with one password: nothing to re-enter, copies are written again.
  public static OtherWays none() {
    return new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.REENCRYPT);
  }

  public OtherWays {
    reentered = Map.copyOf(reentered);
    dropped = Set.copyOf(dropped);
  }
}
