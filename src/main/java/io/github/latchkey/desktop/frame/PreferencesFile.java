package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.AppException;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where the [Preferences] lie: a small JSON file in the folder that the system sets aside.
public final class PreferencesFile {

  private static final long LONGEST = 64 * 1024;

  private final Path file;

  /// The file of this folder.
  public PreferencesFile(Path folder) {
    this.file = folder.resolve("desktop.json");
  }

  /// What was remembered; the usual where there is no file, or one that is no JSON object: a
  /// preference is never a reason not to start, and the next change writes the file anew.
  public Preferences read() {
    try {
      if (Files.isRegularFile(file)
          && Files.size(file) <= LONGEST
          && Json.parse(Files.readAllBytes(file), JsonLimits.FOREIGN) instanceof JsonObject json) {
        return Preferences.of(json);
      }
    } catch (IOException | JsonException unreadable) {
      return Preferences.USUAL;
    }
    return Preferences.USUAL;
  }

  /// Remembers these, in one step: the old file or the new one is there, never half of one.
  public void write(Preferences preferences) throws AppException {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "desktop", ".tmp");
      Files.write(fresh, preferences.toJson().compactUtf8());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException trouble) {
      throw AppException.aboutWriting(file, trouble);
    }
  }
}
