package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// Opening a vault: with its password (and key file), with its recovery key, or with this
/// computer's keyring.
public final class UnlockViewModel {

  private final Desk desk;
  private final BooleanProperty byRecoveryKey = new SimpleBooleanProperty(false);
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper lost = new ReadOnlyStringWrapper("");
  private final LatestWork looking;
  private final StringProperty keyFile = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper costAsked = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<List<KeySlot>> slots = new ReadOnlyObjectWrapper<>(List.of());
  private Background.Running running = () -> {};
  private boolean stopped;
  private boolean costAccepted;
  private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper(0);

  /// Opens the desk's vault. With no vault at its usual place it leads to making one.
  public UnlockViewModel(Desk desk) {
    this.desk = desk;
    desk.lostProperty()
        .subscribe(why -> lost.set(why.isEmpty() ? "" : text("unlock.lost", Map.of("why", why))));
    this.looking = new LatestWork(desk.background());
    byRecoveryKey.subscribe(now -> problem.set(""));
    desk.vaultFileProperty().subscribe(now -> begin());
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place == View.UNLOCK) {
                begin();
              }
            });
    problem
        .isEmpty()
        .subscribe(
            nothing -> {
              if (nothing) {
                costAsked.set(false);
              }
            });
    desk.takes(View.UNLOCK, dropped -> dropped.stream().findFirst().ifPresent(this::choose));
  }

  private void begin() {
    problem.set("");
    keyFile.set("");
    costAccepted = false;
    look();
  }

  /// The key file's path as typed or chosen.
  public StringProperty keyFileProperty() {
    return keyFile;
  }

  /// Whether a password of this vault wants a key file with it.
  public ObservableValue<Boolean> wantsKeyFileProperty() {
    return slots.map(all -> all.stream().anyMatch(PasswordFileSlot.class::isInstance));
  }

  /// Whether a keyring could open this vault.
  public ObservableValue<Boolean> offersKeyringProperty() {
    return slots.map(all -> all.stream().anyMatch(KeyringSlot.class::isInstance));
  }

  /// Whether the person is asked if the vault may take as much memory as it wants.
  public ReadOnlyBooleanProperty costAskedProperty() {
    return costAsked.getReadOnlyProperty();
  }

  /// The vault may take the memory that it wants; what was typed is tried again.
  public void acceptCost() {
    costAccepted = true;
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

  /// Opens the vault with a password, and the key file where one is chosen. The password is closed
  /// here.
  public void unlock(Optional<Passphrase> typed) {
    if (typed.isEmpty()) {
      refuse(desk.wording().text("unlock.empty"));
      return;
    }
    Optional<Path> file = keyFile();
    open(
        locked -> {
          try (Passphrase password = typed.get()) {
            if (file.isEmpty()) {
              return session(locked, new Unlocking.Password(password));
            }
            try (KeyFile second = KeyFile.read(file.get())) {
              return session(locked, new Unlocking.PasswordAndFile(password, second));
            }
          }
        });
  }

  /// Opens the vault with a recovery key; the array is wiped.
  public void unlock(char[] recoveryKey) {
    if (recoveryKey.length == 0) {
      refuse(desk.wording().text("unlock.empty-recovery"));
      return;
    }
    open(
        locked -> {
          try (RecoveryKey key = RecoveryKey.read(recoveryKey)) {
            return session(locked, new Unlocking.Recovery(key));
          }
        });
  }

  /// Opens the vault with what this computer's keyring keeps.
  public void unlockWithKeyring() {
    open(locked -> session(locked, new Unlocking.FromKeyring(desk.parts().keyring())));
  }

  private VaultSession session(LockedVault locked, Unlocking with) throws VaultException {
    return VaultSession.open(locked, with, desk.parts());
  }

  /// What opens a vault whose outside was read.
  private interface Way {
    VaultSession open(LockedVault locked) throws VaultException;
  }

  private void open(Way way) {
    Path file = desk.vaultFileProperty().get();
    boolean accepted = costAccepted;
    stopped = false;
    working.set(true);
    problem.set("");
    running =
        desk.background()
            .run(
                () -> {
                  LockedVault locked = LockedVault.read(file);
                  return way.open(accepted ? locked.acceptingCost() : locked);
                },
                session -> {
                  working.set(false);
                  openings.set(openings.get() + 1);
                  byRecoveryKey.set(false);
                  desk.open(session);
                },
                this::notOpened);
  }

  private void notOpened(Throwable thrown) {
    working.set(false);
    Optional<Kind> kind =
        thrown instanceof VaultException fault ? Optional.of(fault.kind()) : Optional.empty();
    if (stopped) {
      refuse(""); // an interrupt ends whatever was under way, reading the file too
      return;
    }
    costAsked.set(kind.equals(Optional.of(Kind.VAULT_COST_HIGH)));
    Object memory = thrown instanceof FaultException f ? f.facts().get("memoryMiB") : "";
    refuse(
        costAsked.get()
            ? text("unlock.cost", Map.of("memory", String.valueOf(memory)))
            : desk.explain(thrown).whole());
  }

  /// Ends a key derivation that takes too long.
  public void cancel() {
    stopped = true;
    running.stop();
  }

  /// Lets the person choose the key file that belongs to the password.
  public void chooseKeyFile() {
    desk.files().existing(desk.wording().text("unlock.key-file.choose")).stream()
        .findFirst()
        .ifPresent(chosen -> keyFile.set(chosen.toString()));
  }

  private Optional<Path> keyFile() {
    try {
      return Optional.of(keyFile.get().strip())
          .filter(typed -> !typed.isEmpty())
          .map(typed -> Path.of(typed).toAbsolutePath());
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }

  /// Looks at what the file says without a key: which ways in it has.
  private void look() {
    slots.set(List.of());
    Path file = desk.vaultFileProperty().get();
    if (Files.exists(file)) {
      looking.run(
          () -> LockedVault.read(file).summary().slots(),
          slots::set,
          unreadable -> slots.set(List.of())); // opening it says why
    }
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
