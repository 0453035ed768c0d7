package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges `exp`, `nbf` and `iat` (RFC 7519 section 4.1) at a moment. Reads the JSON as written,
/// since java-jwt refuses whole tokens for one odd time and wraps large ones around.
public final class TimeRules {

  /// A difference up to which a wrong clock is likelier than a late token.
  private static final Duration SKEW = Duration.ofSeconds(300);

  private static final Duration MOST_LEEWAY = Duration.ofDays(1);

  private final Instant at;
  private final Duration leeway;
  private final Map<String, Instant> times = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private TimeRules(Instant at, Duration leeway) {
    this.at = at;
    this.leeway = leeway;
  }

  /// What the times of a token mean at this moment. A leeway is taken as 0 to 24 hours. A payload
  /// that is no JSON object has no times and no findings. Throws nothing.
  public static List<Finding> judge(DecodedToken token, Instant at, Duration leeway) {
    return token.payloadJson().map(claims -> judge(claims, at, leeway)).orElse(List.of());
  }

  /// The same for claims that are not signed yet.
  public static List<Finding> judge(JsonObject claims, Instant at, Duration leeway) {
    Duration bounded =
        leeway.isNegative()
            ? Duration.ZERO
            : leeway.compareTo(MOST_LEEWAY) > 0 ? MOST_LEEWAY : leeway;
    var rules = new TimeRules(at, bounded);
    rules.judge(claims);
    return List.copyOf(rules.findings);
  }

  private void judge(JsonObject claims) {
    for (String claim : List.of("iat", "nbf", "exp")) {
      claims
          .get(claim)
          .map(value -> TimeClaim.read(claim, value))
          .ifPresent(
              time -> {
                findings.addAll(time.findings());
                time.instant().ifPresent(instant -> times.put(claim, instant));
              });
    }
    if (!claims.has("exp")) {
      findings.add(Finding.of(FindingId.NO_EXPIRY, "exp", Map.of()));
    }
    time("exp").filter(exp -> !at.isBefore(later(exp))).ifPresent(exp -> past(exp));
    time("nbf")
        .filter(nbf -> at.isBefore(earlier(nbf)))
        .ifPresent(nbf -> ahead(FindingId.NOT_YET_VALID, "nbf", nbf));
    time("iat")
        .filter(iat -> at.isBefore(earlier(iat)))
        .ifPresent(iat -> ahead(FindingId.ISSUED_IN_FUTURE, "iat", iat));
    time("exp").ifPresent(this::judgeOrder);
  }

  private void past(Instant exp) {
    add(FindingId.EXPIRED, "exp", exp, Duration.between(exp, at));
  }

  private void ahead(FindingId id, String claim, Instant start) {
    add(id, claim, start, Duration.between(at, start));
  }

  private void add(FindingId id, String claim, Instant instant, Duration by) {
    findings.add(Finding.of(id, claim, Map.of("at", instant, "by", by)));
    if (by.compareTo(SKEW) <= 0) {
      findings.add(Finding.of(FindingId.CLOCK_SKEW, claim, Map.of("by", by)));
    }
  }

  private void judgeOrder(Instant exp) {
    Optional<String> claim =
        List.of("nbf", "iat").stream()
            .filter(name -> time(name).filter(start -> !exp.isAfter(start)).isPresent())
            .findFirst();
    claim.ifPresent(
        name -> {
          Instant start = times.get(name);
          findings.add(
              Finding.of(
                  FindingId.EXPIRES_BEFORE_VALID,
                  "exp",
                  Map.of(
                      "at",
                      exp,
                      "start",
                      start,
                      "claim",
                      name,
                      "by",
                      Duration.between(exp, start))));
        });
  }

  private Optional<Instant> time(String claim) {
    return Optional.ofNullable(times.get(claim));
  }

  private Instant later(Instant instant) {
    return instant.plus(leeway);
  }

  private Instant earlier(Instant instant) {
    return instant.minus(leeway);
  }
}
