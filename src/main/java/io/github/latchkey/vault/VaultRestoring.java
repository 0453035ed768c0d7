package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a copy or a backup the newest save of its vault: what lies there is kept as a copy and
/// becomes its parent, so that nobody takes it for an old vault put back. No save deletes that copy
/// as long as it holds a value that the vault lacks. Ways in under the same data key that are newer
/// than the copy stay: under one data key slots only begin.
final class VaultRestoring {

  private static final int MOST_TRIES = 10;

  private final Path source;
  private final Path target;
  private final Surroundings around;
  private final SecretBytes dataKey;
  private final VaultHeader restored;
  private final EarlierKey earlierKey;
  private final VaultContents contents;
  private List<KeySlot> slots;

  private VaultRestoring(
      Path source,
      Path target,
      Surroundings around,
      SecretBytes dataKey,
      VaultHeader restored,
      VaultContents contents,
      EarlierKey earlierKey) {
    this.source = source;
    this.earlierKey = earlierKey;
    this.target = target;
    this.around = around;
    this.dataKey = dataKey;
    this.restored = restored;
    this.slots = restored.slots();
    this.contents = contents;
  }

  /// Opens `source` with the open vault's data key, which is copied, and puts it in the place of
  /// `target`, with the slots that the open vault knows too. The slot is the one that the data key
  /// came from.
  static RestoredVault restore(
      Path source,
      Path target,
      EarlierKey earlierKey,
      OtherSaves open,
      KeySlot openedWith,
      Surroundings around)
      throws VaultException {
    SecretBytes key = open.dataKey().copy();
    VaultContents contents = null;
    Vault vault = null;
    try (VaultFile file = VaultFile.open(source)) {
      VaultHeader header = file.state().header();
      if (!header.isCommittedTo(key)) {
        throw VaultException.of(Kind.KEY_DIFFERS, source);
      }
      try (ScratchMemory plain = file.decrypt(key)) {
        contents = Plaintext.read(plain.buffer(), source);
      }
      open.contents().recovery().ifPresent(contents::setRecovery);
      header = header.withSlots(SlotLimits.union(header.slots(), open.header().slots()));
      Path real = VaultFolder.made(target);
      var restoring = new VaultRestoring(source, real, around, key, header, contents, earlierKey);
      Lying lying = restoring.place();
      vault = new Vault(real, around, key, lying.state(), contents, openedWith);
      return new RestoredVault(vault, lying.outcome());
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, target);
    } finally {
      if (vault == null) {
        key.close();
        if (contents != null) {
          contents.close();
        }
      }
    }
  }

  /// Puts contents that came from elsewhere in the place of an open vault, sealed as that is. Takes
  /// the contents over; the data key is copied.
  static RestoredVault restore(
      VaultContents contents,
      Path target,
      VaultHeader current,
      SecretBytes dataKey,
      KeySlot openedWith,
      Surroundings around)
      throws VaultException {
    SecretBytes key = dataKey.copy();
    Vault vault = null;
    try {
      var restoring =
          new VaultRestoring(target, target, around, key, current, contents, EarlierKey.REFUSED);
      Lying lying = restoring.place();
      vault = new Vault(target, around, key, lying.state(), contents, openedWith);
      return new RestoredVault(vault, lying.outcome());
    } finally {
      if (vault == null) {
        key.close();
        contents.close();
      }
    }
  }

  /// The save that lies there by now, and what came of placing it.
  private record Lying(FileState state, SaveOutcome outcome) {}

  private Lying place() throws VaultException {
    try (VaultLock lock = VaultLock.acquire(target, around.patience(), around.locking())) {
      var store = new VaultStore(target, around.disk());
      store.keepLeftovers(lock);
      Optional<Path> displaced = Optional.empty();
      Optional<Path> asideBefore = Optional.empty();
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Found found = store.look();
        VaultHeader header = header(found);
        try (ScratchMemory plain = Plaintext.write(contents, target, around.largest())) {
          switch (store.place(header, dataKey, plain.buffer(), found)) {
            case Placing.Placed(FileState state, Optional<Path> copy, Optional<Path> setAside) -> {
              Optional<Path> before = displaced.or(() -> copy); // after one it is our own first try
              return new Lying(
                  state,
                  new SaveOutcome(
                      state.header().generation(),
                      before,
                      lock.isHeld(),
                      Optional.empty(),
                      setAside.isPresent() ? setAside : asideBefore,
                      isOfAnotherKey(found) ? before : Optional.empty(),
                      Optional.empty())); // the restored vault is opened, which tells it
            }
            case Placing.Displaced(_, Path unexpected) -> {
              followOn(unexpected);
              displaced = Optional.of(store.keepDisplaced(unexpected));
            }
            case Placing.Overtaken(Optional<Path> setAside) ->
                asideBefore = setAside.isPresent() ? setAside : asideBefore;
          }
        }
      }
      throw new VaultException(Kind.VAULT_CONTENDED, Map.of("file", target, "tries", MOST_TRIES));
    }
  }

  private boolean isOfAnotherKey(Found found) {
    return found instanceof Found.Save(FileState there) && !there.header().sharesKeyWith(restored);
  }

  private VaultHeader header(Found found) throws VaultException {
    contents.remember(restored.ancestor());
    VaultHeader header =
        switch (found) {
          case Found.Save(FileState state) -> following(state.header());
          case Found.Nothing(), Found.Unusable(VaultException _) ->
              next(restored.generation(), epochAmongCopies());
        };
    if (!SlotLimits.allow(header.slots())) {
      throw VaultException.of(Kind.SLOTS_FULL, target);
    }
    return header;
  }

  private VaultHeader following(VaultHeader there) throws VaultException {
    if (!there.vault().equals(restored.vault())) {
      throw VaultException.of(Kind.ANOTHER_VAULT, target);
    }
    boolean sameKey = there.sharesKeyWith(restored);
    if (earlierKey == EarlierKey.REFUSED && isGivenUpBy(there)) {
      throw undoingARotation();
    }
    if (sameKey) {
      followOn(target);
    }
    contents.remember(there.ancestor());
    return next(
        Math.max(restored.generation(), there.generation()),
        Math.max(restored.epoch(), there.epoch() + (sameKey ? 0 : 1)));
  }

  private VaultHeader next(long generation, long epoch) {
    return new VaultHeader(
        restored.vault(),
        Succession.inBounds(1 + generation),
        Succession.inBounds(epoch),
        restored.commit(),
        Randomness.text(VaultHeader.SALT),
        slots);
  }

  /// Whether the password or the slots were changed between the copy and what lies there.
  private boolean isGivenUpBy(VaultHeader there) {
    return switch (KeyRelation.of(there, restored, contents)) {
      case LATER, RIVAL -> true;
      case SAME, EARLIER, ANOTHER_VAULT -> false;
    };
  }

  /// Where no vault lies, its copies tell whether the password or the slots were changed since; the
  /// epoch then goes above theirs, so that who holds one of them gives way.
  private long epochAmongCopies() throws VaultException {
    Optional<VaultCopy> later = latestUnderAnotherKey();
    if (later.isPresent() && earlierKey == EarlierKey.REFUSED) {
      throw undoingARotation().with("copy", later.get().file());
    }
    return later.map(VaultCopy::epoch).map(epoch -> epoch + 1).orElse(restored.epoch());
  }

  private Optional<VaultCopy> latestUnderAnotherKey() throws VaultException {
    try {
      return new VaultCopies(target, around.disk())
          .list(Optional.of(restored)).stream()
              .filter(copy -> copy.soundness() == VaultCopy.Soundness.OTHER_KEY)
              .filter(copy -> copy.epoch() > restored.epoch())
              .max(Comparator.comparingLong(VaultCopy::epoch));
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, target);
    }
  }

  private VaultException undoingARotation() {
    return VaultException.restoreUndoesRotation(source, target);
  }

  /// Of what lies there its past is taken over and its ways in, no values. One that does not open
  /// is a parent all the same, and is kept.
  private void followOn(Path save) throws VaultException {
    try (VaultFile file = VaultFile.open(save);
        ScratchMemory plain = file.decrypt(dataKey);
        VaultContents there = Plaintext.read(plain.buffer(), target)) {
      contents.followOn(there);
      there.recovery().ifPresent(contents::setRecovery);
      slots = SlotLimits.union(file.state().header().slots(), slots);
    } catch (VaultException damagedInside) {
      if (damagedInside.kind() != Kind.VAULT_DAMAGED) {
        throw damagedInside;
      }
    }
  }
}
