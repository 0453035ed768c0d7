package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Strength;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.VaultSession.NewVault;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.secret.Passphrase;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Making a vault: file and password first, then its recovery key, which is shown until the person
/// has shown that they have it.
public final class NewVaultViewModel {

  private final Desk desk;
  private final LatestWork measuring;
  private final StringProperty file = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Strength>> strength =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper fileProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper passwordProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper againProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper recoveryNote = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper recoveryProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<NewVault>> made =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// Makes vaults for this desk.
  public NewVaultViewModel(Desk desk) {
    this.desk = desk;
    this.measuring = new LatestWork(desk.background());
    file.subscribe(now -> fileProblem.set(""));
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place == View.NEWVAULT && made.get().isEmpty()) {
                file.set(FreeFile.like(desk.vaultFileProperty().get()).toString());
              }
            });
    file.set(FreeFile.like(desk.vaultFileProperty().get()).toString());
  }

  /// Where the vault will lie, as text.
  public StringProperty fileProperty() {
    return file;
  }

  /// Whether the vault is being made.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Why the vault cannot lie there.
  public ReadOnlyStringProperty fileProblemProperty() {
    return fileProblem.getReadOnlyProperty();
  }

  /// What is wrong with the password.
  public ReadOnlyStringProperty passwordProblemProperty() {
    return passwordProblem.getReadOnlyProperty();
  }

  /// What is wrong with the second one.
  public ReadOnlyStringProperty againProblemProperty() {
    return againProblem.getReadOnlyProperty();
  }

  /// What became of the recovery key's copy.
  public ReadOnlyStringProperty recoveryNoteProperty() {
    return recoveryNote.getReadOnlyProperty();
  }

  /// What is wrong with the typed group, or with saving the recovery key.
  public ReadOnlyStringProperty recoveryProblemProperty() {
    return recoveryProblem.getReadOnlyProperty();
  }

  /// The new vault, until its recovery key has been noted.
  public ReadOnlyObjectProperty<Optional<NewVault>> madeProperty() {
    return made.getReadOnlyProperty();
  }

  /// The password's strength; empty before anything is typed.
  ReadOnlyObjectProperty<Optional<Strength>> strengthProperty() {
    return strength.getReadOnlyProperty();
  }

  /// What the meter says in words.
  String strengthText(Optional<Strength> now) {
    Wording wording = desk.wording();
    return now.map(
            s -> wording.text("unlock.new.strength." + s.score(), Map.of("reason", s.reason())))
        .orElseGet(() -> wording.text("unlock.new.strength.none"));
  }

  /// The meter's colour.
  static Tone tone(Strength strength) {
    return switch (strength.score()) {
      case 0, 1 -> Tone.ERROR;
      case 2 -> Tone.WARNING;
      default -> Tone.GOOD;
    };
  }

  /// Measures a password; the array is wiped.
  public void measure(char[] password) {
    passwordProblem.set("");
    againProblem.set("");
    if (password.length == 0) {
      measuring.forget();
      strength.set(Optional.empty());
      return;
    }
    measuring.run(
        () -> Strength.of(password),
        measured -> strength.set(Optional.of(measured)),
        desk::explain);
  }

  /// The second password has changed.
  public void retyped() {
    againProblem.set("");
  }

  /// Lets the person choose the file.
  public void chooseFile() {
    desk.files()
        .fresh(
            desk.wording().text("unlock.new.title"),
            path().orElseGet(desk.vaultFileProperty()::get))
        .ifPresent(chosen -> file.set(chosen.toString()));
  }

  /// Makes the vault. Both arrays are wiped.
  public void create(char[] typed, char[] again) {
    boolean right = check(typed, again);
    Arrays.fill(again, '\0');
    Optional<Passphrase> password = Passphrase.take(typed);
    if (!right || password.isEmpty()) {
      password.ifPresent(Passphrase::close);
      return;
    }
    working.set(true);
    Path target = path().orElseThrow();
    Latchkey parts = desk.parts();
    desk.background()
        .run(
            () -> {
              try (Passphrase kept = password.get()) {
                return VaultSession.create(target, kept, parts);
              }
            },
            vault -> {
              working.set(false);
              made.set(Optional.of(vault));
            },
            thrown -> {
              working.set(false);
              fileProblem.set(desk.explain(thrown).whole());
            });
  }

  private boolean check(char[] typed, char[] again) {
    for (var problem : List.of(fileProblem, passwordProblem, againProblem)) {
      problem.set("");
    }
    if (path().isEmpty()) {
      fileProblem.set(desk.wording().text("unlock.new.no-file"));
    } else if (typed.length == 0) {
      passwordProblem.set(desk.wording().text("unlock.empty"));
    } else if (Strength.of(typed.clone()).score() < Strength.LEAST) {
      passwordProblem.set(desk.wording().text("unlock.new.weak"));
    } else if (!Arrays.equals(typed, again)) {
      againProblem.set(desk.wording().text("unlock.new.differ"));
    } else {
      return true;
    }
    return false;
  }

  private Optional<Path> path() {
    try {
      return Optional.of(file.get().strip())
          .filter(text -> !text.isEmpty())
          .map(text -> Path.of(text).toAbsolutePath());
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }

  /// Puts the recovery key on the clipboard, which needs a String of it once.
  public void copyRecoveryKey() {
    withRecoveryText(
        text -> {
          desk.clipboard().copy(new String(text), desk.preferencesProperty().get().clearAfter());
          long seconds = desk.preferencesProperty().get().clearAfter().toSeconds();
          say("unlock.recovery.copied", Map.of("seconds", seconds));
        });
  }

  /// Saves the recovery key as a text file that nobody else may read.
  public void saveRecoveryKey() {
    Path suggested = path().orElseThrow().resolveSibling("latchkey-recovery-key.txt");
    desk.files()
        .fresh(desk.wording().text("unlock.recovery.title"), suggested)
        .ifPresent(
            chosen ->
                withRecoveryText(
                    text -> {
                      try {
                        write(chosen, text);
                        recoveryProblem.set("");
                        say("unlock.recovery.saved", Map.of("file", chosen.getFileName()));
                      } catch (IOException trouble) {
                        recoveryProblem.set(
                            desk.explain(AppException.about(chosen, trouble)).whole());
                      }
                    }));
  }

  private static void write(Path target, char[] text) throws IOException {
    var bytes = StandardCharsets.US_ASCII.encode(CharBuffer.wrap(text));
    try (var out =
        FileChannel.open(
            target,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.attributes(target))) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } finally {
      Arrays.fill(bytes.array(), (byte) 0);
    }
  }

  private void say(String key, Map<String, ?> facts) {
    recoveryNote.set(desk.wording().text(key, facts));
  }

  /// Hands the recovery key's text to a view and wipes it after that.
  void withRecoveryText(Consumer<char[]> use) {
    made.get()
        .ifPresent(
            vault -> {
              char[] text = vault.recoveryKey().text();
              try {
                use.accept(text);
              } finally {
                Arrays.fill(text, '\0');
              }
            });
  }

  /// Opens the new vault when the typed characters are the recovery key's last group; they are
  /// wiped.
  public void finish(char[] typed) {
    boolean right = isLastGroup(typed);
    recoveryProblem.set(right ? "" : desk.wording().text("unlock.recovery.wrong"));
    if (right) {
      NewVault vault = made.get().orElseThrow();
      vault.recoveryKey().close();
      made.set(Optional.empty());
      recoveryNote.set("");
      strength.set(Optional.empty());
      desk.open(vault.session());
    }
  }

  private boolean isLastGroup(char[] typed) {
    boolean[] same = {false};
    withRecoveryText(
        text -> {
          int start = text.length - typed.length;
          boolean whole = start > 0 && text[start - 1] == '-';
          same[0] = whole;
          for (int i = 0; whole && i < typed.length; i++) {
            same[0] &= Character.toUpperCase(typed[i]) == Character.toUpperCase(text[start + i]);
          }
        });
    Arrays.fill(typed, '\0');
    return same[0];
  }

  /// Leads back to opening a vault that exists.
  public void openExisting() {
    desk.go(View.UNLOCK);
  }
}
