package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.PassphraseField;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The fields of an [UnlockEntry]: a piece of the screens that ask for the password again.
public final class UnlockEntryController {

  private UnlockEntry entry;

  @FXML private Label label;
  @FXML private PassphraseField typed;
  @FXML private Label capsLock;
  @FXML private VBox keyFileRow;
  @FXML private TextField keyFile;
  @FXML private Hyperlink otherWay;

  /// Shows an entry; Enter does `done`.
  ///
  /// @param passwordLabel what its password is called
  public void show(UnlockEntry shown, String passwordLabel, Wording wording, Runnable done) {
    entry = shown;
    label.setLabelFor(typed);
    label.textProperty().bind(either(wording.text("unlock.recovery-key"), passwordLabel));
    typed.accessibleTextProperty().bind(label.textProperty());
    otherWay
        .textProperty()
        .bind(either(wording.text("unlock.use-password"), wording.text("unlock.use-recovery")));
    otherWay.accessibleTextProperty().bind(otherWay.textProperty());
    ObservableValue<Boolean> byPassword = entry.byRecoveryKeyProperty().not();
    present(capsLock, typed.capsLockProperty().and(entry.byRecoveryKeyProperty().not()));
    present(
        keyFileRow,
        entry.wantsKeyFileProperty().flatMap(wanted -> byPassword.map(by -> by && wanted)));
    keyFile.textProperty().bindBidirectional(entry.keyFileProperty());
    entry.byRecoveryKeyProperty().subscribe(now -> typed.clear());
    typed.setOnAction(enter -> done.run());
  }

  private ObservableValue<String> either(String recovery, String usual) {
    return Bindings.when(entry.byRecoveryKeyProperty()).then(recovery).otherwise(usual);
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  /// The field for the password.
  public PassphraseField typed() {
    return typed;
  }

  @FXML
  private void chooseKeyFile() {
    entry.chooseKeyFile();
    typed.requestFocus();
  }

  @FXML
  private void changeWay() {
    entry.changeWay();
    typed.requestFocus();
  }
}
