package io.github.latchkey.desktop.token;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A claim that the platform does not know: a name, and a value that is text or JSON.
public final class OwnClaim {

  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty value = new SimpleStringProperty("");
  private final BooleanProperty json = new SimpleBooleanProperty(false);

  /// The claim's name or path.
  public StringProperty nameProperty() {
    return name;
  }

  /// What was typed.
  public StringProperty valueProperty() {
    return value;
  }

  /// Whether it is JSON rather than text.
  public BooleanProperty jsonProperty() {
    return json;
  }

  /// The claim; empty without a name.
  Optional<ClaimInput> input() throws AppException, JsonException {
    String path = name.get().strip();
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        json.get()
            ? ClaimInput.exact(path, Json.parse(value.get(), JsonLimits.FOREIGN))
            : ClaimInput.typed(path, value.get()));
  }
}
