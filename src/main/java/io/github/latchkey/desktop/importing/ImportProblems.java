package io.github.latchkey.desktop.importing;

import io.github.latchkey.desktop.credentials.CredentialForm;
import io.github.latchkey.desktop.credentials.FormProblems;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What is wrong with an import: with what was offered, and with what was filled in.
public final class ImportProblems extends FormProblems {

  private final StringProperty look = new SimpleStringProperty("");

  ImportProblems(CredentialForm form) {
    super(form);
  }

  /// Why nothing could be looked at.
  public StringProperty look() {
    return look;
  }
}
