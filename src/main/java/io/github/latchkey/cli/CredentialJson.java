package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.Optional;

/// A credential as `list --json` and `show --json` print it; the fields are documented in
/// `src/docs/cli.md`.
final class CredentialJson {

  private CredentialJson() {}

  static JsonObject of(Credential credential) {
    var fields = JsonObject.builder();
    credential.platform().fields().stream()
        .filter(field -> credential.fields().containsKey(field.id()))
        .forEach(field -> fields.put(field.id(), credential.fields().get(field.id())));
    KeyDescription key = credential.key().description();
    return JsonObject.builder()
        .put("id", credential.id())
        .put("name", credential.name())
        .put("platform", credential.platform().id())
        .put("environment", text(credential.environment()))
        .put("fields", fields.build())
        .put("tags", new JsonArray(credential.tags().stream().<Json>map(JsonString::new).toList()))
        .put("note", text(credential.note()))
        .put("imported", credential.imported().toString())
        .put("rotateBy", text(credential.rotateBy().map(Object::toString)))
        .put(
            "key",
            JsonObject.builder()
                .put("kind", KeyJson.kind(key.kind()))
                .put("bits", key.bits())
                .put("encoding", text(key.encoding().map(encoding -> encoding.id())))
                .put("fingerprint", text(key.fingerprint()))
                .put("thumbprint", text(key.thumbprint()))
                .build())
        .build();
  }

  /// A text or null.
  static Json text(Optional<String> text) {
    return text.<Json>map(JsonString::new).orElse(new JsonNull());
  }
}
