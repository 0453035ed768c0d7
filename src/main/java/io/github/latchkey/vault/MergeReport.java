package io.github.latchkey.vault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a merge changed in an open vault, item by item; empty where the other had nothing new.
public record MergeReport(List<MergedItem> items) {

  /// Nothing was new.
  public static final MergeReport NOTHING = new MergeReport(List.of());

  public MergeReport {
    items = List.copyOf(items);
  }

  /// Whether nothing that a person would see was changed.
  public boolean isEmpty() {
    return items.isEmpty();
  }

  /// Both, one after the other.
  public MergeReport and(MergeReport later) {
    return new MergeReport(Stream.concat(items.stream(), later.items.stream()).toList());
  }

  /// The same where either may be missing.
  static Optional<MergeReport> both(Optional<MergeReport> earlier, Optional<MergeReport> later) {
    return earlier.map(first -> later.map(first::and).orElse(first)).or(() -> later);
  }
}
