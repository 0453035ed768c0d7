package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/// Opening a vault: with its password, or with its recovery key.
public final class UnlockViewModel {

  private final Desk desk;
  private final BooleanProperty byRecoveryKey = new SimpleBooleanProperty(false);
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper lost = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper(0);

  /// Opens the desk's vault. With no vault at its usual place it leads to making one.
  public UnlockViewModel(Desk desk) {
    this.desk = desk;
    desk.lostProperty()
        .subscribe(why -> lost.set(why.isEmpty() ? "" : text("unlock.lost", Map.of("why", why))));
    byRecoveryKey.subscribe(now -> problem.set(""));
    desk.vaultFileProperty().subscribe(now -> problem.set(""));
    desk.placeProperty().subscribe(now -> problem.set(""));
    desk.takes(View.UNLOCK, dropped -> dropped.stream().findFirst().ifPresent(this::choose));
  }

  /// `Unlock team.latchkey`.
  public ObservableValue<String> titleProperty() {
    return Bindings.createStringBinding(
        () ->
            desk.wording()
                .text("unlock.title", Map.of("name", desk.vaultFileProperty().get().getFileName())),
        desk.vaultFileProperty());
  }

  /// The folder of the vault.
  public ObservableValue<String> placeProperty() {
    return desk.vaultFileProperty()
        .map(file -> Optional.ofNullable(file.getParent()).map(Path::toString).orElse(""));
  }

  /// The vault: what was typed for one must not be tried on another.
  ObservableValue<Path> vaultProperty() {
    return desk.vaultFileProperty();
  }

  /// Whether the recovery key is asked for instead of the password.
  public BooleanProperty byRecoveryKeyProperty() {
    return byRecoveryKey;
  }

  /// Whether the key is being derived.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// What was wrong; empty while nothing is.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// A change of before the lock that could not be kept, and why.
  public ReadOnlyStringProperty lostProperty() {
    return lost.getReadOnlyProperty();
  }

  /// Counts what was refused, so that the field can select what it holds.
  public ReadOnlyIntegerProperty refusalsProperty() {
    return refusals.getReadOnlyProperty();
  }

  /// Counts what was opened, so that the field can wipe what it holds.
  public ReadOnlyIntegerProperty openingsProperty() {
    return openings.getReadOnlyProperty();
  }

  /// Opens the vault with a password, which is closed here.
  public void unlock(Optional<Passphrase> typed) {
    if (typed.isEmpty()) {
      refuse(desk.wording().text("unlock.empty"));
      return;
    }
    Latchkey parts = desk.parts();
    Path file = desk.vaultFileProperty().get();
    open(
        () -> {
          try (Passphrase password = typed.get()) {
            return VaultSession.open(file, password, parts);
          }
        });
  }

  /// Opens the vault with a recovery key; the array is wiped.
  public void unlock(char[] recoveryKey) {
    if (recoveryKey.length == 0) {
      refuse(desk.wording().text("unlock.empty-recovery"));
      return;
    }
    Latchkey parts = desk.parts();
    Path file = desk.vaultFileProperty().get();
    open(
        () -> {
          try (RecoveryKey key = RecoveryKey.read(recoveryKey)) {
            return VaultSession.open(file, key, parts);
          }
        });
  }

  private void open(Callable<VaultSession> way) {
    working.set(true);
    problem.set("");
    desk.background()
        .run(
            way,
            session -> {
              working.set(false);
              openings.set(openings.get() + 1);
              byRecoveryKey.set(false);
              desk.open(session);
            },
            thrown -> {
              working.set(false);
              refuse(desk.explain(thrown).whole());
            });
  }

  private String text(String key, Map<String, ?> facts) {
    return desk.wording().text(key, facts);
  }

  private void refuse(String sentence) {
    problem.set(sentence);
    refusals.set(refusals.get() + 1);
  }

  /// Changes between password and recovery key.
  public void changeWay() {
    byRecoveryKey.set(!byRecoveryKey.get());
  }

  /// Lets the person choose another vault.
  public void openAnother() {
    List<Path> files = desk.files().existing(desk.wording().text("unlock.choose"));
    files.stream().findFirst().ifPresent(this::choose);
  }

  private void choose(Path file) {
    desk.vaultFileProperty().set(file);
  }

  /// Leads to a new vault.
  public void createVault() {
    desk.go(View.NEWVAULT);
  }

  /// Where a start begins: at the vault that is there, else at making one.
  public static View first(Desk desk) {
    return Files.exists(desk.vaultFileProperty().get()) ? View.UNLOCK : View.NEWVAULT;
  }
}
