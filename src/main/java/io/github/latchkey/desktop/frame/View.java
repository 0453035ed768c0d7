package io.github.latchkey.desktop.frame;

import java.util.Locale;

/// The views, each a file `fxml/<stem>.fxml`.
public enum View {
  UNLOCK,
  NEWVAULT,
  RECOVERY,
  REKEYED,
  MERGING,
  FRAME,
  CREDENTIALS,
  EDIT,
  IMPORTING,
  TOKEN,
  INSPECT,
  HEALTH,
  SETTINGS;

  /// The name of its FXML file without the ending.
  public String stem() {
    return name().toLowerCase(Locale.ROOT);
  }
}
