package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.EarlierValue;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the chosen credential was before: each value can be brought back, and all of them can be
/// forgotten, which asks in place.
public final class EarlierViewModel {

  private final Desk desk;
  private final LatestWork reading;
  private final ReadOnlyObjectWrapper<List<EarlierValue>> values =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(false);
  private Optional<Credential> credential = Optional.empty();

  /// The history of this desk's chosen credential.
  public EarlierViewModel(Desk desk) {
    this.desk = desk;
    this.reading = new LatestWork(desk.background());
    desk.chosenProperty().subscribe(now -> read());
    desk.readingsProperty().subscribe(now -> read());
  }

  private void read() {
    Optional<VaultSession> open = desk.session();
    credential = desk.chosenProperty().get();
    asking.set(false);
    if (open.isEmpty() || credential.isEmpty()) {
      reading.forget();
      values.set(List.of());
      return;
    }
    Credential chosen = credential.get();
    reading.run(() -> open.get().history().of(chosen), values::set, desk::explain);
  }

  /// The earlier values, the latest first.
  public ReadOnlyObjectProperty<List<EarlierValue>> valuesProperty() {
    return values.getReadOnlyProperty();
  }

  /// Whether the person is asked if they shall be forgotten.
  public ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// A line for each.
  List<DetailLine> lines() {
    return values.get().stream().map(this::line).toList();
  }

  private DetailLine line(EarlierValue value) {
    Wording wording = desk.wording();
    String label =
        credential
            .map(c -> wording.field(value.field(), c.platform()))
            .orElseGet(() -> Wording.visible(value.field()));
    String shown =
        value
            .key()
            .map(key -> key.description().fingerprint().map(wording::fingerprint).orElse("••••"))
            .or(() -> value.text().map(Wording::visible))
            .filter(text -> !text.isBlank())
            .orElseGet(() -> text("nothing"));
    String when = wording.date(value.written().atZone(wording.zone()).toLocalDate());
    return new DetailLine(
        label,
        shown,
        text("since", Map.of("date", when)),
        value.key().isPresent(),
        Optional.of(new DetailLine.Action(text("bring-back"), label, value.id())));
  }

  /// Makes an earlier value the current one.
  public void bringBack(DetailLine.Action wanted) {
    Optional<EarlierValue> value =
        values.get().stream().filter(v -> v.id().equals(wanted.text())).findFirst();
    if (value.isPresent() && credential.isPresent()) {
      Credential changed = credential.get();
      desk.changes()
          .make(
              vault -> vault.history().bringBack(changed, value.get()),
              text("brought-back", Map.of("field", wanted.label())),
              edited -> {},
              this::tell);
    }
  }

  /// Asks before the earlier values are forgotten.
  public void ask() {
    asking.set(true);
  }

  /// They stay.
  public void keep() {
    asking.set(false);
  }

  /// Removes the earlier values for good.
  public void forget() {
    asking.set(false);
    credential.ifPresent(
        c ->
            desk.changes()
                .makeForGood(
                    vault -> vault.history().forget(List.of(c)), text("forgotten"), this::tell));
  }

  private void tell(Throwable thrown) {
    desk.say(desk.explain(thrown).whole());
  }

  private String text(String key) {
    return text(key, Map.of());
  }

  private String text(String key, Map<String, ?> facts) {
    return desk.wording().text("credentials.earlier." + key, facts);
  }
}
