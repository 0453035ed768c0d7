package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Wording;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/// What is wrong with what was filled in, each sentence at the place that it is about. It goes when
/// the person changes that place.
public class FormProblems {

  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty rotation = new SimpleStringProperty("");
  private final StringProperty store = new SimpleStringProperty("");
  private final ObservableMap<String, String> fields = FXCollections.observableHashMap();

  /// Nothing is wrong yet.
  public FormProblems(CredentialForm form) {
    form.nameProperty().subscribe(now -> name.set(""));
    form.rotateByProperty().subscribe(now -> rotation.set(""));
    form.platformProperty()
        .subscribe(
            now -> {
              fields.clear();
              store.set("");
            });
  }

  /// What is wrong with the name.
  public StringProperty name() {
    return name;
  }

  /// What is wrong with the date.
  public StringProperty rotation() {
    return rotation;
  }

  /// Why nothing was stored.
  public StringProperty store() {
    return store;
  }

  /// What is wrong with a field, by id.
  public ObservableMap<String, String> fields() {
    return fields;
  }

  /// Says at its place why nothing was stored.
  public void tell(Throwable thrown, String sentence) {
    switch (thrown) {
      case AppException fault when fault.kind() == AppException.Kind.NAME_TAKEN ->
          name.set(sentence);
      case AppException fault when fault.kind() == AppException.Kind.NAME_UNUSABLE ->
          name.set(sentence);
      case AppException fault when fault.facts().containsKey("id") ->
          fields.put(fault.facts().get("id").toString(), sentence);
      default -> store.set(sentence);
    }
  }

  /// The date that a person typed; empty, with the reason at its field, where it is none.
  public Optional<LocalDate> date(String typed, Wording wording) {
    rotation.set("");
    try {
      return TypedDate.read(typed, Locale.getDefault(Locale.Category.FORMAT));
    } catch (AppException notADate) {
      rotation.set(wording.error(notADate).whole());
      return Optional.empty();
    }
  }

  /// Forgets what is wrong with the form.
  public void clearForm() {
    name.set("");
    rotation.set("");
    store.set("");
    fields.clear();
  }
}
