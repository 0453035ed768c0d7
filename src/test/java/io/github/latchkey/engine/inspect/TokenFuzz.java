package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.Mutation;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TestTokens;
import io.github.latchkey.engine.TokenVerifier;
import io.github.latchkey.engine.VerifiedToken;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One try: a token or a paste that was good, damaged. Nothing is thrown, nothing is believed.
final class TokenFuzz {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final List<byte[]> seeds = new ArrayList<>();

  TokenFuzz() throws Exception {
    List<String> honest = new ArrayList<>();
    for (JsonObject vector : TestTokens.vectors("published")) {
      vector.text("token").ifPresent(honest::add);
    }
    honest.add(TestTokens.withPayload("{\"exp\":1700000300,\"aud\":[\"a\"],\"n\":{\"x\":[1e5]}}"));
    for (String token : honest) {
      add(token);
      add("Authorization: Bearer " + token);
      add("curl -H 'x: " + token + "' https://x.example/?jwt=" + token + "#x");
      add("{\"token\":\"" + token + "\"}");
      add(token.replaceAll("(.{60})", "$1\n> "));
    }
    add("006id:abc IAA0 T1==cGFydG5lcl9pZD0x");
    add("eyJ".repeat(40) + "." + "eyJ.".repeat(40));
    add("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"exp\"],\"jku\":\"https://x\"}");
  }

  private void add(String text) {
    seeds.add(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Looks at one.
  void test(Random random) {
    byte[] bytes = Mutation.of(seeds, random);
    String text =
        new String(
            bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    if (random.nextInt(4) == 0) {
      // Damage inside of what base64 hides, with a correct signature around it.
      text = TestTokens.hs256(bytes, Mutation.of(seeds, random));
    }
    for (FoundToken found : TokenFinder.find(text)) {
      TokenReading reading = TokenReader.read(found);
      TimeRules.judge(reading.token(), NOW, Duration.ofSeconds(random.nextInt()));
      check(reading.token());
    }
    check(DecodedToken.of(text));
    TokenReader.read(text);
  }

  private void check(DecodedToken token) {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      Optional<VerifiedToken> verified = TokenVerifier.verify(token, key);
      if (verified.isPresent()) {
        // Whoever damaged it did so before it was signed: what was signed is what is shown.
        String[] parts = token.compact().split("\\.");
        assertEquals(TestTokens.hs256Texts(parts[0], parts[1]), verified.get().token().compact());
        assertTrue(token.headerJson().orElseThrow().text("alg").orElseThrow().equals("HS256"));
      }
      SignatureCheck.check(token, List.of(new KeyCandidate("ours", key, true)));
    } catch (io.github.latchkey.engine.EngineException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
