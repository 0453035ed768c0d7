package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Strength;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.PasswordStrength;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.recovery.RecoveryViewModel;
import io.github.latchkey.secret.Passphrase;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Making a vault: file and password first, then its recovery key is shown.
public final class NewVaultViewModel {

  private final Desk desk;
  private final RecoveryViewModel recovery;
  private final PasswordStrength strength;
  private final StringProperty file = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper fileProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper passwordProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper againProblem = new ReadOnlyStringWrapper("");

  /// Makes vaults for this desk.
  public NewVaultViewModel(Desk desk, RecoveryViewModel recovery) {
    this.desk = desk;
    this.recovery = recovery;
    this.strength = new PasswordStrength(desk);
    file.subscribe(now -> fileProblem.set(""));
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place == View.NEWVAULT) {
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

  /// How good the password is.
  PasswordStrength strength() {
    return strength;
  }

  /// Measures a password; the array is wiped.
  public void measure(char[] password) {
    passwordProblem.set("");
    againProblem.set("");
    strength.measure(password);
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
              strength.forget();
              recovery.show(
                  vault.recoveryKey(), target, Optional.empty(), () -> desk.open(vault.session()));
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

  /// Leads back to opening a vault that exists.
  public void openExisting() {
    desk.go(View.UNLOCK);
  }
}
