package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How an open vault gets to its file: the data key, the save that it goes back to, and what may
/// have come between. Owns the data key and wipes it on [#close()]. Not safe for several threads.
final class VaultSaving implements AutoCloseable {

  /// How often a save that found another one in its way starts again.
  private static final int MOST_TRIES = 5;

  private final Path file;
  private final Surroundings around;
  private SecretBytes dataKey;
  private final VaultContents contents;
  private FileState base;

  /// Takes the data key over; the contents stay the caller's.
  VaultSaving(
      Path file, Surroundings around, SecretBytes dataKey, FileState base, VaultContents contents) {
    this.file = file;
    this.around = around;
    this.dataKey = dataKey;
    this.base = base;
    this.contents = contents;
  }

  /// The key that the vault is sealed under now; it stays this one's.
  SecretBytes dataKey() {
    return dataKey;
  }

  /// The header that was last read or saved.
  VaultHeader header() {
    return base.header();
  }

  VaultSummary summary() {
    return base.summary(file);
  }

  SaveOutcome save() throws VaultException {
    return save(Optional.empty());
  }

  /// Saves under another sealing. Its data key, where it is another, is taken over once the save
  /// stands and stays the caller's where it fails.
  SaveOutcome save(Sealing sealing) throws VaultException {
    SaveOutcome outcome = save(Optional.of(sealing));
    if (sealing.dataKey() != dataKey) {
      dataKey.close();
      dataKey = sealing.dataKey();
    }
    return outcome;
  }

  private SaveOutcome save(Optional<Sealing> sealing) throws VaultException {
    try (VaultLock lock = VaultLock.acquire(file, around.patience())) {
      var store = new VaultStore(file, around.disk());
      store.keepLeftovers(lock);
      Optional<MergeReport> merged = Optional.empty();
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Optional<FileState> there = store.look();
        boolean changed = there.isPresent() && !there.get().isSameSaveAs(base);
        if (changed) {
          Taken taken = takeIn();
          there = Optional.of(taken.state());
          merged =
              merged
                  .map(before -> before.and(taken.report()))
                  .or(() -> Optional.of(taken.report()));
        }
        Optional<VaultStore.Placed> placed = place(store, there, sealing);
        if (placed.isPresent()) {
          base = placed.get().state();
          store.prune(base.header().vault());
          long generation = base.header().generation();
          return new SaveOutcome(generation, placed.get().copy(), lock.isHeld(), merged);
        }
      }
      throw VaultException.of(Kind.VAULT_CHANGED, file);
    }
  }

  /// Takes in what lies there by now, without saving. Empty where nothing else lies there.
  Optional<Refreshed> refresh() throws VaultException {
    if (Files.notExists(file)) {
      return Optional.empty(); // the next save puts it there again
    }
    if (VaultFile.state(file).isSameSaveAs(base)) {
      return Optional.empty();
    }
    Taken taken = takeIn();
    contents.remember(base.header().ancestor());
    if (taken.state().header().generation() >= base.header().generation()) {
      base = taken.state(); // otherwise the next save has to count on from the higher one
    }
    return Optional.of(new Refreshed(taken.report(), taken.ahead()));
  }

  /// What came in, and whether the file lacks something that is here.
  record Refreshed(MergeReport report, boolean ahead) {}

  private record Taken(FileState state, MergeReport report, boolean ahead) {}

  /// Merges the save that lies there.
  private Taken takeIn() throws VaultException {
    try (VaultFile other = VaultFile.open(file)) {
      if (!other.state().header().sharesKeyWith(base.header())) {
        throw VaultException.of(Kind.VAULT_CHANGED, file);
      }
      try (ScratchMemory plain = other.decrypt(dataKey)) {
        VaultContents theirs = Plaintext.read(plain.buffer(), file);
        boolean ahead = contents.isAheadOf(theirs);
        return new Taken(other.state(), contents.mergeSaved(theirs), ahead);
      }
    }
  }

  /// What another file of this vault holds, which the caller merges; KEY_DIFFERS where it is sealed
  /// under another data key.
  VaultContents read(Path other) throws VaultException {
    try (VaultFile opened = VaultFile.open(other)) {
      VaultHeader header = opened.state().header();
      if (!header.vault().equals(base.header().vault())) {
        throw VaultException.of(Kind.ANOTHER_VAULT, other);
      }
      if (!header.sharesKeyWith(base.header())) {
        throw VaultException.of(Kind.KEY_DIFFERS, other);
      }
      try (ScratchMemory plain = opened.decrypt(dataKey)) {
        VaultContents theirs = Plaintext.read(plain.buffer(), other);
        theirs.remember(header.ancestor());
        return theirs;
      }
    }
  }

  /// The same for a vault that was opened with a key of its own, which stays as it is.
  VaultContents read(VaultSaving other) throws VaultException {
    if (!other.base.header().vault().equals(base.header().vault())) {
      throw VaultException.of(Kind.ANOTHER_VAULT, other.file);
    }
    try (ScratchMemory plain = Plaintext.write(other.contents, other.file)) {
      VaultContents theirs = Plaintext.read(plain.buffer().rewind(), other.file);
      theirs.remember(other.base.header().ancestor());
      return theirs;
    }
  }

  /// The slots are those of the save that lies there: they are never merged.
  private Optional<VaultStore.Placed> place(
      VaultStore store, Optional<FileState> there, Optional<Sealing> sealing)
      throws VaultException {
    VaultHeader ours = base.header();
    VaultHeader parent = there.map(FileState::header).orElse(ours);
    if (sealing.isPresent() && !sealing.get().follows().equals(parent.slots())) {
      throw VaultException.of(Kind.SLOTS_CHANGED, file);
    }
    SecretBytes key = sealing.map(Sealing::dataKey).orElse(dataKey);
    contents.remember(ours.ancestor());
    contents.remember(parent.ancestor());
    var header =
        new VaultHeader(
            ours.vault(),
            1 + Math.max(ours.generation(), parent.generation()),
            sealing.map(Sealing::epoch).orElse(Math.max(ours.epoch(), parent.epoch())),
            VaultHeader.commitment(key, ours.vault()),
            Randomness.text(VaultHeader.SALT),
            sealing.map(Sealing::slots).orElse(parent.slots()));
    try (ScratchMemory plain = Plaintext.write(contents, file)) {
      return store.place(header, key, plain.buffer(), there);
    }
  }

  @Override
  public void close() {
    dataKey.close();
  }
}
