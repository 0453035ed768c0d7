package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailCard;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.control.StrengthMeter;
import io.github.latchkey.vault.KeySlot;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The piece of the settings that shows [AccessViewModel].
public final class AccessController {

  private final AccessViewModel model;
  private final Wording wording;

  @FXML private DetailCard ways;
  @FXML private FlowPane wishes;
  @FXML private VBox question;
  @FXML private Label title;
  @FXML private Label about;
  @FXML private VBox currentRow;
  @FXML private PassphraseField current;
  @FXML private VBox keyFileRow;
  @FXML private TextField keyFile;
  @FXML private VBox freshRow;
  @FXML private PassphraseField fresh;
  @FXML private PassphraseField again;
  @FXML private StrengthMeter strength;
  @FXML private VBox others;
  @FXML private Label problem;
  @FXML private Button leave;
  @FXML private Button confirm;
  @FXML private ProgressBar progress;

  /// Shows this model.
  public AccessController(AccessViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    model
        .waysProperty()
        .subscribe(
            now -> {
              ways.linesProperty().set(model.lines());
              wishes.getChildren().setAll(now.wishes().stream().map(this::button).toList());
            });
    keyFile.textProperty().bindBidirectional(model.keyFileProperty());
    strength.show(model.strength().strengthProperty(), model.strength().textProperty());
    fresh.changesProperty().subscribe(now -> model.measure(fresh.characters()));
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    progress.visibleProperty().bind(model.workingProperty());
    leave.disableProperty().bind(model.makingProperty());
    confirm.disableProperty().bind(model.workingProperty());
    current.setOnAction(
        enter -> {
          if (freshRow.isVisible()) {
            fresh.requestFocus();
          } else {
            confirm();
          }
        });
    fresh.setOnAction(enter -> again.requestFocus());
    again.setOnAction(enter -> confirm());
    model.askingProperty().subscribe(this::ask);
    model.othersProperty().subscribe(this::askOthers);
    question.sceneProperty().subscribe(now -> clear());
  }

  private Node button(AccessWish wish) {
    var button = new Button(model.words(wish));
    button.setAccessibleText(button.getText());
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setOnAction(event -> model.begin(wish));
    return button;
  }

  private void ask(Optional<AccessWish> wish) {
    clear();
    present(question, wish.isPresent());
    present(wishes, wish.isEmpty());
    wish.ifPresent(
        now -> {
          title.setText(model.words(now).replace("…", ""));
          about.setText(model.about(now));
          present(currentRow, model.asksForPassword());
          present(keyFileRow, model.asksForKeyFile());
          present(freshRow, now == AccessWish.CHANGE_PASSWORD);
          (currentRow.isVisible() ? current : fresh).requestFocus();
        });
  }

  /// The current password was right: in its place the others are asked for.
  private void askOthers(List<KeySlot> slots) {
    List<OtherPasswordRow> rows = slots.stream().map(this::row).toList();
    others.getChildren().setAll(rows);
    present(others, !rows.isEmpty());
    if (!rows.isEmpty()) {
      List.of(currentRow, keyFileRow, freshRow).forEach(row -> present(row, false));
      model.askingProperty().get().ifPresent(wish -> about.setText(model.about(wish)));
      rows.getFirst().password().requestFocus();
    }
  }

  private OtherPasswordRow row(KeySlot slot) {
    var row = new OtherPasswordRow(slot, model.name(slot), wording, model::chosenKeyFile);
    row.password().setOnAction(enter -> confirm());
    return row;
  }

  private List<OtherPasswordRow> rows() {
    return others.getChildren().stream().map(OtherPasswordRow.class::cast).toList();
  }

  private void clear() {
    List.of(current, fresh, again).forEach(PassphraseField::clear);
    rows().forEach(row -> row.password().clear());
  }

  private static void present(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  @FXML
  private void chooseKeyFile() {
    model.chooseKeyFile();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void confirm() {
    if (model.workingProperty().get()) {
      return;
    }
    if (others.isVisible()) {
      model.reenter(rows().stream().map(OtherPasswordRow::typed).toList());
    } else {
      model.confirm(current.copy(), fresh.characters(), again.characters());
    }
  }
}
