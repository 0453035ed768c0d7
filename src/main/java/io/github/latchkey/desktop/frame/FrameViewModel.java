package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.task.IdleTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// What the frame around the screens says, and the lock that falls when nobody is there.
public final class FrameViewModel {

  /// The beats come once a second; where they stayed away for so long, the machine was asleep.
  private static final Duration ASLEEP = Duration.ofSeconds(60);

  private final Desk desk;
  private final IdleTime idle;
  private final NewestBackup backup;
  private final NoticesViewModel notices;
  private final ReadOnlyObjectWrapper<Long> concerns = new ReadOnlyObjectWrapper<>(0L);
  private final ReadOnlyStringWrapper vault = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper locksIn = new ReadOnlyStringWrapper("");
  private Instant lastBeat;
  private final ReadOnlyStringWrapper clipboard = new ReadOnlyStringWrapper("");

  /// The frame of this desk; looks at the clock at every beat.
  public FrameViewModel(Desk desk) {
    this.desk = desk;
    this.idle = new IdleTime(desk.parts().clock());
    this.lastBeat = desk.now();
    desk.sessionProperty().subscribe(now -> idle.touch());
    this.backup = new NewestBackup(desk);
    this.notices = new NoticesViewModel(desk);
    desk.credentialsProperty().subscribe(now -> tell());
    backup.textProperty().subscribe(now -> tell());
    desk.pulse().each(this::beat);
    desk.searchProperty()
        .subscribe(
            query -> {
              if (!query.isBlank()) {
                desk.go(View.CREDENTIALS);
              }
            });
  }

  /// The vault's name and when it was saved.
  public ReadOnlyStringProperty vaultProperty() {
    return vault.getReadOnlyProperty();
  }

  /// The time until it locks: `locks in 4:12`.
  public ReadOnlyStringProperty locksInProperty() {
    return locksIn.getReadOnlyProperty();
  }

  /// The time until the clipboard is cleared.
  public ReadOnlyStringProperty clipboardProperty() {
    return clipboard.getReadOnlyProperty();
  }

  /// How many things in the vault should be seen to; the rail shows it.
  public ReadOnlyObjectProperty<Long> concernsProperty() {
    return concerns.getReadOnlyProperty();
  }

  /// Shows this number in the rail from now on.
  public void count(ObservableValue<Long> number) {
    concerns.bind(number);
  }

  /// What is told above the work.
  public NoticesViewModel notices() {
    return notices;
  }

  /// A key or the mouse was used.
  public void touch() {
    idle.touch();
  }

  /// Looks at the clock: clears what is due, locks what is idle or was open while the machine
  /// slept.
  public void beat() {
    desk.clipboard().check();
    boolean slept = Duration.between(lastBeat, desk.now()).compareTo(ASLEEP) > 0;
    lastBeat = desk.now();
    if (desk.session().isPresent() && (slept || left().isZero())) {
      desk.lock();
    }
    desk.status().fade();
    tell();
  }

  private Duration left() {
    return idle.left(desk.preferencesProperty().get().lockAfter());
  }

  private void tell() {
    Wording wording = desk.wording();
    vault.set(desk.session().map(this::saved).orElse(""));
    locksIn.set(
        desk.session().isPresent()
            ? wording.text("frame.locks-in", Map.of("left", clock(left())))
            : "");
    clipboard.set(
        desk.clipboard()
            .left()
            .map(left -> wording.text("frame.clears-in", Map.of("seconds", left.toSeconds())))
            .orElse(""));
  }

  private String saved(VaultSession session) {
    Wording wording = desk.wording();
    return wording.text(
        "frame.vault",
        Map.of(
            "name", session.name(),
            "time", wording.timeOfDay(session.savedAt()),
            "backup", backup.textProperty().get()));
  }

  private static String clock(Duration left) {
    return left.toMinutes() + ":" + String.format("%02d", left.toSecondsPart());
  }
}
