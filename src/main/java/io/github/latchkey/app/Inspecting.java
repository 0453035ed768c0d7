package io.github.latchkey.app;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.FoundToken;
import io.github.latchkey.engine.inspect.SignatureCheck;
import io.github.latchkey.engine.inspect.SignatureResult;
import io.github.latchkey.engine.inspect.SignatureStatus;
import io.github.latchkey.engine.inspect.TimeRules;
import io.github.latchkey.engine.inspect.TokenFinder;
import io.github.latchkey.engine.inspect.TokenReader;
import io.github.latchkey.engine.inspect.TokenReading;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.LifetimeJudge;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.PlatformRules;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.platform.TokenView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The token doctor: finds the tokens in whatever was pasted and says all that is wrong with them.
public final class Inspecting {

  private final Platforms platforms;
  private final Clock clock;

  Inspecting(Platforms platforms, Clock clock) {
    this.platforms = platforms;
    this.clock = clock;
  }

  /// Looks at a text. The signature is tried against every credential of the open vault and every
  /// key given. Never fails, whatever the text is; may take a moment with a large vault.
  public Inspection inspect(String pasted, Optional<VaultSession> vault, InspectOptions options) {
    List<FoundToken> found = TokenFinder.find(pasted);
    if (found.isEmpty()) {
      var nothing =
          Finding.of(FindingId.NOT_A_TOKEN, "", Map.of("characters", (long) pasted.length()));
      return new Inspection(List.of(), List.of(nothing));
    }
    Instant at = options.at().orElseGet(clock::instant);
    return new Inspection(
        found.stream().map(token -> inspect(token, vault, options, at)).toList(), List.of());
  }

  private InspectedToken inspect(
      FoundToken found, Optional<VaultSession> vault, InspectOptions options, Instant at) {
    TokenReading reading = TokenReader.read(found);
    DecodedToken token = reading.token();
    List<Finding> findings = new ArrayList<>(reading.findings());
    Optional<PlatformProfile> recognised = options.platform().or(() -> recognise(token));
    SignatureResult signature;
    try (var keys = new CandidateKeys(token, recognised, vault, options.keys())) {
      SignatureResult now = SignatureCheck.check(token, keys.inOrder());
      Optional<SignatureResult> before =
          now.status() == SignatureStatus.VALID ? Optional.empty() : byEarlierKey(token, keys);
      signature = before.orElse(now);
      before
          .flatMap(SignatureResult::credential)
          .ifPresent(
              name ->
                  findings.add(Finding.of(FindingId.EARLIER_KEY, "", Map.of("credential", name))));
      findings.addAll(keys.unusable());
    }
    boolean given =
        options.keys().stream()
            .anyMatch(key -> signature.credential().equals(Optional.of(key.name())));
    Optional<Credential> signer =
        vault
            .filter(session -> !given)
            .flatMap(session -> signature.credential().flatMap(session::optional));
    Optional<PlatformProfile> platform =
        recognised.or(
            () -> signer.map(Credential::platform).filter(p -> !p.id().equals(Platforms.GENERIC)));
    if (token.payloadJson().isPresent()) {
      platform.ifPresent(profile -> findings.addAll(byPlatform(profile, token, signer, at)));
      findings.addAll(TimeRules.judge(token, at, options.leeway()));
    }
    findings.addAll(signature.findings());
    return new InspectedToken(token, signature, platform, Findings.worstFirst(findings), given, at);
  }

  private static Optional<SignatureResult> byEarlierKey(DecodedToken token, CandidateKeys keys) {
    if (keys.earlier().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(SignatureCheck.check(token, keys.earlier()))
        .filter(result -> result.status() == SignatureStatus.VALID);
  }

  private Optional<PlatformProfile> recognise(DecodedToken token) {
    return platforms.recognise(
        token.headerJson().orElse(JsonObject.empty()),
        token.payloadJson().orElse(JsonObject.empty()));
  }

  private static List<Finding> byPlatform(
      PlatformProfile platform, DecodedToken token, Optional<Credential> signer, Instant at) {
    JsonObject header = token.headerJson().orElse(JsonObject.empty());
    JsonObject payload = token.payloadJson().orElse(JsonObject.empty());
    Map<String, String> fields =
        signer.filter(s -> s.platform().equals(platform)).map(Credential::fields).orElse(Map.of());
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            FindingId.PLATFORM_RECOGNISED,
            "",
            platform.recognises(new TokenView(header, payload, fields))
                ? Map.of("platform", platform.name())
                : Map.of("platform", platform.name(), "variant", "chosen")));
    findings.addAll(PlatformRules.judge(platform, new TokenView(header, payload, fields)));
    findings.addAll(LifetimeJudge.judge(platform.lifetime(), payload, at));
    return findings;
  }
}
