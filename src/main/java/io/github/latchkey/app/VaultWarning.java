package io.github.latchkey.app;

import io.github.latchkey.vault.SaveMark;
import io.github.latchkey.vault.Vault;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something about an opened vault that keeps nobody from working with it, and that a person has to
/// be told.
public sealed interface VaultWarning {

  /// The file is older than the save that this computer saw there last: somebody put an old copy
  /// back.
  ///
  /// @param remembered the generation that was seen
  /// @param found the generation that lies there
  record RolledBack(Path file, long remembered, long found) implements VaultWarning {}

  /// The file does not come from the save that this computer saw there last: two copies of the
  /// vault went apart, and the other one's changes are not in this one.
  record WentApart(Path file, long remembered, long found) implements VaultWarning {}

  /// The file is sealed under a data key that this computer saw given up: whoever knows an earlier
  /// password, or has an earlier file, can have written it, whatever it says of itself.
  record EarlierKey(Path file) implements VaultWarning {}

  /// Beside the vault lies a save of it that was never taken in, after a crash or a lost race:
  /// `vault merge` takes it in.
  record NotMerged(VaultCopy copy) implements VaultWarning {}

  /// The vault is half as large as one can be, or more.
  record Large(Path file, long mib, long mostMiB) implements VaultWarning {}

  /// Whether the file is not the save that this computer expected there: until that is settled, it
  /// is told every time, and the file is not remembered.
  default boolean isUnexpected() {
    return switch (this) {
      case RolledBack _, WentApart _, EarlierKey _ -> true;
      case NotMerged _, Large _ -> false;
    };
  }

  /// What there is to be said of a vault that was just opened.
  ///
  /// @param remembered the newest save that this computer saw at its place
  /// @param givenUp whether this computer saw its data key given up
  static List<VaultWarning> of(Vault vault, Optional<SaveMark> remembered, boolean givenUp) {
    List<VaultWarning> warnings = new ArrayList<>();
    ofSize(vault.summary()).ifPresent(warnings::add);
    if (givenUp) {
      warnings.add(new EarlierKey(vault.summary().file()));
    }
    remembered.flatMap(mark -> drift(vault, mark)).ifPresent(warnings::add);
    vault.unmerged().forEach(copy -> warnings.add(new NotMerged(copy)));
    return List.copyOf(warnings);
  }

  /// That a vault is large, where it is.
  static Optional<VaultWarning> ofSize(VaultSummary summary) {
    return Optional.of(summary)
        .filter(vault -> vault.size() >= VaultSummary.LARGE_SIZE)
        .map(vault -> ofSize(vault.file(), vault.size()));
  }

  /// That this file has so many bytes, which is large.
  static Large ofSize(Path file, long size) {
    return new Large(file, mib(size), mib(VaultSummary.LARGEST_SIZE));
  }

  private static long mib(long bytes) {
    return bytes >> 20;
  }

  private static Optional<VaultWarning> drift(Vault vault, SaveMark remembered) {
    SaveMark found = vault.mark();
    Path file = vault.summary().file();
    long before = remembered.generation();
    long now = found.generation();
    if (now < before || found.epoch() < remembered.epoch()) {
      return Optional.of(new RolledBack(file, before, now));
    }
    return vault.comesFrom(remembered) || now - before >= Vault.MOST_REMEMBERED
        ? Optional.empty()
        : Optional.of(new WentApart(file, before, now));
  }
}
