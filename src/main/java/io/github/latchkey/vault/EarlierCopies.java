package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The copies beside a vault that were sealed under an earlier data key: whoever has an earlier way
/// in opens them.
///
/// @param contents of the vault, which know the data keys that it has given up
record EarlierCopies(Path vault, Surroundings around, VaultContents contents) {

  /// Those of this vault that were sealed under a data key before today's, whichever.
  List<Path> list(VaultHeader now) {
    return related(now, Set.of(KeyRelation.EARLIER));
  }

  /// Those of this vault whose data key came after today's or without it: what opens them may be
  /// newer than what opens the vault, so nothing here touches them.
  List<Path> rivals(VaultHeader now) {
    return related(now, Set.of(KeyRelation.LATER, KeyRelation.RIVAL));
  }

  private List<Path> related(VaultHeader now, Set<KeyRelation> wanted) {
    return copies().stream()
        .filter(
            copy ->
                header(copy)
                    .map(there -> KeyRelation.of(there, now, contents))
                    .filter(wanted::contains)
                    .isPresent())
        .sorted()
        .toList();
  }

  /// Deletes those of the chosen ones that are earlier copies still, and nothing else; how many.
  /// Throws as [#renew(Unlocking, boolean, VaultHeader, SecretBytes)] does where the vault's data
  /// key was changed elsewhere, and what keeps a file from being deleted.
  int delete(Collection<Path> chosen, VaultHeader now) throws VaultException {
    int deleted = 0;
    try (VaultLock _ = VaultLock.acquire(vault, around.patience(), around.locking())) {
      requireKeyOfNow(now);
      for (Path copy : list(now)) {
        if (chosen.contains(copy)) {
          around.disk().delete(copy);
          deleted++;
        }
      }
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, vault);
    }
    return deleted;
  }

  /// Once the data key was changed elsewhere, the one here may be the earlier.
  private void requireKeyOfNow(VaultHeader now) throws VaultException {
    Optional<KeyRelation> inPlace =
        header(vault).map(there -> KeyRelation.of(there, now, contents));
    if (inPlace.isPresent()) {
      switch (inPlace.get()) {
        case SAME, EARLIER -> {}
        case LATER -> throw VaultException.of(VaultException.Kind.VAULT_REKEYED, vault);
        case RIVAL -> throw VaultException.of(VaultException.Kind.VAULT_KEY_RIVAL, vault);
        case ANOTHER_VAULT -> throw VaultException.of(VaultException.Kind.ANOTHER_VAULT, vault);
      }
    }
  }

  /// Writes those of the data key before again under the one now, or leaves them, or deletes those
  /// among them that hold nothing that the contents lack: some are kept because they were never
  /// merged, and of those under other data keys it cannot be known.
  ///
  /// None of it can fail the rotation, which stands: what could not be done is listed as old. Other
  /// programs are kept out, so that what a crash left of an earlier attempt can go.
  RotationOutcome.CopiesOutcome settle(
      VaultHeader before,
      SecretBytes oldKey,
      VaultHeader now,
      SecretBytes newKey,
      Rotation.OldCopies what) {
    int renewed = 0;
    int deleted = 0;
    try (VaultLock lock = VaultLock.acquire(vault, around.patience(), around.locking())) {
      requireKeyOfNow(now);
      if (lock.isHeld()) {
        deleteLeftovers();
      }
      for (Path copy : what == Rotation.OldCopies.KEEP ? List.<Path>of() : list(now)) {
        if (header(copy).filter(before::sharesKeyWith).isEmpty()) {
          continue;
        }
        if (what == Rotation.OldCopies.DELETE) {
          deleted += isContained(copy, oldKey) && delete(copy) ? 1 : 0;
        } else if (renew(copy, oldKey, now, newKey)) {
          renewed++;
        }
      }
    } catch (VaultException allAreListedAsOld) {
      // the vault itself is saved under its new data key
    }
    return new RotationOutcome.CopiesOutcome(renewed, deleted, list(now));
  }

  /// Writes those again that this opens. Those that ask for a dear key derivation are left, unless
  /// a person accepted that. Where it opens none of them and leaves none, throws why it does not.
  /// VAULT_REKEYED, VAULT_KEY_RIVAL or ANOTHER_VAULT where what lies in the vault's place by now
  /// would not be saved over.
  RenewedCopies renew(Unlocking with, boolean costAccepted, VaultHeader now, SecretBytes newKey)
      throws VaultException {
    int renewed = 0;
    List<Path> dear = new ArrayList<>();
    long memoryMib = 0;
    Optional<VaultException> refusal = Optional.empty();
    try (VaultLock lock = VaultLock.acquire(vault, around.patience(), around.locking())) {
      requireKeyOfNow(now);
      if (lock.isHeld()) {
        deleteLeftovers();
      }
      for (List<Path> sealedAlike : byDataKey(now)) {
        try (SecretBytes oldKey = dataKey(sealedAlike, with, costAccepted)) {
          for (Path copy : sealedAlike) {
            renewed += renew(copy, oldKey, now, newKey) ? 1 : 0;
          }
        } catch (VaultException refused) {
          if (refused.kind() == VaultException.Kind.VAULT_COST_HIGH) {
            dear.addAll(sealedAlike);
            memoryMib = Math.max(memoryMib, memoryMib(refused));
          } else {
            refusal = Optional.of(refused);
          }
        }
      }
    }
    if (renewed == 0 && dear.isEmpty() && refusal.isPresent()) {
      throw refusal.get();
    }
    return new RenewedCopies(renewed, dear, memoryMib);
  }

  private static long memoryMib(VaultException dear) {
    return dear.facts().get("memoryMiB") instanceof Number mib ? mib.longValue() : 0;
  }

  private Collection<List<Path>> byDataKey(VaultHeader now) {
    return list(now).stream()
        .collect(
            Collectors.groupingBy(
                copy -> header(copy).map(VaultHeader::commit).orElse(""),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  /// Slots of one data key only begin: the earliest of its copies may lack the one that is meant.
  private static SecretBytes dataKey(List<Path> sealedAlike, Unlocking with, boolean costAccepted)
      throws VaultException {
    Path copy = sealedAlike.getFirst();
    VaultHeader header = VaultFile.state(copy).header();
    for (Path other : sealedAlike) {
      List<KeySlot> theirs = VaultFile.state(other).header().slots();
      header = header.withSlots(SlotLimits.union(header.slots(), theirs));
    }
    SecretBytes opened = new SlotOpening(copy, header, costAccepted).open(with).dataKey();
    if (!header.isCommittedTo(opened)) {
      opened.close();
      throw VaultException.damaged(copy);
    }
    return opened;
  }

  private void deleteLeftovers() {
    try {
      new VaultFolder(vault).temporariesOfCopies().forEach(this::delete);
    } catch (IOException nextTime) {
      // sealed, and in nobody's way
    }
  }

  /// The same save under the new data key and slots, read back before it takes the old copy's
  /// place. It keeps its name, its generation and its time, and the first bytes of its salt, by
  /// which the vault's ancestors name it.
  private boolean renew(Path copy, SecretBytes oldKey, VaultHeader now, SecretBytes newKey) {
    try (VaultFile old = VaultFile.open(copy);
        ScratchMemory plain = old.decrypt(oldKey)) {
      var header =
          new VaultHeader(
              now.vault(),
              old.state().header().generation(),
              now.epoch(),
              now.commit(),
              old.state().header().saltOfTheSameAncestor(),
              now.slots());
      Path renewed = new VaultFolder(vault).copyOfAnyName(header.generation());
      boolean placed =
          new VaultStore(renewed, around.disk())
              .placeNew(header, newKey, plain.buffer())
              .isPresent();
      if (placed) {
        Files.setLastModifiedTime(renewed, Files.getLastModifiedTime(copy));
        around.disk().move(renewed, copy);
      }
      return placed;
    } catch (IOException | VaultException listedAsOld) {
      return false;
    }
  }

  private boolean isContained(Path copy, SecretBytes oldKey) {
    try (VaultFile old = VaultFile.open(copy);
        ScratchMemory plain = old.decrypt(oldKey);
        VaultContents theirs = Plaintext.read(plain.buffer(), copy)) {
      return !theirs.isAheadOf(contents);
    } catch (VaultException unreadable) {
      return false;
    }
  }

  private boolean delete(Path copy) {
    try {
      around.disk().delete(copy);
      return true;
    } catch (IOException listedAsOld) {
      return false;
    }
  }

  private List<Path> copies() {
    try {
      return new VaultFolder(vault).copies();
    } catch (IOException noFolder) {
      return new ArrayList<>();
    }
  }

  private static Optional<VaultHeader> header(Path copy) {
    try {
      return Optional.of(VaultFile.state(copy).header());
    } catch (VaultException unreadable) {
      return Optional.empty();
    }
  }
}
