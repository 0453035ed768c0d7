package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.NewKey;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What a person offers for import, and what was seen in it: files, pasted text, a key that is made
/// here. It is looked at again with a passphrase, or with one key chosen among several. The keys
/// lie in memory only as long as the look is open.
public final class OfferedKeys {

  private final Desk desk;
  private final PastedKey pasted;
  private final Consumer<ImportLook> seen;
  private final ReadOnlyObjectWrapper<Optional<ImportLook>> look =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final LatestWork looking;
  private Offer offered = Offer.NOTHING;
  private Offer pending = Offer.NOTHING;
  private Optional<Passphrase> passphrase = Optional.empty();
  private boolean madeHere;

  /// Tells `seen` of every look that is taken while a vault is open.
  OfferedKeys(Desk desk, PastedKey pasted, Consumer<ImportLook> seen) {
    this.desk = desk;
    this.pasted = pasted;
    this.seen = seen;
    this.looking = new LatestWork(desk.background());
  }

  /// What was seen.
  public ReadOnlyObjectProperty<Optional<ImportLook>> lookProperty() {
    return look.getReadOnlyProperty();
  }

  /// Whether it is being looked at, or made.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Why nothing could be looked at.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Whether the key was made here, so that its public half has to go to the platform.
  boolean isMadeHere() {
    return madeHere;
  }

  /// Looks at files.
  public void offer(List<Path> files) {
    begin(Offer.of(files.stream().map(OfferedKey::file).toList()));
  }

  /// Lets the person choose files. An answer that comes after a lock is none.
  public void chooseFiles() {
    Optional<VaultSession> open = desk.session();
    List<Path> files = desk.files().existing(text("choose.title"));
    if (!files.isEmpty() && desk.session().equals(open)) {
      offer(files);
    }
  }

  /// Looks at the clipboard's text, which passes through a String once.
  public void paste() {
    Optional<String> found = desk.clipboard().text().filter(text -> !text.isBlank());
    if (found.isEmpty()) {
      problem.set(text("nothing-to-paste"));
      return;
    }
    SecretBytes bytes = SecretBytes.take(found.get().getBytes(StandardCharsets.UTF_8));
    begin(
        Offer.pasted(
            OfferedKey.text(text("pasted"), bytes, ExpectedKey.ANYTHING),
            desk.clipboard().trace(found.get())));
  }

  /// The kinds of key that can be made here.
  List<NewKey> kinds() {
    return Arrays.asList(NewKey.values());
  }

  /// Makes a pair of keys, for a platform that asks for the public half of one's own.
  public void make(NewKey kind) {
    if (working.get()) {
      return;
    }
    working.set(true);
    problem.set("");
    looking.run(
        () -> kind.generate().pkcs8(),
        pkcs8 ->
            begin(Offer.made(OfferedKey.text(text("make.name"), pkcs8, ExpectedKey.PRIVATE_KEY))),
        SecretBytes::close,
        this::failed);
  }

  private void begin(Offer next) {
    forgetPassphrase();
    lookAt(next);
  }

  /// Tries a passphrase on what is encrypted; it is closed here. What was offered stays, however
  /// often it is wrong.
  public void open(Optional<Passphrase> typed) {
    if (typed.isPresent()) {
      forgetPassphrase();
      passphrase = typed;
      lookAt(offered);
    }
  }

  /// The name of the first thing that is encrypted and not opened yet.
  Optional<String> encrypted() {
    return files().stream()
        .filter(ImportLook.SeenFile::asksForPassphrase)
        .map(ImportLook.SeenFile::name)
        .findFirst();
  }

  /// The name of the first thing that holds several keys.
  Optional<String> several() {
    return withChoices().map(at -> files().get(at).name());
  }

  /// The keys in it, of which one has to be chosen.
  List<KeyDescription> choices() {
    return withChoices().map(at -> files().get(at).choices()).orElse(List.of());
  }

  private Optional<Integer> withChoices() {
    return IntStream.range(0, files().size())
        .filter(at -> !files().get(at).choices().isEmpty())
        .boxed()
        .findFirst();
  }

  private List<ImportLook.SeenFile> files() {
    return look.get().map(ImportLook::files).orElse(List.of());
  }

  /// Takes one of the keys, from 1, and leaves the others.
  public void choose(int number) {
    Optional<Integer> at = withChoices();
    if (at.isPresent() && !working.get()) {
      offered = offered.choosing(at.get(), number);
      lookAt(offered);
    }
  }

  /// What is shown stays, with all that belongs to it, until the look at something else stands.
  private void lookAt(Offer next) {
    if (pending != next && pending != offered) {
      letGo(pending);
    }
    pending = next;
    List<OfferedKey> now =
        next.keys().stream()
            .map(key -> passphrase.map(typed -> key.withPassphrase(typed.utf8())).orElse(key))
            .toList();
    working.set(true);
    problem.set("");
    looking.run(
        () -> desk.parts().importing().look(now, desk.wording()),
        found -> {
          working.set(false);
          show(next, found);
        },
        ImportLook::close,
        thrown -> {
          forgetPassphrase();
          if (next != offered) {
            letGo(next);
          }
          pending = Offer.NOTHING;
          failed(thrown);
        });
  }

  private void failed(Throwable thrown) {
    working.set(false);
    problem.set(desk.explain(thrown).whole());
  }

  private void show(Offer next, ImportLook now) {
    if (next != offered) {
      letGo(offered);
    }
    offered = next;
    pending = Offer.NOTHING;
    look.get().ifPresent(before -> desk.afterwards(before::close));
    look.set(Optional.of(now));
    pasted.isOf(next.trace());
    madeHere = next.isMadeHere();
    if (several().isEmpty()) {
      forgetPassphrase();
    }
    if (encrypted().isEmpty() && several().isEmpty()) {
      letGoOfAll();
    }
    seen.accept(now);
  }

  /// What was pasted or made is kept only while something about it is asked.
  private void letGoOfAll() {
    letGo(offered);
    letGo(pending);
    offered = Offer.NOTHING;
    pending = Offer.NOTHING;
    forgetPassphrase();
  }

  private void letGo(Offer before) {
    desk.afterwards(before::close);
  }

  private void forgetPassphrase() {
    Optional<Passphrase> before = passphrase;
    passphrase = Optional.empty();
    desk.afterwards(() -> before.ifPresent(Passphrase::close));
  }

  /// Says why nothing was looked at.
  void refuse(String sentence) {
    problem.set(sentence);
  }

  /// What is being stored keeps its key until it is stored, also behind a lock.
  void forget() {
    looking.forget();
    working.set(false);
    letGoOfAll();
    madeHere = false;
    look.get().ifPresent(now -> desk.afterwards(now::close));
    look.set(Optional.empty());
    problem.set("");
  }

  private String text(String key) {
    return desk.wording().text("importing." + key);
  }
}
