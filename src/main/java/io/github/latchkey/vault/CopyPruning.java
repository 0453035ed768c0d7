package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Deletes copies beside a vault that nobody will miss.
record CopyPruning(VaultFolder names, Disk disk) {

  /// Deletes of the copies that the retention rule gives up those of which `dispensable` knows that
  /// they hold nothing of their own, and all but the newest five unfinished ones. Copies of another
  /// vault, what cannot be read, and saves that never went into this one stay.
  ///
  /// Where something may go, all copies are read again, whatever was seen of them before: one goes
  /// only for the sake of others that are whole now.
  void prune(String vault, Ancestry ancestry, DispensableCopies dispensable, SeenFiles seen)
      throws IOException {
    boolean mayDelete =
        givenUp(saves(vault, ancestry, seen)).stream()
            .anyMatch(given -> dispensable.mayInclude(given.state()));
    if (mayDelete) {
      for (Save given : givenUp(saves(vault, ancestry, new SeenFiles()))) {
        if (dispensable.includes(given.file(), given.state())) {
          disk.delete(given.file());
        }
      }
    }
    deleteUnfinished();
  }

  /// A copy of this vault that is whole.
  private record Save(CopyRetention.Copy copy, FileState state) {

    Path file() {
      return copy.file();
    }
  }

  private List<Save> saves(String vault, Ancestry ancestry, SeenFiles seen) throws IOException {
    List<Save> saves = new ArrayList<>();
    for (CopyRetention.Copy copy : aged(names.copies())) {
      if (copy.generation() > 0 && ancestry.mayInclude(copy.file())) {
        VaultCopies.state(copy.file(), seen)
            .filter(state -> state.header().vault().equals(vault))
            .ifPresent(state -> saves.add(new Save(copy, state)));
      }
    }
    return saves;
  }

  private static List<CopyRetention.Copy> aged(List<Path> files) throws IOException {
    List<CopyRetention.Copy> copies = new ArrayList<>();
    for (Path file : files) {
      Instant time = Files.getLastModifiedTime(file).toInstant();
      copies.add(new CopyRetention.Copy(file, VaultFolder.generation(file), time));
    }
    return copies;
  }

  /// The newest first, so that of two copies with the same values the newer one stays.
  private static List<Save> givenUp(List<Save> saves) {
    Set<Path> kept = CopyRetention.kept(saves.stream().map(Save::copy).toList());
    return saves.stream()
        .filter(save -> !kept.contains(save.file()))
        .sorted(Comparator.comparingLong((Save save) -> save.copy().generation()).reversed())
        .toList();
  }

  private void deleteUnfinished() throws IOException {
    List<CopyRetention.Copy> unfinished =
        aged(names.copies().stream().filter(copy -> VaultFolder.generation(copy) == 0).toList());
    Set<Path> kept = CopyRetention.kept(unfinished);
    for (CopyRetention.Copy half : unfinished) {
      if (!kept.contains(half.file()) && VaultCopies.state(half.file()).isEmpty()) {
        disk.delete(half.file());
      }
    }
  }
}
