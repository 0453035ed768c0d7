package io.github.latchkey.vault;

import io.github.latchkey.json.JsonMember;
import java.util.List;

/// One value of one field as it was at one moment: the piece that vaults are merged by.
///
/// `time` is Unix time in milliseconds, for display and never for deciding. `unknown` are members
/// that a later version wrote, kept as they are.
record StampedValue(
    String credential,
    String field,
    Stamp stamp,
    long time,
    FieldContent content,
    List<JsonMember> unknown) {

  StampedValue {
    unknown = List.copyOf(unknown);
  }
}
