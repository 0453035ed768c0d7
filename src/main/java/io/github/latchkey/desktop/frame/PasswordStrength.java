package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.Strength;
import io.github.latchkey.desktop.task.LatestWork;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// How hard a password that is being typed is to guess, measured while the person types on. Used on
/// the JavaFX thread only.
public final class PasswordStrength {

  private final Desk desk;
  private final LatestWork measuring;
  private final ReadOnlyObjectWrapper<Optional<Strength>> strength =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// Measures for this desk.
  public PasswordStrength(Desk desk) {
    this.desk = desk;
    this.measuring = new LatestWork(desk.background());
  }

  /// What was measured last; empty before anything is typed.
  public ReadOnlyObjectProperty<Optional<Strength>> strengthProperty() {
    return strength.getReadOnlyProperty();
  }

  /// What it says in words.
  public ObservableValue<String> textProperty() {
    return strength.map(this::text);
  }

  private String text(Optional<Strength> now) {
    return now.map(
            s ->
                desk.wording()
                    .text("unlock.new.strength." + s.score(), Map.of("reason", s.reason())))
        .orElseGet(() -> desk.wording().text("unlock.new.strength.none"));
  }

  /// Measures a password; the array is wiped.
  public void measure(char[] password) {
    if (password.length == 0) {
      forget();
      return;
    }
    measuring.run(
        () -> Strength.of(password),
        measured -> strength.set(Optional.of(measured)),
        desk::explain);
  }

  /// Nothing is typed any more.
  public void forget() {
    measuring.forget();
    strength.set(Optional.empty());
  }
}
