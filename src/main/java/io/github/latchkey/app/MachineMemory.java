package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.SaveMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What this computer remembers of vaults, outside of them: the newest save seen at each place, the
/// data keys that were given up since, and the backups made from here. A small JSON file for the
/// owner alone; nothing in it is secret.
///
/// It is there to warn, so it never stands in the way: lost, damaged or not writable, it knows
/// nothing, and what was to be remembered is forgotten. Two programs that write at once remember
/// what one of them saw.
final class MachineMemory {

  private static final int LONGEST = 1 << 20;
  private static final int MOST_PLACES = 100;
  private static final int MOST_BACKUPS = 200;
  private static final int MOST_GIVEN_UP = 1_000;

  private final Path file;

  MachineMemory(Path folder) {
    this.file = folder.resolve("vaults.json");
  }

  /// The newest save that was seen of a vault at this place; where it was never seen there, of one
  /// whose place is empty by now, since it was moved.
  Optional<SaveMark> newest(String vaultId, Path place) {
    List<SeenVault> seen = read().seen();
    return seen.stream()
        .filter(vault -> vault.isAt(vaultId, place))
        .findFirst()
        .or(
            () ->
                seen.stream()
                    .filter(vault -> vault.mark().vaultId().equals(vaultId))
                    .filter(vault -> Files.notExists(vault.file()))
                    .max(Comparator.comparingLong(vault -> vault.mark().generation())))
        .map(SeenVault::mark);
  }

  /// Which vault was last seen at this place.
  Optional<String> vaultAt(Path place) {
    return read().seen().stream()
        .filter(vault -> vault.file().equals(place))
        .map(vault -> vault.mark().vaultId())
        .reduce((earlier, later) -> later);
  }

  /// Remembers this save as the newest at its place, and a data key that it has no longer as given
  /// up. A save under a key that was given up itself changes nothing: whoever kept that can write
  /// it, or bring a person to it.
  void note(Path place, SaveMark mark) {
    Content content = read();
    if (!content.givenUp().contains(GivenUpKey.of(mark))) {
      note(place, mark, content);
    }
  }

  /// The same where a person has decided that this save's data key counts, whatever it was before.
  void noteDecided(Path place, SaveMark mark) {
    note(place, mark, read());
  }

  private void note(Path place, SaveMark mark, Content content) {
    var now = new SeenVault(place, mark);
    var key = GivenUpKey.of(mark);
    if (content.seen().contains(now) && !content.givenUp().contains(key)) {
      return;
    }
    List<SeenVault> seen = new ArrayList<>(content.seen());
    List<GivenUpKey> givenUp = new ArrayList<>(content.givenUp());
    seen.stream()
        .filter(vault -> vault.isAt(mark.vaultId(), place))
        .map(vault -> GivenUpKey.of(vault.mark()))
        .filter(earlier -> !givenUp.contains(earlier))
        .forEach(givenUp::add);
    givenUp.remove(key);
    seen.removeIf(vault -> vault.isAt(mark.vaultId(), place));
    seen.add(now);
    write(new Content(seen, content.backups(), givenUp));
  }

  /// Whether this computer saw the data key of this save given up.
  boolean gaveUp(SaveMark mark) {
    return read().givenUp().contains(GivenUpKey.of(mark));
  }

  /// The backups made of a vault from this computer, newest first.
  List<Backup> backups(String vaultId) {
    return read().backups().stream()
        .filter(made -> made.vaultId().equals(vaultId))
        .map(MadeBackup::backup)
        .sorted(Comparator.comparing(Backup::made).reversed())
        .toList();
  }

  /// Remembers a backup; one that was at its place before is forgotten.
  void note(String vaultId, Backup backup) {
    Content content = read();
    List<MadeBackup> backups = new ArrayList<>(content.backups());
    backups.removeIf(made -> made.backup().file().equals(backup.file()));
    backups.add(new MadeBackup(vaultId, backup));
    write(new Content(content.seen(), backups, content.givenUp()));
  }

  private record Content(List<SeenVault> seen, List<MadeBackup> backups, List<GivenUpKey> givenUp) {

    static final Content NOTHING = new Content(List.of(), List.of(), List.of());

    Content {
      seen = newest(seen, MOST_PLACES);
      backups = newest(backups, MOST_BACKUPS);
      givenUp = newest(givenUp, MOST_GIVEN_UP);
    }

    private static <T> List<T> newest(List<T> all, int most) {
      return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }
  }

  private Content read() {
    try {
      if (Files.isRegularFile(file)
          && Files.size(file) <= LONGEST
          && Json.parse(Files.readAllBytes(file), JsonLimits.own(LONGEST))
              instanceof JsonObject json) {
        return new Content(
            list(json, "vaults").stream().flatMap(seen -> SeenVault.of(seen).stream()).toList(),
            list(json, "backups").stream().flatMap(made -> MadeBackup.of(made).stream()).toList(),
            list(json, "givenUp").stream().flatMap(key -> GivenUpKey.of(key).stream()).toList());
      }
    } catch (IOException | JsonException lostOrDamaged) {
      return Content.NOTHING;
    }
    return Content.NOTHING;
  }

  private static List<Json> list(JsonObject json, String name) {
    return json.get(name).orElse(JsonArray.of()) instanceof JsonArray(var elements)
        ? elements
        : List.of();
  }

  private void write(Content content) {
    JsonObject json =
        JsonObject.builder()
            .put("vaults", array(content.seen().stream().map(SeenVault::toJson).toList()))
            .put("backups", array(content.backups().stream().map(MadeBackup::toJson).toList()))
            .put("givenUp", array(content.givenUp().stream().map(GivenUpKey::toJson).toList()))
            .build();
    try {
      Files.createDirectories(file.getParent());
      // Made for the owner alone, as temporary files are.
      Path fresh = Files.createTempFile(file.getParent(), "vaults", ".tmp");
      try {
        Files.write(fresh, json.compactUtf8());
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException notRemembered) {
      // a warning less, one day; what the person asked for is done all the same
    }
  }

  private static JsonArray array(List<JsonObject> objects) {
    return new JsonArray(List.copyOf(objects));
  }
}
