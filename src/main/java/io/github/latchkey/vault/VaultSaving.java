package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an open vault gets to its file: the data key, the save that it goes back to, and what may
/// have come between. Owns the data key and wipes it on [#close()]. Not safe for several threads.
final class VaultSaving implements AutoCloseable {

  /// How often a save that found another one in its way starts again.
  private static final int MOST_TRIES = 10;

  private final Surroundings around;
  private SecretBytes dataKey;
  private final VaultContents contents;
  private final SeenFiles seen = new SeenFiles();
  private Path file;
  private FileState base;

  /// All slots that are known to lead to the data key, also where the base lacks some.
  private List<KeySlot> slots;

  /// Saves that went into the contents since the last one of ours that stood: all of them are to be
  /// the next one's ancestors, also after a save that others were too quick for.
  private final List<VaultHeader> parents = new ArrayList<>();

  /// What was taken in and not told yet, because the save that took it in failed.
  private Optional<MergeReport> untold = Optional.empty();

  /// What was set aside and not told yet, because another save came between.
  private Optional<Path> untoldAside = Optional.empty();

  private final AsideSaves asides;

  /// Whether a person was told that the vault is large: when it was opened, or by a save.
  private boolean isToldLarge;

  /// Takes the data key over; the contents stay the caller's.
  VaultSaving(
      Path file, Surroundings around, SecretBytes dataKey, FileState base, VaultContents contents) {
    this.file = file;
    this.around = around;
    this.dataKey = dataKey;
    this.base = base;
    this.slots = base.header().slots();
    this.contents = contents;
    this.asides = new AsideSaves(around.disk());
    contents.hold(base.header().salt());
    this.isToldLarge = isLarge(base);
  }

  private boolean isLarge(FileState save) {
    return save.size() >= around.large();
  }

  /// What other files of this vault hold.
  OtherSaves others() {
    return new OtherSaves(file, around.disk(), dataKey, header(), contents);
  }

  /// The key that the vault is sealed under now; it stays this one's.
  SecretBytes dataKey() {
    return dataKey;
  }

  /// The header that was last read or saved, with all slots that the next save will have.
  VaultHeader header() {
    return base.header().withSlots(slots);
  }

  VaultSummary summary() {
    return base.summary(file);
  }

  SaveMark mark() {
    return base.mark();
  }

  /// Whether that save is this one or went into it; of one under another data key only where that
  /// was given up since, and not taken up again.
  boolean comesFrom(SaveMark earlier) {
    return earlier.salt().equals(base.header().salt())
        || contents.ancestors().contains(VaultHeader.ancestor(earlier.salt()))
            && (earlier.commit().equals(base.header().commit())
                || contents.hasRetired(earlier.commit()));
  }

  SaveOutcome save() throws VaultException {
    return save(() -> {});
  }

  /// Saves after a last change, which is made under the lock when all that lies there was taken in,
  /// and made again where another save comes between.
  SaveOutcome save(Runnable lastChange) throws VaultException {
    return save(Optional.empty(), false, lastChange);
  }

  /// Saves although a rival lies there, which is kept aside. Our epoch goes above theirs, so that
  /// who holds theirs gives way.
  SaveOutcome saveOverRival() throws VaultException {
    return save(Optional.empty(), true, () -> {});
  }

  /// Saves under another sealing. Its data key, where it is another, is taken over once the save
  /// stands and stays the caller's where it fails.
  SaveOutcome save(Sealing sealing) throws VaultException {
    SaveOutcome outcome = save(Optional.of(sealing), false, () -> {});
    if (sealing.dataKey() != dataKey) {
      dataKey.close();
      dataKey = sealing.dataKey();
    }
    return outcome;
  }

  private SaveOutcome save(Optional<Sealing> sealing, boolean overRival, Runnable lastChange)
      throws VaultException {
    file = followed(file);
    try (VaultLock lock = VaultLock.acquire(file, around.patience(), around.locking())) {
      var store = new VaultStore(file, around.disk(), seen);
      store.keepLeftovers(lock);
      parents.add(base.header());
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Found found = store.look();
        Optional<VaultHeader> outvoted = Optional.empty();
        if (found instanceof Found.Save(FileState there) && !there.isSameSaveAs(base)) {
          if (isOurs(there, overRival)) {
            found = new Found.Save(merge(file));
          } else {
            outvoted = Optional.of(there.header());
          }
        }
        lastChange.run();
        switch (place(store, found, outvoted, sealing)) {
          case Placing.Overtaken(Optional<Path> setAside) -> {
            seen.forget();
            untoldAside = setAside.or(() -> untoldAside);
          }
          case Placing.Displaced(FileState ours, Path unexpected) -> {
            base = ours;
            contents.hold(ours.header().salt());
            slots = ours.header().slots();
            parents.add(ours.header());
            try {
              merge(unexpected);
            } finally {
              store.keepDisplaced(unexpected);
            }
          }
          case Placing.Placed(FileState state, Optional<Path> copy, Optional<Path> setAside) -> {
            base = state;
            parents.clear();
            contents.hold(state.header().salt());
            slots = state.header().slots();
            store.prune(base.header(), contents, dataKey);
            Optional<MergeReport> merged = untold;
            untold = Optional.empty();
            Optional<Path> aside = setAside.or(() -> untoldAside);
            untoldAside = Optional.empty();
            return new SaveOutcome(
                base.header().generation(),
                copy,
                lock.isHeld(),
                merged,
                aside,
                outvoted.isPresent() ? copy : Optional.empty(),
                grownTo(state));
          }
        }
      }
      throw new VaultException(Kind.VAULT_CONTENDED, Map.of("file", file, "tries", MOST_TRIES));
    }
  }

  private Optional<Long> grownTo(FileState state) {
    boolean isTold = isToldLarge;
    isToldLarge = isLarge(state);
    return isToldLarge && !isTold ? Optional.of(state.size()) : Optional.empty();
  }

  private FileState merge(Path save) throws VaultException {
    OtherSaves.Taken taken = others().takeIn(save);
    parents.add(taken.state().header());
    slots = SlotLimits.union(taken.state().header().slots(), slots);
    untold = MergeReport.both(untold, Optional.of(taken.report()));
    return taken.state();
  }

  /// Whether what lies there is merged; false where it is kept aside. Otherwise a person has to be
  /// asked.
  private boolean isOurs(FileState there, boolean overRival) throws VaultException {
    return switch (KeyRelation.of(there.header(), base.header(), contents)) {
      case SAME -> true;
      case EARLIER -> false;
      case LATER -> throw givingWay(Kind.VAULT_REKEYED);
      case RIVAL -> {
        if (!overRival) {
          throw givingWay(Kind.VAULT_KEY_RIVAL);
        }
        yield false;
      }
      case ANOTHER_VAULT -> throw VaultException.of(Kind.ANOTHER_VAULT, file);
    };
  }

  private VaultException givingWay(Kind kind) throws VaultException {
    return VaultException.of(kind, file)
        .with("copy", asides.keep(file, base.header(), dataKey, contents));
  }

  /// Deletes what was kept aside until another took it over.
  void dropAsides() {
    asides.drop();
  }

  /// The vault may have been moved and a link put in its place: the link stays, and what it leads
  /// to is saved.
  private static Path followed(Path file) throws VaultException {
    try {
      return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    } catch (IOException leadsNowhere) {
      throw FileTrouble.of(leadsNowhere, file);
    }
  }

  /// Takes in what lies there by now, without saving. Empty where nothing else lies there.
  Optional<Refreshed> refresh() throws VaultException {
    if (Files.notExists(file)) {
      return Optional.empty(); // the next save puts it there again
    }
    FileState there = VaultFile.state(file);
    if (there.isSameSaveAs(base)) {
      return Optional.empty();
    }
    switch (KeyRelation.of(there.header(), base.header(), contents)) {
      case SAME -> {}
      case EARLIER -> {
        return Optional.empty(); // the next save keeps it aside
      }
      case LATER -> throw VaultException.of(Kind.VAULT_REKEYED, file);
      case RIVAL -> throw VaultException.of(Kind.VAULT_KEY_RIVAL, file);
      case ANOTHER_VAULT -> throw VaultException.of(Kind.ANOTHER_VAULT, file);
    }
    OtherSaves.Taken taken = others().takeIn(file);
    contents.remember(base.header().ancestor());
    List<KeySlot> theirs = taken.state().header().slots();
    slots = SlotLimits.union(theirs, slots);
    if (taken.state().header().generation() >= base.header().generation()) {
      base = taken.state(); // otherwise the next save has to count on from the higher one
    }
    return Optional.of(new Refreshed(taken.report(), taken.ahead() || !theirs.equals(slots)));
  }

  /// What came in, and whether the file lacks something that is here.
  record Refreshed(MergeReport report, boolean ahead) {}

  private Placing place(
      VaultStore store, Found found, Optional<VaultHeader> outvoted, Optional<Sealing> sealing)
      throws VaultException {
    if (sealing.isPresent() && !sealing.get().covers(slots)) {
      throw VaultException.of(Kind.SLOTS_CHANGED, file);
    }
    List<KeySlot> written = sealing.map(Sealing::slots).orElse(slots);
    if (!SlotLimits.allow(written)) {
      throw givingWay(Kind.SLOTS_FULL);
    }
    SecretBytes key = sealing.map(Sealing::dataKey).orElse(dataKey);
    parents.forEach(parent -> contents.remember(parent.ancestor()));
    String commit = VaultHeader.commitment(key, base.header().vault());
    VaultHeader header = new Succession(base.header(), parents, outvoted).header(commit, written);
    return place(store, found, header, key, sealing);
  }

  /// What belongs to the sealing is in the contents only if the save with it lies there.
  private Placing place(
      VaultStore store, Found found, VaultHeader header, SecretBytes key, Optional<Sealing> sealing)
      throws VaultException {
    Optional<String> recovery = contents.recovery();
    sealing.ifPresent(changed -> contents.setRecovery(changed.recovery()));
    String before = base.header().commit();
    boolean retires = !header.commit().equals(before);
    if (retires) {
      contents.retire(before);
    }
    boolean written = false;
    try (ScratchMemory plain = Plaintext.write(contents, file, around.largest())) {
      Placing placing = store.place(header, key, plain.buffer(), found);
      written = !(placing instanceof Placing.Overtaken);
      return placing;
    } finally {
      if (!written) {
        contents.setRecovery(recovery);
        if (retires) {
          contents.unretire(before);
        }
      }
    }
  }

  RestoredVault restore(Path copy, Path target, EarlierKey earlierKey, KeySlot openedWith)
      throws VaultException {
    return VaultRestoring.restore(copy, target, earlierKey, others(), openedWith, around);
  }

  /// What that one holds in the place of this one, sealed as this one is.
  RestoredVault restore(VaultSaving copy, KeySlot openedWith) throws VaultException {
    VaultContents theirs = others().read(copy.others());
    theirs.setRecovery(contents.recovery());
    theirs.followOn(contents);
    return VaultRestoring.restore(theirs, file, header(), dataKey, openedWith, around);
  }

  @Override
  public void close() {
    dataKey.close();
  }
}
