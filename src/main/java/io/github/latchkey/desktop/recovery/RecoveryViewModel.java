package io.github.latchkey.desktop.recovery;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.OwnerOnlyFile;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.recovery.SheetPrinting.Told;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A recovery key that is shown this once: it can be printed, saved and copied, and it goes when
/// the person has shown that they have it.
public final class RecoveryViewModel {

  private final Desk desk;
  private final SheetPrinting printing;
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<Showing> showing = Optional.empty();

  /// One key on its way to the person.
  private record Showing(RecoveryKey key, Path vault, Optional<View> cancelled, Runnable noted) {}

  /// Shows keys on this desk and prints them there.
  public RecoveryViewModel(Desk desk, SheetPrinter printer) {
    this.desk = desk;
    printing = new SheetPrinting(desk, printer);
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place != View.RECOVERY) {
                forget();
              }
            });
  }

  /// Leads to a key of this vault file, which is closed here when it is no longer shown. `noted`
  /// runs once the person has typed its last group; `cancelled` is where they get to without that,
  /// if they may.
  public void show(RecoveryKey key, Path vault, Optional<View> cancelled, Runnable noted) {
    forget();
    showing = Optional.of(new Showing(key, vault, cancelled, noted));
    desk.go(View.RECOVERY);
    shown.set(true);
  }

  /// Whether a key is there to be shown.
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// Whether it may be left without showing that one has it: the earlier key goes on working.
  boolean mayBeCancelled() {
    return showing.flatMap(Showing::cancelled).isPresent();
  }

  /// What became of a copy, or of printing or saving.
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  /// What went wrong with printing or saving.
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /// What is wrong with the typed group.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Looks for the printers to choose from: an office's printer is no safe place, so nothing is
  /// printed before the person has seen which one gets the page.
  public void findPrinters() {
    if (showing.isPresent()) {
      printing.find(this::tell);
    }
  }

  /// The printers to choose from, the default one first; none when nobody is to choose.
  public ReadOnlyObjectProperty<List<String>> printersProperty() {
    return printing.printersProperty();
  }

  /// Prints the sheet there. A person who has gone on meanwhile is told where they are that it
  /// failed.
  public void print(String printer) {
    Optional<VaultSession> open = desk.session();
    showing.ifPresent(
        now ->
            printing.print(
                printer,
                sheet(),
                () -> now.key().text(),
                told -> {
                  if (showing.filter(now::equals).isPresent()) {
                    tell(told);
                  } else if (!told.isWell() && desk.session().isPresent()) {
                    desk.say(told.sentence());
                  } else if (!told.isWell()) {
                    desk.tell(open, told.sentence());
                  }
                }));
  }

  private void tell(Told told) {
    note.set(told.isWell() ? told.sentence() : "");
    trouble.set(told.isWell() ? "" : told.sentence());
  }

  /// Saves the sheet as an image that nobody else may read.
  public void save() {
    Path vault = showing.orElseThrow().vault();
    desk.files()
        .fresh(text("title"), vault.resolveSibling("latchkey-recovery-sheet.svg"))
        .ifPresent(chosen -> withText(text -> save(chosen, text)));
  }

  private void save(Path chosen, char[] text) {
    byte[] page = SheetSvg.of(sheet(), text);
    try {
      OwnerOnlyFile.create(chosen, page);
      say("saved", Map.of("file", chosen.getFileName()));
    } catch (AppException refused) {
      tell(new Told(false, desk.explain(refused).whole()));
    } finally {
      Arrays.fill(page, (byte) 0);
    }
  }

  private RecoverySheet sheet() {
    return new RecoverySheet(
        desk.wording(),
        showing.orElseThrow().vault().getFileName().toString(),
        desk.now().atZone(desk.wording().zone()).toLocalDate());
  }

  /// Puts the key on the clipboard, which needs a String of it once.
  public void copy() {
    withText(
        text -> {
          var time = desk.preferencesProperty().get().clearAfter();
          desk.clipboard().copy(new String(text), time);
          say("copied", Map.of("seconds", time.toSeconds()));
        });
  }

  private void say(String key, Map<String, ?> facts) {
    problem.set("");
    tell(new Told(true, key.isEmpty() ? "" : desk.wording().text("recovery." + key, facts)));
  }

  private String text(String key) {
    return desk.wording().text("recovery." + key);
  }

  /// Hands the key's text to a view and wipes it after that.
  void withText(Consumer<char[]> use) {
    showing.ifPresent(
        now -> {
          char[] text = now.key().text();
          try {
            use.accept(text);
          } finally {
            Arrays.fill(text, '\0');
          }
        });
  }

  /// Goes on when the typed characters are the key's last group; they are wiped.
  public void finish(char[] typed) {
    if (isLastGroup(typed)) {
      Runnable next = showing.orElseThrow().noted();
      next.run();
      forget();
    } else {
      problem.set(text("wrong"));
    }
  }

  private boolean isLastGroup(char[] typed) {
    boolean[] same = {false};
    withText(
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

  /// Leaves it without a key: the one of before goes on working.
  public void cancel() {
    showing.flatMap(Showing::cancelled).ifPresent(desk::go);
  }

  private void forget() {
    printing.forget();
    showing.ifPresent(now -> desk.afterwards(now.key()::close));
    showing = Optional.empty();
    shown.set(false);
    say("", Map.of());
  }
}
