package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ImportLook.Badge;
import io.github.latchkey.app.ImportLook.SeenFile;
import io.github.latchkey.app.StoredImport;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.control.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the import screen says about what was offered and what was stored.
record ImportText(Wording wording) {

  /// A line for each thing that was offered.
  List<FindingLine> lines(ImportLook now) {
    return now.files().stream().map(this::line).toList();
  }

  private FindingLine line(SeenFile file) {
    return new FindingLine(
        file.asksForPassphrase() ? Tone.WARNING : tone(file.badge()),
        file.asksForPassphrase()
            ? text("badge.encrypted")
            : text("badge." + file.badge().name().toLowerCase(Locale.ROOT)),
        file.name(),
        "— " + file.what(),
        file.detail());
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
    if (!result.saved().locked()) {
      text.append(' ').append(text("stored.unlocked"));
    }
    if (result.saved().merged()) {
      text.append(' ').append(text("stored.merged"));
    }
    return text.toString();
  }

  private String text(String key) {
    return wording.text("importing." + key);
  }
}
