package io.github.latchkey.vault;

import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The JSON part of a vault's plaintext, which names secrets by where they lie beside it.
///
/// Written straight to bytes: a tree of values for all of it would cost as much as the rest of a
/// save.
final class ManifestWriter {

  private final JsonWriter out = new JsonWriter();
  private final List<SecretSlice> secrets = new ArrayList<>();
  private long at;
  private final byte[] manifest;

  ManifestWriter(VaultContents contents) {
    out.begin('{');
    contents.recovery().ifPresent(key -> out.name("recovery").value(key));
    texts("ancestors", contents.ancestors());
    out.name("values").begin('[');
    contents.values().forEach(this::value);
    out.end(']');
    out.name("removed").begin('[');
    contents.removed().forEach(stamp -> stamp.write(out));
    out.end(']');
    if (!contents.retired().isEmpty()) {
      texts("retired", contents.retired());
    }
    contents.unknown().forEach(this::member);
    out.end('}');
    manifest = out.take();
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

  private void texts(String name, Collection<String> texts) {
    out.name(name).begin('[');
    texts.forEach(out::value);
    out.end(']');
  }

  private void member(JsonMember member) {
    out.name(member.name()).value(member.value());
  }

  private void value(StampedValue value) {
    out.begin('{').name("credential").value(value.credential()).name("field").value(value.field());
    value.stamp().write(out.name("stamp"));
    out.name("time").value(value.time());
    switch (value.content()) {
      case FieldContent.Open(var json) -> out.name("value").value(json);
      case FieldContent.Hidden(SecretSlice secret) -> place(secret);
    }
    value.unknown().forEach(this::member);
    out.end('}');
  }

  private void place(SecretSlice secret) {
    out.name("secret").begin('{');
    out.name("at").value(at).name("len").value(secret.length()).end('}');
    secrets.add(secret);
    at += secret.length();
  }
}
