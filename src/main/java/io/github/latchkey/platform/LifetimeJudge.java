package io.github.latchkey.platform;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges how long a token lives by its platform's rule.
public final class LifetimeJudge {

  /// The last second of the year 9999; later times are said by the JWT rules to be out of range.
  private static final long LAST = 253_402_300_799L;

  private LifetimeJudge() {}

  /// Findings about the lifetime. Times that are not whole numbers in range are left to the JWT
  /// rules.
  public static List<Finding> judge(LifetimeRule rule, JsonObject payload, Instant now) {
    if (!payload.has("exp")) {
      return List.of(
          Finding.of(
                  FindingId.NO_EXPIRY, "exp", Map.of("usual", rule.usual(), "said", rule.reason()))
              .withSeverity(rule.withoutExpiry()));
    }
    Optional<Instant> end = moment(payload, "exp");
    if (end.isEmpty()) {
      return List.of();
    }
    Optional<Instant> issued = moment(payload, "iat");
    Instant from =
        switch (rule.measuredFrom()) {
          case START -> moment(payload, "nbf").or(() -> issued).orElse(now);
          case ISSUED -> issued.orElse(now);
          case NOW -> now;
        };
    return judge(rule, Duration.between(from, end.get()));
  }

  private static List<Finding> judge(LifetimeRule rule, Duration lifetime) {
    List<Finding> findings = new ArrayList<>();
    if (lifetime.isNegative()) {
      return findings; // said by the JWT rules
    }
    rule.longest()
        .filter(longest -> lifetime.compareTo(longest) > 0)
        .ifPresent(
            longest -> findings.add(finding(FindingId.LIFETIME_TOO_LONG, rule, lifetime, longest)));
    rule.shortest()
        .filter(shortest -> lifetime.compareTo(shortest) < 0)
        .ifPresent(
            shortest ->
                findings.add(finding(FindingId.LIFETIME_TOO_SHORT, rule, lifetime, shortest)));
    rule.advised()
        .filter(advised -> findings.isEmpty() && lifetime.compareTo(advised) > 0)
        .ifPresent(
            advised -> findings.add(finding(FindingId.LIFETIME_ADVICE, rule, lifetime, advised)));
    return findings;
  }

  private static Finding finding(
      FindingId id, LifetimeRule rule, Duration lifetime, Duration limit) {
    return Finding.of(
        id, "exp", Map.of("lifetime", lifetime, "limit", limit, "said", rule.reason()));
  }

  private static Optional<Instant> moment(JsonObject payload, String claim) {
    return payload
        .number(claim)
        .flatMap(
            number ->
                number.wholeValue().isPresent()
                    ? Optional.of(number.wholeValue().getAsLong())
                    : Optional.empty())
        .filter(seconds -> seconds >= 0 && seconds <= LAST)
        .map(Instant::ofEpochSecond);
  }
}
