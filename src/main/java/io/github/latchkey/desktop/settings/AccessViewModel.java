package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.PasswordStrength;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.recovery.RecoveryViewModel;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Who can open the vault, and changing that. Each change asks for the password again, in place,
/// and where it gives the vault a new data key for the other passwords that are to stay.
public final class AccessViewModel {

  private final Desk desk;
  private final RecoveryViewModel recovery;
  private final LatestWork reading;
  private final PasswordStrength strength;
  private final ReadOnlyObjectWrapper<ShownWays> ways = new ReadOnlyObjectWrapper<>(ShownWays.NONE);
  private final ReadOnlyObjectWrapper<Optional<AccessWish>> asking =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<KeySlot>> others =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper making = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final StringProperty keyFile = new SimpleStringProperty("");
  private Optional<AccessChange> begun = Optional.empty();

  /// The ways into this desk's vault; new recovery keys are shown there.
  public AccessViewModel(Desk desk, RecoveryViewModel recovery) {
    this.desk = desk;
    this.recovery = recovery;
    this.reading = new LatestWork(desk.background());
    this.strength = new PasswordStrength(desk);
    desk.readingsProperty().subscribe(now -> read());
    desk.sessionProperty().subscribe(now -> letGo()); // while what is being made can still end
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place != View.RECOVERY && (place != View.SETTINGS || !making.get())) {
                letGo();
              }
              if (place != View.SETTINGS) {
                forget();
              }
            });
  }

  private void read() {
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty()) {
      reading.forget();
      ways.set(ShownWays.NONE);
    } else {
      reading.run(() -> new ShownWays(open.get().access().ways()), ways::set, desk::explain);
    }
  }

  private void letGo() {
    begun.ifPresent(change -> desk.afterwards(change::close));
    begun = Optional.empty();
  }

  /// The ways in, in the order in which they were made.
  ReadOnlyObjectProperty<ShownWays> waysProperty() {
    return ways.getReadOnlyProperty();
  }

  /// A line for each.
  List<DetailLine> lines() {
    return ways.get().all().stream()
        .map(
            way ->
                new DetailLine(
                    name(way.slot()),
                    way.isInUse() ? text("in-use") : "",
                    "",
                    false,
                    Optional.empty()))
        .toList();
  }

  /// `Password`, with its number where there are several.
  String name(KeySlot slot) {
    String kind = text("way." + slot.type());
    boolean isNumbered = ways.get().areSeveral() && slot.type().startsWith("password");
    return isNumbered ? kind + " " + ways.get().number(slot) : kind;
  }

  /// What the person is asked about.
  ReadOnlyObjectProperty<Optional<AccessWish>> askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// The other passwords that end unless they are typed now; none before the current one was right.
  ReadOnlyObjectProperty<List<KeySlot>> othersProperty() {
    return others.getReadOnlyProperty();
  }

  /// Whether the current password has to be typed: the recovery key was enough to open the vault.
  boolean asksForPassword() {
    return !ways.get().isOpenByRecoveryKey();
  }

  /// Whether a key file belongs to a password of this vault.
  boolean asksForKeyFile() {
    return asksForPassword() && ways.get().has(PasswordFileSlot.class);
  }

  /// Whether it is being changed, or the current password tried for that.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Whether it is being changed, which nothing ends any more.
  ReadOnlyBooleanProperty makingProperty() {
    return making.getReadOnlyProperty();
  }

  /// Why it was not changed.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// The current key file's path.
  public StringProperty keyFileProperty() {
    return keyFile;
  }

  /// How good the new password is.
  PasswordStrength strength() {
    return strength;
  }

  /// The new password has changed; the array is wiped.
  public void measure(char[] password) {
    strength.measure(password);
  }

  /// Asks for what a change needs.
  void begin(AccessWish wish) {
    forget();
    letGo();
    asking.set(Optional.of(wish));
  }

  /// Asks for what another password needs.
  public void beginPasswordChange() {
    begin(AccessWish.CHANGE_PASSWORD);
  }

  /// Nothing is changed; once the change is being made it goes on to its end.
  public void cancel() {
    if (!making.get()) {
      forget();
      letGo();
    }
  }

  private void forget() {
    asking.set(Optional.empty());
    others.set(List.of());
    problem.set("");
    keyFile.set("");
    strength.forget();
  }

  /// Lets the person choose the current key file.
  public void chooseKeyFile() {
    chosenKeyFile().ifPresent(chosen -> keyFile.set(chosen.toString()));
  }

  /// A key file that the person chooses.
  Optional<Path> chosenKeyFile() {
    return desk.files().existing(text("key-file")).stream().findFirst();
  }

  /// Takes what was typed for the change that was asked about, and asks for the other passwords
  /// where there are such. Everything that was typed is closed or wiped in the end.
  public void confirm(Optional<Passphrase> current, char[] fresh, char[] again) {
    boolean same = Arrays.equals(fresh, again);
    Arrays.fill(again, '\0');
    Optional<Passphrase> wanted = Passphrase.take(fresh);
    Optional<AccessWish> wish = asking.get();
    Optional<String> refusal = refusal(wish, current, wanted, same);
    refusal.ifPresent(problem::set);
    boolean makesKeyFile = wish.equals(Optional.of(AccessWish.ADD_KEY_FILE));
    Optional<Path> target = refusal.isEmpty() && makesKeyFile ? newKeyFile() : Optional.empty();
    var typed = new AccessChange.Typed(current, path(keyFile.get()), wanted, target);
    Optional<VaultSession> open = desk.session();
    if (refusal.isPresent()
        || makesKeyFile && target.isEmpty()
        || open.isEmpty()
        || wish.isEmpty()
        || working.get()) {
      typed.close();
      return;
    }
    letGo();
    var change = new AccessChange(wish.get(), open.get(), typed);
    begun = Optional.of(change);
    run(
        change,
        change::confirm,
        ending -> {
          if (!isBegun(change)) {
            return; // the person has left it
          }
          if (ending.isEmpty()) {
            goOn(change);
          } else {
            others.set(ending);
          }
        });
  }

  private boolean isBegun(AccessChange change) {
    return begun.filter(now -> now == change).isPresent();
  }

  private Optional<String> refusal(
      Optional<AccessWish> wish,
      Optional<Passphrase> current,
      Optional<Passphrase> wanted,
      boolean same) {
    if (asksForPassword() && current.isEmpty()) {
      return Optional.of(desk.wording().text("unlock.empty"));
    }
    if (wish.equals(Optional.of(AccessWish.CHANGE_PASSWORD)) && wanted.isEmpty()) {
      return Optional.of(text("new.empty"));
    }
    return same ? Optional.empty() : Optional.of(desk.wording().text("unlock.new.differ"));
  }

  /// Goes on with the other passwords that were typed; those that were not end.
  void reenter(List<OtherPasswords.Typed> typed) {
    var staying = new OtherPasswords(typed);
    Optional<OtherPasswords.Typed> lacking =
        typed.stream().filter(OtherPasswords.Typed::lacksKeyFile).findFirst();
    lacking.ifPresent(
        other ->
            problem.set(
                desk.wording().text("access.others.key-file", Map.of("name", name(other.slot())))));
    if (lacking.isPresent() || begun.isEmpty() || working.get()) {
      staying.close();
      return;
    }
    begun.get().keep(staying);
    goOn(begun.get());
  }

  /// A path that was typed; empty where it is none.
  static Optional<Path> path(String typed) {
    try {
      return Optional.of(typed.strip()).filter(text -> !text.isEmpty()).map(Path::of);
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }

  private Optional<Path> newKeyFile() {
    Path vault = desk.vaultFileProperty().get();
    return desk.files()
        .fresh(text("wish.add-key-file"), vault.resolveSibling("latchkey-key-file.txt"));
  }

  /// A recovery key is shown first and counts only once the person has it: until then the one of
  /// before goes on working.
  private void goOn(AccessChange change) {
    if (change.wish() != AccessWish.NEW_RECOVERY_KEY) {
      make(change);
      return;
    }
    RecoveryKey key = RecoveryKey.random();
    change.bring(key);
    recovery.show(
        key,
        desk.vaultFileProperty().get(),
        Optional.of(View.SETTINGS),
        () -> {
          make(change);
          desk.go(View.SETTINGS);
        });
  }

  private void make(AccessChange change) {
    Optional<VaultSession> open = desk.session();
    making.set(true);
    run(change, change::make, made -> done(open, change, made));
  }

  private <T> void run(AccessChange change, Callable<T> work, Consumer<T> then) {
    Optional<VaultSession> open = desk.session();
    working.set(true);
    problem.set("");
    desk.background()
        .run(
            work,
            result -> {
              working.set(false);
              making.set(false);
              then.accept(result);
            },
            thrown -> {
              boolean wasMaking = making.get();
              working.set(false);
              making.set(false);
              String why = desk.explain(thrown).whole();
              if (isBegun(change) && asking.get().isPresent()) {
                problem.set(why);
              } else if (wasMaking) {
                desk.tellLost(open, why);
              } // otherwise the person has left it before anything was changed
              if (isBegun(change) && asking.get().isEmpty()) {
                letGo();
              }
            });
  }

  /// Where the vault was locked meanwhile it is told at its door: the password of now is another.
  private void done(Optional<VaultSession> open, AccessChange change, AccessChange.Made made) {
    String said = new AccessOutcomeText(desk.wording()).of(change, made.rotation());
    open.ifPresent(vault -> desk.changes().tell(vault, made.save()));
    if (isBegun(change)) {
      cancel();
    }
    if (desk.session().equals(open)) {
      desk.refresh(all -> desk.say(said));
    } else {
      desk.tell(open, said);
    }
  }

  String words(AccessWish wish) {
    return text("wish." + wish.id());
  }

  /// What is said above the fields.
  String about(AccessWish wish) {
    return text(others.get().isEmpty() ? "about." + wish.id() : "others.about");
  }

  private String text(String key) {
    return desk.wording().text("access." + key);
  }
}
