package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.FieldVersion;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Stamp;
import io.github.latchkey.vault.Undo;
import io.github.latchkey.vault.VaultException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The earlier values of credentials: what they were, and how to have them back. Each change is
/// saved at once, as in [CredentialEditing].
public final class CredentialHistory {

  private final VaultSession session;

  CredentialHistory(VaultSession session) {
    this.session = session;
  }

  /// What a credential was before, the latest first. A key is one value, though the vault keeps it
  /// as two.
  public List<EarlierValue> of(Credential credential) {
    List<FieldVersion> versions = session.vault().history(credential.id());
    return versions.stream()
        .filter(version -> !version.current() && !version.field().equals(CredentialRecord.KEY))
        .map(
            version ->
                version.field().equals(CredentialRecord.SECRET)
                    ? key(version, versions)
                    : new EarlierValue(
                        version.field(),
                        List.of(version.stamp()),
                        version.written(),
                        version.ours(),
                        version.value().map(CredentialHistory::text),
                        Optional.empty()))
        .toList();
  }

  /// The keys that a credential had before, the latest first: tokens signed with them still come
  /// in.
  public List<EarlierValue> earlierKeys(Credential credential) {
    return of(credential).stream().filter(value -> value.key().isPresent()).toList();
  }

  /// The key that checks signatures made with an earlier key; the caller closes it.
  VerifyingKey verifyingKey(Credential credential, EarlierValue earlier)
      throws EngineException, AppException {
    StoredKey key = earlier.key().orElseThrow();
    try (SecretBytes secret = session.vault().secret(credential.id(), earlier.stamps().getLast())) {
      return CredentialKeys.verifying(key, secret);
    }
  }

  /// Makes an earlier value the current one; what is current now becomes history.
  ///
  /// Throws NAME_TAKEN where it is a name that another has by now, and what saving throws.
  public Edited bringBack(Credential credential, EarlierValue earlier)
      throws AppException, VaultException {
    Credential now = session.present(credential);
    if (earlier.field().equals("name") && earlier.text().isPresent()) {
      session.listing().requireFree(earlier.text().get(), now.id());
    }
    Undo undo = session.vault().bringBack(now.id(), earlier.stamps());
    return session.saved(now, undo, Set.of());
  }

  /// Removes the earlier values of these credentials for good, earlier keys among them, here and
  /// wherever this vault will be merged. Copies and backups still have them. Empty where there were
  /// none.
  public Optional<SaveOutcome> forget(Collection<Credential> credentials) throws VaultException {
    session.vault().forgetEarlier(credentials.stream().map(Credential::id).toList());
    return session.saveIfNeeded();
  }

  /// A secret and the description that was written with it: right before it, by the same writer.
  private static EarlierValue key(FieldVersion secret, List<FieldVersion> versions) {
    Stamp stamp = secret.stamp();
    Stamp before = new Stamp(stamp.counter() - 1, stamp.writer());
    Optional<FieldVersion> description =
        versions.stream()
            .filter(version -> version.field().equals(CredentialRecord.KEY))
            .filter(version -> version.stamp().compareTo(stamp) < 0)
            .max(
                (a, b) ->
                    a.stamp().equals(before)
                        ? 1
                        : b.stamp().equals(before) ? -1 : a.stamp().compareTo(b.stamp()));
    JsonObject known =
        description
            .flatMap(FieldVersion::value)
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .orElse(JsonObject.empty());
    return new EarlierValue(
        CredentialRecord.SECRET,
        Stream.concat(description.stream().map(FieldVersion::stamp), Stream.of(stamp)).toList(),
        secret.written(),
        secret.ours(),
        Optional.empty(),
        Optional.of(CredentialRecord.keyOf(known)));
  }

  static String text(Json value) {
    return switch (value) {
      case JsonString(var text) -> text;
      case JsonArray(var elements) ->
          elements.stream().map(CredentialHistory::text).collect(Collectors.joining(", "));
      default -> value.compact();
    };
  }
}
