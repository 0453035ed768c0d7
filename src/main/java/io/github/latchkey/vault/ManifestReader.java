package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads a manifest. It is authentic when it gets here, so a mistake in it is a mistake of the
/// program that wrote it; it is refused all the same rather than half understood.
final class ManifestReader {

  private static final int LONGEST_FIELD = 256;
  private static final Set<String> REQUIRED = Set.of("ancestors", "values", "removed");

  private final Path file;
  private final SecretBytes secrets;
  private final VaultContents contents = new VaultContents();
  private final Map<String, String> names = new HashMap<>();
  private String lastCredential = "";
  private long at;

  private ManifestReader(SecretBytes secrets, Path file) {
    this.secrets = secrets;
    this.file = file;
  }

  /// The contents, which own the memory of the secrets from here on, also when they are refused.
  static VaultContents read(String manifest, SecretBytes secrets, Path file) throws VaultException {
    var reader = new ManifestReader(secrets, file);
    reader.contents.own(secrets);
    try {
      reader.read(Json.parse(manifest, JsonLimits.own(manifest.length())));
      return reader.contents;
    } catch (JsonException notJson) {
      reader.contents.close();
      throw VaultException.damaged(file);
    } catch (VaultException damaged) {
      reader.contents.close();
      throw damaged;
    }
  }

  /// Whether a field may have this name: 1 to 256 UTF-16 units.
  static boolean isFieldName(String name) {
    return !name.isEmpty() && name.length() <= LONGEST_FIELD;
  }

  private void read(Json manifest) throws VaultException {
    if (!(manifest instanceof JsonObject object) || !REQUIRED.stream().allMatch(object::has)) {
      throw damaged();
    }
    for (Json stamp : array(object.get("removed").orElseThrow())) {
      contents.remove(List.of(stamp(stamp)));
    }
    for (JsonMember member : object.members()) {
      switch (member.name()) {
        case "recovery" -> contents.setRecovery(bytes(member.value(), 32));
        case "ancestors" -> ancestors(array(member.value()));
        case "values" -> values(array(member.value()));
        case "retired" -> retired(array(member.value()));
        case "removed" -> {} // before all others, since they decide which values count
        default -> contents.addUnknown(member);
      }
    }
  }

  private void ancestors(List<Json> elements) throws VaultException {
    Set<String> seen = new HashSet<>();
    for (Json element : elements) {
      String ancestor = bytes(element, 8);
      if (!seen.add(ancestor)) {
        throw damaged();
      }
      contents.remember(ancestor);
    }
  }

  private void retired(List<Json> elements) throws VaultException {
    for (Json element : elements) {
      contents.addRetired(bytes(element, VaultHeader.RETIRED));
    }
  }

  private void values(List<Json> elements) throws VaultException {
    for (Json element : elements) {
      if (!(element instanceof JsonObject(var members)) || !contents.put(value(members))) {
        throw damaged();
      }
    }
    if (at != secrets.length()) {
      throw damaged();
    }
  }

  private StampedValue value(List<JsonMember> members) throws VaultException {
    Optional<String> credential = Optional.empty();
    Optional<String> field = Optional.empty();
    Optional<Stamp> stamp = Optional.empty();
    Optional<Long> time = Optional.empty();
    List<FieldContent> content = new ArrayList<>();
    List<JsonMember> unknown = new ArrayList<>();
    for (JsonMember member : members) {
      Json json = member.value();
      switch (member.name()) {
        case "credential" -> credential = Optional.of(credential(json));
        case "field" -> field = fieldName(json).map(name -> names.computeIfAbsent(name, n -> n));
        case "stamp" -> stamp = Optional.of(stamp(json));
        case "time" -> time = Optional.of(integer(json));
        case "value" -> content.add(new FieldContent.Open(json));
        case "secret" -> content.add(new FieldContent.Hidden(secret(json)));
        default -> unknown.add(member);
      }
    }
    if (content.size() != 1) {
      throw damaged();
    }
    return new StampedValue(
        credential.orElseThrow(this::damaged),
        field.orElseThrow(this::damaged),
        stamp.orElseThrow(this::damaged),
        time.orElseThrow(this::damaged),
        content.getFirst(),
        unknown);
  }

  /// Values of one item follow each other as a rule, and share one text in memory.
  private String credential(Json json) throws VaultException {
    if (!(json instanceof JsonString(var id)
        && !id.isEmpty() // as there is none before the first
        && id.equals(lastCredential))) {
      lastCredential = bytes(json, 16);
    }
    return lastCredential;
  }

  private static Optional<String> fieldName(Json json) {
    return json instanceof JsonString(var name) && isFieldName(name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /// Where one secret lies: directly behind the one before it.
  private SecretSlice secret(Json json) throws VaultException {
    if (!(json instanceof JsonObject place)
        || place.members().size() != 2
        || integer(place.get("at").orElseThrow(this::damaged)) != at) {
      throw damaged();
    }
    long length = integer(place.get("len").orElseThrow(this::damaged));
    if (length > secrets.length() - at) {
      throw damaged();
    }
    var slice = new SecretSlice(secrets, (int) at, (int) length);
    at += length;
    return slice;
  }

  private Stamp stamp(Json json) throws VaultException {
    return Stamp.of(json).orElseThrow(this::damaged);
  }

  private List<Json> array(Json json) throws VaultException {
    if (json instanceof JsonArray(var elements)) {
      return elements;
    }
    throw damaged();
  }

  private String bytes(Json json, int length) throws VaultException {
    return (json instanceof JsonString(var text)
            ? Base64Url.exact(text, length)
            : Optional.<String>empty())
        .orElseThrow(this::damaged);
  }

  private long integer(Json json) throws VaultException {
    return (json instanceof JsonNumber(var text) ? PlainInteger.read(text) : OptionalLong.empty())
        .orElseThrow(this::damaged);
  }

  private VaultException damaged() {
    return VaultException.damaged(file);
  }
}
