package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.TimeRules;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.ClaimPath;
import io.github.latchkey.platform.Judgement;
import io.github.latchkey.platform.LifetimeJudge;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.PlatformRules;
import io.github.latchkey.platform.TokenView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// All that is looked at in a token that is not signed yet: what its platform says, how long it
/// lives, and its times.
final class DraftJudges {

  /// A token that is not valid yet is what a scheduled meeting needs; only a token that was sent is
  /// judged by these.
  private static final Set<FindingId> NOT_FOR_DRAFTS =
      Set.of(FindingId.NOT_YET_VALID, FindingId.ISSUED_IN_FUTURE, FindingId.CLOCK_SKEW);

  private static final List<Place> TIMES =
      Stream.of("iat", "nbf", "exp").<Place>map(n -> new Place.Claim(ClaimPath.of(n))).toList();

  private DraftJudges() {}

  /// What is looked at in drafts that become valid at `start`, as seen at `now`.
  static List<Judgement> of(PlatformProfile platform, Instant start, Instant now) {
    List<Judgement> all = new ArrayList<>(PlatformRules.judgements(platform));
    all.add(
        new Judgement(
            TIMES, token -> LifetimeJudge.judge(platform.lifetime(), token.payload(), now)));
    all.add(new Judgement(TIMES, token -> times(token.payload(), now)));
    all.add(new Judgement(List.of(), token -> notBefore(token.payload(), start, now)));
    return all;
  }

  /// What they say of a draft, worst first.
  static List<Finding> judge(List<Judgement> judgements, TokenView draft) {
    return Findings.worstFirst(
        judgements.stream().flatMap(judgement -> judgement.of(draft).stream()).toList());
  }

  private static List<Finding> times(JsonObject payload, Instant now) {
    return TimeRules.judge(payload, now, Duration.ZERO).stream()
        .filter(finding -> !NOT_FOR_DRAFTS.contains(finding.id()))
        .toList();
  }

  private static List<Finding> notBefore(JsonObject payload, Instant start, Instant now) {
    return start.isAfter(now) && !payload.has("nbf")
        ? List.of(Finding.of(FindingId.NO_NOT_BEFORE, "nbf", Map.of("start", start)))
        : List.of();
  }
}
