package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.CredentialEdit;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.json.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Changing what is said of a credential: name, fields, environment, tags, note, rotate-by date.
/// What was typed is kept while the person is elsewhere, and can be had back after a cancel.
public final class EditViewModel {

  private final Desk desk;
  private final CredentialForm form = new CredentialForm();
  private final FormProblems problems = new FormProblems(form);
  private final ReadOnlyObjectWrapper<Optional<Credential>> begun =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);

  /// Edits credentials of this desk.
  public EditViewModel(Desk desk) {
    this.desk = desk;
    desk.drafts().keep("edit", this::typed, this::restore);
    desk.sessionProperty().subscribe(now -> forget());
    desk.placeProperty()
        .subscribe(
            (before, now) -> {
              if (before == View.EDIT && isChanged()) {
                desk.say(text("kept"));
              }
            });
  }

  /// What the person fills in.
  public CredentialForm form() {
    return form;
  }

  /// What is wrong, each at its place.
  public FormProblems problems() {
    return problems;
  }

  /// The credential as it was when the edit was begun.
  public ReadOnlyObjectProperty<Optional<Credential>> begunProperty() {
    return begun.getReadOnlyProperty();
  }

  /// Whether it is being saved.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Begins with a credential as it is, or goes on where this one was left.
  public void begin(Credential credential) {
    boolean goesOn = begun.get().filter(b -> b.id().equals(credential.id())).isPresent();
    if (!goesOn || !isChanged()) {
      begun.set(Optional.of(credential));
      form.show(credential);
      problems.clearForm();
    }
    desk.go(View.EDIT);
  }

  private Optional<JsonObject> typed() {
    return begun.get().filter(now -> isChanged()).map(form::toJson);
  }

  /// An edit that a lock interrupted goes on where it was left, if its credential is still there.
  private void restore(JsonObject kept) {
    desk.credentialsProperty().get().stream()
        .filter(credential -> kept.text("id").equals(Optional.of(credential.id())))
        .findFirst()
        .ifPresent(
            credential -> {
              begin(credential);
              form.take(kept);
              desk.say(text("restored"));
            });
  }

  /// Whether anything differs from the credential as it was.
  boolean isChanged() {
    return begun
        .get()
        .filter(credential -> !wanted().equals(Optional.of(CredentialEdit.of(credential))))
        .isPresent();
  }

  /// What is filled in; empty where the date is none.
  private Optional<CredentialEdit> wanted() {
    Optional<LocalDate> rotation = problems.date(form.rotateByProperty().get(), desk.wording());
    return problems.rotation().get().isEmpty()
        ? Optional.of(form.edit(rotation))
        : Optional.empty();
  }

  /// Saves what is filled in.
  public void save() {
    Optional<Credential> credential = begun.get();
    if (credential.isEmpty() || working.get()) {
      return;
    }
    problems.clearForm();
    Optional<CredentialEdit> wanted = wanted();
    if (wanted.isEmpty()) {
      return;
    }
    working.set(true);
    desk.changes()
        .make(
            vault -> vault.editing().edit(credential.get(), wanted.get()),
            text("saved", wanted.get().name()),
            edited -> {
              working.set(false);
              if (begun.get().equals(credential)) {
                forget();
                leave();
              }
              if (!edited.overwritten().isEmpty()) {
                desk.say(text("overwritten", edited.credential().name()));
              }
            },
            thrown -> {
              working.set(false);
              problems.tell(thrown, desk.explain(thrown).whole());
            });
  }

  /// Leaves the credential as it was. What was typed can be had back from the status bar.
  public void cancel() {
    boolean changed = isChanged();
    Optional<Credential> credential = begun.get();
    CredentialEdit typed = form.edit(Optional.empty());
    String date = form.rotateByProperty().get();
    forget();
    leave();
    if (changed) {
      credential.ifPresent(
          c -> desk.say(text("cancelled", c.name()), Optional.of(() -> again(c, typed, date))));
    }
  }

  private void again(Credential credential, CredentialEdit typed, String date) {
    begun.set(Optional.of(credential));
    form.show(credential.platform(), typed);
    form.rotateByProperty().set(date);
    desk.go(View.EDIT);
  }

  private void leave() {
    if (desk.placeProperty().get() == View.EDIT) {
      desk.go(View.CREDENTIALS);
    }
  }

  private void forget() {
    begun.set(Optional.empty());
    form.clear();
    problems.clearForm();
    working.set(false);
  }

  private String text(String key) {
    return desk.wording().text("edit." + key);
  }

  private String text(String key, String name) {
    return desk.wording().text("edit." + key, Map.of("name", Wording.visible(name)));
  }
}
