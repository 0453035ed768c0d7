package io.github.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.FuzzBudget;
import io.github.latchkey.engine.Mutation;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged platform files: refused with a reason, or usable to the end.
class PlatformFuzzTest {

  private static final int TRIES = 8_000;
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final List<byte[]> seeds = new ArrayList<>();

  @BeforeEach
  void readTheBundledFiles() throws IOException {
    for (String id : List.of("jiomeet-one-step", "jiomeet-two-step", "clan-meeting", "generic")) {
      try (var in = PlatformFuzzTest.class.getResourceAsStream("/platforms/" + id + ".json")) {
        seeds.add(in.readAllBytes());
      }
    }
  }

  private void read(Random random) {
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

  @Test
  void noDamageThrowsAnythingButARefusal() {
    FuzzBudget.everyBuild(TRIES, this::read);
  }

  @Test
  @Tag("nightly")
  void noDamageThrowsAnythingButARefusalAllNight() {
    assertTrue(FuzzBudget.nightly(this::read) > 0);
  }
}
