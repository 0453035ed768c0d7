package io.github.latchkey.desktop.health;

import io.github.latchkey.app.HealthFinding;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.credentials.CredentialsViewModel;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.engine.inspect.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What should be seen to in the open vault, the worst first, each with the way to where it is
/// done. It is looked over whenever the vault was read again; a lock ends that early.
public final class HealthViewModel {

  private final Desk desk;
  private final CredentialsViewModel list;
  private final ReadOnlyObjectWrapper<List<HealthFinding>> findings =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper looked = new ReadOnlyBooleanWrapper(false);
  private Background.Running running = () -> {};
  private int look;

  /// The health of this desk's vault; credentials are shown in that list.
  public HealthViewModel(Desk desk, CredentialsViewModel list) {
    this.desk = desk;
    this.list = list;
    desk.readingsProperty().subscribe(now -> look());
  }

  private void look() {
    Optional<VaultSession> open = desk.session();
    running.stop();
    int mine = ++look;
    if (open.isEmpty()) {
      findings.set(List.of());
      looked.set(false);
      return;
    }
    running =
        desk.background()
            .run(
                () -> open.get().health().check(),
                found -> {
                  if (mine == look) {
                    looked.set(true);
                    findings.set(found);
                  }
                },
                thrown -> {
                  if (mine == look) {
                    desk.explain(thrown);
                  }
                });
  }

  /// What was found, the worst first.
  public ReadOnlyObjectProperty<List<HealthFinding>> findingsProperty() {
    return findings.getReadOnlyProperty();
  }

  /// Whether the vault has been looked over since it was opened.
  public ReadOnlyBooleanProperty lookedProperty() {
    return looked.getReadOnlyProperty();
  }

  /// How many of them call for something; what is only good to know does not count.
  public static long count(List<HealthFinding> found) {
    return found.stream().filter(f -> f.id().severity() != Severity.INFO).count();
  }

  /// A line for each.
  List<FindingLine> lines() {
    return findings.get().stream().map(this::line).toList();
  }

  private FindingLine line(HealthFinding finding) {
    Wording wording = desk.wording();
    Sentence sentence = wording.health(finding);
    String severity = finding.id().severity().name().toLowerCase(Locale.ROOT);
    Tone tone =
        switch (finding.id().severity()) {
          case ERROR -> Tone.ERROR;
          case WARNING -> Tone.WARNING;
          case INFO -> Tone.NOTE;
        };
    return new FindingLine(
        tone,
        wording.text("severity." + severity),
        "",
        sentence.what(),
        sentence.advice(),
        Optional.of(way(finding)));
  }

  private FindingLine.Way way(HealthFinding finding) {
    return switch (finding.id()) {
      case NO_BACKUP, OLD_BACKUP -> way("backup", () -> desk.go(View.SETTINGS));
      case NO_RECOVERY_KEY -> way("recovery", () -> desk.go(View.SETTINGS));
      case EARLIER_PASSWORD -> way("copies", () -> desk.go(View.SETTINGS));
      case UNSAVED -> way("save", this::save);
      case MISMATCHED_PAIR,
          UNUSABLE_KEY,
          NEWER_KEY,
          SAME_NAME,
          WEAK_KEY,
          SHORT_SECRET,
          CERTIFICATE_EXPIRED,
          ROTATION_OVERDUE,
          ROTATION_DUE,
          SAME_KEY ->
          way(finding.names().size() == 1 ? "show" : "show-them", () -> show(finding.names()));
    };
  }

  private FindingLine.Way way(String word, Runnable go) {
    return new FindingLine.Way(desk.wording().text("checkup." + word), go);
  }

  private void show(List<String> names) {
    list.showOnly(names);
    desk.go(View.CREDENTIALS);
  }

  private void save() {
    desk.changes()
        .makeForGood(
            vault -> Optional.of(vault.save()),
            desk.wording().text("checkup.saved"),
            thrown -> desk.say(desk.explain(thrown).whole()));
  }
}
