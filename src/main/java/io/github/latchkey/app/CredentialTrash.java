package io.github.latchkey.app;

import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Undo;
import io.github.latchkey.vault.VaultException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where removed credentials wait until it is emptied. Each change is saved at once, as in
/// [CredentialEditing].
public final class CredentialTrash {

  /// A credential in the trash, and when it was thrown away.
  public record Trashed(Credential credential, Instant since) {}

  private final VaultSession session;

  CredentialTrash(VaultSession session) {
    this.session = session;
  }

  /// What is in the trash, the latest first.
  public List<Trashed> list() {
    return session.vault().trash().stream()
        .map(entry -> new Trashed(session.read(entry), entry.changed()))
        .sorted(Comparator.comparing(Trashed::since).reversed())
        .toList();
  }

  /// The one of this name, or of this id; the latest where several are called so.
  public Trashed named(String name) throws AppException {
    List<Trashed> all = list();
    return all.stream()
        .filter(trashed -> trashed.credential().name().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(t -> t.credential().id().equals(name)).findFirst())
        .orElseThrow(() -> new AppException(AppException.Kind.NOT_IN_TRASH, Map.of("name", name)));
  }

  /// Moves a credential to the trash. It comes out again when somebody else changed it without
  /// having seen that.
  public Edited move(Credential credential) throws AppException, VaultException {
    Credential now = session.present(credential);
    Undo undo = session.vault().moveToTrash(now.id());
    return new Edited(now, undo, session.saveIfNeeded(), Set.of());
  }

  /// Takes a credential out of the trash; it gets a number where its name is taken by now.
  public Edited restore(Trashed trashed) throws VaultException {
    Undo undo = session.vault().takeOutOfTrash(trashed.credential().id());
    return session.saved(trashed.credential(), undo, Set.of());
  }

  /// What emptying removed, and what saving did; that is empty where there was nothing to remove.
  public record Emptied(List<Trashed> removed, Optional<SaveOutcome> saved) {}

  /// Removes these for good, with all their earlier values, here and wherever this vault will be
  /// merged. What somebody took out of the trash or changed meanwhile stays. Copies and backups
  /// still have them.
  public Emptied empty(List<Trashed> trashed) throws VaultException {
    if (trashed.isEmpty()) {
      return new Emptied(List.of(), session.saveIfNeeded());
    }
    SaveOutcome saved =
        session.removeForGood(trashed.stream().map(each -> each.credential().id()).toList());
    return new Emptied(
        trashed.stream().filter(each -> !session.isListed(each.credential())).toList(),
        Optional.of(saved));
  }
}
