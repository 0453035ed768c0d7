package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import java.util.Optional;

/// What a merge did to one field of one item. Of a secret nothing is told but that it is one.
///
/// @param secret whether one of the values is a secret
/// @param current the open value that counts now; empty where there is none, or a secret
/// @param other the open value that does not count now and stays in the history; likewise
public record MergedField(
    String field, boolean secret, Optional<Json> current, Optional<Json> other, Fate fate) {

  /// Whose value counts now.
  public enum Fate {
    /// Only the other side had changed it: theirs.
    CAME_IN,
    /// Both had changed it: theirs.
    THEIRS_WON,
    /// Both had changed it: ours.
    OURS_WON
  }
}
