package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.SaveText;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.ClipboardLease;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.desktop.task.Pulse;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.DraftKey;
import io.github.latchkey.vault.SealedDraft;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What all screens share: the open vault, where the person is, what was said last. It owns the
/// [VaultSession] and closes it when it locks. Used on the JavaFX thread only.
public final class Desk {

  private final Latchkey parts;
  private final VaultWork work;
  private final LatestWork opening;
  private final ClipboardLease clipboard;
  private final FileChoice files;
  private final Pulse pulse;
  private final ReadOnlyObjectWrapper<Optional<VaultSession>> session =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<View> place = new ReadOnlyObjectWrapper<>(View.UNLOCK);
  private final ReadOnlyIntegerWrapper readings = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyObjectWrapper<List<Credential>> credentials =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Optional<Credential>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final RememberedPreferences preferences;
  private final ObjectProperty<Path> vaultFile;
  private final StringProperty search = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper late = new ReadOnlyStringWrapper("");
  private final StatusLine status;
  private final Drafts drafts = new Drafts();
  private final VaultChanges changes = new VaultChanges(this);
  private final ChangedKey changedKey = new ChangedKey();
  private final MergedChanges merged = new MergedChanges();
  private final SaveNotes saveNotes;
  private final DroppedFiles dropped = new DroppedFiles(this);
  private final FileMerging fileMerging = new FileMerging(this);
  private final Mishap mishap;
  private boolean goingOn;

  /// A desk with everything locked.
  public Desk(
      Latchkey parts,
      Background background,
      ClipboardLease clipboard,
      PreferencesFile preferencesFile,
      FileChoice files,
      Pulse pulse) {
    this.parts = parts;
    this.work = new VaultWork(background);
    this.opening = new LatestWork(work);
    this.clipboard = clipboard;
    this.files = files;
    this.pulse = pulse;
    this.status = new StatusLine(parts.clock());
    this.mishap = new Mishap(parts.wording());
    this.saveNotes = new SaveNotes(new SaveText(parts.wording()), sessionProperty());
    this.preferences =
        new RememberedPreferences(preferencesFile, work, thrown -> say(explain(thrown).whole()));
    this.vaultFile =
        new SimpleObjectProperty<>(
            preferences().lastVault().orElseGet(parts.folders()::usualVault));
    vaultFile.subscribe(now -> opening.forget());
  }

  /// The parts that both faces share.
  public Latchkey parts() {
    return parts;
  }

  /// Every sentence that a person reads.
  public Wording wording() {
    return parts.wording();
  }

  /// The present moment.
  public Instant now() {
    return parts.clock().instant();
  }

  /// Where long work goes. What is begun while a vault is open may use it to its end: the vault is
  /// closed after that, however soon it is locked.
  public Background background() {
    return work;
  }

  /// Runs `then` once nothing is under way any more that was begun with the open vault.
  public void afterwards(Runnable then) {
    work.whenDone(then);
  }

  /// Runs `then` once every vault that was locked is closed, and what was being saved is saved.
  public void whenAllAreClosed(Runnable then) {
    work.whenAllAreClosed(then);
  }

  /// What Latchkey put on the clipboard.
  public ClipboardLease clipboard() {
    return clipboard;
  }

  /// Asks for files.
  public FileChoice files() {
    return files;
  }

  /// The beat of a second.
  public Pulse pulse() {
    return pulse;
  }

  /// The open vault, if one is.
  public ReadOnlyObjectProperty<Optional<VaultSession>> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  /// The open vault, if one is.
  public Optional<VaultSession> session() {
    return session.get();
  }

  /// Where the person is.
  public ReadOnlyObjectProperty<View> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /// The credentials of the open vault, by name; none while it is locked.
  public ReadOnlyObjectProperty<List<Credential>> credentialsProperty() {
    return credentials.getReadOnlyProperty();
  }

  /// The credential that the person works with.
  public ObjectProperty<Optional<Credential>> chosenProperty() {
    return chosen;
  }

  /// What the window remembers.
  public ReadOnlyObjectProperty<Preferences> preferencesProperty() {
    return preferences.nowProperty();
  }

  private Preferences preferences() {
    return preferences.nowProperty().get();
  }

  /// The vault that is open, or that would be opened.
  public ObjectProperty<Path> vaultFileProperty() {
    return vaultFile;
  }

  /// What stands in the search field.
  public StringProperty searchProperty() {
    return search;
  }

  /// The quiet line in the status bar.
  public StatusLine status() {
    return status;
  }

  /// What the quiet line in the status bar says.
  public ReadOnlyStringProperty noteProperty() {
    return status.textProperty();
  }

  /// Changes of the open vault.
  public VaultChanges changes() {
    return changes;
  }

  /// Whether the vault's data key was changed elsewhere.
  public ChangedKey changedKey() {
    return changedKey;
  }

  /// What other programs changed in this vault, until the person has seen it.
  public MergedChanges merged() {
    return merged;
  }

  /// What saves told beside what they merged, until the person has seen it.
  public SaveNotes saveNotes() {
    return saveNotes;
  }

  /// What nobody foresaw, until it is dismissed.
  public Mishap mishap() {
    return mishap;
  }

  /// Merging files into the open vault.
  public FileMerging fileMerging() {
    return fileMerging;
  }

  /// Files that are dropped on the window.
  public DroppedFiles dropped() {
    return dropped;
  }

  /// Goes to a place.
  public void go(View view) {
    place.set(view);
  }

  /// Says something in the status bar; it stays for a while.
  public void say(String text) {
    status.say(text);
  }

  /// Says something in the status bar that can be taken back from there.
  public void say(String text, Optional<Runnable> wayBack) {
    status.say(text, wayBack);
  }

  /// Takes an open vault over and shows its credentials.
  public void open(VaultSession opened) {
    open(opened, () -> {});
  }

  /// The same; `then` runs once it is shown. What was being typed while another session was open
  /// goes on.
  public void open(VaultSession opened, Runnable then) {
    open(opened, then, () -> {});
  }

  /// The same. Where the person locks or chooses another vault before it is shown it is closed, and
  /// `late` runs instead.
  public void open(VaultSession opened, Runnable then, Runnable late) {
    Optional<SealedDraft> kept = drafts.sealed();
    opening.run(
        () -> Reading.orClosed(opened, kept),
        reading -> {
          show(opened, reading);
          then.run();
        },
        reading -> {
          reading.draftKey().close();
          opened.close();
          late.run();
        },
        this::explain);
  }

  private void show(VaultSession opened, Reading reading) {
    Optional<JsonObject> typed = session.get().isPresent() ? drafts.typed() : Optional.empty();
    goingOn = session.get().filter(now -> now.file().equals(opened.file())).isPresent();
    lock();
    drafts.use(reading.draftKey());
    work.begin(opened);
    session.set(Optional.of(opened));
    goingOn = false;
    vaultFile.set(opened.file());
    show(reading.credentials());
    chosen.set(reading.credentials().stream().findFirst());
    say("");
    late.set("");
    changedKey.forget();
    preferences.remember(preferences().withLastVault(opened.file()));
    go(View.CREDENTIALS);
    reading.draft().or(() -> typed).ifPresent(drafts::restore);
  }

  /// Whether [#sessionProperty()] changes only because the same vault goes on as another session:
  /// what a person has begun and not stored yet waits for that one.
  public boolean isGoingOn() {
    return goingOn;
  }

  /// What is read of a vault off the window's thread.
  private record Reading(
      List<Credential> credentials, DraftKey draftKey, Optional<JsonObject> draft) {

    static Reading of(VaultSession vault, Optional<SealedDraft> kept) {
      return new Reading(vault.credentials(), vault.draftKey(), Drafts.open(vault, kept));
    }

    static Reading orClosed(VaultSession vault, Optional<SealedDraft> kept) {
      try {
        return of(vault, kept);
      } catch (RuntimeException | Error unreadable) {
        vault.close();
        throw unreadable;
      }
    }
  }

  /// What is being typed, and survives a lock.
  public Drafts drafts() {
    return drafts;
  }

  /// Reads the credentials again after a change.
  public void refresh() {
    refresh(all -> {});
  }

  /// Reads the credentials again and hands them to `then`, unless the vault was locked meanwhile.
  public void refresh(Consumer<List<Credential>> then) {
    Optional<VaultSession> open = session.get();
    open.ifPresent(
        vault ->
            work.run(
                () -> Reading.of(vault, Optional.empty()),
                reading -> {
                  if (session.get().equals(open)) {
                    drafts.use(reading.draftKey());
                    show(reading.credentials());
                    then.accept(reading.credentials());
                  } else {
                    reading.draftKey().close();
                  }
                },
                this::explain));
  }

  /// What was chosen stays chosen, whatever became of it.
  private void show(List<Credential> all) {
    credentials.set(all);
    chosen
        .get()
        .flatMap(c -> all.stream().filter(now -> now.id().equals(c.id())).findFirst())
        .ifPresent(now -> chosen.set(Optional.of(now)));
    readings.set(readings.get() + 1);
  }

  /// Counts how often the vault was read: something may have changed in it that no credential
  /// shows.
  public ReadOnlyIntegerProperty readingsProperty() {
    return readings.getReadOnlyProperty();
  }

  /// Gives the vault up at once: every screen forgets what it showed of it. Its secrets are wiped
  /// as soon as what was being done with it is done; nobody waits for that.
  public void lock() {
    if (session.get().isPresent()) {
      opening.forget();
      drafts.seal();
      session.set(Optional.empty());
      work.end();
      chosen.set(Optional.empty());
      show(List.of());
      search.set("");
      say("");
      merged.dismiss();
      changedKey.forget();
      go(View.UNLOCK);
    }
  }

  /// Tells of a change that could not be kept: in the status bar, or where the vault was locked
  /// meanwhile at its door, since what was typed is gone by then.
  public void tellLost(Optional<VaultSession> changed, String sentence) {
    boolean isOpen = session.get().equals(changed);
    tell(changed, isOpen ? sentence : wording().text("unlock.lost", Map.of("why", sentence)));
  }

  /// Tells what became of something: in the status bar, or where the vault was locked meanwhile at
  /// its door.
  public void tell(Optional<VaultSession> open, String sentence) {
    if (session.get().equals(open)) {
      say(sentence);
    } else {
      late.set(late.get().isEmpty() ? sentence : late.get() + "\n" + sentence);
    }
  }

  /// What became of what a lock overtook, until the next vault is open.
  public ReadOnlyStringProperty lateProperty() {
    return late.getReadOnlyProperty();
  }

  /// Puts a text on the clipboard for the time that the preferences say.
  public void copy(String what, String text) {
    clipboard.copy(text, preferences().clearAfter());
    say(wording().text("frame.copied", Map.of("what", what)));
  }

  /// Remembers other preferences; what the disk says against it appears in the status bar.
  public void remember(Preferences wanted) {
    preferences.remember(wanted);
  }

  /// The sentence for what went wrong. What nobody foresaw gets a code, and its details wait to be
  /// copied.
  public Sentence explain(Throwable thrown) {
    if (session.get().isPresent() && !work.isOfAnotherVault()) {
      changedKey.see(thrown);
    }
    return mishap.explain(thrown);
  }
}
