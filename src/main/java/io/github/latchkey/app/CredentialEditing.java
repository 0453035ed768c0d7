package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Undo;
import io.github.latchkey.vault.VaultException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes credentials of an open vault and saves each change at once.
///
/// Where saving fails the change stays in the open vault, and the next save takes it along. Saving
/// is not for a thread that draws.
public final class CredentialEditing {

  private final VaultSession session;

  CredentialEditing(VaultSession session) {
    this.session = session;
  }

  /// Writes what differs between a credential as it was when the edit was begun and as it is
  /// wanted. What somebody else changed meanwhile, and this edit did not touch, stays as they left
  /// it.
  ///
  /// Throws NAME_UNUSABLE, NAME_TAKEN, FIELD_UNKNOWN, FIELD_MISSING, FIELD_UNUSABLE,
  /// NO_SUCH_CREDENTIAL where it was removed meanwhile, and what saving throws.
  public Edited edit(Credential begun, CredentialEdit wanted) throws AppException, VaultException {
    Credential now = session.present(begun);
    if (!wanted.name().equals(begun.name())) {
      CredentialRules.checkName(wanted.name());
      session.listing().requireFree(wanted.name(), begun.id());
    }
    CredentialRules.checkFields(begun.platform(), wanted.fields(), begun.fields().keySet());
    Map<String, Json> changes = CredentialRecord.changes(begun, wanted);
    Map<String, Json> meanwhile = CredentialRecord.changes(begun, CredentialEdit.of(now));
    Set<String> overwritten =
        changes.keySet().stream()
            .filter(field -> meanwhile.containsKey(field))
            .filter(field -> !meanwhile.get(field).equals(changes.get(field)))
            .collect(Collectors.toSet());
    Undo undo = session.vault().change(begun.id(), changes, Map.of());
    return session.saved(now, undo, overwritten);
  }

  /// Gives a credential another name.
  public Edited rename(Credential credential, String name) throws AppException, VaultException {
    return edit(credential, CredentialEdit.of(credential).named(name));
  }

  /// Takes a change back where what it wrote still counts; what somebody wrote over it stays. Empty
  /// where there was nothing left to take back.
  public Optional<SaveOutcome> undo(Undo change) throws VaultException {
    session.vault().undo(change);
    return session.saveIfNeeded();
  }
}
