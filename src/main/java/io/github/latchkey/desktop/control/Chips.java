package io.github.latchkey.desktop.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// A row of chips of which exactly one is chosen.
///
/// @param <T> what a chip stands for
public final class Chips<T> extends FlowPane {

  private final ToggleGroup group = new ToggleGroup();
  private final ObjectProperty<T> chosen = new SimpleObjectProperty<>(this, "chosen");
  private Function<? super T, String> words = Object::toString;

  /// A row without chips.
  public Chips() {
    super(8, 8);
    getStyleClass().add("chips");
    group
        .selectedToggleProperty()
        .subscribe(
            (before, now) -> {
              boolean isChosen = before != null && before.getUserData().equals(chosen.get());
              if (now == null && isChosen && group.getToggles().contains(before)) {
                // A second click on the chosen chip must not leave none.
                before.setSelected(true);
              }
            });
    chosen.subscribe(this::mark);
  }

  /// How a value is called.
  public void setWords(Function<? super T, String> words) {
    this.words = words;
  }

  /// The values to choose from, in order.
  public void setValues(List<? extends T> values) {
    group.getToggles().clear();
    getChildren().setAll(values.stream().map(this::chip).toList());
    mark(chosen.get());
  }

  /// What is chosen.
  public ObjectProperty<T> chosenProperty() {
    return chosen;
  }

  private ToggleButton chip(T value) {
    var chip = new ToggleButton(words.apply(value));
    chip.getStyleClass().setAll("chip");
    chip.setUserData(value);
    chip.setAccessibleText(chip.getText());
    chip.setMinWidth(USE_PREF_SIZE);
    chip.setToggleGroup(group);
    chip.setOnAction(event -> chosen.set(value));
    return chip;
  }

  private void mark(T value) {
    group.getToggles().stream()
        .filter(toggle -> toggle.getUserData().equals(value))
        .findFirst()
        .ifPresentOrElse(group::selectToggle, () -> group.selectToggle(null));
  }
}
