package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.CutLabel;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.PassphraseField;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The screen of [UnlockViewModel].
public final class UnlockController {

  private final UnlockViewModel model;
  private final Wording wording;

  @FXML private ScrollPane screen;
  @FXML private StackPane door;
  @FXML private CutLabel title;
  @FXML private CutLabel place;
  @FXML private HBox lost;
  @FXML private Label lostText;
  @FXML private HBox copy;
  @FXML private Label copyText;
  @FXML private Hyperlink otherCopy;
  @FXML private Label label;
  @FXML private PassphraseField password;
  @FXML private Label problem;
  @FXML private Label capsLock;
  @FXML private Button unlock;
  @FXML private VBox keyFileRow;
  @FXML private TextField keyFile;
  @FXML private Button keyring;
  @FXML private Button accept;
  @FXML private Button acceptEarlier;
  @FXML private Hyperlink cancel;
  @FXML private ProgressBar progress;
  @FXML private Hyperlink otherWay;

  /// Shows this model.
  public UnlockController(UnlockViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    // Not by fitToHeight, which shows no scroll bar where only wrapped text makes the card high.
    door.minHeightProperty().bind(screen.viewportBoundsProperty().map(Bounds::getHeight));
    title.textProperty().bind(model.titleProperty());
    place.textProperty().bind(model.placeProperty());
    lostText.textProperty().bind(model.lostProperty());
    present(lost, model.lostProperty().isNotEmpty());
    copyText.textProperty().bind(model.copyTextProperty());
    otherCopy.textProperty().bind(model.otherCopyTextProperty());
    otherCopy.accessibleTextProperty().bind(otherCopy.textProperty());
    present(otherCopy, otherCopy.textProperty().isNotEmpty());
    ObservableValue<Boolean> isCopy = model.copyProperty().map(Optional::isPresent);
    present(copy, isCopy);
    unlock
        .textProperty()
        .bind(isCopy.map(is -> wording.text(is ? "unlock.copy.open" : "unlock.unlock")));
    unlock.accessibleTextProperty().bind(unlock.textProperty());
    label.setLabelFor(password);
    label.textProperty().bind(either("unlock.recovery-key", "unlock.password"));
    password.accessibleTextProperty().bind(label.textProperty());
    otherWay.textProperty().bind(either("unlock.use-password", "unlock.use-recovery"));
    otherWay.accessibleTextProperty().bind(otherWay.textProperty());
    problem.textProperty().bind(model.problemProperty());
    password.wrongProperty().bind(model.problemProperty().isNotEmpty());
    present(problem, model.problemProperty().isNotEmpty());
    present(capsLock, password.capsLockProperty().and(model.entry().byRecoveryKeyProperty().not()));
    unlock.disableProperty().bind(model.workingProperty());
    progress.visibleProperty().bind(model.workingProperty());
    cancel.visibleProperty().bind(model.workingProperty());
    keyFile.textProperty().bindBidirectional(model.entry().keyFileProperty());
    ObservableValue<Boolean> byPassword =
        model.entry().byRecoveryKeyProperty().map(recovery -> !recovery);
    present(
        keyFileRow,
        model.entry().wantsKeyFileProperty().flatMap(wanted -> byPassword.map(b -> b && wanted)));
    present(keyring, model.offersKeyringProperty());
    keyring.disableProperty().bind(model.workingProperty());
    present(accept, model.questions().cost().askedProperty());
    present(acceptEarlier, model.questions().earlierAskedProperty());
    password.setOnAction(this::submit);
    FirstFocus.on(screen, () -> password);
    screen.sceneProperty().subscribe(now -> password.clear());
    model.vaultProperty().subscribe(now -> password.clear());
    model.questions().earlierAskedProperty().subscribe(this::showQuestion);
    model.refusalsProperty().subscribe(now -> again());
    model.openingsProperty().subscribe(now -> password.clear());
    model.entry().byRecoveryKeyProperty().subscribe(now -> password.clear());
  }

  private ObservableValue<String> either(String recovery, String usual) {
    return Bindings.when(model.entry().byRecoveryKeyProperty())
        .then(wording.text(recovery))
        .otherwise(wording.text(usual));
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(when);
  }

  private void again() {
    password.requestFocus();
    password.selectAll();
  }

  /// The question and its button stand low on the card, which a small window does not hold whole.
  private void showQuestion(boolean asked) {
    screen.setVvalue(asked ? screen.getVmax() : screen.getVmin());
  }

  private void submit(ActionEvent enter) {
    if (!model.workingProperty().get()) {
      unlock();
    }
  }

  @FXML
  private void unlock() {
    if (model.entry().byRecoveryKeyProperty().get()) {
      model.unlock(password.characters());
    } else {
      model.unlock(password.copy());
    }
  }

  @FXML
  private void unlockWithKeyring() {
    model.unlockWithKeyring();
  }

  @FXML
  private void acceptCost() {
    model.questions().cost().accept();
    unlock();
  }

  @FXML
  private void acceptEarlier() {
    model.questions().acceptEarlier();
    unlock();
  }

  @FXML
  private void changeCopy() {
    model.changeCopy();
    password.requestFocus();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void chooseKeyFile() {
    model.entry().chooseKeyFile();
    password.requestFocus();
  }

  @FXML
  private void changeWay() {
    model.entry().changeWay();
    password.requestFocus();
  }

  @FXML
  private void openAnother() {
    model.openAnother();
  }

  @FXML
  private void createVault() {
    model.createVault();
  }
}
