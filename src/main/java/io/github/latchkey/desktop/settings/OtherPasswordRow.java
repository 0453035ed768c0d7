package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.PasswordFileSlot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A field for one of the other passwords of a vault, and for its key file where it wants one.
final class OtherPasswordRow extends VBox {

  private final KeySlot slot;
  private final PassphraseField password = new PassphraseField();
  private final TextField keyFile = new TextField();

  OtherPasswordRow(KeySlot slot, String name, Wording wording, Supplier<Optional<Path>> chooser) {
    super(4);
    this.slot = slot;
    var label = new Label(name);
    label.getStyleClass().add("field-label");
    label.setLabelFor(password);
    password.setAccessibleText(name);
    password.setShowText(wording.text("unlock.show"));
    password.setHideText(wording.text("unlock.hide"));
    setMaxWidth(420);
    getChildren().setAll(label, password);
    if (slot instanceof PasswordFileSlot) {
      getChildren().add(keyFileRow(wording, chooser));
    }
  }

  private HBox keyFileRow(Wording wording, Supplier<Optional<Path>> chooser) {
    keyFile.setPromptText(wording.text("access.key-file"));
    keyFile.setAccessibleText(wording.text("access.key-file"));
    HBox.setHgrow(keyFile, Priority.ALWAYS);
    var choose = new Button(wording.text("unlock.new.choose"));
    choose.setAccessibleText(wording.text("unlock.key-file.choose"));
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> chooser.get().map(Path::toString).ifPresent(keyFile::setText));
    return new HBox(8, keyFile, choose);
  }

  PassphraseField password() {
    return password;
  }

  /// What was typed, which also stays here.
  OtherPasswords.Typed typed() {
    return new OtherPasswords.Typed(slot, password.copy(), AccessViewModel.path(keyFile.getText()));
  }
}
