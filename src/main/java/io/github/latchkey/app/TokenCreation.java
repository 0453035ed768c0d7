package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.SignedToken;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.TimeRules;
import io.github.latchkey.engine.inspect.TokenReader;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.ClaimPath;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.ClaimType;
import io.github.latchkey.platform.LifetimeJudge;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.PlatformRules;
import io.github.latchkey.platform.Template;
import io.github.latchkey.platform.TokenComposer;
import io.github.latchkey.platform.TokenDraft;
import io.github.latchkey.platform.TokenUse;
import io.github.latchkey.platform.TokenView;
import io.github.latchkey.platform.TokenWish;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes tokens: shows what would be signed, signs it, and gives it the shape that is needed.
public final class TokenCreation {

  /// A token that is not valid yet is what a scheduled meeting needs; only a token that was sent is
  /// judged by these.
  private static final Set<FindingId> NOT_FOR_DRAFTS =
      Set.of(FindingId.NOT_YET_VALID, FindingId.ISSUED_IN_FUTURE, FindingId.CLOCK_SKEW);

  private static final Set<String> FIXED_HEADERS = Set.of("alg", "crit", "b64", "zip");

  private final Clock clock;

  TokenCreation(Clock clock) {
    this.clock = clock;
  }

  /// The algorithm that a credential signs with: the first of the platform's that its key can do.
  static JwsAlgorithm algorithm(Credential credential, SigningKey key) throws EngineException {
    return algorithm(credential, key.algorithms())
        .orElseThrow(
            () ->
                new EngineException(
                    EngineException.Kind.ALGORITHM_MISMATCH,
                    Map.of("algorithm", credential.platform().algorithms().getFirst().name())));
  }

  private static Optional<JwsAlgorithm> algorithm(
      Credential credential, Set<JwsAlgorithm> possible) {
    return credential.platform().algorithms().stream().filter(possible::contains).findFirst();
  }

  /// The algorithms that a credential may sign with, the usual one first: those of the platform's
  /// that its key can do.
  public static List<JwsAlgorithm> algorithms(Credential credential) {
    Set<JwsAlgorithm> possible = credential.key().algorithms();
    return credential.platform().algorithms().stream().filter(possible::contains).toList();
  }

  /// The algorithm of a request: as asked for, where the platform takes it and the key can do it.
  private static JwsAlgorithm algorithm(TokenRequest request, Set<JwsAlgorithm> possible)
      throws AppException {
    Credential credential = request.credential();
    Optional<JwsAlgorithm> chosen = request.algorithm();
    boolean allowed =
        chosen.isEmpty()
            || possible.contains(chosen.get())
                && credential.platform().algorithms().contains(chosen.get());
    if (!allowed) {
      throw new AppException(
          AppException.Kind.ALGORITHM_REFUSED,
          Map.of(
              "alg",
              chosen.get().name(),
              "platform",
              credential.platform().name(),
              "allowed",
              algorithms(credential).stream().map(JwsAlgorithm::name).toList()));
    }
    return chosen
        .or(() -> algorithm(credential, possible))
        .orElse(credential.platform().algorithms().getFirst());
  }

  /// What would be signed at this moment. Needs no key, changes nothing, and is quick enough for
  /// every keystroke.
  public TokenPreview preview(TokenRequest request) throws AppException {
    JwsAlgorithm algorithm = algorithm(request, request.credential().key().algorithms());
    return preview(request, algorithm, clock.instant());
  }

  static TokenPreview preview(TokenRequest request, JwsAlgorithm algorithm, Instant now)
      throws AppException {
    Credential credential = request.credential();
    PlatformProfile platform = credential.platform();
    var wish =
        new TokenWish(
            algorithm, credential.fields(), claims(request), header(request), request.validity());
    TokenDraft draft = TokenComposer.compose(platform, wish, now);
    return new TokenPreview(
        draft.header(),
        draft.payload(),
        draft.start(),
        draft.end(),
        findings(platform, draft, credential, now));
  }

  private static Map<ClaimPath, Json> claims(TokenRequest request) throws AppException {
    Map<ClaimPath, Json> claims = new LinkedHashMap<>();
    for (ClaimInput input : request.claims()) {
      if (input.value() instanceof ClaimInput.Typed(var blank) && blank.isEmpty()) {
        continue; // a form's empty field
      }
      ClaimType type = type(request.credential().platform(), input);
      Json value =
          switch (input.value()) {
            case ClaimInput.Exact(var json) -> json;
            case ClaimInput.Typed(var text) ->
                type.parse(text)
                    .orElseThrow(
                        () ->
                            new AppException(
                                AppException.Kind.CLAIM_UNUSABLE,
                                Map.of(
                                    "path",
                                    input.path().toString(),
                                    "text",
                                    text,
                                    "type",
                                    type.id())));
          };
      claims.remove(input.path());
      claims.put(input.path(), value);
    }
    return claims;
  }

  private static ClaimType type(PlatformProfile platform, ClaimInput input) {
    ClaimType type = platform.claim(input.path()).map(ClaimRule::type).orElse(ClaimType.STRING);
    boolean looksLikeJson =
        input.value() instanceof ClaimInput.Typed(var text)
            && (text.startsWith("[") || text.startsWith("{"));
    // Text for a claim that may be anything is a string, unless it is a JSON list or object.
    return type == ClaimType.ANY && !looksLikeJson ? ClaimType.STRING : type;
  }

  private static Map<String, Json> header(TokenRequest request) throws AppException {
    Map<String, Json> header = new LinkedHashMap<>();
    for (var entry : request.header().entrySet()) {
      if (FIXED_HEADERS.contains(entry.getKey()) || entry.getKey().isEmpty()) {
        throw new AppException(AppException.Kind.HEADER_FIXED, Map.of("name", entry.getKey()));
      }
      header.put(entry.getKey(), new JsonString(entry.getValue()));
    }
    return header;
  }

  private static List<Finding> findings(
      PlatformProfile platform, TokenDraft draft, Credential credential, Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(
        PlatformRules.judge(
            platform, new TokenView(draft.header(), draft.payload(), credential.fields())));
    findings.addAll(LifetimeJudge.judge(platform.lifetime(), draft.payload(), now));
    String unsigned = part(draft.header()) + "." + part(draft.payload()) + ".";
    TimeRules.judge(TokenReader.read(unsigned).token(), now, Duration.ZERO).stream()
        .filter(finding -> !NOT_FOR_DRAFTS.contains(finding.id()))
        .forEach(findings::add);
    if (draft.start().isAfter(now) && !draft.payload().has("nbf")) {
      findings.add(Finding.of(FindingId.NO_NOT_BEFORE, "nbf", Map.of("start", draft.start())));
    }
    return Findings.worstFirst(findings);
  }

  private static String part(JsonObject json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.compactUtf8());
  }

  /// Signs what the request asks for, with the credential's key out of the vault for just as long.
  /// Findings do not hinder it: they are in the result.
  public CreatedToken create(VaultSession session, TokenRequest request) throws FaultException {
    try (SigningKey key = session.signingKey(request.credential())) {
      JwsAlgorithm algorithm = algorithm(request, key.algorithms());
      TokenPreview preview = preview(request, algorithm, clock.instant());
      SignedToken token = TokenSigner.sign(preview.header(), preview.payload(), key);
      return new CreatedToken(request.credential(), token, preview);
    }
  }

  /// Makes ready to sign many tokens, each with what `request` says and claims of its own. The key
  /// comes out of the vault once; the vault may be locked while the batch goes on.
  ///
  /// @param strict whether a token with an error or a warning is not signed
  public BatchSigning batch(VaultSession session, TokenRequest request, boolean strict)
      throws FaultException {
    try (SigningKey key = session.signingKey(request.credential())) {
      JwsAlgorithm algorithm = algorithm(request, key.algorithms());
      return new BatchSigning(
          request, algorithm, TokenSigner.ofMany(key, algorithm), clock.instant(), strict);
    }
  }

  /// Whether the platform knows this shape at all; JioMeet has no join link.
  public static boolean offers(Credential credential, TokenUse.Shape shape) {
    return credential.platform().use(shape).isPresent();
  }

  /// The platform's use of this shape; JioMeet, for one, has no join link and refuses.
  public static TokenUse requireShape(Credential credential, TokenUse.Shape shape)
      throws AppException {
    return credential
        .platform()
        .use(shape)
        .orElseThrow(
            () ->
                new AppException(
                    AppException.Kind.SHAPE_UNKNOWN,
                    Map.of(
                        "platform",
                        credential.platform().name(),
                        "shape",
                        List.of("shape-" + shape.name().toLowerCase(Locale.ROOT)))));
  }

  /// A token in the shape that is asked for: a header line, or a join link with every value
  /// percent-encoded.
  public static String shaped(CreatedToken created, TokenUse.Shape shape) throws AppException {
    TokenUse use = requireShape(created.credential(), shape);
    var view =
        new TokenView(
            created.token().header(), created.token().payload(), created.credential().fields());
    boolean link = shape == TokenUse.Shape.URL;
    if (link) {
      requireSafePath(use, view);
    }
    return use.template()
        .fillText(
            view,
            word -> word.equals("token") ? Optional.of(created.compact()) : Optional.empty(),
            value -> link ? percentEncoded(value) : value)
        .orElseThrow(
            () ->
                new AppException(
                    AppException.Kind.SHAPE_INCOMPLETE, Map.of("needs", firstEmpty(use, view))));
  }

  /// Browsers take `.` and `..` out of a path even when they are percent-encoded: the token would
  /// go elsewhere.
  private static void requireSafePath(TokenUse use, TokenView view) throws AppException {
    for (Place place : use.template().places()) {
      String value = place.in(view).map(Template::asText).orElse("");
      if (value.equals(".") || value.equals("..")) {
        throw new AppException(
            AppException.Kind.LINK_UNSAFE, Map.of("value", value, "needs", place.label()));
      }
    }
  }

  private static String firstEmpty(TokenUse use, TokenView view) {
    return use.template().places().stream()
        .filter(place -> place.in(view).isEmpty())
        .map(Place::label)
        .findFirst()
        .orElse("");
  }

  /// Percent-encoding for one path segment or query value (RFC 3986); a colon stays, for the port
  /// of a domain.
  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%7E", "~");
  }
}
