package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.CutLabel;
import io.github.latchkey.desktop.control.FieldForm;
import io.github.latchkey.desktop.control.FirstFocus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The screen of [EditViewModel].
public final class EditController {

  private final EditViewModel model;
  private final Wording wording;

  @FXML private VBox screen;
  @FXML private CutLabel title;
  @FXML private Label platform;
  @FXML private FieldForm fields;
  @FXML private CredentialFormController detailsController;
  @FXML private Label problem;

  /// Shows this model.
  public EditController(EditViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    FirstFocus.on(screen, this::first);
    detailsController.show(model.form(), model.problems(), wording, this::save);
    model
        .begunProperty()
        .subscribe(
            now -> {
              title.setText(
                  now.map(
                          c ->
                              wording.text("edit.title", Map.of("name", Wording.visible(c.name()))))
                      .orElse(""));
              platform.setText(now.map(c -> c.platform().name()).orElse(""));
            });
    fields
        .fieldsProperty()
        .bind(
            model
                .form()
                .platformProperty()
                .map(now -> now.map(CredentialForm::shown).orElse(List.of())));
    fields.share(model.form().fields(), model.problems().fields());
    problem.textProperty().bind(model.problems().store());
    model.workingProperty().subscribe(now -> first().requestFocus());
  }

  /// What is wrong, else the name.
  private Control first() {
    Optional<Control> wrong =
        model.problems().fields().keySet().stream()
            .flatMap(id -> fields.control(id).stream())
            .findFirst();
    return wrong.orElse(
        model.problems().rotation().get().isEmpty()
            ? detailsController.name()
            : detailsController.rotateBy());
  }

  @FXML
  private void save() {
    model.save();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }
}
