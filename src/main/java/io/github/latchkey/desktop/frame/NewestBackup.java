package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.Backup;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.task.LatestWork;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What the status bar says of the open vault's newest backup: `backup today`.
final class NewestBackup {

  private final Desk desk;
  private final LatestWork reading;
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

  NewestBackup(Desk desk) {
    this.desk = desk;
    this.reading = new LatestWork(desk.background());
    desk.readingsProperty().subscribe(now -> read());
  }

  /// Empty while no vault is open.
  ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  private void read() {
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty()) {
      reading.forget();
      text.set("");
    } else {
      reading.run(
          () -> open.get().backups().newest(), newest -> text.set(say(newest)), desk::explain);
    }
  }

  private String say(Optional<Backup> newest) {
    Wording wording = desk.wording();
    ZoneId zone = wording.zone();
    LocalDate today = LocalDate.ofInstant(desk.now(), zone);
    return newest
        .map(backup -> ChronoUnit.DAYS.between(LocalDate.ofInstant(backup.made(), zone), today))
        .map(
            days ->
                days <= 0
                    ? wording.text("frame.backup.today")
                    : wording.text(
                        days == 1 ? "frame.backup.one" : "frame.backup.many", Map.of("days", days)))
        .orElseGet(() -> wording.text("frame.backup.never"));
  }
}
