package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.KeyExport;
import io.github.latchkey.app.OwnerOnlyFile;
import io.github.latchkey.app.TypedUnlocking;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.WayIn;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.PasswordStrength;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.unlock.UnlockEntry;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Confirmation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Writing a credential's key to a file. What is private is written only after the password was
/// typed again, however the vault was opened and however long ago.
public final class ExportViewModel {

  private final Desk desk;
  private final UnlockEntry entry;
  private final PasswordStrength strength;
  private final ReadOnlyObjectWrapper<Optional<Credential>> exported =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<ExportForm> form = new SimpleObjectProperty<>(ExportForm.PUBLIC_PEM);
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<FileWriting> awaited = Optional.empty();

  /// Exports from this desk's vault.
  public ExportViewModel(Desk desk) {
    this.desk = desk;
    this.entry = new UnlockEntry(desk);
    this.strength = new PasswordStrength(desk);
    form.subscribe(now -> problem.set(""));
    desk.sessionProperty().subscribe(now -> cancel());
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place != View.CREDENTIALS) {
                cancel();
              }
            });
    desk.chosenProperty()
        .subscribe(
            now -> {
              if (!now.map(Credential::id).equals(exported.get().map(Credential::id))) {
                cancel();
              } else if (!now.equals(exported.get())) {
                changed(now);
              }
            });
  }

  /// Asks how this credential's key is to be written.
  public void begin(Credential credential) {
    cancel();
    entry.ask(List.of());
    exported.set(Optional.of(credential));
    form.set(forms().getFirst());
    Optional<VaultSession> open = desk.session();
    open.ifPresent(
        vault ->
            desk.background()
                .run(
                    () -> vault.access().ways().stream().map(WayIn::slot).toList(),
                    slots -> {
                      if (exported.get().equals(Optional.of(credential))) {
                        entry.ask(slots);
                      }
                    },
                    desk::explain));
  }

  /// The key may be another by now, which other forms fit.
  private void changed(Optional<Credential> now) {
    exported.set(now);
    if (!forms().contains(form.get())) {
      form.set(forms().getFirst());
    }
  }

  /// Nothing is written, unless that has begun: then it is told when it is done.
  public void cancel() {
    awaited.ifPresent(FileWriting::giveUp);
    awaited = Optional.empty();
    working.set(false);
    exported.set(Optional.empty());
    problem.set("");
    strength.forget();
  }

  /// The credential that is being exported.
  public ReadOnlyObjectProperty<Optional<Credential>> exportedProperty() {
    return exported.getReadOnlyProperty();
  }

  /// The form that is chosen.
  public ObjectProperty<ExportForm> formProperty() {
    return form;
  }

  /// How the person proves to know a way in.
  UnlockEntry entry() {
    return entry;
  }

  /// How good the passphrase of what is written is.
  PasswordStrength strength() {
    return strength;
  }

  /// The passphrase has changed; the array is wiped.
  public void measure(char[] passphrase) {
    strength.measure(passphrase);
  }

  /// Whether it is being written.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Why it was not written.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// The forms of this key, the harmless ones first.
  List<ExportForm> forms() {
    return exported.get().map(credential -> ExportForm.of(credential.key())).orElse(List.of());
  }

  boolean asksForPassword() {
    return form.get().part() != ExportForm.Part.PUBLIC;
  }

  boolean asksForPassphrase() {
    return form.get().isEncrypted();
  }

  String words(ExportForm offered) {
    return text("form." + offered.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /// What the person has to know of the form.
  String about(ExportForm offered) {
    return text(
        offered.part() == ExportForm.Part.PUBLIC
            ? "about.public"
            : offered.isEncrypted() ? "about.encrypted" : "about.plain");
  }

  /// Whether whoever reads the file can sign.
  boolean isDangerous(ExportForm offered) {
    return !offered.isHarmless();
  }

  /// Writes the key to a file that the person chooses. The arrays are wiped here.
  ///
  /// @param password the vault's password or recovery key, where the form asks for it
  /// @param passphrase opens what is written, where the form asks for it
  public void write(char[] password, char[] passphrase, char[] again) {
    boolean same = Arrays.equals(passphrase, again);
    Arrays.fill(again, '\0');
    Optional<TypedUnlocking> typed = asksForPassword() ? entry.take(password) : Optional.empty();
    Optional<Passphrase> sealing = Passphrase.take(passphrase);
    if (typed.isEmpty()) {
      Arrays.fill(password, '\0');
    }
    Optional<String> refusal = refusal(typed, sealing, same);
    refusal.ifPresent(problem::set);
    Optional<Credential> credential = exported.get();
    Optional<Path> target =
        refusal.isEmpty() && !working.get() ? credential.flatMap(this::target) : Optional.empty();
    if (target.isEmpty() || desk.session().isEmpty()) {
      typed.ifPresent(TypedUnlocking::close);
      sealing.ifPresent(Passphrase::close);
      return;
    }
    ExportForm chosen = form.get();
    VaultSession vault = desk.session().get();
    var writing = new FileWriting();
    run(
        writing,
        target.get(),
        () -> {
          try {
            if (typed.isPresent()) {
              return writePrivate(
                  vault, credential.get(), chosen, typed.get(), sealing, writing, target.get());
            }
            byte[] written = new KeyExport(vault).publicKey(credential.get(), chosen);
            boolean begun = writing.begin();
            if (begun) {
              OwnerOnlyFile.create(target.get(), written);
            }
            return begun;
          } finally {
            typed.ifPresent(TypedUnlocking::close);
            sealing.ifPresent(Passphrase::close);
          }
        });
  }

  private Optional<String> refusal(
      Optional<TypedUnlocking> typed, Optional<Passphrase> sealing, boolean same) {
    if (asksForPassword() && typed.isEmpty()) {
      return Optional.of(entry.nothingTyped());
    }
    if (asksForPassphrase() && sealing.isEmpty()) {
      return Optional.of(text("no-passphrase"));
    }
    return asksForPassphrase() && !same ? Optional.of(text("differ")) : Optional.empty();
  }

  private Optional<Path> target(Credential credential) {
    String stem = credential.name().replaceAll("[^\\p{L}\\p{N}._-]", "-");
    String part = asksForPassword() ? "" : ".public";
    Path beside = desk.vaultFileProperty().get();
    return desk.files()
        .fresh(text("title"), beside.resolveSibling(stem + part + "." + form.get().ending()));
  }

  /// Whether it was written, and not given up before.
  private static boolean writePrivate(
      VaultSession vault,
      Credential credential,
      ExportForm form,
      TypedUnlocking typed,
      Optional<Passphrase> sealing,
      FileWriting writing,
      Path target)
      throws FaultException {
    OwnerOnlyFile.requireFree(target);
    try (Confirmation confirmation = typed.use(with -> vault.access().confirm(with));
        SecretBytes written =
            new KeyExport(vault)
                .secretPart(confirmation, credential, form, sealing.map(Passphrase::utf8))) {
      boolean begun = writing.begin();
      if (begun) {
        OwnerOnlyFile.create(target, written);
      }
      return begun;
    }
  }

  private void run(FileWriting writing, Path target, Callable<Boolean> work) {
    Optional<VaultSession> open = desk.session();
    awaited = Optional.of(writing);
    working.set(true);
    problem.set("");
    desk.background()
        .run(
            work,
            written -> {
              if (isAwaited(writing)) {
                cancel();
              }
              if (written) {
                desk.tell(open, said(target));
              }
            },
            thrown -> {
              String why = desk.explain(thrown).whole();
              if (isAwaited(writing)) {
                awaited = Optional.empty();
                working.set(false);
                problem.set(why);
              } else if (!writing.isGivenUp()) {
                desk.tellLost(open, why);
              }
            });
  }

  private boolean isAwaited(FileWriting writing) {
    return awaited.filter(now -> now == writing).isPresent();
  }

  private String said(Path target) {
    return desk.wording()
        .text("export.done", Map.of("file", Wording.visible(target.getFileName().toString())));
  }

  private String text(String key) {
    return desk.wording().text("export." + key);
  }
}
