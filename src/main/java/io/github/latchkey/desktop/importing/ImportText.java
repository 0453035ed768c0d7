package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ImportLook.Badge;
import io.github.latchkey.app.ImportLook.SeenFile;
import io.github.latchkey.app.StoredImport;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.engine.keys.KeyDescription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the import screen says about what was offered and what was stored.
record ImportText(Wording wording) {

  /// A line for each thing that was offered.
  List<FindingLine> lines(ImportLook now) {
    return now.files().stream().map(this::line).toList();
  }

  private FindingLine line(SeenFile file) {
    boolean asks = file.asksForPassphrase() || !file.choices().isEmpty();
    return new FindingLine(
        asks ? Tone.WARNING : tone(file.badge()),
        text("badge." + badge(file)),
        file.name(),
        "— " + file.what(),
        file.choices().isEmpty() ? file.detail() : "");
  }

  private static String badge(SeenFile file) {
    if (file.asksForPassphrase()) {
      return "encrypted";
    }
    return file.choices().isEmpty() ? file.badge().name().toLowerCase(Locale.ROOT) : "several";
  }

  /// A line for each key of which one is taken; the action's text is its number, from 1.
  List<DetailLine> choices(List<KeyDescription> keys) {
    return IntStream.range(0, keys.size())
        .mapToObj(
            at -> {
              String kind = wording.key(keys.get(at));
              String print = keys.get(at).fingerprint().map(wording::fingerprint).orElse("");
              var take = new DetailLine.Action(text("several.take"), kind, String.valueOf(at + 1));
              String key = wording.text("importing.several.key", Map.of("number", at + 1));
              return new DetailLine(key, kind, print, false, Optional.of(take));
            })
        .toList();
  }

  private static Tone tone(Badge badge) {
    return switch (badge) {
      case USABLE, PAIR -> Tone.GOOD;
      case PUBLIC -> Tone.WARNING;
      case REFUSED -> Tone.ERROR;
    };
  }

  /// What is said when it is stored.
  String storedText(StoredImport result) {
    var text =
        new StringBuilder(
            wording.text("importing.stored.text", Map.of("algorithm", result.tested().name())));
    result
        .sameKeyAs()
        .ifPresent(
            name ->
                text.append(' ')
                    .append(wording.text("importing.stored.same", Map.of("name", name))));
    return text.toString();
  }

  private String text(String key) {
    return wording.text("importing." + key);
  }
}
