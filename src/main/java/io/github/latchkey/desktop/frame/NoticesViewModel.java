package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.MergeNotice;
import io.github.latchkey.app.MergeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.VaultWarning;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Notice;
import io.github.latchkey.desktop.control.Notice.Choice;
import io.github.latchkey.desktop.control.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is told above the work: that the vault's file is not what this computer saw last, what a
/// save put aside, and what came in from other computers. Each stays until the person has dealt
/// with it.
public final class NoticesViewModel {

  private final Desk desk;
  private final ReadOnlyObjectWrapper<List<Notice>> notices =
      new ReadOnlyObjectWrapper<>(List.of());
  private List<VaultWarning> warnings = List.of();
  private Optional<String> trouble = Optional.empty();
  private boolean isShownWhole;
  private boolean looking;

  /// The notices of this desk.
  public NoticesViewModel(Desk desk) {
    this.desk = desk;
    desk.sessionProperty()
        .subscribe(
            now -> {
              warnings = now.map(VaultSession::warnings).orElse(List.of());
              trouble = Optional.empty();
              tell();
            });
    desk.merged()
        .unseenProperty()
        .subscribe(
            now -> {
              isShownWhole = isShownWhole && !now.isEmpty();
              tell();
            });
    desk.saveNotes().unseenProperty().subscribe(now -> tell());
    desk.changedKey()
        .changeProperty()
        .subscribe(
            now -> {
              trouble = now.isEmpty() ? Optional.empty() : trouble; // it was about that key
              tell();
            });
    desk.placeProperty().subscribe(now -> tell());
  }

  /// What there is to be told.
  public ReadOnlyObjectProperty<List<Notice>> noticesProperty() {
    return notices.getReadOnlyProperty();
  }

  /// The person has come back to the window: what others saved meanwhile is taken in.
  public void lookAgain() {
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty() || looking) {
      return;
    }
    looking = true;
    desk.background()
        .run(
            () -> open.get().refresh(),
            notice -> {
              looking = false;
              if (desk.session().equals(open)) {
                trouble = Optional.empty();
                tookIn(notice);
              }
            },
            thrown -> {
              looking = false;
              if (desk.session().equals(open)) {
                trouble = Optional.of(desk.explain(thrown).whole());
                tell();
              }
            });
  }

  private void tookIn(MergeNotice notice) {
    if (!notice.isEmpty()) {
      desk.merged().tell(notice);
      desk.refresh();
    }
    tell();
  }

  private void tell() {
    var told = new ArrayList<Notice>();
    boolean isRekeyed = desk.changedKey().changeProperty().get().isPresent();
    if (isRekeyed && desk.placeProperty().get() != View.REKEYED) {
      told.add(
          new Notice(
              Tone.WARNING,
              text("changed-key"),
              List.of(),
              List.of(new Choice(text("type-password"), () -> desk.go(View.REKEYED)))));
    }
    trouble
        .filter(why -> !isRekeyed)
        .ifPresent(
            why ->
                told.add(
                    new Notice(
                        Tone.WARNING,
                        why,
                        List.of(),
                        List.of(
                            new Choice(text("again"), this::lookAgain),
                            new Choice(text("dismiss"), this::dismissTrouble)))));
    warnings.forEach(warning -> told.add(notice(warning)));
    desk.saveNotes().unseenProperty().get().stream()
        .filter(note -> desk.session().filter(now -> now.file().equals(note.vault())).isPresent())
        .forEach(note -> told.add(notice(note)));
    MergeNotice merged = desk.merged().unseenProperty().get();
    if (!merged.isEmpty()) {
      told.add(notice(merged));
    }
    notices.set(List.copyOf(told));
  }

  private void dismissTrouble() {
    trouble = Optional.empty();
    tell();
  }

  private Notice notice(SaveNotes.Note note) {
    return new Notice(
        Tone.WARNING,
        note.text(),
        List.of(),
        List.of(new Choice(text("dismiss"), () -> desk.saveNotes().dismiss(note))));
  }

  private Notice notice(MergeNotice merged) {
    List<String> lines = new MergeText(desk.wording()).lines(merged);
    int count = merged.changes().size();
    return new Notice(
        Tone.NOTE,
        text(count == 1 ? "merged.one" : "merged.many", Map.of("count", count)),
        isShownWhole ? lines : List.of(),
        List.of(
            new Choice(text(isShownWhole ? "less" : "more"), this::turn),
            new Choice(text("dismiss"), desk.merged()::dismiss)));
  }

  private void turn() {
    isShownWhole = !isShownWhole;
    tell();
  }

  /// What is told of a warning. For this and its test: no test writes a vault of 512 MiB.
  Notice notice(VaultWarning warning) {
    var goOn = new Choice(text("go-on"), () -> drop(warning));
    return switch (warning) {
      case VaultWarning.RolledBack(Path file, long remembered, long found) ->
          new Notice(
              Tone.WARNING,
              text("rolled-back", generations(file, remembered, found)),
              List.of(),
              List.of(new Choice(text("copies"), () -> desk.go(View.SETTINGS)), goOn));
      case VaultWarning.EarlierKey(Path file) ->
          new Notice(
              Tone.WARNING,
              text("earlier-key", Map.of("file", file.getFileName())),
              List.of(),
              List.of(new Choice(text("copies"), () -> desk.go(View.SETTINGS)), goOn));
      case VaultWarning.WentApart(Path file, long remembered, long found) ->
          new Notice(
              Tone.WARNING,
              text("went-apart", generations(file, remembered, found)),
              List.of(),
              List.of(
                  new Choice(
                      text("merge-file"), () -> desk.fileMerging().choose(() -> drop(warning))),
                  goOn));
      case VaultWarning.Large(Path file, long mib, long mostMiB) ->
          new Notice(
              Tone.WARNING,
              text("large", Map.of("file", file.getFileName(), "mib", mib, "mostMiB", mostMiB)),
              List.of(),
              List.of(new Choice(text("dismiss"), () -> drop(warning))));
      case VaultWarning.NotMerged(var copy) ->
          new Notice(
              Tone.WARNING,
              text("not-merged", Map.of("file", copy.file().getFileName())),
              List.of(),
              List.of(
                  new Choice(
                      text("merge"),
                      () -> desk.fileMerging().merge(copy.file(), () -> drop(warning))),
                  new Choice(text("later"), () -> drop(warning))));
    };
  }

  private static Map<String, Object> generations(Path file, long remembered, long found) {
    return Map.of("file", file.getFileName(), "remembered", remembered, "found", found);
  }

  private void drop(VaultWarning warning) {
    warnings = warnings.stream().filter(other -> !other.equals(warning)).toList();
    tell();
  }

  private String text(String key) {
    return text(key, Map.of());
  }

  private String text(String key, Map<String, ?> facts) {
    Wording wording = desk.wording();
    return wording.text("frame.notice." + key, facts);
  }
}
