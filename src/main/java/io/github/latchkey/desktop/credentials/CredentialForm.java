package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.CredentialEdit;
import io.github.latchkey.app.ImportRequest;
import io.github.latchkey.desktop.control.FormField;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.PlatformProfile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/// What a person fills in about a credential: platform, name and the rest.
public final class CredentialForm {

  private final ObjectProperty<Optional<PlatformProfile>> platform =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty environment = new SimpleStringProperty("");
  private final StringProperty rotateBy = new SimpleStringProperty("");
  private final StringProperty tags = new SimpleStringProperty("");
  private final StringProperty note = new SimpleStringProperty("");
  private final ObservableMap<String, String> fields = FXCollections.observableHashMap();

  /// The platform, once one is chosen or suggested.
  public ObjectProperty<Optional<PlatformProfile>> platformProperty() {
    return platform;
  }

  /// The credential's name.
  public StringProperty nameProperty() {
    return name;
  }

  /// The environment, or empty.
  public StringProperty environmentProperty() {
    return environment;
  }

  /// The day by which the key should be replaced, as typed.
  public StringProperty rotateByProperty() {
    return rotateBy;
  }

  /// Tags with commas between them.
  public StringProperty tagsProperty() {
    return tags;
  }

  /// A note, or empty.
  public StringProperty noteProperty() {
    return note;
  }

  /// The platform's fields by id.
  public ObservableMap<String, String> fields() {
    return fields;
  }

  /// The platform's fields as a form shows them.
  public static List<FormField> shown(PlatformProfile platform) {
    return platform.fields().stream()
        .map(
            rule ->
                new FormField(
                    rule.id(),
                    rule.label(),
                    rule.help(),
                    rule.example(),
                    rule.required(),
                    List.of()))
        .toList();
  }

  /// What is asked for; fields of another platform that were typed before are left out.
  public ImportRequest request(PlatformProfile chosen, Optional<LocalDate> rotation) {
    return new ImportRequest(
        name.get(),
        chosen,
        fieldsOf(chosen),
        text(environment),
        Arrays.asList(tags.get().split(",")),
        text(note),
        rotation,
        Optional.empty());
  }

  private Map<String, String> fieldsOf(PlatformProfile chosen) {
    Map<String, String> own = new LinkedHashMap<>();
    chosen.fields().forEach(rule -> own.put(rule.id(), fields.getOrDefault(rule.id(), "")));
    return own;
  }

  /// Shows a credential as it is.
  void show(Credential credential) {
    show(credential.platform(), CredentialEdit.of(credential));
  }

  /// Shows what somebody wanted of a credential.
  void show(PlatformProfile chosen, CredentialEdit edit) {
    platform.set(Optional.of(chosen));
    name.set(edit.name());
    environment.set(edit.environment().orElse(""));
    rotateBy.set(edit.rotateBy().map(LocalDate::toString).orElse(""));
    tags.set(String.join(", ", edit.tags()));
    note.set(edit.note().orElse(""));
    fields.clear();
    fields.putAll(edit.fields());
  }

  /// What is wanted of a credential. Fields that the platform does not know stay as they are.
  CredentialEdit edit(Optional<LocalDate> rotation) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    platform.get().map(this::fieldsOf).ifPresent(all::putAll);
    return new CredentialEdit(
        Objects.requireNonNullElse(name.get(), ""),
        text(environment),
        all,
        Arrays.asList(tags.get().split(",")),
        text(note),
        rotation);
  }

  private static Optional<String> text(StringProperty property) {
    return Optional.ofNullable(property.get()).map(String::strip).filter(t -> !t.isEmpty());
  }

  /// What was typed about this credential, as it stands there.
  JsonObject toJson(Credential credential) {
    var typed = JsonObject.builder().put("id", credential.id());
    texts().forEach((id, text) -> typed.put(id, Objects.requireNonNullElse(text.get(), "")));
    var own = JsonObject.builder();
    fields.forEach(own::put);
    return typed.put("fields", own.build()).build();
  }

  /// Puts back what was typed.
  void take(JsonObject typed) {
    texts().forEach((id, text) -> typed.text(id).ifPresent(text::set));
    fields.clear();
    typed.object("fields").stream()
        .flatMap(own -> own.members().stream())
        .forEach(
            member -> {
              if (member.value() instanceof JsonString(var value)) {
                fields.put(member.name(), value);
              }
            });
  }

  private Map<String, StringProperty> texts() {
    return Map.of(
        "name", name, "environment", environment, "rotateBy", rotateBy, "tags", tags, "note", note);
  }

  /// Forgets everything.
  public void clear() {
    platform.set(Optional.empty());
    for (StringProperty text : List.of(name, environment, rotateBy, tags, note)) {
      text.set("");
    }
    fields.clear();
  }
}
