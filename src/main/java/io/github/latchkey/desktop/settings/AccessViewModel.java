package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.WayIn;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.recovery.RecoveryViewModel;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.PasswordSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.RotationOutcome;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Who can open the vault, and changing that. Each change asks for the password again, in place.
public final class AccessViewModel {

  private final Desk desk;
  private final RecoveryViewModel recovery;
  private final LatestWork reading;
  private final ReadOnlyObjectWrapper<List<WayIn>> ways = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<AccessWish>> asking =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final StringProperty keyFile = new SimpleStringProperty("");
  private final BooleanProperty othersEnd = new SimpleBooleanProperty(false);
  private Optional<Confirmation> confirmation = Optional.empty();

  /// The ways into this desk's vault; new recovery keys are shown there.
  public AccessViewModel(Desk desk, RecoveryViewModel recovery) {
    this.desk = desk;
    this.recovery = recovery;
    this.reading = new LatestWork(desk.background());
    desk.readingsProperty().subscribe(now -> read());
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place != View.RECOVERY) {
                letGo();
              }
              if (place != View.SETTINGS) {
                cancel();
              }
            });
  }

  private void read() {
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty()) {
      reading.forget();
      ways.set(List.of());
    } else {
      reading.run(() -> open.get().access().ways(), ways::set, desk::explain);
    }
  }

  private void letGo() {
    confirmation.ifPresent(known -> desk.afterwards(known::close));
    confirmation = Optional.empty();
  }

  /// The ways in, in the order in which they were made.
  public ReadOnlyObjectProperty<List<WayIn>> waysProperty() {
    return ways.getReadOnlyProperty();
  }

  /// A line for each.
  List<DetailLine> lines() {
    return ways.get().stream()
        .map(
            way ->
                new DetailLine(
                    text("way." + way.slot().type()),
                    way.isInUse() ? text("in-use") : "",
                    "",
                    false,
                    Optional.empty()))
        .toList();
  }

  /// What can be changed about them now.
  List<AccessWish> wishes() {
    var wishes = new ArrayList<>(List.of(AccessWish.CHANGE_PASSWORD, AccessWish.NEW_RECOVERY_KEY));
    if (has(PasswordSlot.class) && !isOpenByRecoveryKey()) {
      wishes.add(AccessWish.ADD_KEY_FILE);
    }
    if (has(PasswordFileSlot.class) && !isOpenByRecoveryKey()) {
      wishes.add(AccessWish.END_KEY_FILE);
    }
    wishes.add(has(KeyringSlot.class) ? AccessWish.END_QUICK_UNLOCK : AccessWish.ADD_QUICK_UNLOCK);
    return wishes;
  }

  private boolean has(Class<? extends KeySlot> kind) {
    return ways.get().stream().anyMatch(way -> kind.isInstance(way.slot()));
  }

  private boolean isOpenByRecoveryKey() {
    return ways.get().stream().anyMatch(w -> w.isInUse() && w.slot() instanceof RecoverySlot);
  }

  /// What the person is asked about.
  ReadOnlyObjectProperty<Optional<AccessWish>> askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// Whether the current password has to be typed: the recovery key was enough to open the vault.
  boolean asksForPassword() {
    return !isOpenByRecoveryKey();
  }

  /// Whether a key file belongs to a password of this vault.
  boolean asksForKeyFile() {
    return asksForPassword() && has(PasswordFileSlot.class);
  }

  /// Whether there are other passwords that would end with the change.
  boolean asksAboutOthers() {
    long passwords =
        ways.get().stream()
            .filter(w -> w.slot() instanceof PasswordSlot || w.slot() instanceof PasswordFileSlot)
            .count();
    boolean rotates = asking.get().filter(AccessWish::rotates).isPresent();
    return rotates && passwords > (isOpenByRecoveryKey() ? 0 : 1);
  }

  /// Whether it is being changed.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Why it was not changed.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// The current key file's path.
  public StringProperty keyFileProperty() {
    return keyFile;
  }

  /// Whether other passwords may end with it.
  public BooleanProperty othersEndProperty() {
    return othersEnd;
  }

  /// Asks for what a change needs.
  void begin(AccessWish wish) {
    problem.set("");
    othersEnd.set(false);
    asking.set(Optional.of(wish));
  }

  /// Asks for what another password needs.
  public void beginPasswordChange() {
    begin(AccessWish.CHANGE_PASSWORD);
  }

  /// Nothing is changed.
  public void cancel() {
    asking.set(Optional.empty());
    problem.set("");
    keyFile.set("");
  }

  /// Lets the person choose the current key file.
  public void chooseKeyFile() {
    desk.files().existing(text("key-file")).stream()
        .findFirst()
        .ifPresent(chosen -> keyFile.set(chosen.toString()));
  }

  /// Makes the change that was asked about. Everything that was typed is closed or wiped here.
  public void confirm(Optional<Passphrase> current, char[] fresh, char[] again) {
    Optional<AccessWish> wish = asking.get();
    Optional<VaultSession> open = desk.session();
    boolean same = Arrays.equals(fresh, again);
    Arrays.fill(again, '\0');
    Optional<Passphrase> wanted = Passphrase.take(fresh);
    Optional<String> refusal = refusal(wish, current, wanted, same);
    Optional<Path> target =
        refusal.isEmpty() && wish.equals(Optional.of(AccessWish.ADD_KEY_FILE))
            ? newKeyFile()
            : Optional.empty();
    boolean noTarget = wish.equals(Optional.of(AccessWish.ADD_KEY_FILE)) && target.isEmpty();
    refusal.ifPresent(problem::set);
    if (refusal.isPresent() || noTarget || open.isEmpty() || wish.isEmpty() || working.get()) {
      current.ifPresent(Passphrase::close);
      wanted.ifPresent(Passphrase::close);
      return;
    }
    var change = new AccessChange(open.get(), path(), othersEnd.get());
    if (wish.get() == AccessWish.NEW_RECOVERY_KEY) {
      wanted.ifPresent(Passphrase::close);
      confirmAndShowRecoveryKey(change, current);
      return;
    }
    run(
        open,
        () -> {
          try (Confirmation known = change.confirm(current)) {
            return outcome(change, wish.get(), known, current, wanted, target);
          } finally {
            current.ifPresent(Passphrase::close);
            wanted.ifPresent(Passphrase::close);
          }
        },
        outcome -> done(wish.get(), outcome));
  }

  private Optional<String> refusal(
      Optional<AccessWish> wish,
      Optional<Passphrase> current,
      Optional<Passphrase> wanted,
      boolean same) {
    if (asksForPassword() && current.isEmpty()) {
      return Optional.of(desk.wording().text("unlock.empty"));
    }
    if (asksAboutOthers() && !othersEnd.get()) {
      return Optional.of(text("others.refused"));
    }
    if (wish.equals(Optional.of(AccessWish.CHANGE_PASSWORD)) && wanted.isEmpty()) {
      return Optional.of(text("new.empty"));
    }
    return same ? Optional.empty() : Optional.of(desk.wording().text("unlock.new.differ"));
  }

  private Optional<Path> newKeyFile() {
    Path vault = desk.vaultFileProperty().get();
    return desk.files()
        .fresh(text("wish.add-key-file"), vault.resolveSibling("latchkey-key-file.txt"));
  }

  private Optional<Path> path() {
    try {
      return Optional.of(keyFile.get().strip()).filter(t -> !t.isEmpty()).map(Path::of);
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }

  private static Optional<RotationOutcome> outcome(
      AccessChange change,
      AccessWish wish,
      Confirmation known,
      Optional<Passphrase> current,
      Optional<Passphrase> wanted,
      Optional<Path> target)
      throws FaultException {
    return switch (wish) {
      case CHANGE_PASSWORD -> Optional.of(change.password(known, wanted.orElseThrow()));
      case ADD_KEY_FILE ->
          Optional.of(change.addKeyFile(known, current.orElseThrow(), target.orElseThrow()));
      case END_KEY_FILE -> Optional.of(change.endKeyFile(known, current.orElseThrow()));
      case END_QUICK_UNLOCK -> Optional.of(change.endQuickUnlock(known));
      case ADD_QUICK_UNLOCK -> {
        change.addQuickUnlock(known);
        yield Optional.empty();
      }
      case NEW_RECOVERY_KEY -> throw new IllegalArgumentException("it is shown first");
    };
  }

  /// The key is shown first and counts only once the person has it: until then the one of before
  /// goes on working.
  private void confirmAndShowRecoveryKey(AccessChange change, Optional<Passphrase> current) {
    Optional<VaultSession> open = desk.session();
    run(
        open,
        () -> {
          try {
            return change.confirm(current);
          } finally {
            current.ifPresent(Passphrase::close);
          }
        },
        known -> {
          RecoveryKey key = RecoveryKey.random();
          recovery.show(
              key,
              desk.vaultFileProperty().get(),
              Optional.of(View.SETTINGS),
              () -> store(change, key));
          confirmation = Optional.of(known);
        });
  }

  private void store(AccessChange change, RecoveryKey key) {
    Confirmation known = confirmation.orElseThrow();
    run(
        desk.session(),
        () -> change.recoveryKey(known, key),
        outcome -> done(AccessWish.NEW_RECOVERY_KEY, outcome));
    desk.go(View.SETTINGS);
  }

  private <T> void run(
      Optional<VaultSession> open,
      java.util.concurrent.Callable<T> work,
      java.util.function.Consumer<T> then) {
    working.set(true);
    problem.set("");
    desk.background()
        .run(
            work,
            result -> {
              working.set(false);
              if (desk.session().equals(open)) {
                then.accept(result);
              }
            },
            thrown -> {
              working.set(false);
              String why = desk.explain(thrown).whole();
              if (desk.session().equals(open) && asking.get().isPresent()) {
                problem.set(why);
              } else {
                desk.tellLost(open, why);
              }
            });
  }

  private void done(AccessWish wish, Optional<RotationOutcome> outcome) {
    cancel();
    int renewed = outcome.map(o -> o.copies().renewed()).orElse(0);
    String said = text("done." + wish.id());
    desk.refresh(
        all ->
            desk.say(
                renewed == 0
                    ? said
                    : said
                        + " "
                        + desk.wording().text("access.copies-renewed", Map.of("count", renewed))));
  }

  String words(AccessWish wish) {
    return text("wish." + wish.id());
  }

  /// What is said above the fields.
  String about(AccessWish wish) {
    return text("about." + wish.id());
  }

  private String text(String key) {
    return desk.wording().text("access." + key);
  }
}
