package io.github.latchkey.desktop.frame;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The quiet line in the status bar: what was just done, for a while, and the one step back that it
/// offers. Used on the JavaFX thread only.
public final class StatusLine {

  private static final Duration STAYS = Duration.ofSeconds(15);
  private static final Duration STAYS_WITH_UNDO = Duration.ofMinutes(1);

  private final Clock clock;
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Runnable>> undo =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Instant saidAt = Instant.EPOCH;

  /// An empty line that fades by this clock.
  StatusLine(Clock clock) {
    this.clock = clock;
  }

  /// What was said last; empty once it has faded.
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// The way back from what was said last, while it is shown.
  public ReadOnlyObjectProperty<Optional<Runnable>> undoProperty() {
    return undo.getReadOnlyProperty();
  }

  /// Says something that has no way back; an earlier offer ends.
  void say(String said) {
    say(said, Optional.empty());
  }

  void say(String said, Optional<Runnable> wayBack) {
    saidAt = clock.instant();
    text.set(said);
    undo.set(wayBack);
  }

  /// Goes the one step back, if one is offered; it is offered once.
  public void undo() {
    Optional<Runnable> wayBack = undo.get();
    undo.set(Optional.empty());
    wayBack.ifPresent(Runnable::run);
  }

  /// Lets go what has been said long enough. Called at every beat.
  void fade() {
    Duration stays = undo.get().isPresent() ? STAYS_WITH_UNDO : STAYS;
    if (!text.get().isEmpty() && saidAt.plus(stays).isBefore(clock.instant())) {
      say("");
    }
  }
}
