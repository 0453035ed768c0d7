package io.github.latchkey.desktop.importing;

import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.ClipboardLease.Trace;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The plaintext key that a person copied somewhere and pasted here: once it is stored it lies on
/// the clipboard for nothing.
public final class PastedKey {

  private final Desk desk;
  private final ReadOnlyBooleanWrapper clearable = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private Optional<Trace> trace = Optional.empty();

  PastedKey(Desk desk) {
    this.desk = desk;
  }

  /// Whether the stored key still lies on the clipboard.
  public ReadOnlyBooleanProperty clearableProperty() {
    return clearable.getReadOnlyProperty();
  }

  /// What is said about it.
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// What is shown now was pasted from there, or from nowhere: only a digest of it is kept.
  void isOf(Optional<Trace> shown) {
    forget();
    trace = shown;
  }

  /// It is stored now.
  void offer() {
    clearable.set(trace.filter(Trace::isThere).isPresent());
    text.set(clearable.get() ? desk.wording().text("importing.clipboard") : "");
  }

  /// Nothing is shown any more.
  void forget() {
    trace = Optional.empty();
    clearable.set(false);
    text.set("");
  }

  /// Clears the clipboard, if it still holds the key.
  public void clear() {
    boolean cleared = trace.filter(Trace::clear).isPresent();
    forget();
    text.set(
        desk.wording().text(cleared ? "importing.clipboard.done" : "importing.clipboard.other"));
  }
}
