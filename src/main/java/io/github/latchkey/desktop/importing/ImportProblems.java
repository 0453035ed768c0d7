package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.AppException;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/// What is wrong with an import, each sentence at the place that it is about. It goes when the
/// person changes that place.
public final class ImportProblems {

  private final StringProperty look = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty rotation = new SimpleStringProperty("");
  private final StringProperty store = new SimpleStringProperty("");
  private final ObservableMap<String, String> fields = FXCollections.observableHashMap();

  ImportProblems(ImportForm form) {
    form.nameProperty().subscribe(now -> name.set(""));
    form.rotateByProperty().subscribe(now -> rotation.set(""));
    form.platformProperty()
        .subscribe(
            now -> {
              fields.clear();
              store.set("");
            });
  }

  /// Why nothing could be looked at.
  public StringProperty look() {
    return look;
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
  void tell(Throwable thrown, String sentence) {
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

  /// Forgets what is wrong with the form.
  void clearForm() {
    name.set("");
    rotation.set("");
    store.set("");
    fields.clear();
  }
}
