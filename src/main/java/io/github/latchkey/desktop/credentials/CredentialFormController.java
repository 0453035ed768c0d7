package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Wording;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;

/// The part of a [CredentialForm] that is the same for every platform: a piece of the screens that
/// import and edit.
public final class CredentialFormController {

  @FXML private TextField name;
  @FXML private Label nameProblem;
  @FXML private ComboBox<String> environment;
  @FXML private DatePicker rotateBy;
  @FXML private Label rotateProblem;
  @FXML private TextField tags;
  @FXML private TextField note;

  /// Shows a form and what is wrong with it; Enter in the last field does `done`.
  public void show(CredentialForm form, FormProblems problems, Wording wording, Runnable done) {
    name.textProperty().bindBidirectional(form.nameProperty());
    tags.textProperty().bindBidirectional(form.tagsProperty());
    note.textProperty().bindBidirectional(form.noteProperty());
    note.setOnAction(enter -> done.run());
    environment
        .getItems()
        .setAll(
            List.of("production", "staging", "test").stream()
                .map(id -> wording.text("credentials.form.environment." + id))
                .toList());
    environment.getEditor().textProperty().bindBidirectional(form.environmentProperty());
    bindDate(form, problems, wording);
    problem(nameProblem, problems.name());
    problem(rotateProblem, problems.rotation());
  }

  private void bindDate(CredentialForm form, FormProblems problems, Wording wording) {
    rotateBy.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(LocalDate date) {
            return date == null ? form.rotateByProperty().get() : date.toString();
          }

          @Override
          public LocalDate fromString(String text) {
            return problems.date(text, wording).orElse(null);
          }
        });
    rotateBy.setPromptText(wording.text("credentials.form.rotate.example"));
    rotateBy.getEditor().textProperty().bindBidirectional(form.rotateByProperty());
    form.rotateByProperty().subscribe(text -> rotateBy.setValue(iso(text).orElse(null)));
  }

  /// The picker's own value follows the text; it would write its last one over it otherwise.
  private static Optional<LocalDate> iso(String text) {
    try {
      return Optional.ofNullable(text).map(LocalDate::parse);
    } catch (DateTimeParseException notYetADate) {
      return Optional.empty();
    }
  }

  private static void problem(Label label, ObservableValue<String> text) {
    label.textProperty().bind(text);
    label.visibleProperty().bind(text.map(now -> !now.isEmpty()));
    label.managedProperty().bind(label.visibleProperty());
  }

  /// The field of the name.
  public Control name() {
    return name;
  }

  /// The field of the rotate-by date.
  public Control rotateBy() {
    return rotateBy;
  }
}
