package io.github.latchkey.app;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.vault.VaultEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How a credential lies in the vault: one value per field, so that two copies of a vault can be
/// merged field by field.
///
/// `name` `platform` `imported` `environment` `tags` `note` `rotateBy` `key`, one `field.<id>` for
/// each of the platform's fields, and the secret `secret`. `src/docs/vault-format.md` lists them;
/// names here never change.
final class CredentialRecord {

  /// The one secret of a credential: PKCS#8 of a private key, or the text of a secret as it was
  /// given.
  static final String SECRET = "secret";

  /// What may be shown of the secret; written right before it.
  static final String KEY = "key";

  /// Stands before the id of a platform's field.
  static final String FIELD = "field.";

  private static final Map<KeyKind, String> STORED_KINDS =
      Map.of(
          KeyKind.HMAC_SECRET, "secret",
          KeyKind.RSA_PRIVATE, "rsa",
          KeyKind.EC_PRIVATE, "ec",
          KeyKind.ED25519_PRIVATE, "ed25519");

  private CredentialRecord() {}

  static Map<String, Json> of(ImportRequest request, StoredKey key, Instant imported) {
    Map<String, Json> values = new LinkedHashMap<>();
    values.put("platform", new JsonString(request.platform().id()));
    values.put("imported", new JsonString(imported.toString()));
    values.putAll(
        values(
            new CredentialEdit(
                request.name(),
                request.environment(),
                request.fields(),
                request.tags(),
                request.note(),
                request.rotateBy())));
    values.put(KEY, keyObject(key));
    return values;
  }

  /// What has to be written so that a credential becomes as it is wanted; JSON `null` for what
  /// goes.
  static Map<String, Json> changes(Credential begun, CredentialEdit wanted) {
    Map<String, Json> before = values(CredentialEdit.of(begun));
    Map<String, Json> after = values(wanted);
    Map<String, Json> changes = new LinkedHashMap<>();
    before.keySet().stream()
        .filter(field -> !after.containsKey(field))
        .forEach(field -> changes.put(field, new JsonNull()));
    after.forEach(
        (field, value) -> {
          if (!value.equals(before.get(field))) {
            changes.put(field, value);
          }
        });
    return changes;
  }

  private static Map<String, Json> values(CredentialEdit edit) {
    Map<String, Json> values = new LinkedHashMap<>();
    values.put("name", new JsonString(edit.name()));
    edit.environment().ifPresent(e -> values.put("environment", new JsonString(e)));
    edit.fields().forEach((id, value) -> values.put(FIELD + id, new JsonString(value)));
    if (!edit.tags().isEmpty()) {
      values.put("tags", new JsonArray(edit.tags().stream().<Json>map(JsonString::new).toList()));
    }
    edit.note().ifPresent(note -> values.put("note", new JsonString(note)));
    edit.rotateBy().ifPresent(date -> values.put("rotateBy", new JsonString(date.toString())));
    return values;
  }

  static Credential read(VaultEntry entry, Platforms platforms) {
    var values =
        new JsonObject(
            entry.fields().entrySet().stream()
                .map(
                    field ->
                        new io.github.latchkey.json.JsonMember(field.getKey(), field.getValue()))
                .toList());
    Map<String, String> fields = new LinkedHashMap<>();
    entry
        .fields()
        .forEach(
            (name, value) -> {
              if (name.startsWith(FIELD)
                  && value instanceof JsonString(var text)
                  && !text.isEmpty()) {
                fields.put(name.substring(FIELD.length()), text);
              }
            });
    return new Credential(
        entry.id(),
        values.text("name").orElse(entry.id()),
        values.text("platform").flatMap(platforms::find).orElseGet(platforms::generic),
        values.text("environment").filter(text -> !text.isEmpty()),
        fields,
        values.get("tags").map(CredentialRecord::texts).orElse(List.of()),
        values.text("note").filter(text -> !text.isEmpty()),
        values.text("imported").flatMap(CredentialRecord::moment).orElse(entry.changed()),
        values.text("rotateBy").flatMap(CredentialRecord::date),
        keyOf(values.object(KEY).orElse(JsonObject.empty())));
  }

  static JsonObject keyObject(StoredKey key) {
    KeyDescription description = key.description();
    var object =
        JsonObject.builder()
            .put("kind", STORED_KINDS.get(description.kind()))
            .put("container", description.container())
            .put("bits", description.bits());
    description.encoding().ifPresent(encoding -> object.put("encoding", encoding.id()));
    description.fingerprint().ifPresent(print -> object.put("fingerprint", print));
    description.thumbprint().ifPresent(print -> object.put("thumbprint", print));
    key.spki().ifPresent(spki -> object.put("spki", spki));
    description.certificateEnd().ifPresent(end -> object.put("certificateEnd", end.toString()));
    description.algorithm().ifPresent(only -> object.put("algorithm", only.name()));
    return object.build();
  }

  static StoredKey keyOf(JsonObject object) {
    String stored = object.text("kind").orElse("");
    KeyKind kind =
        STORED_KINDS.entrySet().stream()
            .filter(entry -> entry.getValue().equals(stored))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(KeyKind.RSA_PRIVATE);
    int bits =
        (int) object.number("bits").map(n -> n.wholeValue().orElse(0)).orElse(0L).longValue();
    return new StoredKey(
        new KeyDescription(
            kind,
            object.text("container").orElse(""),
            bits,
            object.text("fingerprint"),
            object.text("thumbprint"),
            object.text("encoding").flatMap(SecretEncoding::named),
            object.text("certificateEnd").flatMap(CredentialRecord::moment),
            object.text("algorithm").flatMap(JwsAlgorithm::named)),
        object.text("spki"),
        newerWord(object));
  }

  /// What stands there and means nothing here. Whatever a newer version bound the key to with it
  /// must not be taken for no bond at all.
  private static Optional<String> newerWord(JsonObject key) {
    return Stream.of(
            newerWord(key, "kind", STORED_KINDS::containsValue),
            newerWord(key, "encoding", word -> SecretEncoding.named(word).isPresent()),
            newerWord(key, "algorithm", word -> JwsAlgorithm.named(word).isPresent()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> newerWord(
      JsonObject key, String member, Predicate<String> isKnown) {
    return key.get(member)
        .filter(value -> !(value instanceof JsonString(var word) && isKnown.test(word)))
        .map(value -> value instanceof JsonString(var word) ? word : value.compact());
  }

  private static List<String> texts(Json value) {
    return value instanceof JsonArray(var elements)
        ? elements.stream()
            .flatMap(
                e -> e instanceof JsonString(var text) ? Stream.of(text) : Stream.<String>empty())
            .toList()
        : List.of();
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty(); // as for a date
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional
          .empty(); // a later version may write more than a date; it stays in the vault as it is
    }
  }
}
