package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Wording;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// What a person is asked at a vault's door before what was typed is tried again: whether it may
/// take much memory, and whether the passwords of a copy's time are to count again.
public final class DoorQuestions {

  private final Wording wording;
  private final SoundCopy copy;
  private final CostQuestion cost;
  private final ReadOnlyBooleanWrapper earlierAsked = new ReadOnlyBooleanWrapper(false);

  DoorQuestions(Wording wording, SoundCopy copy) {
    this.wording = wording;
    this.copy = copy;
    this.cost = new CostQuestion(wording);
  }

  /// Whether it may take as much memory as it wants.
  public CostQuestion cost() {
    return cost;
  }

  /// Whether the person is asked if the passwords of the copy's time are to count again.
  public ReadOnlyBooleanProperty earlierAskedProperty() {
    return earlierAsked.getReadOnlyProperty();
  }

  /// They are to count again. Counts for the next try alone, and nothing where it was not asked.
  public void acceptEarlier() {
    if (earlierAsked.get()) {
      copy.decide();
    }
  }

  boolean isAnyAsked() {
    return cost.askedProperty().get() || earlierAsked.get();
  }

  /// Asks what `thrown` calls for, in these words; empty where it calls for no question.
  ///
  /// @param isTyped whether a person typed what was tried: a keyring answers by itself, so it is
  ///   not asked
  Optional<String> ask(Throwable thrown, boolean isTyped) {
    boolean isToDecide = SoundCopy.isToDecide(thrown);
    earlierAsked.set(isTyped && isToDecide);
    return cost.ask(thrown)
        .or(
            () ->
                Optional.of(isTyped ? "unlock.earlier" : "unlock.earlier.keyring")
                    .filter(words -> isToDecide)
                    .map(words -> wording.text(words, Map.of())));
  }

  /// Nothing is asked any more; what was accepted stays accepted.
  void end() {
    cost.end();
    earlierAsked.set(false);
  }
}
