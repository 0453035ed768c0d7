package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/// The JSON part of a vault's plaintext, which names secrets by where they lie beside it.
final class ManifestWriter {

  private final List<SecretSlice> secrets = new ArrayList<>();
  private long at;
  private final byte[] manifest;

  ManifestWriter(VaultContents contents) {
    manifest = json(contents).compactUtf8();
  }

  /// The manifest as UTF-8.
  byte[] manifest() {
    return manifest;
  }

  /// The secrets in the order in which the manifest names them.
  List<SecretSlice> secrets() {
    return secrets;
  }

  /// What the secrets need together, in bytes.
  long secretLength() {
    return at;
  }

  private JsonObject json(VaultContents contents) {
    List<JsonMember> members = new ArrayList<>();
    contents
        .recovery()
        .ifPresent(key -> members.add(new JsonMember("recovery", new JsonString(key))));
    members.add(
        array("ancestors", contents.ancestors().stream().<Json>map(JsonString::new).toList()));
    members.add(array("values", contents.values().stream().<Json>map(this::value).toList()));
    members.add(array("removed", contents.removed().stream().map(Stamp::json).toList()));
    List<Json> retired = contents.retired().stream().<Json>map(JsonString::new).toList();
    if (!retired.isEmpty()) {
      members.add(array("retired", retired));
    }
    members.addAll(contents.unknown());
    return new JsonObject(members);
  }

  private static JsonMember array(String name, List<Json> elements) {
    return new JsonMember(name, new JsonArray(elements));
  }

  private JsonObject value(StampedValue value) {
    List<JsonMember> members = new ArrayList<>();
    members.add(new JsonMember("credential", new JsonString(value.credential())));
    members.add(new JsonMember("field", new JsonString(value.field())));
    members.add(new JsonMember("stamp", value.stamp().json()));
    members.add(new JsonMember("time", JsonNumber.of(value.time())));
    members.add(
        switch (value.content()) {
          case FieldContent.Open(Json json) -> new JsonMember("value", json);
          case FieldContent.Hidden(SecretSlice secret) -> new JsonMember("secret", place(secret));
        });
    members.addAll(value.unknown());
    return new JsonObject(members);
  }

  private JsonObject place(SecretSlice secret) {
    JsonObject place = JsonObject.builder().put("at", at).put("len", secret.length()).build();
    secrets.add(secret);
    at += secret.length();
    return place;
  }
}
