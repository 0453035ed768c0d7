package io.github.latchkey.platform;

import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The platforms that Latchkey knows, in the order they are offered.
public record Platforms(List<PlatformProfile> all) {

  /// The platform of tokens that belong to no particular one.
  public static final String GENERIC = "generic";

  private static final List<String> BUNDLED =
      List.of("jiomeet-one-step", "jiomeet-two-step", "clan-meeting", GENERIC);

  public Platforms {
    all = List.copyOf(all);
  }

  /// Those that come with the program. A bundled file that cannot be read is a broken build and
  /// ends the program.
  public static Platforms bundled() {
    List<PlatformProfile> profiles = new ArrayList<>();
    for (String id : BUNDLED) {
      String file = "/platforms/" + id + ".json";
      try (InputStream in = Platforms.class.getResourceAsStream(file)) {
        profiles.add(PlatformReader.read(in.readAllBytes(), id + ".json"));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      } catch (PlatformException broken) {
        throw new IllegalStateException(file + " " + broken.facts(), broken);
      }
    }
    return new Platforms(profiles);
  }

  /// The platform of this id.
  public Optional<PlatformProfile> find(String id) {
    return all.stream().filter(profile -> profile.id().equals(id)).findFirst();
  }

  /// The platform of this id; [PlatformException] where there is none.
  public PlatformProfile get(String id) throws PlatformException {
    return find(id)
        .orElseThrow(
            () -> new PlatformException(PlatformException.Kind.PLATFORM_UNKNOWN, Map.of("id", id)));
  }

  /// The platform for tokens of no particular one.
  public PlatformProfile generic() {
    return find(GENERIC).orElseThrow();
  }

  /// The platform that a token looks like: the one that asks the most and gets it.
  public Optional<PlatformProfile> recognise(JsonObject header, JsonObject payload) {
    var token = new TokenView(header, payload, Map.of());
    return all.stream()
        .filter(profile -> profile.recognises(token))
        .max(Comparator.comparingInt(profile -> profile.recognisedBy().size()));
  }
}
