package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ImportRequest;
import io.github.latchkey.app.ReplacedKey;
import io.github.latchkey.app.StoredImport;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.control.FormField;
import io.github.latchkey.desktop.credentials.CredentialForm;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.vault.VaultException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Taking keys in: what was offered and looked at is described, stored and tested; then the
/// downloaded files may go, and the public half of a key that was made here to its platform.
public final class ImportingViewModel {

  private final Desk desk;
  private final CredentialForm form = new CredentialForm();
  private final DownloadedFiles downloads;
  private final PastedKey pasted;
  private final OfferedKeys offered;
  private final ReadOnlyObjectWrapper<Optional<StoredImport>> stored =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyIntegerWrapper turns = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyStringWrapper publicKey = new ReadOnlyStringWrapper("");
  private final ImportProblems problems;
  private final ReadOnlyObjectWrapper<Optional<Credential>> replacing =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// Imports into the desk's vault; takes what is dropped on the window.
  public ImportingViewModel(Desk desk) {
    this.desk = desk;
    this.downloads = new DownloadedFiles(desk);
    this.pasted = new PastedKey(desk);
    this.problems = new ImportProblems(form);
    this.offered = new OfferedKeys(desk, pasted, this::seen);
    offered.problemProperty().subscribe(problems.look()::set);
    desk.dropped().areTakenBy(View.IMPORTING, offered::offer);
    desk.sessionProperty()
        .subscribe(
            session -> {
              if (!desk.isGoingOn() || stored.get().isPresent()) {
                forget();
              }
            });
    desk.placeProperty()
        .subscribe(
            (before, now) -> {
              if (before == View.IMPORTING && look().isPresent() && stored.get().isEmpty()) {
                desk.say(text("kept"));
              }
            });
  }

  /// What the person fills in.
  public CredentialForm form() {
    return form;
  }

  /// What the screen says about all this.
  ImportText texts() {
    return new ImportText(desk.wording());
  }

  /// The files that may go once their content is stored.
  public DownloadedFiles downloads() {
    return downloads;
  }

  /// The key on the clipboard, once it is stored.
  public PastedKey pasted() {
    return pasted;
  }

  /// The platforms to choose from.
  public List<PlatformProfile> platforms() {
    return desk.parts().platforms().all();
  }

  /// What is offered, and what was seen in it.
  public OfferedKeys offered() {
    return offered;
  }

  private Optional<ImportLook> look() {
    return offered.lookProperty().get();
  }

  /// What was stored, until something else is offered.
  public ReadOnlyObjectProperty<Optional<StoredImport>> storedProperty() {
    return stored.getReadOnlyProperty();
  }

  /// The public half, in PEM, of a key that was made here and is stored now: the platform asks for
  /// it. Empty otherwise.
  public ReadOnlyStringProperty publicKeyProperty() {
    return publicKey.getReadOnlyProperty();
  }

  /// Copies it.
  public void copyPublicKey() {
    desk.copy(text("public-key"), publicKey.get());
  }

  /// Whether a key is stored.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Counts each time that it is the person's turn again: something was looked at, stored or
  /// refused.
  ReadOnlyIntegerProperty turnsProperty() {
    return turns.getReadOnlyProperty();
  }

  /// What is wrong, each at its place.
  public ImportProblems problems() {
    return problems;
  }

  /// Begins an import that gives a credential another key.
  public void replaceKeyOf(Credential credential) {
    forget();
    replacing.set(Optional.of(credential));
    desk.go(View.IMPORTING);
  }

  /// The credential whose key is replaced; empty where a new credential is made.
  ReadOnlyObjectProperty<Optional<Credential>> replacingProperty() {
    return replacing.getReadOnlyProperty();
  }

  private void seen(ImportLook now) {
    if (stored.get().isPresent()) {
      form.clear();
    }
    stored.set(Optional.empty());
    publicKey.set("");
    problems.clearForm();
    if (form.platformProperty().get().isEmpty()) {
      form.platformProperty().set(now.suggested());
    }
    if (form.nameProperty().get().isEmpty()) {
      now.usable()
          .filter(file -> file.source().isPresent())
          .ifPresent(file -> form.nameProperty().set(suggestedName(file.name())));
    }
    takeTurn();
  }

  private void takeTurn() {
    turns.set(turns.get() + 1);
  }

  /// A file's name without its ending is a beginning that a person can improve.
  private static String suggestedName(String file) {
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private Optional<LocalDate> date() {
    return problems.date(form.rotateByProperty().get(), desk.wording());
  }

  /// What is said under the platform.
  String platformHelp(Optional<PlatformProfile> platform) {
    boolean suggested =
        look()
            .flatMap(ImportLook::suggested)
            .filter(p -> platform.equals(Optional.of(p)))
            .isPresent();
    return suggested ? text("suggested") : platform.map(PlatformProfile::about).orElse("");
  }

  /// The fields that the platform needs and that are empty, by id.
  List<String> missing() {
    return form.platformProperty().get().map(CredentialForm::shown).orElse(List.of()).stream()
        .filter(FormField::required)
        .map(FormField::id)
        .filter(id -> !form.fields().containsKey(id))
        .toList();
  }

  /// Stores the key, saves the vault and tests it.
  public void store() {
    Optional<PlatformProfile> platform = form.platformProperty().get();
    Optional<VaultSession> session = desk.session();
    Optional<ImportLook> shown = look();
    if (working.get() || offered.workingProperty().get() || session.isEmpty() || shown.isEmpty()) {
      return;
    }
    problems.clearForm();
    if (replacing.get().isPresent()) {
      replace(shown.get(), replacing.get().get());
      return;
    }
    Optional<LocalDate> rotation = date();
    problems.store().set(platform.isEmpty() ? text("needs-platform") : "");
    if (platform.isEmpty() || !problems.rotation().get().isEmpty()) {
      takeTurn();
      return;
    }
    ImportRequest request = form.request(platform.get(), rotation);
    working.set(true);
    desk.background()
        .run(
            () -> desk.parts().importing().store(session.get(), shown.get(), request),
            result -> {
              working.set(false);
              desk.changes().tell(session.get(), result.saved());
              if (desk.session().equals(session)) {
                stored(shown.get(), result);
              }
            },
            thrown -> {
              working.set(false);
              if (desk.session().equals(session)) {
                notStored(thrown);
              } else {
                desk.tellLost(session, desk.explain(thrown).whole());
              }
            });
  }

  /// The key of before stays among the earlier values, and can be had back from the status bar.
  private void replace(ImportLook shown, Credential credential) {
    var replaced = new AtomicReference<ReplacedKey>();
    working.set(true);
    desk.changes()
        .make(
            vault -> {
              replaced.set(
                  desk.parts().importing().replaceKey(vault, shown, credential, Optional.empty()));
              return replaced.get().edited();
            },
            desk.wording().text("importing.replaced", Map.of("name", credential.name())),
            edited -> {
              working.set(false);
              ReplacedKey done = replaced.get();
              edited
                  .saved()
                  .ifPresent(
                      saved ->
                          stored(
                              shown,
                              new StoredImport(
                                  edited.credential(), saved, done.tested(), done.sameKeyAs())));
            },
            thrown -> {
              working.set(false);
              notStored(thrown);
            });
  }

  /// Where the person turned away meanwhile, the credential appears in the list and that is all.
  private void stored(ImportLook shown, StoredImport result) {
    if (look().equals(Optional.of(shown))) {
      downloads.offer(shown.sources());
      shown.close();
      if (!shown.leavesKeysBehind()) {
        pasted.offer();
      }
      publicKey.set(offered.isMadeHere() ? result.credential().key().publicPem().orElse("") : "");
      stored.set(Optional.of(result));
      takeTurn();
    }
    desk.chosenProperty().set(Optional.of(result.credential()));
    desk.refresh();
  }

  /// The sentence appears at the field that it is about. What is kept aside is in the open vault
  /// and is not offered again.
  private void notStored(Throwable thrown) {
    String why = desk.explain(thrown).whole();
    if (thrown instanceof VaultException fault && fault.isKeptAside()) {
      forget();
      offered.refuse(why);
      desk.refresh();
    } else {
      problems.tell(thrown, why);
    }
    takeTurn();
  }

  /// Leads to a token from the stored credential.
  public void createToken() {
    forget();
    desk.go(View.TOKEN);
  }

  /// Forgets what was offered and goes back to the list.
  public void cancel() {
    forget();
    desk.go(View.CREDENTIALS);
  }

  private void forget() {
    offered.forget();
    replacing.set(Optional.empty());
    stored.set(Optional.empty());
    publicKey.set("");
    downloads.offer(List.of());
    pasted.forget();
    form.clear();
    problems.clearForm();
  }

  private String text(String key) {
    return desk.wording().text("importing." + key);
  }
}
