package io.github.latchkey.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The words for what a merge did, one line per credential and field.
public final class MergeText {

  private final Wording wording;

  /// Words of this language.
  public MergeText(Wording wording) {
    this.wording = wording;
  }

  /// What there is to tell, in the order of the credentials; no lines for nothing.
  public List<String> lines(MergeNotice notice) {
    List<String> lines = new ArrayList<>();
    for (MergeNotice.Change change : notice.changes()) {
      String what = change.what().name().toLowerCase(Locale.ROOT);
      if (change.what() != MergeNotice.What.CHANGED) {
        lines.add(wording.text("merge." + what, Map.of("name", change.name())));
      }
      for (MergeNotice.Field field : change.fields()) {
        lines.add(line(change, field));
      }
    }
    return lines;
  }

  private String line(MergeNotice.Change change, MergeNotice.Field field) {
    String fate = field.fate().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return wording.text(
        "merge." + fate + (field.isKey() ? ".key" : ""),
        Map.of(
            "name", change.name(),
            "field", wording.field(field.field(), change.platform()),
            "current", value(field.current()),
            "other", value(field.other())));
  }

  private String value(Optional<String> text) {
    return text.map(given -> wording.text("merge.value", Map.of("text", given)))
        .orElseGet(() -> wording.text("merge.nothing"));
  }
}
