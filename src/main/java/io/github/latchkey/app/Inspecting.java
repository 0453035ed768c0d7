package io.github.latchkey.app;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.FoundToken;
import io.github.latchkey.engine.inspect.KeyCandidate;
import io.github.latchkey.engine.inspect.SignatureCheck;
import io.github.latchkey.engine.inspect.SignatureResult;
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
import java.util.stream.Stream;

/// The token doctor: finds the tokens in whatever was pasted and says all that is wrong with them.
public final class Inspecting {

  /// Claims and headers whose value tells which credential should have signed.
  private static final List<String> IDENTIFYING = List.of("iss", "app", "sub");

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
      return new Inspection(
          List.of(),
          List.of(Finding.of(FindingId.NOT_A_TOKEN, "", Map.of("length", (long) pasted.length()))));
    }
    Instant at = options.at().orElseGet(clock::instant);
    List<Credential> credentials = vault.map(VaultSession::credentials).orElse(List.of());
    List<InspectedToken> tokens = new ArrayList<>();
    for (FoundToken token : found) {
      tokens.add(inspect(token, vault, credentials, options, at));
    }
    return new Inspection(tokens, List.of());
  }

  private InspectedToken inspect(
      FoundToken found,
      Optional<VaultSession> vault,
      List<Credential> credentials,
      InspectOptions options,
      Instant at) {
    TokenReading reading = TokenReader.read(found);
    DecodedToken token = reading.token();
    List<Finding> unusable = new ArrayList<>();
    SignatureResult signature = check(token, vault, credentials, options, unusable);
    Optional<Credential> signer =
        signature
            .credential()
            .flatMap(name -> credentials.stream().filter(c -> c.name().equals(name)).findFirst());
    Optional<PlatformProfile> platform = platform(token, signer, options);
    List<Finding> findings = new ArrayList<>(reading.findings());
    if (token.payloadJson().isPresent()) {
      platform.ifPresent(profile -> findings.addAll(byPlatform(profile, token, signer, at)));
      findings.addAll(TimeRules.judge(token, at, options.leeway()));
    }
    findings.addAll(signature.findings());
    findings.addAll(unusable);
    return new InspectedToken(token, signature, platform, Findings.worstFirst(findings), at);
  }

  private Optional<PlatformProfile> platform(
      DecodedToken token, Optional<Credential> signer, InspectOptions options) {
    return options
        .platform()
        .or(() -> signer.map(Credential::platform).filter(p -> !p.id().equals(Platforms.GENERIC)))
        .or(
            () ->
                platforms.recognise(
                    token.headerJson().orElse(JsonObject.empty()),
                    token.payloadJson().orElse(JsonObject.empty())));
  }

  private static List<Finding> byPlatform(
      PlatformProfile platform, DecodedToken token, Optional<Credential> signer, Instant at) {
    JsonObject header = token.headerJson().orElse(JsonObject.empty());
    JsonObject payload = token.payloadJson().orElse(JsonObject.empty());
    Map<String, String> fields = signer.map(Credential::fields).orElse(Map.of());
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(FindingId.PLATFORM_RECOGNISED, "", Map.of("platform", platform.name())));
    findings.addAll(PlatformRules.judge(platform, new TokenView(header, payload, fields)));
    findings.addAll(LifetimeJudge.judge(platform.lifetime(), payload, at));
    return findings;
  }

  private static SignatureResult check(
      DecodedToken token,
      Optional<VaultSession> vault,
      List<Credential> credentials,
      InspectOptions options,
      List<Finding> unusable) {
    List<KeyCandidate> stored = new ArrayList<>();
    try {
      for (Credential credential : credentials) {
        try {
          stored.add(
              new KeyCandidate(
                  credential.name(),
                  vault.orElseThrow().verifyingKey(credential),
                  names(credential, token)));
        } catch (EngineException cannotCheck) {
          unusable.add(Finding.of(FindingId.WEAK_KEY, "", Map.of("credential", credential.name())));
        }
      }
      List<KeyCandidate> ordered =
          Stream.concat(
                  options.keys().stream(),
                  Stream.concat(
                      stored.stream().filter(KeyCandidate::expected),
                      stored.stream().filter(c -> !c.expected())))
              .toList();
      return SignatureCheck.check(token, ordered);
    } finally {
      stored.forEach(candidate -> candidate.key().close());
    }
  }

  /// Whether the token names this credential: by key id, issuer, subject or app id.
  private static boolean names(Credential credential, DecodedToken token) {
    Optional<String> kid = token.headerJson().flatMap(header -> header.text("kid"));
    Stream<String> claims =
        IDENTIFYING.stream()
            .flatMap(claim -> token.payloadJson().flatMap(payload -> payload.text(claim)).stream());
    return Stream.concat(kid.stream(), claims).anyMatch(credential.fields()::containsValue);
  }
}
