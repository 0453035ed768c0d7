package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.TypedUnlocking;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.EarlierKey;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// Opening a vault: with its password (and key file), with its recovery key, or with this
/// computer's keyring. Where it is damaged or gone, its newest sound copy is offered in its place.
public final class UnlockViewModel {

  private final Desk desk;
  private final UnlockEntry entry;
  private final SoundCopy soundCopy;
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper lost = new ReadOnlyStringWrapper("");
  private final LatestWork looking;
  private final DoorQuestions questions;
  private final ReadOnlyObjectWrapper<List<KeySlot>> slots = new ReadOnlyObjectWrapper<>(List.of());
  private final LatestWork opening;
  private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper(0);

  /// Opens the desk's vault. With no vault at its usual place it leads to making one.
  public UnlockViewModel(Desk desk) {
    this.desk = desk;
    desk.lateProperty().subscribe(lost::set);
    this.looking = new LatestWork(desk.background());
    this.opening = new LatestWork(desk.background());
    this.entry = new UnlockEntry(desk);
    this.soundCopy = new SoundCopy(desk);
    this.questions = new DoorQuestions(desk.wording(), soundCopy);
    entry.byRecoveryKeyProperty().subscribe(now -> problem.set(""));
    desk.vaultFileProperty().subscribe(now -> begin());
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place == View.UNLOCK) {
                begin();
              } else {
                leaveOff();
              }
            });
    problem.subscribe( // not on isEmpty(), which nobody would keep from being collected
        now -> {
          if (now.isEmpty()) {
            questions.end();
          }
        });
    soundCopy
        .offeredProperty()
        .subscribe(
            now -> {
              endQuestion();
              questions.cost().forget(); // it was accepted of one copy, of no other
              now.ifPresent(this::askFor);
            });
    desk.dropped()
        .areTakenBy(View.UNLOCK, dropped -> dropped.stream().findFirst().ifPresent(this::choose));
  }

  private void endQuestion() {
    if (questions.isAnyAsked()) {
      problem.set("");
    }
  }

  private void begin() {
    leaveOff();
    problem.set("");
    questions.cost().forget();
    look();
  }

  /// The person stands elsewhere by now: what opens all the same is closed, and never shown.
  private void leaveOff() {
    opening.forget();
    working.set(false);
  }

  /// What the person opens it with.
  public UnlockEntry entry() {
    return entry;
  }

  /// The copy that is opened in the vault's place, where that is damaged or gone.
  public ObservableValue<Optional<VaultCopy>> copyProperty() {
    return soundCopy.offeredProperty();
  }

  /// What is told of that copy.
  public ObservableValue<String> copyTextProperty() {
    return soundCopy.offeredProperty().map(soundCopy::text);
  }

  /// What leads to a copy that another password opens; empty where there is none.
  public ObservableValue<String> otherCopyTextProperty() {
    return soundCopy.offeredProperty().map(soundCopy::changeText);
  }

  /// Offers a copy that another password opens, for who cannot open this one.
  public void changeCopy() {
    if (!working.get()) {
      problem.set("");
      soundCopy.change();
    }
  }

  /// What the person is asked before what was typed is tried again.
  public DoorQuestions questions() {
    return questions;
  }

  /// Whether a keyring could open this vault.
  public ObservableValue<Boolean> offersKeyringProperty() {
    return slots.map(all -> all.stream().anyMatch(KeyringSlot.class::isInstance));
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

  /// Whether the key is being derived.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// What was wrong; empty while nothing is.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// What became of something that was being done when the vault was locked.
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
      refuseNothing("unlock.empty");
    } else {
      open(TypedUnlocking.password(typed.get(), entry.keyFile()));
    }
  }

  /// Opens the vault with a recovery key; the array is wiped.
  public void unlock(char[] recoveryKey) {
    if (recoveryKey.length == 0) {
      refuseNothing("unlock.empty-recovery");
    } else {
      open(TypedUnlocking.recoveryKey(recoveryKey));
    }
  }

  private void refuseNothing(String sentence) {
    soundCopy.undecide();
    endQuestion();
    refuse(text(sentence, Map.of()));
  }

  /// Opens the vault with what this computer's keyring keeps. That alone never makes earlier
  /// passwords count again: who wants that is told to type.
  public void unlockWithKeyring() {
    var keyring = new Unlocking.FromKeyring(desk.parts().keyring());
    open(opening -> opening.with(keyring), false);
  }

  private void open(TypedUnlocking typed) {
    open(opening -> typed.use(opening::with), true);
  }

  /// What a vault is opened with, once.
  private interface Way {
    SoundCopy.Opened through(SoundCopy.Opening opening) throws FaultException;
  }

  private void open(Way way, boolean isTyped) {
    Path file = desk.vaultFileProperty().get();
    boolean accepted = questions.cost().isAccepted();
    working.set(true);
    problem.set("");
    SoundCopy.Opening copyOrVault =
        soundCopy
            .opening(file, accepted)
            .orElse(
                with ->
                    new SoundCopy.Opened(
                        VaultSession.open(SoundCopy.read(file, accepted), with, desk.parts())));
    opening.run(
        () -> way.through(copyOrVault),
        this::opened,
        this::closeLate,
        thrown -> notOpened(thrown, file, isTyped));
  }

  private void opened(SoundCopy.Opened opened) {
    working.set(false);
    openings.set(openings.get() + 1);
    entry.byRecoveryKeyProperty().set(false);
    soundCopy.forget();
    desk.open(
        opened.session(),
        () ->
            opened
                .restored()
                .ifPresent(
                    saved -> {
                      desk.say(restored(opened.earlierKey()));
                      desk.changes().tell(opened.session(), saved);
                    }),
        () -> tellLate(opened));
  }

  private void closeLate(SoundCopy.Opened opened) {
    opened.session().close();
    tellLate(opened);
  }

  /// What putting a copy in a vault's place set aside is told, wherever the person stands by now.
  private void tellLate(SoundCopy.Opened opened) {
    opened.restored().ifPresent(saved -> desk.changes().tell(opened.session(), saved));
  }

  private String restored(EarlierKey earlierKey) {
    return text(
        switch (earlierKey) {
          case REFUSED -> "unlock.copy.restored";
          case COUNTS_AGAIN -> "unlock.earlier.restored";
        },
        Map.of());
  }

  private void notOpened(Throwable thrown, Path file, boolean isTyped) {
    working.set(false);
    refuse(questions.ask(thrown, isTyped).orElseGet(() -> desk.explain(thrown).whole()));
    soundCopy.lookAgain(thrown, file, this::goOn);
  }

  /// Ends a key derivation that takes too long; the vault stays locked, also where it just opened.
  public void cancel() {
    if (working.get()) {
      leaveOff();
      refuse("");
    }
  }

  /// Looks at what the file says without a key: which ways in it has.
  private void look() {
    slots.set(List.of());
    entry.ask(List.of());
    soundCopy.forget();
    Path file = desk.vaultFileProperty().get();
    looking.run(
        () -> LockedVault.read(file).summary().slots(),
        this::show,
        unreadable -> soundCopy.see(unreadable, file)); // opening it says why
  }

  /// A copy may have other ways in than the vault had.
  private void askFor(VaultCopy copy) {
    looking.run(() -> LockedVault.read(copy.file()).summary().slots(), this::show, desk::explain);
  }

  private void show(List<KeySlot> found) {
    slots.set(found);
    entry.ask(found);
  }

  /// The vault is back, and has its own ways in.
  private void goOn(List<KeySlot> found) {
    looking.forget();
    slots.set(found);
    entry.goOn(found);
  }

  private String text(String key, Map<String, ?> facts) {
    return desk.wording().text(key, facts);
  }

  private void refuse(String sentence) {
    problem.set(sentence);
    refusals.set(refusals.get() + 1);
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

  /// Where a start begins: at the vault that is there, or a copy of it, else at making one.
  public static View first(Desk desk) {
    Path file = desk.vaultFileProperty().get();
    return Files.exists(file) || hasCopy(file) ? View.UNLOCK : View.NEWVAULT;
  }

  private static boolean hasCopy(Path file) {
    try {
      LockedVault.read(file);
      return true;
    } catch (VaultException gone) {
      return gone.facts().containsKey("copy");
    }
  }
}
