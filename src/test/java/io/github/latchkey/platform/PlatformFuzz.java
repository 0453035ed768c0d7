package io.github.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.Mutation;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One try: a platform's file, damaged. It is refused with a reason, or usable to the end.
final class PlatformFuzz {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final List<byte[]> seeds = new ArrayList<>();

  /// With the files of the program as they are.
  PlatformFuzz() throws IOException {
    for (String id : List.of("jiomeet-one-step", "jiomeet-two-step", "clan-meeting", "generic")) {
      try (var in = PlatformFuzz.class.getResourceAsStream("/platforms/" + id + ".json")) {
        seeds.add(in.readAllBytes());
      }
    }
  }

  /// Reads one.
  void test(Random random) {
    byte[] file = Mutation.of(seeds, random);
    try {
      PlatformProfile profile = PlatformReader.read(file, "mine.json");
      assertFalse(profile.algorithms().isEmpty());
      var wish =
          new TokenWish(
              profile.algorithms().getFirst(),
              Map.of("app", "a", "iss", "b", "consumerId", "c"),
              Map.of(),
              Map.of(),
              Validity.usual());
      TokenDraft draft = TokenComposer.compose(profile, wish, NOW);
      var view = new TokenView(draft.header(), draft.payload(), Map.of());
      PlatformRules.judge(profile, view);
      LifetimeJudge.judge(profile.lifetime(), draft.payload(), NOW);
      profile.recognises(new TokenView(JsonObject.empty(), JsonObject.empty(), Map.of()));
    } catch (PlatformException declared) {
      assertTrue(declared.kind() != null);
    }
  }
}
