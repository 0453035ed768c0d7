package io.github.latchkey.desktop.recovery;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.control.SecretText;
import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/// The screen of [RecoveryViewModel].
public final class RecoveryController {

  private final RecoveryViewModel model;
  private final Wording wording;
  private final ContextMenu printers = new ContextMenu();

  @FXML private StackPane screen;
  @FXML private SecretText key;
  @FXML private Button print;
  @FXML private Label note;
  @FXML private Label trouble;
  @FXML private PassphraseField lastGroup;
  @FXML private Label problem;
  @FXML private Hyperlink cancel;

  /// Shows this model.
  public RecoveryController(RecoveryViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    note.textProperty().bind(model.noteProperty());
    note.managedProperty().bind(model.troubleProperty().isEmpty());
    trouble.textProperty().bind(model.troubleProperty());
    trouble.managedProperty().bind(model.troubleProperty().isNotEmpty());
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    lastGroup.wrongProperty().bind(model.problemProperty().isNotEmpty());
    lastGroup.setOnAction(enter -> finish());
    cancel.managedProperty().bind(cancel.visibleProperty());
    FirstFocus.on(screen, () -> lastGroup);
    model.shownProperty().subscribe(this::show);
    model.printersProperty().subscribe(this::offer);
  }

  private void show(boolean shown) {
    lastGroup.clear();
    lastGroup.shownProperty().set(true);
    key.clear();
    cancel.setVisible(model.mayBeCancelled());
    if (shown) {
      model.withText(key::show);
      lastGroup.requestFocus();
    }
  }

  @FXML
  private void copy() {
    model.copy();
  }

  @FXML
  private void print() {
    model.findPrinters();
  }

  private void offer(List<String> names) {
    printers.hide();
    if (!names.isEmpty()) {
      List<MenuItem> items = new ArrayList<>(List.of(whichPrinter()));
      names.forEach(name -> items.add(item(name)));
      printers.getItems().setAll(items);
      printers.show(print, Side.BOTTOM, 0, 4);
    }
  }

  /// Neither mouse nor keyboard choose it: that is what makes a separator one.
  private MenuItem whichPrinter() {
    var question = new Label(wording.text("recovery.print.which"));
    question.getStyleClass().addAll("help", "menu-note");
    var item = new SeparatorMenuItem();
    item.setContent(question);
    return item;
  }

  private MenuItem item(String name) {
    var item = new MenuItem(Wording.visible(name), new FontIcon("fth-printer"));
    item.setMnemonicParsing(false); // printers have underscores in their names
    item.setOnAction(chosen -> model.print(name));
    return item;
  }

  @FXML
  private void save() {
    model.save();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void finish() {
    model.finish(lastGroup.characters());
    lastGroup.requestFocus();
    lastGroup.selectAll();
  }
}
