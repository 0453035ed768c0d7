package io.github.latchkey.app;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.engine.inspect.SignatureResult;
import io.github.latchkey.engine.inspect.SignatureStatus;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.PlatformProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that is known about one token.
///
/// @param platform the platform by whose rules it was judged
/// @param findings all of them, worst first
/// @param byGivenKey whether a key that the person gave made the signature, rather than a stored
///   one
/// @param checkedAt as of which moment
public record InspectedToken(
    DecodedToken token,
    SignatureResult signature,
    Optional<PlatformProfile> platform,
    List<Finding> findings,
    boolean byGivenKey,
    Instant checkedAt) {

  /// The last moment that is shown as a date: the end of the year 9999.
  private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799L);

  public InspectedToken {
    findings = List.copyOf(findings);
  }

  /// The one word about it.
  public Verdict verdict() {
    if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return Verdict.REFUSED;
    }
    return signature.status() == SignatureStatus.VALID ? Verdict.ACCEPTED : Verdict.UNVERIFIED;
  }

  /// A time claim as a moment; empty where it is missing, no number, or outside of the years 1970
  /// to 9999.
  public Optional<Instant> time(String claim) {
    return token
        .payloadJson()
        .flatMap(payload -> payload.number(claim))
        .flatMap(number -> number.value())
        .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST) <= 0)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
  }

  /// The header, or an empty object where it cannot be read.
  public JsonObject header() {
    return token.headerJson().orElse(JsonObject.empty());
  }

  /// The payload, or an empty object where it cannot be read.
  public JsonObject payload() {
    return token.payloadJson().orElse(JsonObject.empty());
  }
}
