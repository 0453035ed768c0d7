package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.Optional;

/// How an open vault gets to its file: the data key, the save that it goes back to, and what may
/// have come between. Owns the data key and wipes it on [#close()]. Not safe for several threads.
final class VaultSaving implements AutoCloseable {

  /// How often a save that found another one in its way starts again.
  private static final int MOST_TRIES = 5;

  private final Path file;
  private final Surroundings around;
  private final SecretBytes dataKey;
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

  VaultSummary summary() {
    return base.summary(file);
  }

  SaveOutcome save() throws VaultException {
    try (VaultLock lock = VaultLock.acquire(file, around.patience())) {
      var store = new VaultStore(file, around.disk());
      store.keepLeftovers(lock);
      boolean merged = false;
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Optional<FileState> there = store.look();
        boolean changed = there.isPresent() && !there.get().isSameSaveAs(base);
        if (changed) {
          there = Optional.of(takeIn());
          merged = true;
        }
        Optional<VaultStore.Placed> placed = place(store, there);
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

  /// Merges the save that lies there and returns which it is.
  private FileState takeIn() throws VaultException {
    try (VaultFile other = VaultFile.open(file)) {
      if (!other.state().header().sharesKeyWith(base.header())) {
        throw VaultException.of(Kind.VAULT_CHANGED, file);
      }
      try (ScratchMemory plain = other.decrypt(dataKey)) {
        contents.merge(Plaintext.read(plain.buffer(), file));
        return other.state();
      }
    }
  }

  /// The slots are those of the save that lies there: they are never merged.
  private Optional<VaultStore.Placed> place(VaultStore store, Optional<FileState> there)
      throws VaultException {
    VaultHeader ours = base.header();
    VaultHeader parent = there.map(FileState::header).orElse(ours);
    contents.remember(ours.ancestor());
    contents.remember(parent.ancestor());
    var header =
        new VaultHeader(
            ours.vault(),
            1 + Math.max(ours.generation(), parent.generation()),
            Math.max(ours.epoch(), parent.epoch()),
            ours.commit(),
            Randomness.text(VaultHeader.SALT),
            parent.slots());
    try (ScratchMemory plain = Plaintext.write(contents, file)) {
      return store.place(header, dataKey, plain.buffer(), there);
    }
  }

  @Override
  public void close() {
    dataKey.close();
  }
}
