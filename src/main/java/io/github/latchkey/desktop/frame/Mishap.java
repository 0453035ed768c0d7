package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Unexpected;
import io.github.latchkey.app.Wording;
import io.github.latchkey.fault.FaultException;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What nobody foresaw, until the person has seen it. Used on the JavaFX thread only.
public final class Mishap {

  private final Wording wording;
  private final ReadOnlyObjectWrapper<Optional<Unexpected>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  Mishap(Wording wording) {
    this.wording = wording;
  }

  /// What is shown; its details wait to be copied.
  public ReadOnlyObjectProperty<Optional<Unexpected>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// The sentence for what went wrong; what nobody foresaw is shown from then on.
  Sentence explain(Throwable thrown) {
    if (thrown instanceof FaultException fault) {
      return wording.error(fault);
    }
    var unforeseen = Unexpected.of(thrown);
    shown.set(Optional.of(unforeseen));
    return new Sentence(
        wording.text("frame.unexpected", Map.of("code", unforeseen.code())),
        wording.text("frame.unexpected.advice"));
  }

  /// The person has seen it.
  public void dismiss() {
    shown.set(Optional.empty());
  }
}
