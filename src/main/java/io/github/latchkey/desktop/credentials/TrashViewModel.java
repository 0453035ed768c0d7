package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.CredentialTrash.Emptied;
import io.github.latchkey.app.CredentialTrash.Trashed;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What was thrown away: it can be had back until the trash is emptied, which asks in place.
public final class TrashViewModel {

  private final Desk desk;
  private final LatestWork reading;
  private final ReadOnlyObjectWrapper<List<Trashed>> trashed =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(false);

  /// The trash of this desk's vault.
  public TrashViewModel(Desk desk) {
    this.desk = desk;
    this.reading = new LatestWork(desk.background());
    desk.readingsProperty().subscribe(now -> read());
  }

  private void read() {
    asking.set(false);
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty()) {
      reading.forget();
      trashed.set(List.of());
    } else {
      reading.run(() -> open.get().trash().list(), trashed::set, desk::explain);
    }
  }

  /// What is in the trash, the latest first.
  public ReadOnlyObjectProperty<List<Trashed>> trashedProperty() {
    return trashed.getReadOnlyProperty();
  }

  /// Whether the person is asked if the trash shall be emptied.
  public ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// The credential in the trash, and since when it is there.
  Optional<Trashed> find(Credential credential) {
    return trashed.get().stream().filter(t -> t.credential().equals(credential)).findFirst();
  }

  /// Moves a credential to the trash.
  public void move(Credential credential) {
    desk.changes()
        .make(
            vault -> vault.trash().move(credential),
            text("moved", Map.of("name", Wording.visible(credential.name()))),
            edited -> {},
            this::tell);
  }

  /// Takes a credential out of the trash.
  public void restore(Credential credential) {
    find(credential)
        .ifPresent(
            found ->
                desk.changes()
                    .make(
                        vault -> vault.trash().restore(found),
                        text("restored", Map.of("name", Wording.visible(credential.name()))),
                        edited -> {},
                        this::tell));
  }

  /// Asks before the trash is emptied.
  public void ask() {
    asking.set(true);
  }

  /// The trash stays as it is.
  public void keep() {
    asking.set(false);
  }

  /// Empties the trash for good.
  public void empty() {
    List<Trashed> all = trashed.get();
    asking.set(false);
    desk.changes()
        .makeForGood(
            vault -> vault.trash().empty(all),
            Emptied::saved,
            emptied -> text("emptied", Map.of("count", emptied.removed().size())),
            this::tell);
  }

  /// What emptying would do.
  String question() {
    return text("question", Map.of("count", trashed.get().size()));
  }

  private void tell(Throwable thrown) {
    desk.say(desk.explain(thrown).whole());
  }

  private String text(String key, Map<String, ?> facts) {
    return desk.wording().text("credentials.trash." + key, facts);
  }
}
