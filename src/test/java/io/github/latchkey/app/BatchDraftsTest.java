package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.batch.BatchRow;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.platform.ClaimPath;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.PlatformReader;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.platform.Validity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Rows that are composed and judged together come out as if each were alone.
class BatchDraftsTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  /// A file with all that makes one claim depend on another.
  private static final String TANGLED =
      """
      {"format":"latchkey-platform/1","id":"tangled","name":"Tangled","about":"For tests.","sources":[],
       "algorithms":["HS256"],
       "key":{"kind":"secret","encoding":"utf8","delivery":"","fileNames":[]},
       "fields":[{"id":"app","label":"App"}],
       "header":[{"name":"alg","made":"{algorithm}"},{"name":"kid","made":"{claim.sub}"},
         {"name":"typ","made":"{claim.kind}"}],
       "claims":[{"path":"jti","made":"{uuid}"},
         {"path":"trace","made":"{claim.jti}"},
         {"path":"batch","made":"b-{claim.n}"},
         {"path":"sub","made":"{field.app}[-{claim.room}]"},
         {"path":"room","type":"string","pattern":"[a-z0-9_-]+","longest":12},
         {"path":"context.user.name"},
         {"path":"context.user.id","made":"{claim.id}"},
         {"path":"context.group","value":"g"},
         {"path":"flag","type":"boolean"},{"path":"list","type":"strings"},{"path":"any","type":"any"},
         {"path":"any.inner","value":1},{"path":"idText","made":"[{claim.id}]"},
         {"path":"level","type":"integer","allowed":[1,2,3]},
         {"path":"nbf","type":"time","time":"start?"},{"path":"iat","type":"time","time":"issued"},
         {"path":"exp","type":"time","time":"end"}],
       "lifetime":{"usual":"PT5M","advised":"PT10M","longest":"PT1H","shortest":"PT1M","withoutExpiry":"error","reason":""},
       "checks":[{"finding":"kid-mismatch","when":[{"at":"header.kid","unlike":"{claim.id}"}],"message":"m","advice":"a"},
         {"finding":"room-wildcard","when":[{"at":"claim.room","equals":"*"}],"message":"m","advice":"a"},
         {"finding":"tenant-mismatch","when":[{"at":"claim.any","notStartingWith":"{claim.room}"}],"message":"m","advice":"a"}],
       "uses":[],
       "recognisedBy":[{"at":"claim.batch","present":true}]}
      """;

  private static final List<PlatformProfile> PLATFORMS = platforms();
  private static final List<String> NAMES =
      List.of(
          "a", "b.c", "b.c.d", "b", "context", "context.user", "Room", "n", "id", "kind", "roam");
  private static final List<String> TEXTS =
      List.of(
          "",
          "*",
          "standup",
          "r-1",
          "true",
          "false",
          "1",
          "17",
          "1700000300",
          "1600000000",
          "x,y",
          "[\"a\",1]",
          "{\"a\":{\"b\":[]}}",
          "1700000300000",
          "9".repeat(30),
          "A b",
          "acme",
          "\u0000\"\ud83d");
  private static final List<String> EXACT =
      List.of(
          "null",
          "\"\"",
          "\"x\"",
          "5",
          "1e3",
          "-0.5",
          "[]",
          "[{}]",
          "{}",
          "{\"user\":{\"name\":1}}",
          "true",
          "1700009999",
          "\"acme\"",
          "[\"clanmeeting\"]",
          "\"clanmeeting\"");

  private static List<PlatformProfile> platforms() {
    try {
      return Stream.concat(
              Platforms.bundled().all().stream(),
              Stream.of(
                  PlatformReader.read(TANGLED.getBytes(StandardCharsets.UTF_8), "tangled.json")))
          .toList();
    } catch (Exception broken) {
      throw new AssertionError(
          broken instanceof io.github.latchkey.fault.FaultException f ? f.facts().toString() : "",
          broken);
    }
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static ClaimInput claim(PlatformProfile platform, Random random) throws Exception {
    List<ClaimPath> own =
        platform.claims().stream()
            .map(ClaimRule::place)
            .map(place -> ((Place.Claim) place).path())
            .toList();
    ClaimPath path = random.nextInt(3) > 0 ? one(own, random) : ClaimPath.of(one(NAMES, random));
    return new ClaimInput(
        path,
        random.nextInt(3) > 0
            ? new ClaimInput.Typed(one(TEXTS, random))
            : new ClaimInput.Exact(Json.parse(one(EXACT, random), JsonLimits.FOREIGN)));
  }

  private static List<ClaimInput> claims(PlatformProfile platform, int most, Random random)
      throws Exception {
    List<ClaimInput> claims = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      claims.add(claim(platform, random));
    }
    return claims;
  }

  private static Validity validity(Random random) {
    return new Validity(
        random.nextInt(3) == 0
            ? Optional.of(NOW.minusSeconds(random.nextInt(9000)))
            : Optional.empty(),
        random.nextInt(3) == 0
            ? Optional.of(NOW.plusSeconds(random.nextInt(9000)))
            : Optional.empty(),
        switch (random.nextInt(4)) {
          case 0 -> new Validity.After(Duration.ofSeconds(random.nextInt(9000)));
          case 1 -> new Validity.Never();
          case 2 -> new Validity.At(NOW.plusSeconds(random.nextInt(9000) - 100));
          default -> new Validity.Usual();
        });
  }

  private static TokenRequest request(PlatformProfile platform, Random random) throws Exception {
    Map<String, String> fields =
        random.nextBoolean()
            ? Map.of("app", "app-1", "iss", "acme", "consumerId", "acme", "kid", "k1")
            : Map.of("app", "standup");
    var credential =
        new Credential(
            "id",
            "name",
            platform,
            Optional.empty(),
            fields,
            List.of(),
            Optional.empty(),
            NOW,
            Optional.empty(),
            null);
    Map<String, String> header =
        random.nextInt(4) == 0
            ? Map.of(one(List.of("kid", "x", "typ", "crit"), random), "h")
            : Map.of();
    return new TokenRequest(credential, claims(platform, 3, random), header, validity(random));
  }

  /// What comes out, with made-up identifiers made the same.
  private static String shown(Drafting drafting) {
    try {
      TokenPreview token = drafting.draft();
      return (token.header().compact() + token.payload().compact() + token)
          .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    } catch (AppException refused) {
      return refused.kind() + " " + new java.util.TreeMap<>(refused.facts());
    }
  }

  private interface Drafting {
    TokenPreview draft() throws AppException;
  }

  @Property(tries = 1500)
  void everyRowComesOutAsIfItWereAlone(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    PlatformProfile platform = one(PLATFORMS, random);
    TokenRequest request = request(platform, random);
    var drafts = new BatchDrafts(request, platform.algorithms().getFirst(), NOW);
    List<ClaimInput> shape = claims(platform, 4, random);
    for (int number = 1; number <= 8; number++) {
      List<ClaimInput> claims = new ArrayList<>();
      for (ClaimInput claim : shape) { // the same names again and again, as rows have them
        ClaimInput other = claim(platform, random);
        if (random.nextInt(12) > 0) {
          claims.add(new ClaimInput(claim.path(), other.value()));
        }
      }
      BatchRow row = BatchRow.of(number, claims, 0);
      assertEquals(
          shown(() -> drafts.general(row)), shown(() -> drafts.of(row)), platform.id() + " " + row);
    }
  }

  private static BatchDrafts drafts(String platform) throws Exception {
    PlatformProfile profile =
        PLATFORMS.stream().filter(p -> p.id().equals(platform)).findFirst().orElseThrow();
    var credential =
        new Credential(
            "id",
            "name",
            profile,
            Optional.empty(),
            Map.of("app", "a", "consumerId", "acme"),
            List.of(),
            Optional.empty(),
            NOW,
            Optional.empty(),
            null);
    return new BatchDrafts(
        new TokenRequest(credential, List.of(), Map.of(), Validity.usual()),
        profile.algorithms().getFirst(),
        NOW);
  }

  private static BatchRow row(String... claims) throws Exception {
    List<ClaimInput> all = new ArrayList<>();
    for (String claim : claims) {
      all.add(ClaimInput.typed(claim.split("=")[0], claim.split("=")[1]));
    }
    return BatchRow.of(1, all, 0);
  }

  @Test
  void rowsOfOneShapeShareTheirHeaderAndWhatIsSaidOfAll() throws Exception {
    BatchDrafts drafts = drafts("clan-meeting");
    TokenPreview first = drafts.of(row("room=r1"));
    TokenPreview second = drafts.of(row("room=r2"));
    assertSame(first.header(), second.header());
    assertSame(first.findings(), second.findings());
    assertTrue(drafts.of(row("room=*")).findings().size() > first.findings().size());
  }

  @Test
  void whatOneRowIsToldIsNotToldOfTheNext() throws Exception {
    BatchDrafts drafts = drafts("clan-meeting");
    int told = drafts.of(row("room=No Room")).findings().size();
    assertEquals(told - 1, drafts.of(row("room=room")).findings().size());
    assertEquals(told, drafts.of(row("room=No Room")).findings().size());
  }

  @Test
  void eachRowHasItsOwnIdentifierWhereverItIsWritten() throws Exception {
    BatchDrafts drafts = drafts("tangled");
    TokenPreview first = drafts.of(row("flag=true"));
    TokenPreview second = drafts.of(row("flag=false"));
    assertSame(
        drafts.of(row("flag=true")).header(),
        first.header(),
        "composed together, or this shows nothing");
    assertNotEquals(first.payload().text("jti"), second.payload().text("jti"));
    assertEquals(first.payload().text("jti"), first.payload().text("trace"));
  }
}
