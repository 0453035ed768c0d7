package io.github.latchkey.desktop.frame;

import io.github.latchkey.desktop.control.CutLabel;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.KeyHint;
import io.github.latchkey.desktop.control.NoticeList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The frame: top bar, rail, status bar, and in the middle the screen of the place.
public final class FrameController {

  private final Desk desk;
  private final FrameViewModel model;
  private final Views views;
  private final Map<View, Node> screens = new EnumMap<>(View.class);

  @FXML private TextField search;
  @FXML private KeyHint searchKeys;
  @FXML private Button lock;
  @FXML private ToggleButton credentials;
  @FXML private ToggleButton token;
  @FXML private ToggleButton inspect;
  @FXML private ToggleButton health;
  @FXML private Label healthCount;
  @FXML private ToggleButton settings;
  @FXML private StackPane work;
  @FXML private NoticeList notices;
  @FXML private HBox mishap;
  @FXML private Label mishapText;
  @FXML private CutLabel vault;
  @FXML private CutLabel note;
  @FXML private Hyperlink undo;
  @FXML private Label clipboard;
  @FXML private Label locksIn;

  /// A frame that loads its screens from these views when they are first shown.
  public FrameController(Desk desk, FrameViewModel model, Views views) {
    this.desk = desk;
    this.model = model;
    this.views = views;
  }

  @FXML
  private void initialize() {
    search.setTextFormatter(new TextFormatter<String>(this::keepToSearching));
    search.textProperty().bindBidirectional(desk.searchProperty());
    searchKeys
        .visibleProperty()
        .bind(search.focusedProperty().not().and(search.textProperty().isEmpty()));
    vault.textProperty().bind(model.vaultProperty());
    note.textProperty().bind(desk.noteProperty());
    undo.visibleProperty().bind(desk.status().undoProperty().map(Optional::isPresent));
    undo.managedProperty().bind(undo.visibleProperty());
    clipboard.textProperty().bind(model.clipboardProperty());
    locksIn.textProperty().bind(model.locksInProperty());
    model
        .concernsProperty()
        .subscribe(
            count -> {
              healthCount.setText(count.toString());
              healthCount.setVisible(count.intValue() > 0);
              health.setAccessibleText(
                  desk.wording().text("frame.health.spoken", Map.of("count", count)));
            });
    notices.noticesProperty().bind(model.notices().noticesProperty());
    mishap.visibleProperty().bind(desk.mishap().shownProperty().map(now -> now.isPresent()));
    mishap.managedProperty().bind(mishap.visibleProperty());
    mishapText
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    desk.mishap()
                        .shownProperty()
                        .get()
                        .map(m -> desk.wording().text("frame.unexpected", Map.of("code", m.code())))
                        .orElse(""),
                desk.mishap().shownProperty()));
    desk.placeProperty().subscribe(this::show);
  }

  private TextFormatter.Change keepToSearching(TextFormatter.Change change) {
    if (!change.isContentChange()
        || SearchText.takes(change.getText(), change.getControlNewText())) {
      return change;
    }
    desk.say(desk.wording().text("frame.search.refused"));
    return null;
  }

  private void show(View place) {
    switch (place) {
      case UNLOCK, NEWVAULT, RECOVERY, FRAME -> work.getChildren().clear();
      default -> {
        work.getChildren().setAll(screens.computeIfAbsent(place, views::load));
        button(place).setSelected(true);
      }
    }
  }

  private ToggleButton button(View place) {
    return switch (place) {
      case TOKEN -> token;
      case INSPECT -> inspect;
      case HEALTH -> health;
      case SETTINGS -> settings;
      default -> credentials;
    };
  }

  @FXML
  private void lock() {
    desk.lock();
  }

  @FXML
  private void undo() {
    desk.status().undo();
  }

  @FXML
  private void showCredentials() {
    goTo(View.CREDENTIALS);
  }

  @FXML
  private void showToken() {
    goTo(View.TOKEN);
  }

  @FXML
  private void showInspect() {
    goTo(View.INSPECT);
  }

  @FXML
  private void showHealth() {
    goTo(View.HEALTH);
  }

  @FXML
  private void showSettings() {
    goTo(View.SETTINGS);
  }

  @FXML
  private void copyDetails() {
    desk.mishap()
        .shownProperty()
        .get()
        .ifPresent(now -> desk.copy(desk.wording().text("frame.details"), now.details()));
  }

  @FXML
  private void dismiss() {
    desk.mishap().dismiss();
  }

  /// A second click on the place where one is must not unselect it.
  private void goTo(View place) {
    desk.go(place);
    button(place).setSelected(true);
    FirstFocus.again(work);
  }
}
